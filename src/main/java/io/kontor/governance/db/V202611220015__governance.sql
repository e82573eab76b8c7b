create schema governance;
grant usage on schema governance to kontor_office;

-- A document: of one type, for one scope. What it says now is its newest version.
create table governance.document (
    id uuid primary key,
    type text not null,
    scope text not null,
    programme text,
    region text,
    partner_type text,
    segment text,
    owner_id uuid references people.person,
    tags text[] not null,
    major int,
    minor int,
    effective_on date,
    wishes int not null,
    entry_id uuid not null,
    unique (type, scope)
);

-- What a document said from when on; canonical JSON, and the hash of its bytes. Rows are never changed: going back is a new one.
create table governance.version (
    document_id uuid not null references governance.document,
    major int not null,
    minor int not null,
    schema int not null,
    content text,
    hash text,
    effective_on date not null,
    effective_at timestamptz not null,
    change_id uuid,
    restores_major int,
    restores_minor int,
    entry_id uuid not null,
    primary key (document_id, major, minor),
    check ((content is null) = (hash is null))
);
create index version_by_time on governance.version (document_id, effective_at);

-- What the documents of today name, for the way back: what is used by which.
create table governance.reference (
    document_id uuid not null references governance.document,
    code text not null,
    entry_id uuid not null,
    primary key (document_id, code)
);
create index reference_by_code on governance.reference (code);

do $$
declare
    t text;
begin
    foreach t in array array['document', 'version', 'reference'] loop
        execute format('alter table governance.%I enable row level security', t);
        execute format('create policy office on governance.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on governance.%I to kontor_office', t);
    end loop;
end $$;
grant update on governance.document to kontor_office;
grant update, delete on governance.reference to kontor_office;
