-- Objects a run made that may be the same as others. Open as long as both are in use and nobody told them apart.
create table connect.possibly (
    run_id uuid not null references connect.run,
    kind text not null,
    id uuid not null,
    key text not null,
    other_id uuid not null,
    primary key (run_id, kind, id, other_id)
);

-- Objects that were not in a list that holds all of its system.
create table connect.absent (
    run_id uuid not null references connect.run,
    kind text not null,
    system text not null,
    key text collate "C" not null,
    id uuid not null,
    primary key (run_id, kind, system, key)
);

do $$
declare
    t text;
begin
    foreach t in array array['possibly', 'absent'] loop
        execute format('alter table connect.%I enable row level security', t);
        execute format('create policy office on connect.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on connect.%I to kontor_office', t);
    end loop;
end $$;
