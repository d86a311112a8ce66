-- Who may be told as whom. Somebody in office and the state itself may stand for one another, and so may the state and
-- its forces; two people in office may not. `does_of` gives the keys of one who did something, `seeks_of` those by
-- which an event is sought that a party has to do with; where one key is in both, the actor fits.
CREATE TEMP MACRO acts_for(party) AS party.country IS NOT NULL AND list_contains(getvariable('state'), party.sector);
CREATE TEMP MACRO is_state(party) AS party.actor = party.country OR party.sector <> 'GOV';
CREATE TEMP MACRO does_of(party) AS list_filter(
  [party.actor, CASE WHEN NOT acts_for(party) THEN NULL WHEN is_state(party) THEN 'state ' || party.country
    ELSE 'office ' || party.country END], lambda k: k IS NOT NULL);
CREATE TEMP MACRO seeks_of(party) AS list_filter(
  [party.actor, CASE WHEN acts_for(party) THEN 'state ' || party.country END,
    CASE WHEN acts_for(party) AND is_state(party) THEN 'office ' || party.country END], lambda k: k IS NOT NULL);

CREATE TEMP MACRO names_of(holder, counterparts) AS array_to_string(list_transform(
  list_filter(list_append(counterparts, holder), lambda p: p.name IS NOT NULL AND p.actor NOT LIKE 'name:%'),
  lambda p: p.name), ' ');

-- The weight of the stems that are among the others.
CREATE TEMP MACRO shared(stems, weights, others) AS coalesce(list_sum(list_transform(
  stems, lambda s, i: CASE WHEN list_contains(others, s) THEN weights[i] ELSE 0 END)), 0);
