create schema catalog;
grant usage on schema catalog to kontor_office, kontor_portal;

create table catalog.family (
    id uuid primary key,
    code text not null,
    name text not null,
    name_key bytea not null,
    parent_id uuid references catalog.family,
    withdrawn boolean not null,
    entry_id uuid not null,
    check (parent_id <> id)
);
create unique index family_code on catalog.family (code) where not withdrawn;
create index family_by_parent on catalog.family (parent_id) where parent_id is not null;

create table catalog.product (
    id uuid primary key,
    sku text not null,
    name text not null,
    name_key bytea not null,
    search text not null,
    family_id uuid references catalog.family,
    unit text,
    status text not null check (status in ('active', 'retired')),
    withdrawn boolean not null,
    entry_id uuid not null
);
create unique index product_sku on catalog.product (sku) where not withdrawn;
create index product_by_name on catalog.product (name_key, id) where not withdrawn;
create index product_by_family on catalog.product (family_id) where not withdrawn;
create index product_by_search on catalog.product using gin (search gin_trgm_ops);

create table catalog.external_id (
    system text not null,
    external_id text not null,
    product_id uuid not null references catalog.product,
    entry_id uuid not null,
    primary key (system, external_id)
);
create index external_id_by_product on catalog.external_id (product_id);

-- List prices: one per product, currency and day.
create table catalog.price (
    product_id uuid not null references catalog.product,
    currency text not null,
    amount numeric not null check (amount >= 0),
    from_day date,
    to_day date,
    entry_id uuid not null,
    exclude using gist (product_id with =, currency with =, daterange(from_day, to_day) with &&)
);
create index price_by_product on catalog.price (product_id, currency);

-- What a product costs us. The subject in the ledger is a costing, one per product; its rows are like prices.
create table catalog.costing (
    id uuid primary key,
    product_id uuid not null unique references catalog.product,
    entry_id uuid not null
);

create table catalog.cost (
    product_id uuid not null references catalog.costing (product_id),
    currency text not null,
    amount numeric not null check (amount >= 0),
    from_day date,
    to_day date,
    entry_id uuid not null,
    exclude using gist (product_id with =, currency with =, daterange(from_day, to_day) with &&)
);
create index cost_by_product on catalog.cost (product_id, currency);

do $$
declare
    t text;
begin
    foreach t in array array['family', 'product', 'external_id', 'price', 'costing', 'cost'] loop
        execute format('alter table catalog.%I enable row level security', t);
        execute format('create policy office on catalog.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on catalog.%I to kontor_office', t);
    end loop;
end $$;
revoke delete on catalog.family, catalog.product, catalog.costing from kontor_office;

-- A partner sees what is sold, never for how much we list or buy it.
create policy portal on catalog.family for select to kontor_portal using (not withdrawn);
create policy portal on catalog.product for select to kontor_portal using (not withdrawn);
grant select (id, code, name, name_key, parent_id, withdrawn) on catalog.family to kontor_portal;
grant select (id, sku, name, name_key, family_id, unit, status, withdrawn) on catalog.product to kontor_portal;
