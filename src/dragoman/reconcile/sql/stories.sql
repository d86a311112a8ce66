-- The tables of stories from `member` (number of the story, id of the event, score, reasons), which clustering made.
-- A story is called by the id of its first event: by publication, then by id.
CREATE OR REPLACE TEMP TABLE told_in AS
SELECT
  m.number, m.id, m.score, m.reasons, e.article_id, e.type, e.day, e.central, e.confidence, a.outlet,
  min_by(m.id, (coalesce(e.published, DATE '9999-12-31'), m.id)) OVER (PARTITION BY m.number) AS story
FROM member m JOIN events e USING (id) JOIN articles a USING (article_id);

CREATE OR REPLACE TEMP TABLE made_story_events AS
SELECT story, id AS event, score, reasons FROM told_in ORDER BY story, event;

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
ORDER BY first_day, story;
