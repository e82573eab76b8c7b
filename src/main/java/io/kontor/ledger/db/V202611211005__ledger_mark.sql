-- What a ledger is, said once and for ever: that it holds sample data.
create table ledger.mark (
    name text primary key,
    marked_at timestamptz not null default now()
);
alter table ledger.mark enable row level security;
create policy office on ledger.mark to kontor_office using (true) with check (true);
grant select, insert on ledger.mark to kontor_office;
