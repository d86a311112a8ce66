-- Pairs of positions, the later one from these days ($first to $last), that are the same: one holder, one act, much the
-- same stems. What is compared shares one of the three heaviest stems and lies close together; where very many do, with
-- the first ones.
INSERT INTO alike
WITH blocks AS (
  SELECT number, published, hash(act, side, unnest(weighed.stems[:3])) AS block,
    date_diff('day', DATE '1900-01-01', published) // getvariable('days_between') AS slot
  FROM told JOIN weighed USING (number)
  WHERE side IS NOT NULL AND published BETWEEN $first - getvariable('days_between') AND $last
), early AS (
  SELECT number, published, block, unnest([slot, slot + 1]) AS slot
  FROM (FROM blocks QUALIFY row_number() OVER (PARTITION BY block, slot ORDER BY number) <= getvariable('crowd'))
), near AS (
  SELECT DISTINCT a.number AS one, b.number AS other
  FROM early a JOIN blocks b USING (block, slot)
  WHERE a.number < b.number AND b.published >= $first
    AND date_diff('day', a.published, b.published) <= getvariable('days_between')
), held AS (
  SELECT number, position, published, act, side, holder, holder_state, deadline, counterpart_countries, weighed.stems, weights, total
  FROM told JOIN weighed USING (number) WHERE published BETWEEN $first - getvariable('days_between') AND $last
)
SELECT one, other
FROM near JOIN held a ON a.number = one JOIN held b ON b.number = other
WHERE a.act = b.act AND a.side = b.side
  AND (a.holder = b.holder OR a.holder_state OR b.holder_state)
  AND (a.deadline IS NULL OR b.deadline IS NULL OR a.deadline = b.deadline)
  AND (len(a.counterpart_countries) = 0 OR len(b.counterpart_countries) = 0
    OR list_has_any(a.counterpart_countries, b.counterpart_countries))
  AND shared(a.stems, a.weights, b.stems) >= getvariable('alike') * (a.total + b.total - shared(a.stems, a.weights, b.stems))
  AND (a.position, b.position) NOT IN (SELECT (subject, other) FROM apart)
