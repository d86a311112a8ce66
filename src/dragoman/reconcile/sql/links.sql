-- `linked` from `links_in` (one, other, likeness) and `judged` (one, other, likeness), where what people judged takes
-- the place of what was computed. Records get numbers in the order of their ids; `there` has those that are in view.
CREATE OR REPLACE TEMP TABLE numbered AS
WITH named AS (
  SELECT one AS id FROM links_in UNION SELECT other FROM links_in
  UNION SELECT one FROM judged UNION SELECT other FROM judged
)
SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM named SEMI JOIN there USING (id);

CREATE OR REPLACE TEMP TABLE linked AS
WITH both_kinds AS (
  SELECT least(one, other) AS one, greatest(one, other) AS other, likeness::DOUBLE AS likeness, 1 AS judged FROM judged
  UNION ALL
  SELECT least(one, other), greatest(one, other), likeness, 0 FROM links_in
)
SELECT a.number AS one, b.number AS other, max_by(likeness, judged) AS likeness
FROM both_kinds JOIN numbered a ON a.id = one JOIN numbered b ON b.id = other
GROUP BY a.number, b.number;
