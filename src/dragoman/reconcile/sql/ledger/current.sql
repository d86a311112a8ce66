-- Entries, those of which a record was judged wrong worked out anew.
CREATE TEMP VIEW current_entries AS
SELECT * FROM entries ANTI JOIN touched USING (number)
UNION ALL BY NAME
SELECT * FROM (
  WITH tellings AS (SELECT * FROM right_tellings SEMI JOIN touched USING (number)),
    evidence AS (SELECT * FROM right_evidence SEMI JOIN touched USING (number))
  /* entries */
)
