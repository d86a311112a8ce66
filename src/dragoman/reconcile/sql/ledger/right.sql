-- Tellings and evidence without what was judged wrong since the tables were made.
-- A judgement of another coder's record of the same id is none of the record shown.
CREATE TEMP TABLE wrong AS
  SELECT subject AS id FROM verdicts LEFT JOIN articles ON article_id = regexp_replace(subject, '/[^/]*$', '')
  WHERE verdict = 'wrong' AND field IS NULL AND (verdicts.coder IS NULL OR verdicts.coder = articles.coder);
CREATE TEMP VIEW right_tellings AS SELECT * FROM entry_tellings ANTI JOIN wrong ON wrong.id = entry_tellings.position;
CREATE TEMP VIEW right_evidence AS SELECT * FROM entry_evidence ANTI JOIN wrong ON wrong.id = entry_evidence.record;
CREATE TEMP TABLE touched AS
  SELECT number FROM entry_tellings SEMI JOIN wrong ON wrong.id = entry_tellings.position
  UNION SELECT number FROM entry_evidence SEMI JOIN wrong ON wrong.id = entry_evidence.record;
