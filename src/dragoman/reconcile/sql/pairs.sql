-- Pairs of events told by two articles that may be one occurrence, with what speaks for and against it: those of the
-- matched articles (`matter_some`) whose types are close, or that both articles are about. Another type is only sought
-- where the other article has none of the same.
WITH met AS (
  SELECT
    a.id AS one, b.id AS other, m.score AS matter, m.reasons AS common, coalesce(c.one IS NOT NULL, false) AS close
  FROM matter_some m
  JOIN told a ON a.article_id = m.one
  JOIN told b ON b.article_id = m.other AND abs(a.about - b.about) <= getvariable('event_days')
  LEFT JOIN close c ON c.one = a.type AND c.other = b.type
  WHERE c.one IS NOT NULL OR (a.central AND b.central)
  QUALIFY a.type = b.type OR NOT (
    bool_or(a.type = b.type) OVER (PARTITION BY a.id, m.one, m.other)
    OR bool_or(a.type = b.type) OVER (PARTITION BY b.id, m.one, m.other))
),
seen AS (
  SELECT
    least(met.one, met.other) AS one, greatest(met.one, met.other) AS other, a.article_id AS left_id,
    b.article_id AS right_id, matter, shared(a.words, b.words, a.total, b.total) AS worded,
    list_filter([
      CASE WHEN a.type = b.type THEN 'type same' WHEN close THEN 'type close' ELSE 'type other' END,
      CASE WHEN NOT list_contains(getvariable('said'), a.type) OR NOT list_contains(getvariable('said'), b.type) THEN NULL
           ELSE 'only said' END,
      CASE WHEN list_has_any(a.triggers, b.triggers) THEN 'verb same' END,
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
      CASE WHEN l.spots IS NULL OR r.spots IS NULL THEN NULL
           WHEN len(list_filter(l.spots, lambda x: len(list_filter(r.spots, lambda y:
             apart(x.lat, x.lon, y.lat, y.lon) <= 25)) > 0)) > 0 THEN 'setting same'
           ELSE 'setting other' END,
      CASE WHEN len(l.names) > 0 AND len(r.names) > 0 AND NOT list_has_any(l.names, r.names) THEN 'names other' END,
      CASE WHEN len(a.numbers) = 0 OR len(b.numbers) = 0 THEN NULL
           WHEN list_has_any(a.numbers, b.numbers) THEN 'numbers same'
           WHEN len(list_filter(a.numbers, lambda x: len(list_filter(b.numbers,
             lambda y: abs(x - y) <= 0.15 * greatest(x, y))) > 0)) = 0 THEN 'numbers other' END,
      CASE WHEN (a.modality IN ('negated', 'hypothetical')) <> (b.modality IN ('negated', 'hypothetical'))
           THEN 'modality other' END,
      CASE WHEN a.central AND b.central THEN 'both central' WHEN a.central OR b.central THEN 'one central' END,
      CASE WHEN list_contains(common, 'copies') AND a.type = b.type THEN 'copies' END
    ], lambda x: x IS NOT NULL) AS reasons
  FROM met
  JOIN told a ON a.id = met.one
  JOIN told b ON b.id = met.other
  JOIN setting l ON l.article_id = a.article_id
  JOIN setting r ON r.article_id = b.article_id
),
weighed_up AS (
  SELECT
    *,
    getvariable('base')
      + list_sum(list_transform(reasons, lambda x: coalesce(getvariable('weights')[x], 0)))
      + if(list_contains(reasons, 'only said'), getvariable('sentence_said'), getvariable('sentence')) * worded
      + getvariable('matter') * ln(matter / (1.0001 - matter)) AS odds
  FROM seen
),
-- Reports on one matter have something in common to tell: most likely what is most alike.
scored AS (
  SELECT
    one, other, matter, worded, odds, matter >= getvariable('surely') AND list_contains(reasons, 'both central')
      AND row_number() OVER (PARTITION BY left_id, right_id ORDER BY odds DESC, one, other) = 1 AS most, reasons
  FROM weighed_up
),
final AS (
  SELECT
    one, other,
    round(1 / (1 + exp(-odds - if(most, getvariable('weights')['most alike'], 0))), 4) AS score,
    list_concat(reasons, CASE WHEN most THEN ['most alike'] ELSE [] END)
      || [format('words {:.2f}', worded), format('reports {:.2f}', matter)] AS reasons
  FROM scored
)
-- Reasons are kept where they may come to stand beside an event.
SELECT one, other, score, CASE WHEN score >= getvariable('least') THEN reasons ELSE [] END AS reasons
FROM final
WHERE score >= getvariable('worth_keeping')
