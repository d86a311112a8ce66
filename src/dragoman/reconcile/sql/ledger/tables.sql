-- What the build fills.
CREATE TABLE told (
  position VARCHAR, article_id VARCHAR, published DATE, act VARCHAR,
  holder VARCHAR, holder_name VARCHAR, holder_country VARCHAR, holder_sector VARCHAR,
  side VARCHAR, holder_state BOOLEAN, holder_does VARCHAR[], holder_seeks VARCHAR[],
  counterparts VARCHAR[], counterpart_names VARCHAR[], counterpart_countries VARCHAR[], counterpart_seeks VARCHAR[],
  content VARCHAR, condition VARCHAR, exchange VARCHAR,
  deadline_words VARCHAR, deadline DATE, deadline_precision VARCHAR, deadline_basis VARCHAR, sentence_words VARCHAR,
  deeds VARCHAR[], never BOOLEAN, stems VARCHAR[], stands_for VARCHAR[], sides VARCHAR[]
);
CREATE TABLE done (
  record VARCHAR, article_id VARCHAR, published DATE, day DATE, modality VARCHAR, type VARCHAR, label VARCHAR,
  keys VARCHAR[], countries VARCHAR[], names VARCHAR[], stems VARCHAR[]
);
CREATE TABLE found (
  entry VARCHAR, kind VARCHAR, published DATE, day DATE, record VARCHAR, article_id VARCHAR, label VARCHAR,
  toward BOOLEAN, score DOUBLE
);
CREATE TABLE evidence (
  entry VARCHAR, kind VARCHAR, published DATE, day DATE, record VARCHAR, article_id VARCHAR, words VARCHAR,
  score DOUBLE, reasons VARCHAR[]
);
CREATE TABLE together AS
  SELECT subject, other FROM verdicts WHERE verdict = 'same-as' AND other IS NOT NULL;
CREATE TABLE apart AS
  SELECT subject, other FROM verdicts WHERE verdict = 'not-same-as' AND other IS NOT NULL
  UNION SELECT other, subject FROM verdicts WHERE verdict = 'not-same-as' AND other IS NOT NULL;
