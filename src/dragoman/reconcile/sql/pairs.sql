-- Pairs of events told by two articles that may be one occurrence, with what speaks for and against it.
-- The earlier of both lies between the days `first` and `last`.
WITH keyed AS (
  SELECT DISTINCT id, article_id, type, about, central, unnest(list_concat(
    actor_keys, recipient_keys, CASE WHEN place_country IS NULL THEN [] ELSE ['at ' || place_country] END)) AS key
  FROM told
),
held AS (
  SELECT * FROM keyed
  QUALIFY central OR count(*) OVER (PARTITION BY key, type, about) <= getvariable('crowd')
),
met AS (
  SELECT DISTINCT least(a.id, b.id) AS one, greatest(a.id, b.id) AS other
  FROM held a
  JOIN held b ON a.key = b.key AND a.article_id <> b.article_id
    AND b.about BETWEEN a.about AND a.about + getvariable('days')
    AND (a.about < b.about OR a.id < b.id)
  JOIN close c ON c.one = a.type AND c.other = b.type
  WHERE a.about BETWEEN getvariable('first') AND getvariable('last')
),
articles_met AS (
  SELECT DISTINCT a.article_id AS left_id, b.article_id AS right_id
  FROM met JOIN told a ON a.id = one JOIN told b ON b.id = other
),
settings AS (
  SELECT
    left_id, right_id, a.outlet AS outlet, b.outlet AS other_outlet, a.names AS left_names, b.names AS right_names,
    a.spots AS left_spots, b.spots AS right_spots,
    shared(a.words, b.words, a.total, b.total) AS alike,
    l.group_id IS NOT NULL AND l.group_id = r.group_id AS copied
  FROM articles_met
  JOIN setting a ON a.article_id = left_id
  JOIN setting b ON b.article_id = right_id
  LEFT JOIN made_duplicates l ON l.article_id = left_id
  LEFT JOIN made_duplicates r ON r.article_id = right_id
),
seen AS (
  SELECT
    one, other, alike, shared(a.words, b.words, a.total, b.total) AS worded,
    list_filter([
      CASE WHEN a.type = b.type THEN 'type same' ELSE 'type close' END,
      CASE WHEN len(a.modes) = 0 OR len(b.modes) = 0 OR a.type <> b.type THEN NULL
           WHEN list_has_any(a.modes, b.modes) THEN 'mode same' ELSE 'mode other' END,
      side('actors', a.type, a.actor_ids, b.actor_ids, a.actor_keys, b.actor_keys,
           a.recipient_keys, b.recipient_keys),
      side('recipients', a.type, a.recipient_ids, b.recipient_ids, a.recipient_keys, b.recipient_keys,
           a.actor_keys, b.actor_keys),
      CASE
        WHEN a.date_end > a.date_start OR b.date_end > b.date_start THEN 'date vague'
        WHEN a.date_basis = 'text' AND b.date_basis = 'text'
        THEN CASE abs(a.about - b.about) WHEN 0 THEN 'date same' WHEN 1 THEN 'date next' ELSE 'date other' END
        WHEN abs(a.about - b.about) <= 1 THEN 'date near'
        ELSE 'date far' END,
      CASE
        WHEN a.place_id IS NULL OR b.place_id IS NULL THEN NULL
        WHEN a.place_country <> b.place_country THEN 'place other country'
        WHEN a.place_feature LIKE 'PCL%' OR b.place_feature LIKE 'PCL%' THEN NULL
        WHEN a.place_id = b.place_id THEN 'place same'
        WHEN apart(a.place_lat, a.place_lon, b.place_lat, b.place_lon) <= 25 THEN 'place near'
        WHEN a.place_feature LIKE 'PPL%' AND b.place_feature LIKE 'PPL%' THEN 'place other' END,
      CASE WHEN left_spots IS NULL OR right_spots IS NULL THEN NULL
           WHEN len(list_filter(left_spots, lambda x: len(list_filter(right_spots, lambda y:
             apart(x.lat, x.lon, y.lat, y.lon) <= 25)) > 0)) > 0 THEN 'setting same'
           ELSE 'setting other' END,
      CASE WHEN len(left_names) = 0 OR len(right_names) = 0 THEN NULL
           WHEN len(list_intersect(left_names, right_names)) * 2 >= least(len(left_names), len(right_names))
           THEN 'names same'
           WHEN NOT list_has_any(left_names, right_names) THEN 'names other' END,
      CASE WHEN outlet = other_outlet THEN 'outlet same' END,
      CASE WHEN len(a.numbers) = 0 OR len(b.numbers) = 0 THEN NULL
           WHEN list_has_any(a.numbers, b.numbers) THEN 'numbers same'
           WHEN len(list_filter(a.numbers, lambda x: len(list_filter(b.numbers,
             lambda y: abs(x - y) <= 0.15 * greatest(x, y))) > 0)) = 0 THEN 'numbers other' END,
      CASE WHEN (a.modality IN ('negated', 'hypothetical')) <> (b.modality IN ('negated', 'hypothetical'))
           THEN 'modality other' END,
      CASE WHEN copied AND a.type = b.type THEN 'copies' END
    ], lambda x: x IS NOT NULL) AS reasons
  FROM met
  JOIN told a ON a.id = one
  JOIN told b ON b.id = other
  LEFT JOIN settings ON left_id = a.article_id AND right_id = b.article_id
),
scored AS (
  SELECT
    one, other,
    round(1 / (1 + exp(-(
      getvariable('base')
      + list_sum(list_transform(reasons, lambda x: coalesce(getvariable('weights')[x], 0)))
      + getvariable('sentence') * worded + getvariable('lead') * coalesce(alike, 0)))), 4) AS score,
    list_concat(reasons, [format('words {:.2f}', worded), format('lead {:.2f}', coalesce(alike, 0))]) AS reasons
  FROM seen
)
-- Reasons are kept where they may come to stand beside an event.
SELECT one, other, score, CASE WHEN score >= getvariable('least') THEN reasons ELSE [] END AS reasons
FROM scored
WHERE score >= getvariable('worth_keeping')
