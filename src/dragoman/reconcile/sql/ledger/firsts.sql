-- Each position points to the first one that it is like; the end of the chain is its entry.
CREATE TABLE firsts AS
SELECT t.position, coalesce(p.first, t.position) AS entry
FROM told t LEFT JOIN (
  SELECT a.other AS position, arg_min(a.one, (t.published, a.one)) AS first
  FROM alike a JOIN told t ON t.position = a.one GROUP BY a.other
) p USING (position);
