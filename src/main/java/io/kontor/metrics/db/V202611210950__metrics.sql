create schema metrics;
grant usage on schema metrics to kontor_office;

-- What a deal amounted to, as it was known from then on. Never updated: a correction is the old fact with a minus and a new one.
create table metrics.deal_fact (
    deal_id uuid not null,
    entry_id uuid not null,
    sign smallint not null check (sign in (-1, 1)),
    known_at timestamptz not null,
    outcome text not null check (outcome in ('open', 'won', 'lost')),
    occurred_on date not null,
    opened_on date,
    whole boolean not null,
    partner_id uuid,
    customer_id uuid,
    currency text not null,
    amount numeric not null,
    lines int not null,
    primary key (deal_id, entry_id, sign)
);
create index deal_fact_by_day on metrics.deal_fact (occurred_on, outcome);
create index deal_fact_by_partner on metrics.deal_fact (partner_id, occurred_on) where partner_id is not null;

comment on column metrics.deal_fact.whole is 'came in as a finished order: it has no history in a pipeline';
comment on column metrics.deal_fact.partner_id is 'the sourcing partner';
comment on column metrics.deal_fact.occurred_on is 'closed on, or for an open deal opened on';

-- What is known now, per day: of deals with a sourcing partner and of deals without. The amount is in the reporting currency
-- at each deal's own day; deals without a rate are counted beside it and not in it.
create table metrics.deal_day (
    outcome text not null,
    sourced boolean not null,
    day date not null,
    deals int not null,
    lines int not null,
    amount numeric not null,
    unpriced int not null,
    primary key (outcome, sourced, day)
);

-- The same per sourcing partner and month.
create table metrics.deal_month (
    partner_id uuid not null,
    outcome text not null,
    month date not null,
    deals int not null,
    lines int not null,
    amount numeric not null,
    unpriced int not null,
    primary key (partner_id, outcome, month)
);

-- How many won deals a partner sourced; a partner that lost its only one stays with none.
create table metrics.partner_won (
    partner_id uuid primary key,
    deals int not null
);

do $$
declare
    t text;
begin
    foreach t in array array['deal_fact', 'deal_day', 'deal_month', 'partner_won'] loop
        execute format('alter table metrics.%I enable row level security', t);
        execute format('create policy office on metrics.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on metrics.%I to kontor_office', t);
    end loop;
end $$;
grant update, delete on metrics.deal_day, metrics.deal_month, metrics.partner_won to kontor_office;
