-- How many articles and stories the events of a row come from; an event in no story is the only report of its matter.
SELECT period, {key}, count(DISTINCT article) AS n_articles, {stories} AS n_stories
FROM pairs {joined}
WHERE {known} AND period BETWEEN ? AND ?
GROUP BY ALL
