-- Runs of imports, as their entries tell them.
create table connect.run (
    id uuid primary key,
    mapping text not null,
    system text not null,
    status text not null check (status in ('running', 'done', 'failed', 'stopped')),
    started_at timestamptz not null,
    ended_at timestamptz,
    rows_read bigint not null,
    rows_rejected bigint not null,
    created bigint not null,
    changed bigint not null,
    unchanged bigint not null,
    entry_id uuid not null
);
create index run_by_start on connect.run (started_at desc);

create table connect.file (
    run_id uuid not null references connect.run,
    place int not null,
    name text not null,
    bytes bigint not null,
    hash text not null,
    encoding text not null,
    delimiter text not null,
    left_out boolean not null,
    entry_id uuid not null,
    primary key (run_id, place)
);
create index file_by_hash on connect.file (hash);

-- How far a run is, written with each batch it commits.
create table connect.progress (
    run_id uuid primary key references connect.run,
    step text not null,
    done bigint not null,
    total bigint not null,
    rejected bigint not null,
    beat_at timestamptz not null
);

-- Rows of files on their way in, gone when they are in or rejected. Not worth a log: after a crash the files are read again.
create unlogged table connect.staged (
    run_id uuid not null,
    step int not null,
    key text collate "C" not null,
    file int not null,
    line bigint not null,
    cells text not null,
    primary key (run_id, step, key, file, line)
);

-- Rows that did not come in, with the reason and what they were; kept 30 days.
create table connect.reject (
    run_id uuid not null,
    file int not null,
    line bigint not null,
    step int not null,
    name text not null,
    place text,
    columns text not null,
    value text,
    rule text not null,
    reason text not null,
    suggestion text,
    cells text not null,
    rejected_at timestamptz not null,
    primary key (run_id, file, line, step)
);
create index reject_by_age on connect.reject (rejected_at);

do $$
declare
    t text;
begin
    foreach t in array array['run', 'file', 'progress', 'staged', 'reject'] loop
        execute format('alter table connect.%I enable row level security', t);
        execute format('create policy office on connect.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on connect.%I to kontor_office', t);
    end loop;
end $$;
revoke delete on connect.run, connect.file from kontor_office;
