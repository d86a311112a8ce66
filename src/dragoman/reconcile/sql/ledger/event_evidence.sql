-- Where a need and an event can meet: the actor, the label, and a heavy stem of the position. Where very many do, it is
-- the first ones of each month that count.
INSERT INTO found
WITH need_blocks AS (
  SELECT DISTINCT need, published, until, hash(key, modality, label, unnest(stems[:3])) AS block
  FROM (SELECT *, unnest(keys) AS key FROM (SELECT *, unnest(labels) AS label FROM needs))
), done_blocks AS (
  SELECT event, published, block FROM (
    SELECT event, published, record, hash(key, modality, label, unnest(stems)) AS block
    FROM (SELECT *, unnest(keys) AS key FROM (SELECT * EXCLUDE (label), unnest(list_distinct([label, type])) AS label FROM done))
  ) SEMI JOIN need_blocks USING (block)
  QUALIFY row_number() OVER (PARTITION BY block, date_trunc('month', published) ORDER BY published, record) <= getvariable('crowd')
), met AS (
  SELECT DISTINCT need, event
  FROM need_blocks n JOIN done_blocks d ON d.block = n.block AND d.published BETWEEN n.published AND n.until
), fitting AS (
  SELECT n.entry, n.kind, d.published, d.day, d.record, d.article_id, d.label, d.stems AS told_stems,
    n.stems, n.weights, n.total, list_has_any(d.countries, n.abroad) AS toward,
    len(n.events) > 0 AS known, n.anyone,
    CASE WHEN list_contains(n.events, d.label) THEN 1.0
      WHEN len(list_filter(n.events, lambda l: split_part(l, ':', 1) = d.type)) > 0 THEN 0.5 ELSE 0 END AS event,
    -- With somebody else: whom it is done to, or who does it together.
    len(n.abroad) > 0 AND (len(d.countries) > 0 AND NOT list_has_any(d.countries, n.sides)
      OR len(d.countries) = 0 AND len(d.together) > 1 AND NOT list_has_any(d.together, n.abroad)) AS elsewhere, d.names, list_has_any(d.verbs, n.stems) AS said_so
  FROM met JOIN needs n USING (need) JOIN done d USING (event)
  -- A report of the same day may tell what was there before.
  WHERE d.day >= n.published AND greatest(d.day, d.published) > n.published AND d.article_id <> n.article_id AND list_has_any(n.keys, d.keys)
    AND NOT (n.others AND list_contains(d.keys, n.holder))
), scored AS (
  SELECT *, len(list_intersect(stems, told_stems)) AS common, shared(stems, weights, told_stems) / total AS cover
  FROM fitting WHERE NOT elsewhere OR list_has_any(names, stems)
), summed AS (
  SELECT *, 0.6 * cover + CASE WHEN toward THEN 0.2 ELSE 0 END + 0.2 * event AS score FROM scored
)
FROM (
  SELECT entry, kind, published, day, record, article_id, label, toward, max(score) AS score
  FROM summed
  -- One word in common tells little; nor do two tell enough where it is not known what event was meant: then the word
  -- that tells the event must be among them.
  WHERE score >= getvariable('event_score')
    AND (common >= 2 OR (event = 1 AND toward AND cover >= 0.5 AND NOT anyone))
    AND (known OR (said_so AND common >= 3 AND cover >= CASE WHEN toward THEN 0.5 ELSE 0.75 END))
  GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY entry, kind ORDER BY score DESC, published, record) <= getvariable('most')
  OR row_number() OVER (PARTITION BY entry, kind ORDER BY published, score DESC, record) = 1
