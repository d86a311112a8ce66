-- One step along the chains; says how many entries still moved.
UPDATE firsts SET entry = f.entry FROM firsts f WHERE f.number = firsts.entry AND f.entry <> firsts.entry
