-- Whom a party stands for: itself, and its state where it acts for one. The last key is the widest.
CREATE TEMP MACRO keys_of(party) AS list_filter(
  [party.actor, CASE WHEN list_contains(getvariable('state'), party.sector) THEN 'GOV:' || party.country END],
  lambda k: k IS NOT NULL);

CREATE TEMP MACRO names_of(holder, counterparts) AS array_to_string(list_transform(
  list_filter(list_append(counterparts, holder), lambda p: p.name IS NOT NULL AND p.actor NOT LIKE 'name:%'),
  lambda p: p.name), ' ');

-- The weight of the stems that are among the others.
CREATE TEMP MACRO shared(stems, weights, others) AS coalesce(list_sum(list_transform(
  stems, lambda s, i: CASE WHEN list_contains(others, s) THEN weights[i] ELSE 0 END)), 0);
