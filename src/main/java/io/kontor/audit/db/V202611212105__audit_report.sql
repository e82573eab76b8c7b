-- A report from the ledger as somebody asked for it: of what, how far the ledger was then, and the digest of its entries.
create table audit.report (
    id uuid primary key,
    subject_type text,
    subject_id uuid,
    person_id uuid references people.person,
    from_on date,
    last_on date,
    size bigint not null,
    made_at timestamptz not null,
    entry_id uuid not null,
    check ((subject_type is null) = (subject_id is null))
);
create index report_by_time on audit.report (made_at, id);
alter table audit.report enable row level security;
create policy office on audit.report to kontor_office using (true) with check (true);
grant select, insert on audit.report to kontor_office;
