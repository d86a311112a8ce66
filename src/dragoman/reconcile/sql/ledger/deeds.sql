-- Deeds that bear on entries, by one portion of the blocks.
INSERT INTO found
WITH met AS (
  SELECT DISTINCT n.need, d.record
  FROM (SELECT * FROM need_blocks WHERE hash(block) % $portions = $portion) n
  JOIN (SELECT * FROM done_blocks WHERE hash(block) % $portions = $portion) d USING (block, slot)
), fitting AS (
  SELECT n.entry, n.kind, n.deeds, d.published, d.day, d.record, d.article_id, d.label, d.stems,
    list_has_any(d.countries, n.sides) AS toward,
    CASE WHEN list_contains(n.deeds, d.label) THEN 1.0
      WHEN len(list_filter(n.deeds, lambda l: split_part(l, ':', 1) = d.type)) > 0 THEN 0.5 ELSE 0 END AS deed
  FROM met JOIN needs n USING (need) JOIN done d USING (record)
  WHERE d.published BETWEEN n.published AND n.until AND d.day >= n.published AND d.article_id <> n.article_id
    AND d.modality = n.modality AND list_has_any(n.labels, [d.label, d.type])
    AND (NOT n.sided OR len(d.countries) = 0 OR list_has_any(d.countries, n.sides)
      OR list_has_any(d.names, (SELECT w.stems FROM weighed w WHERE w.position = n.entry)))
), scored AS (
  SELECT f.*, shared(w.stems, w.weights, f.stems) / w.total AS cover
  FROM fitting f JOIN weighed w ON w.position = f.entry
)
SELECT entry, kind, published, day, record, article_id, label, toward,
  0.6 * cover + CASE WHEN toward THEN 0.2 ELSE 0 END + 0.2 * deed AS score
FROM scored
WHERE 0.6 * cover + CASE WHEN toward THEN 0.2 ELSE 0 END + 0.2 * deed >= getvariable('deed_score')
