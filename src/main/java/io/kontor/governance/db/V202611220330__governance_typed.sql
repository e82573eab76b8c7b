-- What people typed into editors of drafts and did not save: nothing of the programme, so without an entry, and gone after a month.
create table governance.typed (
    item_id uuid not null,
    person_id uuid not null,
    change_id uuid not null references governance.change,
    fields jsonb not null,
    at timestamptz not null,
    primary key (item_id, person_id)
);
create index typed_old on governance.typed (at);
create index typed_person on governance.typed (person_id);

alter table governance.typed enable row level security;
create policy office on governance.typed to kontor_office using (true) with check (true);
grant select, insert, update, delete on governance.typed to kontor_office;
