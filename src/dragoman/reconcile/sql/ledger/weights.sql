-- Weights of stems: the rarer, the heavier. `ranked` has the three heaviest of each position, `weighed` all.
CREATE TABLE weights AS
SELECT stem, ln(1 + (SELECT count(*) FROM told) / count(*)) AS weight
FROM (SELECT unnest(stems) AS stem FROM told) GROUP BY stem;

CREATE TABLE weighed (number BIGINT, stems VARCHAR[], weights DOUBLE[], total DOUBLE);
