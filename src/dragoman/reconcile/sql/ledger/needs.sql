-- What could bear on entries in these days ($first to $last): events with these labels by one of these actors.
CREATE OR REPLACE TEMP TABLE needs AS
WITH wanted AS (
  SELECT t.number AS entry, t.article_id, t.published, t.holder, b."by" = 'counterpart' AS others, b."by" = 'anyone' AS anyone,
    least(greatest(t.published, coalesce(t.deadline, t.published)), t.published + 3660) + getvariable('days_after') AS until,
    CASE WHEN t.never AND b.kind = 'fulfilment' THEN 'contrary' ELSE b.kind END AS kind, b.modality,
    CASE b."by" WHEN 'holder' THEN t.holder_seeks WHEN 'counterpart' THEN t.counterpart_seeks ELSE ['*'] END AS keys,
    CASE b.event WHEN 'same' THEN t.wanted WHEN 'against' THEN t.against ELSE [b.event] END AS labels,
    t.sides, -- Whom the event would be done to, as far as they are not of the actor's own country.
    list_filter(t.sides, lambda s: CASE b."by" WHEN 'holder' THEN s IS DISTINCT FROM t.holder_country
      WHEN 'counterpart' THEN NOT list_contains(t.counterpart_countries, s) ELSE true END) AS abroad,
    CASE WHEN b.event IN ('same', 'against') THEN t.events ELSE [b.event] END AS events,
    w.stems, w.weights, w.total
  FROM told t SEMI JOIN firsts f ON f.number = t.number AND f.entry = t.number
  JOIN weighed w ON w.number = t.number
  JOIN bears b ON list_contains(b.acts, t.act)
  -- What must not be done is not carried out by leaving it.
  WHERE t.published BETWEEN $first - 3660 - getvariable('days_after') AND $last AND (NOT t.never OR b.kind = 'fulfilment')
)
SELECT row_number() OVER () AS need, * FROM wanted WHERE len(keys) > 0 AND len(labels) > 0 AND until >= $first;
