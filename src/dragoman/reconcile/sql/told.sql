-- The events of some days (variables `first` to `until`), as what is compared: `told`. `setting` has their articles.
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT
  e.id, e.article_id, e.type, e.modes, e.modality, e.central, e.published, e.date_basis,
  e.date_start, e.date_end, e.place_id, e.place_country, e.place_feature, e.place_lat, e.place_lon,
  e.actor_ids, e.recipient_ids,
  list_concat(e.actor_countries, list_filter(e.actor_ids, lambda x: NOT contains(x, ':'))) AS actor_keys,
  list_concat(e.recipient_countries, list_filter(e.recipient_ids, lambda x: NOT contains(x, ':'))) AS recipient_keys,
  e.about, coalesce(e.sentence_words, '') AS sentence
FROM dated e
WHERE e.about BETWEEN getvariable('first') AND getvariable('until');

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
WITH near AS (SELECT DISTINCT article_id FROM told),
begun AS (SELECT article_id, outlet, names, unnest(words) AS word FROM lead SEMI JOIN near USING (article_id)),
spots AS (
  SELECT p.article_id, list(DISTINCT {'lat': p.lat, 'lon': p.lon}) AS spots
  FROM places p SEMI JOIN near USING (article_id) JOIN articles a USING (article_id)
  WHERE p.feature LIKE 'PPL%'
    AND list_min(list_transform(p.mentions, lambda m: m.start)) BETWEEN coalesce(a.dateline.span."end", 0) AND 500
  GROUP BY p.article_id
)
SELECT
  article_id, any_value(outlet) AS outlet, any_value(names) AS names, any_value(spots.spots) AS spots, sum(weight) AS total,
  list({'word': word, 'weight': weight} ORDER BY word) AS words
FROM begun JOIN rarity USING (word) LEFT JOIN spots USING (article_id)
GROUP BY article_id;
