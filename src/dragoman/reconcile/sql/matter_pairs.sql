-- Pairs of articles that may report one matter, from `matched`, scored by the learned weights.
WITH scored AS (
  SELECT
    one, other, head, lead, body, names, runs, apart, same_outlet, copied,
    getvariable('matter_base') + getvariable('head') * head + getvariable('lead') * lead + getvariable('body') * body
      + getvariable('quotations') * ln(1 + runs) + getvariable('day') * apart + getvariable('names') * names
      + if(same_outlet, getvariable('same_outlet'), 0) + if(copied, getvariable('copied'), 0) AS odds
  FROM matched
)
SELECT
  least(one, other) AS one, greatest(one, other) AS other, round(1 / (1 + exp(-odds)), 4) AS score,
  list_filter([
    format('title {:.2f}', head), format('beginning {:.2f}', lead), format('text {:.2f}', body),
    CASE WHEN names > 0 THEN format('names {:.2f}', names) END,
    CASE WHEN runs > 0 THEN format('quotations {}', runs) END,
    CASE WHEN apart > 0 THEN format('days apart {}', apart) END,
    CASE WHEN same_outlet THEN 'outlet same' END,
    CASE WHEN copied THEN 'copies' END
  ], lambda x: x IS NOT NULL) AS reasons
FROM scored
WHERE odds >= getvariable('worth_odds')
