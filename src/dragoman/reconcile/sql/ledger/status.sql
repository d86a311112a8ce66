-- Entries as they stood on a day, the most pressing first.
CREATE OR REPLACE TEMP TABLE chosen AS
WITH known AS (
  SELECT *,
    CASE WHEN deadline_from <= $as_of THEN deadline END AS due_on,
    coalesce(fulfilled_from <= $as_of, false) AS fulfilled,
    coalesce(denied_from <= $as_of, false) AS denied,
    coalesce(repeated_from <= $as_of, false) AS repeated
  FROM current_entries
  WHERE said <= $as_of
    AND (len($actor) = 0 OR list_contains($actor, holder) OR list_contains($actor, holder_country)
      OR list_contains($actor, holder_country || holder_sector)
      OR len(list_filter($actor, lambda a: contains(lower(holder_name), lower(a)))) > 0)
    AND (len($counterpart) = 0 OR list_has_any(counterparts, $counterpart)
      OR list_has_any(counterpart_countries, $counterpart)
      OR len(list_filter($counterpart, lambda c: contains(lower(array_to_string(counterpart_names, '; ')), lower(c)))) > 0)
    AND ($act IS NULL OR act = $act)
), timed AS (
  SELECT *,
    due_on < $as_of AND NOT fulfilled AND list_contains($awaited, act) AS overdue,
    due_on BETWEEN $as_of AND $as_of + $due_days AND NOT fulfilled AND list_contains($awaited, act) AS due
  FROM known
), judged AS (
  SELECT *, list_filter([
    CASE WHEN fulfilled THEN 'evidence of fulfilment' END,
    CASE WHEN denied THEN 'denied' END,
    CASE WHEN overdue THEN 'overdue' END,
    CASE WHEN due THEN 'due' END,
    CASE WHEN repeated THEN 'repeated' END,
    CASE WHEN NOT (fulfilled OR denied OR coalesce(overdue, false) OR coalesce(due, false)) THEN 'open' END
  ], lambda s: s IS NOT NULL) AS statuses
  FROM timed
)
SELECT *, row_number() OVER (ORDER BY pressing NULLS LAST, said DESC, number) AS place
FROM (
  SELECT number, said, statuses, due_on,
    CASE WHEN overdue OR due THEN abs(date_diff('day', $as_of, due_on)) END AS pressing
  FROM judged
  WHERE $status IS NULL OR list_contains(statuses, $status)
  ORDER BY pressing NULLS LAST, said DESC, number
  LIMIT $limit
)
