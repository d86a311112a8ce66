-- What could bear on each entry: deeds with these labels by one of these doers, until a day.
CREATE TABLE needs AS
WITH wanted AS (
  SELECT t.position AS entry, t.article_id, t.published, t.holder, b."by" = 'counterpart' AS others, b."by" = 'anyone' AS anyone,
    least(greatest(t.published, coalesce(t.deadline, t.published)), t.published + 3660) + getvariable('days_after') AS until,
    CASE WHEN t.never AND b.kind = 'fulfilment' THEN 'contrary' ELSE b.kind END AS kind, b.modality,
    CASE b."by" WHEN 'holder' THEN t.holder_seeks WHEN 'counterpart' THEN t.counterpart_seeks ELSE ['*'] END AS keys,
    CASE b.deed WHEN 'same' THEN wanted_of(t.deeds) WHEN 'against' THEN against_of(t.deeds) ELSE [b.deed] END AS labels,
    t.sides, -- Whom the deed would be done to, as far as they are not of the doer's own country.
    list_filter(t.sides, lambda s: CASE b."by" WHEN 'holder' THEN s IS DISTINCT FROM t.holder_country
      WHEN 'counterpart' THEN NOT list_contains(t.counterpart_countries, s) ELSE true END) AS abroad,
    CASE WHEN b.deed IN ('same', 'against') THEN t.deeds ELSE [b.deed] END AS deeds
  FROM told t JOIN firsts f ON f.position = t.position AND f.entry = t.position
  JOIN bears b ON list_contains(b.acts, t.act)
  -- What must not be done is not carried out by leaving it.
  WHERE NOT t.never OR b.kind = 'fulfilment'
)
SELECT * FROM wanted WHERE len(keys) > 0 AND len(labels) > 0;

-- Where a need and a deed can meet: the doer, the type, a heavy stem of the position and a stretch of days.
CREATE TABLE need_blocks AS
SELECT n.entry, n.key, n.key || ' ' || n.type || ' ' || r.stem AS block,
  unnest(range(date_diff('day', DATE '1900-01-01', n.published) // 128,
    date_diff('day', DATE '1900-01-01', n.until) // 128 + 1)) AS slot
FROM (
  SELECT DISTINCT entry, published, until, key, split_part(unnest(labels), ':', 1) AS type
  FROM (SELECT *, unnest(keys) AS key FROM needs)
) n
JOIN ranked r ON r.position = n.entry AND r.rank <= 3;

CREATE TABLE done_blocks AS
SELECT d.record, d.key || ' ' || d.type || ' ' || d.stem AS block, date_diff('day', DATE '1900-01-01', d.published) // 128 AS slot
FROM (SELECT record, published, type, key, unnest(stems) AS stem FROM (SELECT *, unnest(keys) AS key FROM done)) d
SEMI JOIN need_blocks n ON n.block = d.key || ' ' || d.type || ' ' || d.stem;
