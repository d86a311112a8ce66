-- `member` from `grouped` (number, "group"): each record with its group, its mean likeness to those in the group that
-- it is linked to, and the one that it is most alike.
CREATE OR REPLACE TEMP TABLE member AS
WITH ways AS (
  SELECT one, other, likeness FROM linked UNION ALL SELECT other, one, likeness FROM linked
)
SELECT
  n.id, a."group" AS number,
  round(avg(least(likeness, 1)::DECIMAL(9, 6)), 4) AS score,
  least(max(likeness), 1) AS best,
  min_by(m.id, (-likeness, m.id)) AS nearest,
  max(likeness) > 1 AS judged
FROM ways
JOIN grouped a ON a.number = one
JOIN grouped b ON b.number = other AND b."group" = a."group"
JOIN numbered n ON n.number = one
JOIN numbered m ON m.number = other
WHERE likeness > -1
GROUP BY n.id, a."group";
