-- What can be the same position: one holder, one act, one of the three heaviest stems, days close together.
CREATE TABLE blocks AS
SELECT t.position, t.published, t.act || ' ' || t.side || ' ' || r.stem AS block,
  date_diff('day', DATE '1900-01-01', t.published) // getvariable('days_between') AS slot
FROM told t JOIN ranked r ON r.position = t.position AND r.rank <= 3
WHERE t.side IS NOT NULL;

