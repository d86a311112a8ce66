-- `duplicate_texts`: articles with the words of an earlier one, whatever case, spacing and punctuation.
CREATE OR REPLACE TEMP TABLE duplicate_texts AS
-- Texts of few words are headlines and stubs, which different reports share.
WITH said AS MATERIALIZED (
  SELECT article_id, published, md5_number(words) AS words
  FROM (SELECT *, regexp_replace(lower(text), '[^\pL\pN]+', ' ', 'g') AS words FROM articles)
  WHERE len(string_split(words, ' ')) >= 25
),
firsts AS (
  SELECT words, min_by(article_id, (coalesce(published, DATE '9999-12-31'), article_id)) AS first_id
  FROM said GROUP BY words HAVING count(*) > 1
)
SELECT article_id, first_id FROM said JOIN firsts USING (words) WHERE article_id <> first_id;
