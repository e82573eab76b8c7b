create schema ledger;
grant usage on schema ledger to kontor_office, kontor_portal;

-- One row per changed object. Never updated. The key starts with the subject, so that the table can be distributed by it
-- and so that "as of" is one look-up; nothing refers to this table.
create table ledger.entry (
    subject_id uuid not null,
    seq bigint not null,
    id uuid not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    actor uuid,
    actor_label text,
    role text not null,
    origin text not null check (origin in ('person', 'rule', 'import', 'system', 'sample')),
    origin_ref uuid,
    correlation uuid not null,
    action text not null,
    subject_type text not null,
    partner_id uuid,
    previous uuid,
    reason text,
    format smallint not null,
    state jsonb not null,
    primary key (subject_id, seq),
    check (actor is not null or actor_label is not null)
);
create index entry_by_id on ledger.entry (id);
create index entry_by_seq on ledger.entry (seq);
create index entry_by_partner on ledger.entry (partner_id, seq) where partner_id is not null;
create index entry_by_actor on ledger.entry (actor, seq) where actor is not null;
create index entry_by_origin on ledger.entry (origin_ref, seq) where origin_ref is not null;

create sequence ledger.entry_seq cache 1;

-- What is committed and has no position yet. A queue: rows come and go, so it is vacuumed often.
create table ledger.pending (
    seq bigint primary key,
    entry_id uuid not null,
    subject_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- The order of everything: gapless from 0, insert-only, given by the sealer alone.
create table ledger.position (
    position bigint primary key,
    seq bigint not null,
    entry_id uuid not null,
    subject_id uuid not null
);
create index position_by_entry on ledger.position (entry_id);

-- How far each listener has come: the next position it will take.
create table ledger.subscription (
    name text not null,
    shard smallint not null,
    shards smallint not null,
    position bigint not null default 0,
    primary key (name, shard)
);

-- Entries a listener could not take, and those of the same subject that wait behind them.
create table ledger.parked (
    name text not null,
    position bigint not null,
    subject_id uuid not null,
    attempts int not null,
    next_try timestamptz not null,
    error text,
    primary key (name, position)
);
create index parked_by_subject on ledger.parked (name, subject_id, position);

alter table ledger.entry enable row level security;
create policy office on ledger.entry to kontor_office using (true) with check (true);
create policy portal_writes on ledger.entry for insert to kontor_portal
    with check (partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
grant select, insert on ledger.entry to kontor_office;
grant insert on ledger.entry to kontor_portal;

alter table ledger.pending enable row level security;
create policy office on ledger.pending to kontor_office using (true) with check (true);
create policy portal_writes on ledger.pending for insert to kontor_portal with check (true);
grant select, insert, delete on ledger.pending to kontor_office;
grant insert on ledger.pending to kontor_portal;
grant usage on sequence ledger.entry_seq to kontor_office, kontor_portal;

alter table ledger.position enable row level security;
create policy office on ledger.position to kontor_office using (true) with check (true);
grant select, insert on ledger.position to kontor_office;

alter table ledger.subscription enable row level security;
create policy office on ledger.subscription to kontor_office using (true) with check (true);
grant select, insert, update on ledger.subscription to kontor_office;

alter table ledger.parked enable row level security;
create policy office on ledger.parked to kontor_office using (true) with check (true);
grant select, insert, update, delete on ledger.parked to kontor_office;
