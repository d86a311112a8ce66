-- The tables of stories from `member`; the reasons are those of an event's strongest link.
-- A story is called by the id of its first event: by publication, then by id.
CREATE OR REPLACE TEMP TABLE told_in AS
SELECT
  m.id, m.score, e.article_id, e.type, e.day, e.central, e.confidence, a.outlet,
  CASE WHEN m.judged THEN ['judged same'] ELSE coalesce(l.reasons, []) END AS reasons,
  min_by(m.id, (coalesce(e.published, DATE '9999-12-31'), m.id)) OVER (PARTITION BY m.number) AS story
FROM member m
JOIN events e USING (id)
JOIN articles a USING (article_id)
LEFT JOIN story_links l ON l.one = least(m.id, m.nearest) AND l.other = greatest(m.id, m.nearest);

CREATE OR REPLACE TEMP TABLE made_story_events AS
SELECT story, id AS event, score, reasons FROM told_in;

CREATE OR REPLACE TEMP TABLE made_stories AS
WITH types AS (
  SELECT story, type FROM told_in GROUP BY story, type
  QUALIFY row_number() OVER (PARTITION BY story ORDER BY count(*) DESC, type) = 1
)
SELECT
  story, any_value(types.type) AS type, min(day) AS first_day, max(day) AS last_day, count(*)::INTEGER AS events,
  count(DISTINCT article_id)::INTEGER AS articles, count(DISTINCT outlet)::INTEGER AS outlets,
  max_by(id, (central, told_in.type = types.type, score, confidence, id)) AS representative
FROM told_in JOIN types USING (story)
GROUP BY story
;
