-- How rare a word is: `rarity` by word, from the title and the beginning of each article.
CREATE OR REPLACE TEMP MACRO stems(passage) AS
  list_distinct(list_transform(
    list_filter(
      regexp_extract_all(strip_accents(lower(passage)), '\p{L}{3,}'),
      lambda word: NOT list_contains(getvariable('small_words'), word)),
    lambda word: left(word, 6)));

CREATE OR REPLACE TEMP TABLE lead AS
SELECT article_id, stems(coalesce(title, '') || ' ' || coalesce(left(text, 500), '')) AS words
FROM articles;

CREATE OR REPLACE TEMP TABLE rarity AS
SELECT word, ln(1 + (SELECT count(*) FROM lead) / count(*)) AS weight
FROM (SELECT unnest(words) AS word FROM lead)
GROUP BY word;
