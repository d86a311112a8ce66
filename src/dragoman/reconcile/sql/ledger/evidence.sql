-- The best pieces of evidence of each kind, and the first, with their words and why they count.
CREATE TABLE evidence AS
WITH kept AS (
  FROM found
  QUALIFY row_number() OVER (PARTITION BY entry, kind ORDER BY score DESC, published, record) <= getvariable('most')
    OR row_number() OVER (PARTITION BY entry, kind ORDER BY published, score DESC, record) = 1
), words AS (
  SELECT id AS record, sentence_words AS words FROM events SEMI JOIN kept ON kept.record = events.id
  UNION ALL
  SELECT id, sentence_words FROM positions SEMI JOIN kept ON kept.record = positions.id
)
SELECT p.number, p.name AS entry, k.kind, k.published, k.day, k.record, k.article_id, w.words, round(k.score, 2) AS score,
  list_concat([k.label], CASE WHEN k.toward THEN ['toward the same side'] ELSE [] END,
    CASE WHEN t.deadline IS NULL THEN [] WHEN coalesce(k.day, k.published) <= t.deadline THEN ['before the deadline']
      ELSE ['after the deadline'] END,
    CASE WHEN len(common_words(t.content, w.words)) > 0
      THEN ['words: ' || array_to_string(common_words(t.content, w.words), ', ')] ELSE [] END) AS reasons
FROM kept k JOIN told t ON t.number = k.entry JOIN places p ON p.entry = k.entry LEFT JOIN words w USING (record)
ORDER BY p.number
