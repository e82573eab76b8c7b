create schema audit;
grant usage on schema audit to kontor_office;

-- By which rules the ledger is watched and reviewed; one row, none while nobody changed the usual ones.
create table audit.rules (
    id uuid primary key,
    review_months int not null check (review_months between 1 and 36),
    reviewer_id uuid references people.person,
    clock_seconds int not null check (clock_seconds >= 0),
    burst_count int not null check (burst_count > 0),
    burst_minutes int not null check (burst_minutes > 0),
    entry_id uuid not null
);
create unique index rules_once on audit.rules ((true));

-- What the nightly look at the ledger found odd. It stays on top until somebody says in a note what it was.
create table audit.anomaly (
    id uuid primary key,
    kind text not null,
    person_id uuid,
    from_at timestamptz not null,
    until_at timestamptz not null,
    count int not null,
    first_entry uuid,
    acknowledged boolean not null,
    entry_id uuid not null
);
create index anomaly_by_time on audit.anomaly (from_at, id);
create index anomaly_open on audit.anomaly (from_at, id) where not acknowledged;
create unique index anomaly_once on audit.anomaly (kind, first_entry);

-- That somebody went through the ledger of these days and signed for it.
create table audit.review (
    id uuid primary key,
    from_on date not null,
    last_on date not null,
    reviewer_id uuid not null references people.person,
    signed_at timestamptz not null,
    entry_id uuid not null,
    check (last_on >= from_on)
);
create index review_by_signing on audit.review (signed_at, id);

-- How far the look at the ledger has come; one row.
create table audit.watched (
    next_position bigint not null,
    last_at timestamptz,
    ran_at timestamptz not null
);
create unique index watched_once on audit.watched ((true));

do $$
declare
    t text;
begin
    foreach t in array array['rules', 'anomaly', 'review', 'watched'] loop
        execute format('alter table audit.%I enable row level security', t);
        execute format('create policy office on audit.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on audit.%I to kontor_office', t);
    end loop;
end $$;
