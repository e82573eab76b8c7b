-- Who may see the log from outside, and where its checkpoints go.
alter table audit.rules add column public_log boolean not null default false;
alter table audit.rules add column webhook text;
alter table audit.rules add column digest uuid[] not null default '{}';
alter table audit.rules add column witnesses text[] not null default '{}';

-- The nightly check of everything: what it read and whether it held.
create table audit.verification (
    id uuid primary key,
    passed boolean not null,
    entries bigint not null,
    problem text,
    began_at timestamptz not null,
    ended_at timestamptz not null,
    entry_id uuid not null
);
create index verification_by_time on audit.verification (ended_at, id);

-- Where checkpoints went. No entries: each would be sealed, make another checkpoint, and be sent again for ever.
create table audit.sent (
    place text primary key check (place in ('file', 'webhook', 'digest')),
    size bigint not null,
    sent_at timestamptz not null,
    tried_at timestamptz not null,
    problem text
);

-- What witnesses signed of our checkpoints.
create table audit.cosignature (
    id uuid primary key,
    size bigint not null,
    witness text not null,
    signature text not null,
    signed_at timestamptz not null,
    entry_id uuid not null,
    unique (size, witness)
);
create index cosignature_by_time on audit.cosignature (signed_at, id);

do $$
declare
    t text;
begin
    foreach t in array array['verification', 'sent', 'cosignature'] loop
        execute format('alter table audit.%I enable row level security', t);
        execute format('create policy office on audit.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on audit.%I to kontor_office', t);
    end loop;
end $$;
