-- The chosen entries with all that is known of them on a day.
WITH told AS (
  SELECT t.number,
    min_by(t, t.nth) AS first,
    arg_min({words: t.deadline_words, basis: t.deadline_basis, "precision": t.deadline_precision}, t.nth)
      FILTER (WHERE t.deadline_words IS NOT NULL) AS by_when,
    list(DISTINCT t.published) AS days,
    list({id: t.position, article_id: t.article_id, day: t.published} ORDER BY t.nth) AS told
  FROM (
    SELECT *, row_number() OVER (PARTITION BY number ORDER BY published, position) AS nth
    FROM right_tellings WHERE /* chosen */ AND published <= $as_of
  ) t GROUP BY t.number
), seen AS (
  SELECT number, list({
    kind: kind, day: coalesce(day, published), published: published, id: record, article_id: article_id, words: words,
    score: score, reasons: reasons} ORDER BY published, score DESC, record) AS evidence
  FROM right_evidence WHERE /* chosen */ AND published <= $as_of GROUP BY number
), outcome AS (
  SELECT t.number, j.verdict, j."by", j.at, j.reason
  FROM judgements j JOIN (SELECT number, position FROM right_tellings WHERE /* chosen */) t ON t.position = j.subject
  WHERE j.question = 'outcome' AND coalesce(CAST(j.at AS VARCHAR), '') < CAST($as_of + 1 AS VARCHAR)
  QUALIFY j.number = max(j.number) OVER (PARTITION BY t.number)
)
SELECT
  t.first.entry AS id, c.statuses[1] AS status, c.statuses, t.first.act, t.first.holder, t.first.holder_name,
  t.first.holder_country, t.first.counterparts, t.first.counterpart_names, t.first.counterpart_countries,
  t.first.content, t.first.condition, t.first.exchange, c.due_on AS deadline, t.by_when.words AS deadline_words,
  t.by_when."precision" AS deadline_precision, t.by_when.basis AS deadline_basis, t.first.published AS said,
  t.first.article_id, t.first.sentence_words, list_sort(t.days) AS told_on, t.told AS tellings,
  coalesce(s.evidence, []) AS evidence, o.verdict, o."by" AS judged_by, o.at AS judged_at
FROM chosen c JOIN told t USING (number) LEFT JOIN seen s USING (number)
LEFT JOIN (SELECT * FROM outcome WHERE verdict <> 'withdrawn') o USING (number)
ORDER BY c.place
