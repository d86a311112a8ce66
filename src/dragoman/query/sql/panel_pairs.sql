-- Each event that a panel may count, once for each unit that it may fall to: `a` is the number of a state, `b` of the
-- other one in a dyad; null where the country is no state then. Articles and stories are counted by a hash, which is
-- quicker, and an event with one unit needs no id to be counted once.
CREATE TEMP TABLE pairs AS
WITH hits AS ({hits}),
told AS (
  SELECT id, article_id, coalesce(kind, -1) AS kind, quad_class, score, goldstein, date_start AS first,
    date_trunc('{size}', date_start)::DATE AS period,
    least(
      greatest(date_end, date_start), (date_trunc('{size}', date_start) + INTERVAL 1 {size} - INTERVAL 1 DAY)::DATE
    ) AS last,
    actor_countries AS actors,
    if(reciprocal, actor_countries, recipient_countries) AS others
  FROM hits LEFT JOIN cameo USING (cameo) LEFT JOIN kinds USING (type)
  WHERE date_start IS NOT NULL AND list_contains({fine}, date_precision)
),
units AS ({units})
SELECT if({single}, NULL, id) AS id, hash(article_id) AS article, hash({story}) AS story, kind, quad_class, score,
  goldstein, period, {numbers}
FROM units {joined}
