create schema deals;
grant usage on schema deals to kontor_office, kontor_portal;

-- A deal. partner_id is the partner it stands with, and so whose care it is in: the sourcing one, else the first. closes_on
-- is the day it closed, for open ones the day it is expected to, and infinity while nobody expects one: lists are read by it.
-- changed_at is when its newest entry was recorded.
create table deals.deal (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    customer_id uuid references customers.customer,
    owner_id uuid references people.person,
    partner_id uuid references partners.partner,
    sourcing_id uuid references partners.partner,
    currency text not null,
    stage text not null check (stage in ('prospecting', 'qualified', 'proposal', 'negotiation', 'won', 'lost')),
    amount numeric,
    cost numeric,
    lines int not null,
    opened_on date,
    expected_close_on date,
    closed_on date,
    closes_on date not null,
    loss_reason text,
    source_system text,
    description text,
    lines_left_out int not null,
    incomplete_note text,
    custom jsonb not null,
    custom_office jsonb not null,
    withdrawn boolean not null,
    changed_at timestamptz not null,
    entry_id uuid not null,
    check ((stage in ('won', 'lost')) = (closed_on is not null)),
    check (closed_on >= opened_on)
);
create index deal_by_close on deals.deal (closes_on, id) where not withdrawn;
create index deal_by_opening on deals.deal (coalesce(opened_on, '-infinity'), id) where not withdrawn;
create index deal_by_amount on deals.deal (coalesce(amount, 0), id) where not withdrawn;
create index deal_by_name on deals.deal (name_key, id) where not withdrawn;
create index deal_by_partner on deals.deal (partner_id, closes_on, id) where partner_id is not null and not withdrawn;
create index deal_by_customer on deals.deal (customer_id, closes_on, id) where customer_id is not null;
create index deal_by_owner on deals.deal (owner_id, closes_on, id) where owner_id is not null and not withdrawn;
create index deal_by_search on deals.deal using gin (search gin_trgm_ops);
-- Open deals are few among many: what needs somebody is found without touching history.
create index deal_open_by_change on deals.deal (changed_at, id) where closed_on is null and not withdrawn;
create index deal_open_by_expectation on deals.deal (expected_close_on, id)
    where closed_on is null and not withdrawn and expected_close_on is not null;

-- Lines are only ever written with their deal, by one statement that has the deal's ids before it: a foreign key would look
-- each up again, sixteen times a deal.
create table deals.line (
    deal_id uuid not null,
    number int not null,
    product_id uuid,
    description text,
    quantity numeric not null,
    amount numeric not null,
    cost numeric,
    entry_id uuid not null,
    primary key (deal_id, number)
);

create table deals.deal_partner (
    deal_id uuid not null references deals.deal,
    partner_id uuid not null references partners.partner,
    role text not null check (role in ('sourcing', 'influencing', 'delivering')),
    day date,
    evidence text,
    closes_on date not null,
    withdrawn boolean not null,
    entry_id uuid not null,
    primary key (deal_id, partner_id, role)
);
create unique index deal_partner_sourcing on deals.deal_partner (deal_id) where role = 'sourcing';
create index deal_partner_by_partner on deals.deal_partner (partner_id, closes_on, deal_id);

create table deals.external_id (
    system text not null,
    external_id text not null,
    deal_id uuid not null references deals.deal,
    entry_id uuid not null,
    primary key (system, external_id)
);
create index external_id_by_deal on deals.external_id (deal_id);

-- How many deals, and for how much, a partner takes part in or a customer has: written with the deals, so that no page adds
-- up history.
create table deals.tally (
    holder_id uuid not null,
    stage text not null,
    currency text not null,
    deals bigint not null,
    amount numeric not null,
    primary key (holder_id, stage, currency)
);

-- Currencies deals were ever made in, for lists to choose from.
create table deals.currency (
    code text primary key
);

do $$
declare
    t text;
    mine text := '(select nullif(current_setting(''kontor.partner'', true), '''')::uuid)';
    ours text := 'any(array(select dp.deal_id from deals.deal_partner dp where dp.partner_id = ' || mine || '))';
begin
    foreach t in array array['deal', 'line', 'deal_partner', 'external_id', 'tally', 'currency'] loop
        execute format('alter table deals.%I enable row level security', t);
        execute format('create policy office on deals.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on deals.%I to kontor_office', t);
    end loop;
    execute 'create policy portal on deals.deal_partner for select to kontor_portal using (partner_id = ' || mine || ' and not withdrawn)';
    execute 'create policy portal on deals.deal for select to kontor_portal using (id = ' || ours || ' and not withdrawn)';
    execute 'create policy portal on deals.line for select to kontor_portal using (deal_id = ' || ours || ')';
    execute 'create policy portal on deals.tally for select to kontor_portal using (holder_id = ' || mine || ')';
    -- The customers of its own deals, and no others.
    execute 'create policy portal_deals on customers.customer for select to kontor_portal using (id = any(array('
        'select d.customer_id from deals.deal d where d.customer_id is not null)))';
end $$;
revoke delete on deals.deal from kontor_office;
grant select (id, name, name_key, customer_id, owner_id, currency, stage, amount, lines, opened_on, expected_close_on,
    closed_on, closes_on, custom, withdrawn) on deals.deal to kontor_portal;
grant select (deal_id, number, product_id, description, quantity, amount) on deals.line to kontor_portal;
grant select (deal_id, partner_id, role, day, closes_on, withdrawn) on deals.deal_partner to kontor_portal;
grant select (holder_id, stage, currency, deals, amount) on deals.tally to kontor_portal;
