-- Deeds that bear on entries, by one portion of the blocks.
INSERT INTO found
WITH met AS (
  SELECT DISTINCT n.entry, n.key, d.record
  FROM (SELECT * FROM need_blocks WHERE hash(block) % $portions = $portion) n
  JOIN (SELECT * FROM done_blocks WHERE hash(block) % $portions = $portion) d USING (block, slot)
), fitting AS (
  SELECT n.entry, n.kind, d.published, d.day, d.record, d.article_id, d.label, d.stems,
    list_has_any(d.countries, n.abroad) AS toward,
    len(n.deeds) > 0 AS known, n.anyone,
    CASE WHEN list_contains(n.deeds, d.label) THEN 1.0
      WHEN len(list_filter(n.deeds, lambda l: split_part(l, ':', 1) = d.type)) > 0 THEN 0.5 ELSE 0 END AS deed,
    len(n.abroad) > 0 AND len(d.countries) > 0 AND NOT list_has_any(d.countries, n.sides) AS elsewhere, d.names
  FROM met JOIN needs n ON n.entry = met.entry AND list_contains(n.keys, met.key) JOIN done d USING (record)
  WHERE d.published BETWEEN n.published AND n.until AND d.day >= n.published AND d.article_id <> n.article_id
    AND d.modality = n.modality AND list_has_any(n.labels, [d.label, d.type])
    AND NOT (n.others AND list_contains(d.keys, n.holder))
), scored AS (
  SELECT f.*, len(list_intersect(w.stems, f.stems)) AS common, shared(w.stems, w.weights, f.stems) / w.total AS cover
  FROM fitting f JOIN weighed w ON w.position = f.entry
  WHERE NOT f.elsewhere OR list_has_any(f.names, w.stems)
), summed AS (
  SELECT *, 0.6 * cover + CASE WHEN toward THEN 0.2 ELSE 0 END + 0.2 * deed AS score FROM scored
)
SELECT entry, kind, published, day, record, article_id, label, toward, score
FROM summed
-- One word in common tells little; nor do two tell enough where it is not known what deed was meant.
WHERE score >= getvariable('deed_score')
  AND (common >= 2 OR (deed = 1 AND toward AND cover >= 0.5 AND NOT anyone))
  AND (known OR (common >= 3 AND cover >= CASE WHEN toward THEN 0.5 ELSE 0.75 END))
