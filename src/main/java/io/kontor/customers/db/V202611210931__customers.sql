create schema customers;
grant usage on schema customers to kontor_office, kontor_portal;

create table customers.customer (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    country text,
    city text,
    parent_id uuid references customers.customer,
    partner_id uuid references partners.partner,
    custom jsonb not null,
    custom_office jsonb not null,
    withdrawn boolean not null,
    entry_id uuid not null,
    check (parent_id <> id)
);
create index customer_by_name on customers.customer (name_key, id) where not withdrawn;
create index customer_by_search on customers.customer using gin (search gin_trgm_ops);
create index customer_by_parent on customers.customer (parent_id) where parent_id is not null;
create index customer_by_partner on customers.customer (partner_id) where partner_id is not null;

create table customers.external_id (
    system text not null,
    external_id text not null,
    customer_id uuid not null references customers.customer,
    entry_id uuid not null,
    primary key (system, external_id)
);
create index external_id_by_customer on customers.external_id (customer_id);

create table customers.domain (
    customer_id uuid not null references customers.customer,
    domain text not null,
    entry_id uuid not null,
    primary key (domain, customer_id)
);
create index domain_by_customer on customers.domain (customer_id);

-- An id that was folded into another answers with the kept one for ever.
create table customers.folded (
    id uuid primary key,
    kept_id uuid not null references customers.customer,
    entry_id uuid not null
);
create index folded_by_kept on customers.folded (kept_id);

do $$
declare
    t text;
begin
    foreach t in array array['customer', 'external_id', 'domain', 'folded'] loop
        execute format('alter table customers.%I enable row level security', t);
        execute format('create policy office on customers.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on customers.%I to kontor_office', t);
    end loop;
end $$;
revoke delete on customers.customer from kontor_office;

-- A partner meets a customer only through its deals: the room that keeps them adds the policy that shows it. Until then
-- a partner sees none.
create policy portal on customers.customer for select to kontor_portal using (false);
grant select (id, name, country) on customers.customer to kontor_portal;
