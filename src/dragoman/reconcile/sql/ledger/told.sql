-- Positions of some days ($first to $last) with their words and what these are about.
INSERT INTO told
WITH chosen AS (
  SELECT p.*, substring(a.text, p.content.start + 1, p.content."end" - p.content.start) AS words,
    substring(a.text, p.deadline_span.start + 1, p.deadline_span."end" - p.deadline_span.start) AS by_words,
    substring(a.text, p.condition.start + 1, p.condition."end" - p.condition.start) AS if_words,
    substring(a.text, p.exchange.start + 1, p.exchange."end" - p.exchange.start) AS for_words,
    substring(a.text, p.sentence.start + 1, p.sentence."end" - p.sentence.start) AS said
  FROM positions p JOIN articles a USING (article_id, coder)
  WHERE p.published BETWEEN $first AND $last AND a.published BETWEEN $first AND $last AND list_contains($acts, p.act)
), linked AS (
  SELECT c.*, e.base_type AS told_type, e.rule AS told_rule, coalesce(e.recipient_countries, []) AS event_countries
  FROM chosen c LEFT JOIN (
    SELECT article_id, coder, event, base_type, rule, recipient_countries FROM events
    WHERE published BETWEEN $first AND $last
  ) e USING (article_id, coder, event)
), read AS (
  SELECT *,
    deeds_of(coalesce(words, ''), told_type, told_rule) AS deeds,
    position_stems(coalesce(words, ''), by_words, names_of(holder, counterparts),
      list_append(counterpart_countries, holder.country)) AS stems
  FROM linked
)
SELECT
  id AS position, article_id, published, act,
  holder.actor AS holder, holder.name AS holder_name, holder.country AS holder_country,
  keys_of(holder) AS holder_keys,
  counterpart_ids AS counterparts,
  list_distinct(list_filter(list_transform(counterparts, lambda c: coalesce(c.name, c.country)),
    lambda n: n IS NOT NULL)) AS counterpart_names,
  counterpart_countries,
  list_distinct(flatten(list_transform(counterparts, lambda c: keys_of(c)))) AS counterpart_keys,
  words AS content, if_words AS condition, for_words AS exchange, by_words AS deadline_words,
  deadline_end AS deadline, deadline_precision, deadline_basis, content AS content_span, sentence,
  hash(said) AS sentence_hash,
  deeds, never_of(act, coalesce(words, '')) AS never,
  list_concat(stems, list_transform(deeds, lambda d: '=' || d)) AS stems,
  stands_for(stems) AS stands_for,
  list_distinct(list_filter(list_concat(counterpart_countries, event_countries, [holder.country]),
    lambda c: c IS NOT NULL)) AS sides
FROM read;
