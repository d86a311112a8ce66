-- One row for each article that came out more than once, word for word or nearly so.
-- `near`: article_id, number of its group, similarity; made by clustering.
WITH copied AS (
  SELECT DISTINCT article_id FROM copies
),
member AS (
  SELECT article_id, 'n' || number AS "group", similarity FROM near
  UNION ALL
  SELECT article_id, article_id, 1.0 FROM copied ANTI JOIN near USING (article_id)
),
publication AS (
  SELECT member."group", a.article_id, a.published, a.outlet, false AS copy
  FROM member JOIN articles a USING (article_id)
  UNION ALL
  SELECT member."group", c.article_id, c.published, c.outlet, true
  FROM member JOIN copies c USING (article_id)
),
summary AS (
  SELECT
    "group",
    min_by(article_id, (coalesce(published, DATE '9999-12-31'), article_id)) FILTER (NOT copy) AS first_id,
    min(published) AS first_published,
    count(*) FILTER (NOT copy)::INTEGER AS articles,
    count(*) FILTER (copy)::INTEGER AS copies,
    count(DISTINCT outlet)::INTEGER AS outlets
  FROM publication
  GROUP BY "group"
)
SELECT
  article_id, first_id AS group_id, similarity::FLOAT AS similarity, first_published, articles, copies, outlets
FROM member JOIN summary USING ("group")
WHERE first_id IS NOT NULL
ORDER BY first_published, group_id, article_id
