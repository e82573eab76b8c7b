create schema portal;
grant usage on schema portal to kontor_office, kontor_portal;

-- What happened to a partner's own things, as far as it may know: a projection of the ledger with the fields each type shares.
create table portal.timeline (
    partner_id uuid not null,
    position bigint not null,
    happened_at timestamptz not null,
    action text not null,
    subject_type text not null,
    subject_id uuid not null,
    shared jsonb not null,
    primary key (partner_id, position)
);
alter table portal.timeline enable row level security;
create policy office on portal.timeline to kontor_office using (true) with check (true);
create policy portal on portal.timeline for select to kontor_portal
    using (partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
grant select, insert on portal.timeline to kontor_office;
grant select on portal.timeline to kontor_portal;
