-- The rare words that two passages share, next to the rare words of both: 0 to 1.
CREATE OR REPLACE TEMP MACRO shared(left_words, right_words, left_total, right_total) AS
  coalesce(
    list_sum(list_transform(list_intersect(left_words, right_words), lambda x: x.weight))
      / sqrt(left_total * right_total),
    0);

-- Kilometres between two points, near enough for short ways.
CREATE OR REPLACE TEMP MACRO apart(lat, lon, other_lat, other_lon) AS
  111 * sqrt((lat - other_lat) ** 2 + ((lon - other_lon) * cos(radians(lat))) ** 2);

-- Whether somebody is named more nearly than by a country.
CREATE OR REPLACE TEMP MACRO named(ids) AS len(list_filter(ids, lambda x: NOT x ~ '[A-Z]{3}')) = len(ids);

-- How the parties on one side of two events agree. In talks and agreements sides mean nothing: there `actors` says
-- whether any party is common, `recipients` whether a second one is.
CREATE OR REPLACE TEMP MACRO side(name, type, left_ids, right_ids, left_keys, right_keys, left_others, right_others) AS
  CASE
    WHEN list_contains(getvariable('mutual'), type) THEN
      CASE
        WHEN name = 'actors' AND list_has_any(list_concat(left_keys, left_others), list_concat(right_keys, right_others))
        THEN 'actors country'
        WHEN name = 'actors' THEN 'actors other'
        WHEN len(list_distinct(list_concat(left_keys, left_others))) < 2
          OR len(list_distinct(list_concat(right_keys, right_others))) < 2 THEN NULL
        WHEN len(list_intersect(list_concat(left_keys, left_others), list_concat(right_keys, right_others))) > 1
        THEN 'recipients country'
        ELSE 'recipients other'
      END
    WHEN list_has_any(left_ids, right_ids) THEN name || ' same'
    WHEN list_has_any(left_keys, right_keys) THEN
      CASE WHEN named(left_ids) AND named(right_ids) THEN name || ' compatriots' ELSE name || ' country' END
    WHEN len(left_keys) > 0 AND len(right_keys) > 0 THEN name || ' other'
  END;

-- The events that have a day, with the day they are compared by: where a month or year is told in which the report
-- came out, that is the day it came out. What is told as history without a date has none.
CREATE OR REPLACE TEMP VIEW dated AS
SELECT
  *,
  CASE WHEN date_end > date_start AND published BETWEEN date_start AND date_end THEN published ELSE day END AS about
FROM events
WHERE day IS NOT NULL AND (modality <> 'historical' OR date_basis = 'text');
