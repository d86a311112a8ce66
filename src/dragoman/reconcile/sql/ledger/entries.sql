-- One row an entry of `tellings`, with the days from which on its statuses hold. It is told again on a later day in
-- another sentence and another report: reprints and near copies of an article repeat nothing.
SELECT
  number,
  any_value(entry) AS entry,
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
  SELECT *, row_number() OVER told AS nth,
    published > min(published) OVER told
      AND published = min(published) OVER (PARTITION BY number, sentence_words)
      AND published = min(published) OVER (PARTITION BY number, coalesce(group_id, article_id)) AS again
  FROM tellings LEFT JOIN duplicates USING (article_id)
  WINDOW told AS (PARTITION BY number ORDER BY published, position)
) t
LEFT JOIN (
  SELECT number, min(published) FILTER (WHERE kind = 'fulfilment') AS fulfilled_from,
    min(published) FILTER (WHERE kind = 'denial') AS denied_from
  FROM evidence GROUP BY number
) f USING (number)
GROUP BY number
