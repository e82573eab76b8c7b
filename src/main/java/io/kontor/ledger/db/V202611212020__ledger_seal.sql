-- 128 random bits of each entry: who knows its leaf cannot guess from it what the entry says.
alter table ledger.entry add column salt bytea not null
    default substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from 1 for 16);
alter table ledger.entry alter column salt drop default;
alter table ledger.entry add check (length(salt) = 16);

-- The exact bytes hashed, and their hash, as RFC 6962 hashes leaves.
create table ledger.leaf (
    position bigint primary key,
    leaf bytea not null,
    hash bytea not null
);

-- Full tiles of 256 hashes, as c2sp.org/tlog-tiles cuts a tree; those at its right edge are made when asked for. The root of a
-- tile is one of the hashes of the level above.
create table ledger.tile (
    level smallint not null,
    index bigint not null,
    hashes bytea not null,
    root bytea not null,
    primary key (level, index)
);
alter table ledger.tile alter column hashes set storage external;

-- The right edge of the tree, and what the log is called for ever.
create table ledger.frontier (
    one boolean primary key default true check (one),
    origin text not null,
    size bigint not null,
    hashes bytea not null,
    checkpoints bigint not null
);

-- Every signed statement of the tree's size and root, counted from 0 so that a missing one shows.
create table ledger.checkpoint (
    size bigint primary key,
    number bigint not null unique,
    note text not null,
    made_at timestamptz not null
);

-- The keys of the log, each vouched for by the one before; their secrets encrypted under one from outside the database.
create table ledger.note_key (
    number int primary key,
    vkey text not null unique,
    secret bytea not null,
    vouched text,
    from_size bigint not null,
    made_at timestamptz not null,
    alone_from timestamptz not null
);

do $$
declare
    each text;
begin
    foreach each in array array['leaf', 'tile', 'frontier', 'checkpoint', 'note_key'] loop
        execute format('alter table ledger.%I enable row level security', each);
        execute format('create policy office on ledger.%I to kontor_office using (true) with check (true)', each);
        execute format('grant select, insert on ledger.%I to kontor_office', each);
    end loop;
end
$$;
grant update on ledger.frontier to kontor_office;

-- What was written stays, whoever asks; the serving roles have no right to change it either.
create function ledger.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'rows of %.% are never changed', tg_table_schema, tg_table_name;
end
$$;
create trigger only_grows before update or delete on ledger.entry for each statement execute function ledger.refuse();
create trigger only_grows before update or delete on ledger.position for each statement execute function ledger.refuse();
create trigger only_grows before update or delete on ledger.leaf for each statement execute function ledger.refuse();
create trigger only_grows before update or delete on ledger.tile for each statement execute function ledger.refuse();
create trigger only_grows before update or delete on ledger.checkpoint for each statement execute function ledger.refuse();
create trigger only_grows before update or delete on ledger.note_key for each statement execute function ledger.refuse();
