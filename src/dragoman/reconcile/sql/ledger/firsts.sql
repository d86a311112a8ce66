-- Each position points to the first one that it is like; the end of the chain is its entry.
INSERT INTO alike
SELECT least(x.number, y.number), greatest(x.number, y.number)
FROM together j JOIN told x ON x.position = j.subject JOIN told y ON y.position = j.other;

INSERT INTO firsts
SELECT number, coalesce(first, number)
FROM told LEFT JOIN (SELECT other AS number, min(one) AS first FROM alike GROUP BY other) USING (number);
