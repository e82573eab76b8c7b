-- A change: some documents are to say something else. Where it stands, and when its publishing goes on.
create table governance.change (
    id uuid primary key,
    title text not null,
    title_key bytea not null,
    search text not null,
    life text not null,
    author_id uuid references people.person,
    team_id uuid references people.team,
    effective_on date,
    began_at timestamptz,
    back boolean not null,
    next_try_at timestamptz,
    watched_until date,
    opened_at timestamptz not null,
    changed_at timestamptz not null,
    entry_id uuid not null
);
create index change_by_time on governance.change (changed_at, id);
create index change_by_search on governance.change using gin (search gin_trgm_ops);
create index change_under_way on governance.change (life, effective_on)
    where life in ('approved', 'scheduled', 'publishing', 'published', 'watched');
create index change_by_team on governance.change (team_id, began_at) where began_at is not null;

create table governance.change_item (
    change_id uuid not null references governance.change,
    id uuid not null,
    place int not null,
    type text not null,
    scope text not null,
    base_major int,
    base_minor int,
    published_major int,
    published_minor int,
    entry_id uuid not null,
    primary key (change_id, id)
);
create index change_item_by_document on governance.change_item (type, scope);

-- The parts in which a change is published, as its types planned them, and how far each is.
create table governance.batch (
    change_id uuid not null references governance.change,
    place int not null,
    item_id uuid not null,
    number int not null,
    of_count int not null,
    size int not null,
    what jsonb not null,
    state text not null check (state in ('planned', 'done', 'taken_back')),
    entry_id uuid not null,
    primary key (change_id, place)
);

-- What a change would do, as it was last computed. No entries: it is worked out again whenever somebody asks.
create table governance.simulation (
    change_id uuid primary key references governance.change,
    hash text not null,
    state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
    total bigint not null,
    done bigint not null,
    began_at timestamptz not null,
    beat_at timestamptz not null,
    result jsonb
);

-- How publishing is held in check; one row, none while nobody changed what is usual.
create table governance.releasing (
    id uuid primary key,
    per_day int not null,
    quiet_from time,
    quiet_to time,
    watch_days int not null,
    tries int not null,
    entry_id uuid not null
);
create unique index releasing_once on governance.releasing ((true));

do $$
declare
    t text;
begin
    foreach t in array array['change', 'change_item', 'batch', 'simulation', 'releasing'] loop
        execute format('alter table governance.%I enable row level security', t);
        execute format('create policy office on governance.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on governance.%I to kontor_office', t);
    end loop;
end $$;
grant delete on governance.change_item to kontor_office;
