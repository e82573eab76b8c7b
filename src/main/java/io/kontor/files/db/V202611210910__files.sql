create schema files;
grant usage on schema files to kontor_office, kontor_portal;

-- Content, kept once however often it is attached.
create table files.blob (
    hash bytea primary key,
    size bigint not null,
    media text not null,
    entry_id uuid not null
);

create table files.chunk (
    hash bytea not null references files.blob on delete cascade,
    number int not null,
    bytes bytea not null,
    primary key (hash, number)
);
alter table files.chunk alter column bytes set storage external;

create table files.attachment (
    id uuid primary key,
    subject_type text not null,
    subject_id uuid not null,
    partner_id uuid,
    name text not null,
    hash bytea not null,
    size bigint not null,
    media text not null,
    audience text not null check (audience in ('office', 'partner')),
    author uuid,
    written_at timestamptz not null,
    expires_on date,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index attachment_by_subject on files.attachment (subject_id) where not withdrawn;
create index attachment_by_hash on files.attachment (hash);
create index attachment_by_partner on files.attachment (partner_id) where not withdrawn;
create index attachment_by_expiry on files.attachment (expires_on) where not withdrawn and expires_on is not null;

create table files.note (
    id uuid primary key,
    subject_type text not null,
    subject_id uuid not null,
    partner_id uuid,
    text text not null,
    audience text not null check (audience in ('office', 'partner')),
    author uuid,
    written_at timestamptz not null,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index note_by_subject on files.note (subject_id) where not withdrawn;
create index note_by_partner on files.note (partner_id) where not withdrawn;

alter table files.attachment enable row level security;
create policy office on files.attachment to kontor_office using (true) with check (true);
create policy portal on files.attachment for select to kontor_portal
    using (audience = 'partner' and not withdrawn
        and partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
grant select, insert, update on files.attachment to kontor_office;
grant select (id, subject_type, subject_id, partner_id, name, hash, size, media, audience, written_at, withdrawn)
    on files.attachment to kontor_portal;

alter table files.blob enable row level security;
create policy office on files.blob to kontor_office using (true) with check (true);
create policy portal on files.blob for select to kontor_portal
    using (hash = any (array(select a.hash from files.attachment a)));
grant select, insert, delete on files.blob to kontor_office;
grant select (hash, size, media) on files.blob to kontor_portal;

alter table files.chunk enable row level security;
create policy office on files.chunk to kontor_office using (true) with check (true);
create policy portal on files.chunk for select to kontor_portal
    using (hash = any (array(select a.hash from files.attachment a)));
grant select, insert, delete on files.chunk to kontor_office;
grant select on files.chunk to kontor_portal;

alter table files.note enable row level security;
create policy office on files.note to kontor_office using (true) with check (true);
create policy portal on files.note for select to kontor_portal
    using (audience = 'partner' and not withdrawn
        and partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
grant select, insert, update on files.note to kontor_office;
grant select (id, subject_type, subject_id, partner_id, text, audience, written_at, withdrawn) on files.note to kontor_portal;
