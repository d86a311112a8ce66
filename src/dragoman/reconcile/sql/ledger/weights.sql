-- Weights of stems: the rarer, the heavier.
CREATE TABLE weights AS
SELECT stem, ln(1 + (SELECT count(*) FROM told) / count(*)) AS weight
FROM (SELECT unnest(stems) AS stem FROM told) GROUP BY stem;

CREATE TABLE ranked AS
SELECT position, stem, weight, row_number() OVER (PARTITION BY position ORDER BY weight DESC, stem) AS rank
FROM (SELECT position, unnest(stems) AS stem FROM told) JOIN weights USING (stem);

CREATE TABLE weighed AS
SELECT position, list(stem ORDER BY rank) AS stems, list(weight ORDER BY rank) AS weights, sum(weight) AS total
FROM ranked GROUP BY position;

