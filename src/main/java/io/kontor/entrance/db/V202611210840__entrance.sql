create schema entrance;
grant usage on schema entrance to kontor_office;

-- How somebody proves who they are. The portal's role sees nothing of this room.
create table entrance.credential (
    person_id uuid primary key references people.person,
    id uuid not null,
    password text,
    code_seed bytea,
    code_confirmed boolean not null,
    code_last_step bigint not null,
    entry_id uuid not null
);

create table entrance.recovery_code (
    person_id uuid not null references people.person,
    hash bytea not null,
    entry_id uuid not null,
    primary key (person_id, hash)
);

create table entrance.passkey (
    id uuid primary key,
    person_id uuid not null references people.person,
    credential_id bytea not null unique,
    attested bytea not null,
    transports text[] not null,
    sign_count bigint not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    label text not null,
    created_at timestamptz not null,
    used_at timestamptz,
    entry_id uuid not null
);
create index passkey_by_person on entrance.passkey (person_id);

-- A challenge given out for a passkey, good once and for minutes. Operational, not history: no entry.
create table entrance.challenge (
    hash bytea primary key,
    person_id uuid,
    expires_at timestamptz not null
);

-- Who is signed in. The cookie's secret is stored as its hash only. Operational: the sign-in itself is an entry.
create table entrance.session (
    id uuid primary key,
    hash bytea not null unique,
    person_id uuid not null references people.person,
    halfway boolean not null,
    method text not null,
    agent text not null,
    address text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_by_person on entrance.session (person_id);
create index session_by_expiry on entrance.session (expires_at);

-- Set-up, invitation and reset links, good once.
create table entrance.link (
    id uuid primary key,
    hash bytea not null unique,
    kind text not null check (kind in ('set_up', 'invitation', 'reset')),
    person_id uuid references people.person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    entry_id uuid not null
);
create index link_by_person on entrance.link (person_id) where used_at is null;

create table entrance.token (
    id uuid primary key,
    hash bytea not null unique,
    person_id uuid not null references people.person,
    name text not null,
    permissions text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked boolean not null,
    entry_id uuid not null
);
create index token_by_person on entrance.token (person_id);

-- Failed tries, for slowing down who guesses. Operational: kept for an hour.
create table entrance.attempt (
    key text not null,
    at timestamptz not null
);
create index attempt_by_key on entrance.attempt (key, at);
create index attempt_by_time on entrance.attempt (at);

do $$
declare t text;
begin
    foreach t in array array['credential', 'recovery_code', 'passkey', 'challenge', 'session', 'link', 'token', 'attempt'] loop
        execute format('alter table entrance.%I enable row level security', t);
        execute format('create policy office on entrance.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on entrance.%I to kontor_office', t);
    end loop;
end $$;
