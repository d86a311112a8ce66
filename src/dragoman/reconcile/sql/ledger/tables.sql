-- What the build fills. Positions are numbered by day of publication and id, so that a lower number is an earlier one.
CREATE TABLE told (
  number BIGINT, position VARCHAR, article_id VARCHAR, published DATE, act VARCHAR,
  holder VARCHAR, holder_name VARCHAR, holder_country VARCHAR, holder_sector VARCHAR,
  side VARCHAR, holder_state BOOLEAN, holder_does VARCHAR[], holder_seeks VARCHAR[],
  counterparts VARCHAR[], counterpart_names VARCHAR[], counterpart_countries VARCHAR[], counterpart_seeks VARCHAR[],
  content VARCHAR, condition VARCHAR, exchange VARCHAR,
  deadline_words VARCHAR, deadline DATE, deadline_precision VARCHAR, deadline_basis VARCHAR, sentence_words VARCHAR,
  events VARCHAR[], wanted VARCHAR[], against VARCHAR[], never BOOLEAN, stems VARCHAR[], stands_for VARCHAR[], sides VARCHAR[]
);
CREATE TABLE firsts (number BIGINT, entry BIGINT);
CREATE TABLE alike (one BIGINT, other BIGINT);
CREATE TABLE found (
  entry BIGINT, kind VARCHAR, published DATE, day DATE, record VARCHAR, article_id VARCHAR, label VARCHAR,
  toward BOOLEAN, score DOUBLE
);
CREATE TABLE together AS
  SELECT subject, other FROM verdicts WHERE verdict = 'same-as' AND other IS NOT NULL;
CREATE TABLE apart AS
  SELECT subject, other FROM verdicts WHERE verdict = 'not-same-as' AND other IS NOT NULL
  UNION SELECT other, subject FROM verdicts WHERE verdict = 'not-same-as' AND other IS NOT NULL;
