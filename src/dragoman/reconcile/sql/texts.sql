-- `duplicate_texts`: articles with the words of an earlier one, whatever case and spacing. The shortest texts are
-- headlines and stubs, which different reports share.
CREATE OR REPLACE TEMP TABLE duplicate_texts AS
WITH said AS MATERIALIZED (
  SELECT article_id, published, md5_number(letters) AS letters
  FROM (
    SELECT article_id, published, replace(replace(lower(text), chr(10), ''), ' ', '') AS letters FROM articles
  )
  WHERE length(letters) >= 120
),
firsts AS (
  SELECT letters, min_by(article_id, (coalesce(published, DATE '9999-12-31'), article_id)) AS first_id
  FROM said GROUP BY letters HAVING count(*) > 1
)
SELECT article_id, first_id FROM said JOIN firsts USING (letters) WHERE article_id <> first_id;
