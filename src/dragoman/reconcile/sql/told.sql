-- The events of the articles that were matched (`matter_some`), as what is compared: `told`. `setting` has the articles.
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT
  e.id, e.article_id, e.type, e.modes, e.modality, e.central, e.published, e.date_basis,
  e.date_start, e.date_end, e.place_id, e.place_country, e.place_feature, e.place_lat, e.place_lon,
  e.actor_ids, e.recipient_ids,
  list_concat(e.actor_countries, list_filter(e.actor_ids, lambda x: NOT contains(x, ':'))) AS actor_keys,
  list_concat(e.recipient_countries, list_filter(e.recipient_ids, lambda x: NOT contains(x, ':'))) AS recipient_keys,
  e.about, coalesce(e.sentence_words, '') AS sentence,
  list_transform(regexp_extract_all(lower(coalesce(e.trigger_words, '')), '\p{L}{4,}'), lambda x: left(x, 4)) AS triggers
FROM dated e
WHERE e.article_id IN (SELECT one FROM matter_some UNION SELECT other FROM matter_some);

CREATE OR REPLACE TEMP TABLE weighed AS
SELECT id, list({'word': word, 'weight': weight} ORDER BY word) AS words, sum(weight) AS total
FROM (SELECT id, unnest(stems(sentence)) AS word FROM chosen) JOIN rarity USING (word)
GROUP BY id;

CREATE OR REPLACE TEMP TABLE told AS
SELECT
  chosen.* EXCLUDE (sentence), words, total,
  list_transform(
    list_filter(
      regexp_extract_all(
        regexp_replace(lower(sentence), getvariable('dates'), ' ', 'g'), '\d[\d,]*(\.\d+)?|\p{L}+'),
      lambda x: x ~ '\d.*' OR getvariable('number_words')[x] IS NOT NULL),
    lambda x: coalesce(getvariable('number_words')[x], TRY_CAST(replace(x, ',', '') AS DOUBLE))) AS numbers
FROM chosen LEFT JOIN weighed USING (id);

CREATE OR REPLACE TEMP TABLE setting AS
WITH spots AS (
  SELECT p.article_id, list(DISTINCT {'lat': p.lat, 'lon': p.lon}) AS spots
  FROM places p SEMI JOIN told USING (article_id) JOIN articles a USING (article_id)
  WHERE p.feature LIKE 'PPL%'
    AND list_min(list_transform(p.mentions, lambda m: m.start)) BETWEEN coalesce(a.dateline.span."end", 0) AND 500
  GROUP BY p.article_id
)
SELECT article_id, names, spots FROM lead SEMI JOIN told USING (article_id) LEFT JOIN spots USING (article_id);
