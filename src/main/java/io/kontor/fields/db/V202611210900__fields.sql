create schema fields;
grant usage on schema fields to kontor_office, kontor_portal;

create table fields.field (
    id uuid primary key,
    object text not null check (object in ('partner', 'contact', 'customer', 'deal')),
    code text not null,
    type text not null check (type in ('text', 'number', 'money', 'date', 'choice', 'person', 'link')),
    audience text not null check (audience in ('office', 'partner')),
    place int not null,
    definition jsonb not null,
    withdrawn boolean not null,
    entry_id uuid not null,
    unique (object, code)
);

alter table fields.field enable row level security;
create policy office on fields.field to kontor_office using (true) with check (true);
create policy portal on fields.field for select to kontor_portal using (audience = 'partner' and not withdrawn);
grant select, insert, update on fields.field to kontor_office;
grant select (id, object, code, type, audience, place, definition, withdrawn) on fields.field to kontor_portal;
