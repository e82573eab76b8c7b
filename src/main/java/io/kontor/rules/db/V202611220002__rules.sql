create schema rules;
grant usage on schema rules to kontor_office;

-- Tables that decided something, with the words they are written in: kept once by the hash of both, for as long as a receipt
-- rests on them. Never changed.
create table rules.kept_table (
    hash text primary key,
    body text not null
);

-- Why something was decided: rules, everything that was known, and the decision. About anything, so no foreign key.
create table rules.receipt (
    id uuid primary key,
    about_type text not null,
    about_id uuid not null,
    rule_type text not null,
    document_id uuid not null,
    major int not null,
    minor int not null,
    rule_hash text not null,
    table_hash text not null references rules.kept_table,
    facts text not null,
    decision text not null,
    decided_at timestamptz not null,
    entry_id uuid not null
);
create index receipt_by_subject on rules.receipt (about_id, decided_at desc, id desc);

-- Rows of large tables, a version under the hash of its rows. Content, not history: the document that holds the hash has its
-- entries. Never changed.
create table rules.kept_rows (
    hash text primary key,
    rows int not null
);
create table rules.table_row (
    hash text not null references rules.kept_rows,
    place int not null,
    asks uuid not null,
    says uuid not null,
    body text not null,
    primary key (hash, place)
);

-- Runs of drafts over past cases: what was asked, how far it is, what came out. Operational, not history: nothing changes by it.
create table rules.replay (
    id uuid primary key,
    asked_by text not null,
    vocabulary text not null,
    request text not null,
    state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
    done bigint not null,
    result text,
    started_at timestamptz not null,
    beat_at timestamptz not null,
    ended_at timestamptz
);
create index replay_by_start on rules.replay (started_at desc);

-- Cases a draft would have decided otherwise, the first of them, in their order.
create table rules.replay_case (
    replay_id uuid not null references rules.replay on delete cascade,
    place bigint not null,
    about_type text not null,
    about_id uuid not null,
    at timestamptz not null,
    was text not null,
    would text not null,
    amount numeric,
    primary key (replay_id, place)
);

do $$
declare
    t text;
begin
    foreach t in array array['kept_table', 'receipt', 'kept_rows', 'table_row'] loop
        execute format('alter table rules.%I enable row level security', t);
        execute format('create policy office on rules.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on rules.%I to kontor_office', t);
    end loop;
    foreach t in array array['replay', 'replay_case'] loop
        execute format('alter table rules.%I enable row level security', t);
        execute format('create policy office on rules.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on rules.%I to kontor_office', t);
    end loop;
end $$;
