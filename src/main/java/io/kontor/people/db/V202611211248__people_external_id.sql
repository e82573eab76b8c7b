-- What other systems call somebody of the office.
create table people.external_id (
    id uuid primary key,
    system text not null,
    external_id text not null,
    person_id uuid not null references people.person,
    entry_id uuid not null,
    unique (system, external_id)
);
create index external_id_by_person on people.external_id (person_id);

alter table people.external_id enable row level security;
create policy office on people.external_id to kontor_office using (true) with check (true);
grant select, insert on people.external_id to kontor_office;
