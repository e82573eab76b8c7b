create schema merging;
grant usage on schema merging to kontor_office;

-- That one object was folded into another.
create table merging.merge (
    id uuid primary key,
    subject_type text not null,
    kept_id uuid not null,
    folded_id uuid not null,
    merged_at timestamptz not null,
    entry_id uuid not null,
    check (kept_id <> folded_id)
);
create index merge_by_kept on merging.merge (kept_id, merged_at);

-- What it changed: the two themselves and everything that went along, each from which entry to which.
create table merging.moved (
    merge_id uuid not null references merging.merge,
    part text not null check (part in ('kept', 'folded', 'along')),
    subject_type text not null,
    subject_id uuid not null,
    before_entry uuid not null,
    after_entry uuid not null,
    entry_id uuid not null,
    primary key (merge_id, subject_id)
);
create index moved_by_after on merging.moved (after_entry);

-- Merges that were taken apart again.
create table merging.apart (
    merge_id uuid primary key references merging.merge,
    entry_id uuid not null
);

-- Pairs somebody knows not to be the same.
create table merging.verdict (
    id uuid primary key,
    subject_type text not null,
    one_id uuid not null,
    other_id uuid not null,
    withdrawn boolean not null,
    entry_id uuid not null,
    unique (one_id, other_id),
    check (one_id < other_id)
);

-- What firms and customers are compared by, kept up to date from the ledger.
create table merging.trait (
    subject_type text not null,
    subject_id uuid not null,
    kind text not null check (kind in ('name', 'domain', 'external', 'parent')),
    value text not null,
    country text
);
create index trait_by_subject on merging.trait (subject_id);
create index trait_by_value on merging.trait (kind, value, subject_type);
create index trait_by_likeness on merging.trait using gin (value gin_trgm_ops) where kind = 'name';

-- Pairs that are likely the same, the surer the higher the score; each reason is its kind, a space and what both have.
create table merging.likely (
    subject_type text not null,
    one_id uuid not null,
    other_id uuid not null,
    score int not null,
    reasons text[] not null,
    primary key (one_id, other_id),
    check (one_id < other_id)
);
create index likely_by_score on merging.likely (subject_type, score desc, one_id, other_id);
create index likely_by_other on merging.likely (other_id);

-- The extension may live in any schema of an outside database; here its operators are found where they are now, and the
-- serving roles need no search path. Both are inlined, so the index above serves them.
create function merging.alike(one text, other text) returns boolean language sql stable parallel safe
begin atomic
    select one % other;
end;

create function merging.likeness(one text, other text) returns real language sql immutable parallel safe
begin atomic
    select similarity(one, other);
end;

revoke all on function merging.alike, merging.likeness from public;
grant execute on function merging.alike, merging.likeness to kontor_office;

do $$
declare
    t text;
begin
    foreach t in array array['merge', 'moved', 'apart', 'verdict', 'trait', 'likely'] loop
        execute format('alter table merging.%I enable row level security', t);
        execute format('create policy office on merging.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on merging.%I to kontor_office', t);
    end loop;
end $$;
grant update on merging.moved, merging.verdict to kontor_office;
grant delete on merging.trait, merging.likely to kontor_office;
