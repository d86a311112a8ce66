-- `twins`: articles that go where the first one with their words goes. Those that a person has decided about go by
-- themselves; `own_links` has for each of them what the first one is linked to.
CREATE OR REPLACE TEMP TABLE own AS
SELECT article_id, first_id FROM duplicate_texts SEMI JOIN (
  SELECT unnest([subject, other]) AS article_id FROM verdicts WHERE verdict IN ('same-as', 'not-same-as')
) USING (article_id);

CREATE OR REPLACE TEMP TABLE twins AS
SELECT article_id, first_id FROM duplicate_texts ANTI JOIN own USING (article_id);

CREATE OR REPLACE TEMP VIEW own_links AS
SELECT first_id AS one, article_id AS other, 1::DOUBLE AS likeness FROM own
UNION ALL
SELECT a.article_id, b.article_id, 1 FROM own a JOIN own b ON a.first_id = b.first_id AND a.article_id < b.article_id
UNION ALL
SELECT article_id, other, similarity FROM duplicate_links JOIN own ON first_id = one
UNION ALL
SELECT article_id, one, similarity FROM duplicate_links JOIN own ON first_id = other;
