-- Positions under their entries.
CREATE TABLE tellings AS
SELECT f.entry, t.position, t.article_id, t.published, t.act, t.holder, t.holder_name, t.holder_country,
  t.holder_sector, t.counterparts, t.counterpart_names, t.counterpart_countries, t.content, t.condition, t.exchange,
  t.deadline, t.deadline_precision, t.deadline_basis, t.deadline_words, t.sentence_words
FROM told t JOIN firsts f USING (position)
