-- Entries lie by holder, so that questions about one read few of them, and are numbered so.
CREATE TABLE places AS
SELECT number AS entry, position AS name, row_number() OVER (ORDER BY holder_country, holder, number) AS number
FROM told SEMI JOIN firsts ON firsts.number = told.number AND firsts.entry = told.number;

-- Positions under their entries.
CREATE TABLE tellings AS
SELECT p.number, p.name AS entry, t.* EXCLUDE (number, holder_does, holder_seeks, counterpart_seeks, side, holder_state,
  events, wanted, against, never, stems, stands_for, sides)
FROM told t JOIN firsts f ON f.number = t.number JOIN places p ON p.entry = f.entry
ORDER BY p.number, t.published, t.position
