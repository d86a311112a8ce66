-- Positions that answer entries.
INSERT INTO found
WITH entry AS (
  SELECT t.*, w.stems AS heavy, w.weights, w.total
  FROM told t JOIN firsts f ON f.position = t.position AND f.entry = t.position
  LEFT JOIN weighed w ON w.position = t.position
), asked AS (
  SELECT e.position AS entry, e.article_id, e.published, e.holder, a.kind, a.answers, a."by" = 'holder' AS own,
    CASE a."by" WHEN 'holder' THEN e.holder_seeks ELSE e.counterpart_seeks END AS keys
  FROM entry e JOIN answering a ON list_contains(a.acts, e.act)
), asked_blocks AS (
  SELECT q.*, k.key || ' ' || r.stem AS block,
    unnest(range(date_diff('day', DATE '1900-01-01', q.published) // 128,
      date_diff('day', DATE '1900-01-01', q.published + getvariable('days_after')) // 128 + 1)) AS slot
  FROM asked q JOIN ranked r ON r.position = q.entry AND r.rank <= 3, unnest(q.keys) AS k(key)
), told_blocks AS (
  SELECT t.position, t.article_id, t.holder, t.act, t.published, k.key || ' ' || s.stem AS block,
    date_diff('day', DATE '1900-01-01', t.published) // 128 AS slot
  FROM told t, unnest(t.holder_does) AS k(key), unnest(t.stems) AS s(stem)
), met AS (
  SELECT DISTINCT q.entry, q.kind, t.position
  FROM asked_blocks q JOIN told_blocks t USING (block, slot)
  WHERE list_contains(q.answers, t.act) AND t.published BETWEEN q.published AND q.published + getvariable('days_after')
    -- Others answer in the same report; who takes something back does it later.
    AND CASE WHEN q.own THEN t.article_id <> q.article_id ELSE t.holder IS DISTINCT FROM q.holder END
), scored AS (
  SELECT m.*, t.published, t.article_id, t.act, len(list_intersect(e.heavy, t.stems)) AS common,
    list_has_any(t.counterpart_seeks, e.holder_does) AS addressed, list_has_all(e.stems, t.stems) AS covered,
    0.35 * shared(e.heavy, e.weights, t.stems) / e.total + 0.35 * shared(w.stems, w.weights, e.stems) / w.total
      + CASE WHEN list_has_any(t.counterpart_seeks, e.holder_does) THEN 0.2 ELSE 0 END
      + CASE WHEN date_diff('day', e.published, t.published) <= 14 THEN 0.1 ELSE 0 END AS score
  FROM met m JOIN entry e ON e.position = m.entry JOIN told t ON t.position = m.position
  JOIN weighed w ON w.position = t.position
  WHERE t.position <> e.position
), here AS (
  -- `Tonga rejected the demand`, in a report that tells of it.
  SELECT q.entry, q.kind, t.position, t.published, t.article_id, t.act
  FROM asked q JOIN tellings e USING (entry) JOIN told t ON t.article_id = e.article_id AND t.position <> e.position
  WHERE list_contains(q.answers, t.act) AND list_has_any(q.keys, t.holder_does) AND NOT q.own AND list_contains(t.stands_for, e.act)
)
SELECT entry, kind, published, published AS day, position AS record, article_id, act AS label, NULL AS toward, score
FROM scored WHERE score >= getvariable('answer_score') AND (common >= 2 OR (covered AND addressed))
UNION ALL
SELECT entry, kind, published, published, position, article_id, act, NULL, 0.7 FROM here
