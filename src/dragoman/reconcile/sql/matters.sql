-- The tables of matters from `member`; a matter is called by the id of its first article: by publication, then by id.
CREATE OR REPLACE TEMP TABLE made_matter_articles AS
SELECT
  min_by(m.id, (coalesce(a.published, DATE '9999-12-31'), m.id)) OVER (PARTITION BY m.number) AS matter,
  m.id AS article_id, m.score, coalesce(l.reasons, []) AS reasons
FROM member m
JOIN articles a ON a.article_id = m.id
LEFT JOIN matter_links l ON l.one = least(m.id, m.nearest) AND l.other = greatest(m.id, m.nearest);

CREATE OR REPLACE TEMP TABLE made_matters AS
SELECT
  matter, min(published) AS first_published, max(published) AS last_published, count(*)::INTEGER AS articles,
  count(DISTINCT outlet)::INTEGER AS outlets, max_by(article_id, (score, article_id)) AS representative,
  max_by(title, (score, article_id)) AS title
FROM made_matter_articles JOIN articles USING (article_id)
GROUP BY matter;
