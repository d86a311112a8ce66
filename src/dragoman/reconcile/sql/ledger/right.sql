-- Tellings and evidence without what was judged wrong since the tables were made.
-- A judgement of another coder's record of the same id is none of the record shown.
CREATE TEMP TABLE wrong AS
  WITH judged AS (
    SELECT subject AS id, coder, regexp_replace(subject, '/[^/]*$', '') AS article_id FROM verdicts
    WHERE verdict = 'wrong' AND field IS NULL
  ), shown AS (SELECT article_id, coder FROM articles SEMI JOIN judged USING (article_id))
  SELECT id FROM judged LEFT JOIN shown USING (article_id) WHERE judged.coder IS NULL OR judged.coder = shown.coder;
CREATE TEMP VIEW right_tellings AS SELECT * FROM entry_tellings ANTI JOIN wrong ON wrong.id = entry_tellings.position;
CREATE TEMP VIEW right_evidence AS SELECT * FROM entry_evidence ANTI JOIN wrong ON wrong.id = entry_evidence.record;
CREATE TEMP TABLE touched AS
  SELECT number FROM entry_tellings SEMI JOIN wrong ON wrong.id = entry_tellings.position
  UNION SELECT number FROM entry_evidence SEMI JOIN wrong ON wrong.id = entry_evidence.record;
