-- Positions of some days ($first to $last) that answer entries.
INSERT INTO found
WITH asked AS (
  SELECT e.number AS entry, e.article_id, e.published, e.holder, a.kind, a.answers, a."by" = 'holder' AS own,
    CASE a."by" WHEN 'holder' THEN e.holder_seeks ELSE e.counterpart_seeks END AS keys,
    e.stems AS all_stems, e.holder_does, w.stems, w.weights, w.total
  FROM told e SEMI JOIN firsts f ON f.number = e.number AND f.entry = e.number
  JOIN weighed w ON w.number = e.number
  JOIN answering a ON list_contains(a.acts, e.act)
  WHERE e.published BETWEEN $first - getvariable('days_after') AND $last
), said AS (
  SELECT t.*, w.stems AS heavy, w.weights, w.total
  FROM told t JOIN weighed w USING (number) WHERE published BETWEEN $first AND $last
), asked_blocks AS (
  SELECT entry, kind, published, hash(key, act, unnest(stems[:3])) AS block
  FROM (SELECT *, unnest(keys) AS key FROM (SELECT *, unnest(answers) AS act FROM asked))
), said_blocks AS (
  FROM (
    SELECT number, published, hash(key, act, unnest(stems)) AS block
    FROM (SELECT *, unnest(holder_does) AS key FROM said)
  )
  QUALIFY row_number() OVER (PARTITION BY block, date_trunc('month', published) ORDER BY number) <= getvariable('crowd')
), met AS (
  SELECT DISTINCT a.entry, a.kind, s.number
  FROM asked_blocks a JOIN said_blocks s ON s.block = a.block AND s.published BETWEEN a.published AND a.published + getvariable('days_after')
), scored AS (
  SELECT m.entry, m.kind, t.position, t.published, t.article_id, t.act,
    len(list_intersect(e.stems, t.stems)) AS common,
    list_has_any(t.counterpart_seeks, e.holder_does) AS addressed, list_has_all(e.all_stems, t.stems) AS covered,
    0.35 * shared(e.stems, e.weights, t.stems) / e.total + 0.35 * shared(t.heavy, t.weights, e.all_stems) / t.total
      + CASE WHEN list_has_any(t.counterpart_seeks, e.holder_does) THEN 0.2 ELSE 0 END
      + CASE WHEN date_diff('day', e.published, t.published) <= 14 THEN 0.1 ELSE 0 END AS score
  FROM met m JOIN asked e ON e.entry = m.entry AND e.kind = m.kind JOIN said t ON t.number = m.number
  WHERE t.number <> e.entry AND list_contains(e.answers, t.act) AND list_has_any(e.keys, t.holder_does)
    -- Others answer in the same report; who takes something back does it later.
    AND CASE WHEN e.own THEN t.article_id <> e.article_id ELSE t.holder IS DISTINCT FROM e.holder END
), here AS (
  -- `Tonga rejected the demand`, in a report that tells of it.
  SELECT x.number AS entry, a.kind, t.position, t.published, t.article_id, t.act
  FROM told t JOIN told e ON e.article_id = t.article_id AND e.number <> t.number AND list_contains(t.stands_for, e.act)
  JOIN firsts f ON f.number = e.number JOIN told x ON x.number = f.entry
  JOIN answering a ON list_contains(a.acts, x.act) AND a."by" <> 'holder'
  WHERE t.published BETWEEN $first AND $last AND len(t.stands_for) > 0
    AND list_contains(a.answers, t.act) AND list_has_any(x.counterpart_seeks, t.holder_does)
), all_found AS (
  SELECT entry, kind, published, position, article_id, act, score
  FROM scored WHERE score >= getvariable('answer_score') AND (common >= 2 OR (covered AND addressed))
  UNION ALL
  SELECT entry, kind, published, position, article_id, act, 0.7 FROM here
)
FROM (
  SELECT entry, kind, published, published AS day, position, article_id, act, NULL::BOOLEAN AS toward, max(score) AS score
  FROM all_found GROUP BY ALL
)
QUALIFY row_number() OVER (PARTITION BY entry, kind ORDER BY score DESC, published, position) <= getvariable('most')
  OR row_number() OVER (PARTITION BY entry, kind ORDER BY published, score DESC, position) = 1
