-- Mappings as they were used, every version of a name: the files of a run, told apart by their headers, find theirs again.
create table connect.mapping (
    name text not null,
    version int not null,
    text text not null,
    headers text[] not null,
    run_id uuid not null references connect.run,
    used_at timestamptz not null,
    entry_id uuid not null,
    primary key (name, version)
);
create index mapping_by_headers on connect.mapping using gin (headers);

-- Files somebody put into the page, with what their columns may mean, until they are imported; kept seven days.
create table connect.draft (
    id uuid primary key,
    person text not null,
    mapping text not null,
    known text,
    run_id uuid,
    made_at timestamptz not null
);
create index draft_by_age on connect.draft (made_at);

create table connect.draft_file (
    draft_id uuid not null references connect.draft on delete cascade,
    place int not null,
    name text not null,
    content bytea not null,
    primary key (draft_id, place)
);
alter table connect.draft_file alter column content set storage external;

do $$
declare
    t text;
begin
    foreach t in array array['mapping', 'draft', 'draft_file'] loop
        execute format('alter table connect.%I enable row level security', t);
        execute format('create policy office on connect.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on connect.%I to kontor_office', t);
    end loop;
end $$;
revoke update, delete on connect.mapping from kontor_office;
