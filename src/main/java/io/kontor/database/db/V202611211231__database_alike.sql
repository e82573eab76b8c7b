-- How alike two texts look, from 0 to 1. Bound to the extension's function wherever that was put, so that statements need no
-- search path.
create function kontor.alike(one text, other text) returns real
language sql immutable parallel safe
return similarity(lower(one), lower(other));
