-- How rare a word is: `rarity` by word, in whole thousandths so that sums are exact, from the title and the beginning of each article.
CREATE OR REPLACE TEMP MACRO stems(passage) AS
  list_distinct(list_transform(
    list_filter(
      regexp_extract_all(strip_accents(lower(passage)), '\p{L}{3,}'),
      lambda word: NOT list_contains(getvariable('small_words'), word)),
    lambda word: left(word, 6)));

-- Words with a capital inside a sentence, without those that name states, their people, capitals, days and months.
CREATE OR REPLACE TEMP MACRO names(passage) AS
  list_distinct(list_filter(
    list_transform(
      regexp_extract_all(passage, '[\p{L}\p{N},;:’”"(] (\p{Lu}\p{L}{2,})', 1),
      lambda name: left(strip_accents(lower(name)), 6)),
    lambda name: NOT list_contains(getvariable('common_names'), name)));

CREATE OR REPLACE TEMP TABLE lead AS
SELECT
  article_id, outlet, stems(coalesce(title, '') || ' ' || coalesce(left(text, 500), '')) AS words,
  names(left(text, 500)) AS names
FROM articles;

CREATE OR REPLACE TEMP TABLE rarity AS
SELECT word, round(1000 * ln(1 + (SELECT count(*) FROM lead) / count(*)))::BIGINT AS weight
FROM (SELECT unnest(words) AS word FROM lead)
GROUP BY word;
