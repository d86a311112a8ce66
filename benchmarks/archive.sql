-- The questions of archive.py as somebody would write them for these files by hand. `events`, `entries`,
-- `entry_tellings` and `entry_evidence` are the Parquet files.

-- panel
WITH told AS (
  SELECT article_id, type, quad_class, score, date_trunc('month', date_start)::DATE AS period,
    unnest(actor_countries) AS a, recipient_countries
  FROM events
  WHERE modality = 'actual' AND list_contains(['day', 'week', 'month'], date_precision)
),
dyads AS (SELECT * EXCLUDE (recipient_countries) FROM (SELECT *, unnest(recipient_countries) AS b FROM told) WHERE a <> b),
counted AS (
  SELECT a, b, period, count(*) AS n,
    count(*) FILTER (quad_class = 1) AS quad_1, count(*) FILTER (quad_class = 2) AS quad_2,
    count(*) FILTER (quad_class = 3) AS quad_3, count(*) FILTER (quad_class = 4) AS quad_4,
    count(*) FILTER (type = 'ACCUSE') AS n_accuse, count(*) FILTER (type = 'AGREE') AS n_agree,
    count(*) FILTER (type = 'AID') AS n_aid, count(*) FILTER (type = 'ASSAULT') AS n_assault,
    count(*) FILTER (type = 'COERCE') AS n_coerce, count(*) FILTER (type = 'CONCEDE') AS n_concede,
    count(*) FILTER (type = 'CONSULT') AS n_consult, count(*) FILTER (type = 'COOPERATE') AS n_cooperate,
    count(*) FILTER (type = 'MOBILIZE') AS n_mobilize, count(*) FILTER (type = 'PROTEST') AS n_protest,
    count(*) FILTER (type = 'REJECT') AS n_reject, count(*) FILTER (type = 'REQUEST') AS n_request,
    count(*) FILTER (type = 'RETREAT') AS n_retreat, count(*) FILTER (type = 'SANCTION') AS n_sanction,
    count(*) FILTER (type = 'SUPPORT') AS n_support, count(*) FILTER (type = 'THREATEN') AS n_threaten,
    sum(score) AS score_sum, avg(score) AS score_mean, count(DISTINCT article_id) AS n_articles
  FROM dyads GROUP BY a, b, period
),
states AS (SELECT DISTINCT a AS state FROM counted),
months AS (
  SELECT unnest(generate_series(min(period), max(period), INTERVAL 1 MONTH))::DATE AS period FROM counted
)
SELECT one.state AS country_a, other.state AS country_b, months.period, coalesce(n, 0) AS n_events,
  coalesce(COLUMNS(lambda c: c LIKE 'quad_%' OR c LIKE 'n_%' OR c = 'score_sum'), 0), score_mean
FROM states one JOIN states other ON one.state <> other.state CROSS JOIN months
LEFT JOIN counted ON a = one.state AND b = other.state AND counted.period = months.period
ORDER BY country_a, country_b, months.period
-- end

-- events
SELECT * FROM events
WHERE day BETWEEN $first AND $last AND (
  list_contains(actor_countries, $actor) OR list_contains(actor_ids, $actor)
  -- In a reciprocal event every party acts.
  OR (list_contains(['AGREE', 'CONSULT', 'COOPERATE'], type) AND list_contains(recipient_countries, $actor))
)
ORDER BY day, id
-- end

-- ledger of one
WITH chosen AS (
  SELECT * FROM entries
  WHERE said <= $as_of AND (holder_country = $actor OR holder = $actor)
  ORDER BY CASE
    WHEN deadline_from <= $as_of AND deadline <= $as_of + 30 AND NOT coalesce(fulfilled_from <= $as_of, false)
    THEN abs(deadline - $as_of) END NULLS LAST, said DESC, entry
  LIMIT $shown
)
SELECT c.*, told, bears
FROM chosen c
LEFT JOIN (
  SELECT number, list(t ORDER BY published) AS told
  FROM entry_tellings t SEMI JOIN chosen USING (number) WHERE published <= $as_of GROUP BY number
) USING (number)
LEFT JOIN (
  SELECT number, list(e ORDER BY published) AS bears
  FROM entry_evidence e SEMI JOIN chosen USING (number) WHERE published <= $as_of GROUP BY number
) USING (number)
-- end

-- ledger
WITH chosen AS (
  SELECT * FROM entries
  WHERE said <= $as_of
  ORDER BY CASE
    WHEN deadline_from <= $as_of AND deadline <= $as_of + 30 AND NOT coalesce(fulfilled_from <= $as_of, false)
    THEN abs(deadline - $as_of) END NULLS LAST, said DESC, entry
  LIMIT $shown
)
SELECT c.*, told, bears
FROM chosen c
LEFT JOIN (
  SELECT number, list(t ORDER BY published) AS told
  FROM entry_tellings t SEMI JOIN chosen USING (number) WHERE published <= $as_of GROUP BY number
) USING (number)
LEFT JOIN (
  SELECT number, list(e ORDER BY published) AS bears
  FROM entry_evidence e SEMI JOIN chosen USING (number) WHERE published <= $as_of GROUP BY number
) USING (number)
-- end
