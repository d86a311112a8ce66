-- How rare a word is: `rarity` by word, in whole thousandths so that sums are exact, from the title and the beginning of each article.
CREATE OR REPLACE TEMP MACRO all_stems(passage) AS
  list_transform(
    list_filter(
      regexp_extract_all(strip_accents(lower(passage)), '\p{L}{3,}'),
      lambda word: NOT list_contains(getvariable('small_words'), word)),
    lambda word: left(word, 6));

CREATE OR REPLACE TEMP MACRO stems(passage) AS list_distinct(all_stems(passage));

-- Words with a capital inside a sentence, without those that name states, their people, capitals, days and months.
CREATE OR REPLACE TEMP MACRO names(passage) AS
  list_distinct(list_filter(
    list_transform(
      regexp_extract_all(passage, '[\p{L}\p{N},;:’”"(] (\p{Lu}\p{L}{2,})', 1),
      lambda name: left(strip_accents(lower(name)), 6)),
    lambda name: NOT list_contains(getvariable('common_names'), name)));

-- Where an archive keeps no texts, the types and parties of an article's events stand in for its words.
CREATE OR REPLACE TEMP TABLE lead AS
WITH coded AS (
  SELECT
    article_id, min(day) AS day,
    list_distinct(flatten(list(list_concat([type], actor_ids, recipient_ids, actor_countries, recipient_countries))))
      AS labels
  FROM events GROUP BY article_id
)
SELECT
  article_id, outlet, coalesce(published, coded.day) AS day, stems(coalesce(title, '')) AS heads,
  CASE WHEN text IS NULL THEN list_concat(stems(coalesce(title, '')), coalesce(coded.labels, []))
       ELSE stems(coalesce(title, '') || ' ' || left(text, 500)) END AS words,
  names(left(text, 500)) AS names
FROM articles LEFT JOIN coded USING (article_id);

CREATE OR REPLACE TEMP TABLE rarity AS
SELECT word, round(1000 * ln(1 + (getvariable('background') + (SELECT count(*) FROM lead)) / count(*)))::BIGINT AS weight
FROM (SELECT unnest(words) AS word FROM lead)
GROUP BY word;
