-- One row an entry of `tellings`, with the days from which on its statuses hold. It is told again on a later day
-- where the sentence is not one of before: reprints repeat nothing.
SELECT
  t.entry,
  arg_min(t.act, t.nth) AS act,
  arg_min(t.holder, t.nth) AS holder,
  arg_min(t.holder_name, t.nth) AS holder_name,
  arg_min(t.holder_country, t.nth) AS holder_country,
  arg_min(t.holder_sector, t.nth) AS holder_sector,
  arg_min(t.counterparts, t.nth) AS counterparts,
  arg_min(t.counterpart_names, t.nth) AS counterpart_names,
  arg_min(t.counterpart_countries, t.nth) AS counterpart_countries,
  min(t.published) AS said,
  arg_min(t.deadline, t.nth) AS deadline,
  min(t.published) FILTER (WHERE t.deadline IS NOT NULL) AS deadline_from,
  min(t.published) FILTER (WHERE t.again) AS repeated_from,
  any_value(f.fulfilled_from) AS fulfilled_from,
  any_value(f.denied_from) AS denied_from
FROM (
  SELECT *, row_number() OVER (PARTITION BY entry ORDER BY published, position) AS nth,
    published > min(published) OVER (PARTITION BY entry)
      AND published = min(published) OVER (PARTITION BY entry, sentence_words) AS again
  FROM tellings
) t
LEFT JOIN (
  SELECT entry, min(published) FILTER (WHERE kind = 'fulfilment') AS fulfilled_from,
    min(published) FILTER (WHERE kind = 'denial') AS denied_from
  FROM evidence GROUP BY entry
) f USING (entry)
GROUP BY t.entry
