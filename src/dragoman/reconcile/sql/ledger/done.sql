-- Events of these days ($first to $last) that can bear on a position.
CREATE OR REPLACE TEMP TABLE done AS
SELECT row_number() OVER () AS event, * FROM (
  SELECT id AS record, article_id, published, day, modality, type,
    CASE WHEN len(modes) > 0 THEN type || ':' || modes[1] ELSE type END AS label,
    list_concat(list_distinct(flatten(list_transform(actors, lambda a: does_of(a)))),
      CASE WHEN list_contains(getvariable('anyone'), label) THEN ['*'] ELSE [] END) AS keys,
    recipient_countries AS countries, actor_countries AS together,
    flatten(list_transform(recipients, lambda r: stems_of(coalesce(r.name, r.words)))) AS names,
    stems_of(sentence_words) AS stems, stems_of(trigger_words) AS verbs
  FROM events
  WHERE published BETWEEN $first AND $last AND list_contains(getvariable('types'), type)
    AND list_contains(['actual', 'negated'], modality) AND confidence >= getvariable('least_confidence')
);
