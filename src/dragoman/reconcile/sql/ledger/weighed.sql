INSERT INTO weighed
SELECT number, list(stem ORDER BY weight DESC, stem), list(weight ORDER BY weight DESC, stem), sum(weight ORDER BY weight DESC, stem)
FROM (SELECT number, unnest(stems) AS stem FROM told WHERE published BETWEEN $first AND $last) JOIN weights USING (stem)
GROUP BY number
