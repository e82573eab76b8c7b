create schema post;
grant usage on schema post to kontor_office;

create table post.message (
    id uuid primary key,
    person_id uuid not null references people.person,
    address text not null,
    language text not null,
    kind text not null,
    subject text not null,
    body text not null,
    link text,
    -- The same key is queued once: a letter asked for twice goes once.
    key text not null unique,
    state text not null check (state in ('queued', 'sent', 'failed', 'cancelled')),
    attempts int not null,
    next_try timestamptz not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    error text,
    entry_id uuid not null
);
create index message_by_time on post.message (created_at desc, id desc);
create index message_queued on post.message (next_try) where state = 'queued';

alter table post.message enable row level security;
create policy office on post.message to kontor_office using (true) with check (true);
grant select, insert, update on post.message to kontor_office;
