create schema lists;
grant usage on schema lists to kontor_office;

-- A list with its filters, columns and order under a name, for one person or for all.
create table lists.saved_view (
    id uuid primary key,
    list text not null,
    name text not null,
    query text not null,
    owner uuid not null references people.person,
    shared boolean not null,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index saved_view_by_list on lists.saved_view (list) where not withdrawn;

alter table lists.saved_view enable row level security;
create policy office on lists.saved_view to kontor_office using (true) with check (true);
grant select, insert, update on lists.saved_view to kontor_office;
