-- Facts with the partners as they stood on each figure's own day, kept sums by dimension, and what is known of partners.
-- The tables before these held less; the ledger is read again from its beginning under another name.
drop table metrics.deal_fact, metrics.deal_day, metrics.deal_month, metrics.partner_won;

-- What a deal amounted to, as it was known from then on. Never updated: a correction is the old fact with a minus and a new one.
create table metrics.deal_fact (
    seq bigint generated always as identity,
    entry_id uuid not null,
    sign smallint not null check (sign in (-1, 1)),
    known_at timestamptz not null,
    deal_id uuid not null,
    outcome text not null check (outcome in ('open', 'won', 'lost')),
    occurred_on date not null,
    opened_on date,
    came_closed boolean not null,
    customer_id uuid,
    currency text not null,
    amount numeric not null,
    value numeric,
    lines int not null,
    partner_id uuid,
    roles smallint not null,
    segment text,
    tier text,
    types text not null,
    country text,
    region_id uuid,
    also text,
    primary key (deal_id, seq)
);
create index deal_fact_by_day on metrics.deal_fact (occurred_on);

comment on column metrics.deal_fact.occurred_on is 'closed on, or for an open deal opened on';
comment on column metrics.deal_fact.came_closed is 'was closed when it was first heard of';
comment on column metrics.deal_fact.value is 'in the reporting currency at the rate of its day, of won ones; none without a rate';
comment on column metrics.deal_fact.partner_id is 'the partner it stands with: the sourcing one, else the first';
comment on column metrics.deal_fact.roles is '1 sourcing, 2 influencing';
comment on column metrics.deal_fact.also is 'the other partners on it with their part and where they stood';

-- The last of them for each deal.
create table metrics.deal_now (
    deal_id uuid primary key,
    outcome text not null,
    occurred_on date not null,
    opened_on date,
    came_closed boolean not null,
    customer_id uuid,
    currency text not null,
    amount numeric not null,
    value numeric,
    lines int not null,
    partner_id uuid,
    roles smallint not null,
    segment text,
    tier text,
    types text not null,
    country text,
    region_id uuid,
    also text
);
create index deal_now_by_day on metrics.deal_now (occurred_on, deal_id);
create index deal_now_by_partner on metrics.deal_now (partner_id, occurred_on) where partner_id is not null;

-- The partners on it besides the one it stands with.
create table metrics.deal_also (
    partner_id uuid not null,
    deal_id uuid not null,
    primary key (partner_id, deal_id)
);
create index deal_also_by_deal on metrics.deal_also (deal_id);

-- Sums of what is known now, by month and, but for partners, by day: of deals that stand with a partner (s), that have none (d), of won ones once
-- for each value their influencing partners have (i), and for each value their partners have that the first does not (v).
create table metrics.cell (
    dim text not null,
    level text not null check (level in ('day', 'month')),
    bucket date not null,
    value text not null,
    relation text not null check (relation in ('s', 'd', 'i', 'v')),
    won int not null,
    lost int not null,
    open int not null,
    lines bigint not null,
    unpriced int not null,
    sourced int not null,
    sourced_unpriced int not null,
    influenced int not null,
    influenced_unpriced int not null,
    history_won int not null,
    history_lost int not null,
    paced int not null,
    paced_won int not null,
    paced_unpriced int not null,
    paced_days bigint not null,
    value_sum numeric not null,
    sourced_value numeric not null,
    influenced_value numeric not null,
    paced_value numeric not null,
    primary key (dim, level, bucket, value, relation)
);
create index cell_by_partner on metrics.cell (value, bucket) where dim = 'partner';

-- What was last told of a partner or a membership, as far as figures depend on it.
create table metrics.told (
    id uuid primary key,
    kind text not null check (kind in ('partner', 'membership')),
    partner_id uuid not null,
    state text not null
);
create index told_by_partner on metrics.told (partner_id);

-- Where a partner stands from one day to another, and whether it is a member; like the facts of deals, never updated.
create table metrics.span_fact (
    seq bigint generated always as identity primary key,
    entry_id uuid not null,
    sign smallint not null check (sign in (-1, 1)),
    known_at timestamptz not null,
    partner_id uuid not null,
    from_day date,
    to_day date,
    member boolean not null,
    gone boolean not null,
    segment text,
    tier text,
    types text not null,
    country text,
    region_id uuid
);
create index span_fact_by_partner on metrics.span_fact (partner_id, seq);

create table metrics.span_now (
    partner_id uuid not null,
    place int not null,
    from_day date,
    to_day date,
    member boolean not null,
    gone boolean not null,
    segment text,
    tier text,
    types text not null,
    country text,
    region_id uuid,
    primary key (partner_id, place)
);

-- The day a partner first won a deal it sourced.
create table metrics.first_deal (
    partner_id uuid primary key,
    first_on date not null
);

-- That something happened with a partner on a day; a minus takes it back.
create table metrics.activity_fact (
    seq bigint generated always as identity primary key,
    entry_id uuid not null,
    sign smallint not null check (sign in (-1, 1)),
    known_at timestamptz not null,
    partner_id uuid not null,
    kind text not null check (kind in ('sign_in', 'deal_opened', 'deal_moved', 'deal_won', 'note')),
    day date not null
);
create index activity_fact_by_day on metrics.activity_fact (day);

-- How often, as known now.
create table metrics.activity_day (
    partner_id uuid not null,
    kind text not null,
    day date not null,
    times int not null,
    primary key (partner_id, day, kind)
);

-- Its days of a month as bits, the first day the lowest.
create table metrics.activity_month (
    month date not null,
    partner_id uuid not null,
    sign_in int not null,
    deal_opened int not null,
    deal_moved int not null,
    deal_won int not null,
    note int not null,
    primary key (month, partner_id)
);

-- How the company counted from when on.
create table metrics.setting (
    seq bigint generated always as identity primary key,
    entry_id uuid not null,
    known_at timestamptz not null,
    currency text not null,
    zone text not null,
    fiscal_month int not null
);

-- Rates as far as the ledger has been read, so that a figure is never ahead of it.
create table metrics.rate (
    base text not null,
    quote text not null,
    day date not null,
    rate numeric not null check (rate > 0),
    primary key (base, quote, day)
);

-- Says whether anything changed.
create table metrics.version (
    one boolean primary key default true check (one),
    deals bigint not null,
    partners bigint not null
);
insert into metrics.version (deals, partners) values (0, 0);

-- The last rate on or before a day, at most 31 days old: direct, turned round, or through a currency both have a rate with.
-- Null when there is none; never 1 for want of knowing.
create function metrics.rate_at(from_currency text, to_currency text, at date) returns numeric
language sql stable parallel safe
return case
    when from_currency = to_currency then 1
    else coalesce(
        (select r.rate from metrics.rate r
         where r.base = from_currency and r.quote = to_currency and r.day <= at and r.day >= at - 31
         order by r.day desc limit 1),
        (select 1 / r.rate from metrics.rate r
         where r.base = to_currency and r.quote = from_currency and r.day <= at and r.day >= at - 31
         order by r.day desc limit 1),
        (select t.rate / f.rate
         from metrics.rate f
         join metrics.rate t on t.base = f.base and t.quote = to_currency and t.day <= at and t.day >= at - 31
         where f.quote = from_currency and f.day <= at and f.day >= at - 31
         order by least(f.day, t.day) desc, greatest(f.day, t.day) desc, f.base limit 1)
    )
end;

do $$
declare
    t text;
begin
    foreach t in array array['deal_fact', 'deal_now', 'deal_also', 'cell', 'told', 'span_fact', 'span_now', 'first_deal',
        'activity_fact', 'activity_day', 'activity_month', 'setting', 'rate', 'version'] loop
        execute format('alter table metrics.%I enable row level security', t);
        execute format('create policy office on metrics.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on metrics.%I to kontor_office', t);
    end loop;
end $$;
grant update, delete on metrics.deal_now, metrics.deal_also, metrics.cell, metrics.told, metrics.span_now, metrics.first_deal,
    metrics.activity_day, metrics.activity_month, metrics.rate to kontor_office;
grant update on metrics.version to kontor_office;
