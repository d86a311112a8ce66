-- Positions of some days ($first to $last) with what they are about.
INSERT INTO told
WITH linked AS (
  SELECT p.*, e.base_type AS told_type, e.rule AS told_rule, coalesce(e.recipient_countries, []) AS event_countries
  FROM (SELECT * FROM positions WHERE published BETWEEN $first AND $last AND list_contains(getvariable('acts'), act)) p
  LEFT JOIN (
    SELECT article_id, coder, event, base_type, rule, recipient_countries FROM events
    WHERE published BETWEEN $first AND $last
  ) e USING (article_id, coder, event)
), read AS (
  SELECT *,
    events_of(coalesce(content_words, ''), told_type, told_rule) AS events,
    position_stems(content_words, deadline_words, names_of(holder, counterparts),
      list_append(counterpart_countries, holder.country)) AS stems
  FROM linked
)
SELECT
  (SELECT count(*) FROM told) + row_number() OVER (ORDER BY published, id) AS number,
  id AS position, article_id, published, act,
  holder.actor AS holder, coalesce(holder.name, holder.words) AS holder_name, holder.country AS holder_country,
  holder.sector AS holder_sector,
  CASE WHEN acts_for(holder) THEN 'state ' || holder.country ELSE holder.actor END AS side,
  coalesce(acts_for(holder) AND is_state(holder), false) AS holder_state, does_of(holder) AS holder_does,
  seeks_of(holder) AS holder_seeks,
  counterpart_ids AS counterparts,
  list_filter(list_transform(counterparts, lambda c: coalesce(c.name, c.words, c.country)),
    lambda n: n IS NOT NULL) AS counterpart_names,
  counterpart_countries,
  list_distinct(flatten(list_transform(counterparts, lambda c: seeks_of(c)))) AS counterpart_seeks,
  content_words AS content, condition_words AS condition, exchange_words AS exchange,
  CASE WHEN meant THEN deadline_words END AS deadline_words, CASE WHEN meant THEN deadline_end END AS deadline,
  CASE WHEN meant THEN deadline_precision END AS deadline_precision,
  CASE WHEN meant THEN deadline_basis END AS deadline_basis, sentence_words,
  events, wanted_of(events) AS wanted, against_of(events) AS against, never_of(act, coalesce(content_words, '')) AS never,
  stems,
  stands_for(stems) AS stands_for,
  list_distinct(list_filter(list_concat(counterpart_countries, event_countries,
    countries_of(content_words), [holder.country]),
    lambda c: c IS NOT NULL)) AS sides
FROM (
  -- `on Tuesday` may be the day on which it was said; only `by Tuesday` is a deadline on the day of the report.
  SELECT *, deadline_span IS NOT NULL AND (deadline_end IS NULL OR deadline_end > published
    OR (deadline_end = published AND opens(deadline_words))) AS meant
  FROM read
);
