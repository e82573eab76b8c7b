-- When somebody last came in. Operational: the sign-in itself is an entry.
alter table entrance.credential add column signed_in_at timestamptz;
create index link_unanswered on entrance.link (created_at, person_id) where used_at is null and kind = 'invitation';
