CREATE TABLE alike AS
WITH near AS (
  SELECT DISTINCT a.position AS one, b.position AS other
  FROM (SELECT position, published, block, unnest([slot, slot + 1]) AS slot FROM blocks) a
  JOIN blocks b ON a.block = b.block AND a.slot = b.slot
  WHERE (a.published, a.position) < (b.published, b.position)
    AND date_diff('day', a.published, b.published) <= getvariable('days_between')
)
SELECT n.one, n.other
FROM near n
JOIN weighed v ON v.position = n.one JOIN weighed w ON w.position = n.other
JOIN told a ON a.position = n.one JOIN told b ON b.position = n.other
WHERE shared(v.stems, v.weights, w.stems) >= getvariable('alike') * (v.total + w.total - shared(v.stems, v.weights, w.stems))
  AND (a.holder = b.holder OR a.holder_state OR b.holder_state)
  AND (a.deadline IS NULL OR b.deadline IS NULL OR a.deadline = b.deadline)
  AND (len(a.counterpart_countries) = 0 OR len(b.counterpart_countries) = 0
    OR list_has_any(a.counterpart_countries, b.counterpart_countries))
  AND (n.one, n.other) NOT IN (SELECT subject, other FROM apart)
UNION
SELECT a.position, b.position FROM together j
JOIN told x ON x.position = j.subject JOIN told y ON y.position = j.other
JOIN told a ON a.position = CASE WHEN (x.published, x.position) < (y.published, y.position) THEN x.position ELSE y.position END
JOIN told b ON b.position IN (x.position, y.position) AND b.position <> a.position;

