create schema reports;
grant usage on schema reports to kontor_office;

-- What a figure is to be, by when and by whom. Outcomes are the one or two the office steers by.
create table reports.goal (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    metric text not null,
    outcome boolean not null,
    baseline numeric,
    target numeric not null,
    starts_on date not null,
    due_on date not null,
    owner_id uuid references people.person,
    note text,
    withdrawn boolean not null,
    entry_id uuid not null,
    check (due_on >= starts_on)
);
create index goal_by_due on reports.goal (due_on, id) where not withdrawn;
create index goal_by_owner on reports.goal (owner_id) where owner_id is not null;

-- A brief: which figures, as known when, and what people made of them.
create table reports.brief (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    from_on date,
    last_on date,
    narrowed jsonb not null,
    as_today boolean not null,
    known_at timestamptz not null,
    findings text,
    ask text,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index brief_by_moment on reports.brief (known_at, id) where not withdrawn;

do $$
declare
    t text;
begin
    foreach t in array array['goal', 'brief'] loop
        execute format('alter table reports.%I enable row level security', t);
        execute format('create policy office on reports.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on reports.%I to kontor_office', t);
    end loop;
end $$;
