-- The chosen entries with all that is known of them on a day.
WITH told AS (
  SELECT t.entry,
    min_by(t, t.nth) AS first,
    arg_min({words: t.deadline_words, basis: t.deadline_basis, "precision": t.deadline_precision}, t.nth)
      FILTER (WHERE t.deadline_words IS NOT NULL) AS by_when,
    list(DISTINCT t.published) AS days, count(*) AS tellings,
    list({id: t.position, article_id: t.article_id, day: t.published} ORDER BY t.nth) AS told,
    list(t.position) AS positions
  FROM (
    SELECT *, row_number() OVER (PARTITION BY entry ORDER BY published, position) AS nth
    FROM right_tellings SEMI JOIN chosen USING (entry) WHERE published <= $as_of
  ) t GROUP BY t.entry
), seen AS (
  SELECT entry, list({
    kind: kind, day: coalesce(day, published), published: published, id: record, article_id: article_id, words: words,
    score: score, reasons: reasons} ORDER BY published, score DESC, record) AS evidence
  FROM right_evidence SEMI JOIN chosen USING (entry) WHERE published <= $as_of GROUP BY entry
), outcome AS (
  SELECT j.number, j.verdict, j."by", j.at, j.reason, t.entry
  FROM judgements j JOIN right_tellings t ON t.position = j.subject SEMI JOIN chosen c ON c.entry = t.entry
  WHERE j.question = 'outcome' AND coalesce(CAST(j.at AS VARCHAR), '') < CAST($as_of + 1 AS VARCHAR)
  QUALIFY j.number = max(j.number) OVER (PARTITION BY t.entry)
)
SELECT
  c.entry AS id, c.statuses[1] AS status, c.statuses, f.act, f.holder, f.holder_name, f.holder_country, f.counterparts,
  f.counterpart_names, f.counterpart_countries, f.content, f.condition, f.exchange, c.due_on AS deadline,
  by_when.words AS deadline_words, by_when."precision" AS deadline_precision, by_when.basis AS deadline_basis,
  f.published AS said, f.article_id, f.sentence, list_sort(t.days) AS told_on, t.told AS tellings,
  coalesce(s.evidence, []) AS evidence,
  CASE WHEN o.verdict <> 'withdrawn' THEN o.verdict END AS verdict,
  CASE WHEN o.verdict <> 'withdrawn' THEN o."by" END AS judged_by,
  CASE WHEN o.verdict <> 'withdrawn' THEN o.at END AS judged_at
FROM chosen c JOIN (SELECT *, unnest(first, max_depth := 1) FROM (SELECT entry AS e, first, by_when, days, told FROM told)) t ON t.e = c.entry
