-- Pairs of articles that may report one matter: `matched`, with what they have in common. The earlier of both came out
-- between the days `first` and `last`; `since` and `until` lie so far around them that each word's crowd is known.
CREATE OR REPLACE TEMP TABLE near AS
SELECT * FROM lead WHERE day BETWEEN getvariable('since') AND getvariable('until');

-- The rarest words of an article that others of those days have too, and not too many of them.
CREATE OR REPLACE TEMP TABLE keys AS
WITH spread AS (SELECT article_id, day, unnest(words) AS word FROM near),
common AS (
  SELECT word, day, sum(count(*)) OVER (
    PARTITION BY word ORDER BY day
    RANGE BETWEEN to_days(getvariable('days')) PRECEDING AND to_days(getvariable('days')) FOLLOWING
  ) AS articles
  FROM spread GROUP BY word, day
)
SELECT article_id, day, word, weight FROM spread JOIN common USING (word, day) JOIN rarity USING (word)
WHERE articles BETWEEN 2 AND getvariable('word_crowd')
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY weight DESC, word) <= getvariable('keys');

CREATE OR REPLACE TEMP TABLE met AS
SELECT a.article_id AS one, b.article_id AS other
FROM keys a JOIN keys b ON a.word = b.word
  AND b.day BETWEEN a.day AND a.day + getvariable('days')
  AND (a.day < b.day OR a.article_id < b.article_id)
WHERE a.day BETWEEN getvariable('first') AND getvariable('last')
GROUP BY ALL HAVING count(*) >= 2;

CREATE OR REPLACE TEMP TABLE weighed_lead AS
SELECT article_id, list({'word': word, 'weight': weight} ORDER BY word) AS words, sum(weight) AS total
FROM (SELECT article_id, unnest(words) AS word FROM near) JOIN rarity USING (word) GROUP BY article_id;

CREATE OR REPLACE TEMP TABLE weighed_head AS
SELECT article_id, list({'word': word, 'weight': weight} ORDER BY word) AS words, sum(weight) AS total
FROM (SELECT article_id, unnest(heads) AS word FROM near) JOIN rarity USING (word) GROUP BY article_id;

-- Only those whose beginnings have something in common are read as a whole.
CREATE OR REPLACE TEMP TABLE begun AS
SELECT
  one, other, b.day - a.day AS apart, a.outlet = b.outlet AS same_outlet,
  shared(l.words, r.words, l.total, r.total) AS lead,
  shared(x.words, y.words, x.total, y.total) AS head,
  coalesce(len(list_intersect(a.names, b.names)) / nullif(least(len(a.names), len(b.names)), 0), 0) AS names
FROM met
JOIN near a ON a.article_id = one JOIN near b ON b.article_id = other
JOIN weighed_lead l ON l.article_id = one JOIN weighed_lead r ON r.article_id = other
LEFT JOIN weighed_head x ON x.article_id = one LEFT JOIN weighed_head y ON y.article_id = other
WHERE shared(l.words, r.words, l.total, r.total) >= getvariable('least_lead');

CREATE OR REPLACE TEMP TABLE read_whole AS
SELECT article_id, title, text FROM articles
WHERE article_id IN (SELECT one FROM begun UNION SELECT other FROM begun);

-- What a word counts in a text: the rarer and the more often, the more. Whole numbers, so that sums are exact.
CREATE OR REPLACE TEMP TABLE body AS
WITH counted AS (
  SELECT article_id, word, count(*) AS times
  FROM (
    SELECT article_id, unnest(all_stems(coalesce(title, '') || ' ' || text)) AS word FROM read_whole
    UNION ALL
    SELECT article_id, unnest(words) FROM near SEMI JOIN (FROM read_whole WHERE text IS NULL) USING (article_id)
  ) GROUP BY ALL
)
SELECT
  article_id, word,
  round((1 + ln(times)) * coalesce(weight, 1000 * ln(1 + getvariable('background') + (SELECT count(*) FROM lead))) / 10)::BIGINT AS value
FROM counted LEFT JOIN rarity USING (word);

-- Runs of four words inside quotation marks.
CREATE OR REPLACE TEMP TABLE quoted AS
WITH passages AS (
  SELECT
    article_id,
    regexp_extract_all(lower(unnest(regexp_extract_all(text, '["“]([^"“”]{15,400})["”]', 1))), '\w+') AS words
  FROM read_whole
)
SELECT DISTINCT article_id, hash(words[place], words[place + 1], words[place + 2], words[place + 3]) AS run
FROM (SELECT article_id, words, unnest(range(1, len(words) - 2)) AS place FROM passages);

CREATE OR REPLACE TEMP TABLE matched AS
WITH lengths AS (SELECT article_id, sqrt(sum(value * value)) AS length FROM body GROUP BY article_id),
texts AS (
  SELECT one, other, sum(a.value * b.value) AS product
  FROM begun JOIN body a ON a.article_id = one JOIN body b ON b.article_id = other AND b.word = a.word
  GROUP BY one, other
),
quotations AS (
  SELECT one, other, count(*) AS runs
  FROM begun JOIN quoted a ON a.article_id = one JOIN quoted b ON b.article_id = other AND b.run = a.run
  GROUP BY one, other
)
SELECT
  one, other, apart, coalesce(same_outlet, false) AS same_outlet, lead, coalesce(head, 0) AS head, names,
  coalesce(product / (l.length * r.length), 0) AS body, coalesce(runs, 0) AS runs,
  c.group_id IS NOT NULL AND c.group_id = d.group_id AS copied
FROM begun
JOIN lengths l ON l.article_id = one JOIN lengths r ON r.article_id = other
LEFT JOIN texts USING (one, other)
LEFT JOIN quotations USING (one, other)
LEFT JOIN made_duplicates c ON c.article_id = one
LEFT JOIN made_duplicates d ON d.article_id = other;
