-- `made_duplicates`: one row for each article that came out more than once, word for word or nearly so.
-- `member` has those that are nearly the same, `twins` those with the very words of a first one, `copies` what was not
-- even coded, in one group with what they are copies of.
CREATE OR REPLACE TEMP TABLE made_duplicates AS
WITH copied AS (
  SELECT DISTINCT article_id FROM copies
),
near AS (
  SELECT id AS article_id, 'n' || number AS "group", best AS similarity FROM member
  UNION ALL
  SELECT twins.article_id, coalesce('n' || number, 't' || first_id), 1.0 FROM twins LEFT JOIN member ON id = first_id
  UNION ALL
  SELECT DISTINCT first_id, coalesce('n' || number, 't' || first_id), 1.0 FROM twins LEFT JOIN member ON id = first_id
),
many AS (
  SELECT article_id, "group", max(similarity) AS similarity FROM near GROUP BY article_id, "group"
  UNION ALL
  SELECT article_id, 'c' || article_id, 1.0 FROM copied WHERE article_id NOT IN (SELECT article_id FROM near)
),
publication AS (
  SELECT many."group", a.article_id, a.published, a.outlet, false AS copy
  FROM many JOIN articles a USING (article_id)
  UNION ALL
  SELECT many."group", c.article_id, c.published, c.outlet, true
  FROM many JOIN copies c USING (article_id)
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
FROM many JOIN summary USING ("group")
WHERE first_id IS NOT NULL
;
