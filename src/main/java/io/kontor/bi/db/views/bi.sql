-- What outside tools may read, under names that stay. These views run with their owner's rights, because a view over views that ask for
-- the reader's would need him to hold rights on every table below; so they name columns one by one and nobody but kontor_bi may use them.
create view bi.company as
select c.name,
    c.currency,
    c.zone as time_zone,
    c.fiscal_month::int as fiscal_year_month
from company.company c;
comment on view bi.company is 'The company itself; one row.';

create view bi.regions as
select r.id as region_id,
    r.code,
    r.name
from company.region r
where not r.withdrawn;
comment on view bi.regions is 'Regions.';

create view bi.rates as
select r.base,
    r.quote,
    r.day,
    r.rate,
    r.source
from company.rate r;
comment on view bi.rates is 'Exchange rates.';

create view bi.partners as
select p.id as partner_id,
    p.name,
    p.status,
    p.country,
    p.city,
    array_to_string(p.types, ',') as types,
    p.segment,
    p.tier,
    p.region_id,
    p.parent_id,
    p.source_channel,
    p.joined_on
from partners.partner p
where not p.withdrawn;
comment on view bi.partners is 'Partners as they stand today.';

create view bi.programmes as
select p.id as programme_id,
    p.code,
    p.name,
    p.status,
    p.starts_on,
    p.ends_on
from partners.programme p
where not p.withdrawn;
comment on view bi.programmes is 'Programmes.';

create view bi.tiers as
select t.programme_id,
    t.code as tier,
    t.name,
    t.rank
from partners.tier t join partners.programme p on p.id = t.programme_id
where not p.withdrawn;
comment on view bi.tiers is 'Tiers of programmes.';

create view bi.memberships as
select m.id as membership_id,
    m.partner_id,
    m.programme_id,
    m.joined_on,
    m.left_on,
    m.status,
    m.tier
from partners.membership m join partners.partner p on p.id = m.partner_id
where not m.withdrawn and not p.withdrawn;
comment on view bi.memberships is 'Memberships of partners in programmes.';

create view bi.membership_tiers as
select t.membership_id,
    t.tier,
    t.from_day,
    t.to_day
from partners.membership_tier t join partners.membership m on m.id = t.membership_id
where not m.withdrawn;
comment on view bi.membership_tiers is 'Which tier a membership had from when to when.';

create view bi.customers as
select c.id as customer_id,
    c.name,
    c.country,
    c.city,
    c.parent_id,
    c.partner_id
from customers.customer c
where not c.withdrawn;
comment on view bi.customers is 'End customers.';

create view bi.products as
select p.id as product_id,
    p.sku,
    p.name,
    f.code as family,
    f.name as family_name,
    p.unit,
    p.status
from catalog.product p left join catalog.family f on f.id = p.family_id
where not p.withdrawn;
comment on view bi.products is 'Products. Costs are not in any of these views.';

create view bi.deals as
select d.id as deal_id,
    d.name,
    d.customer_id,
    d.partner_id,
    d.sourcing_id as sourcing_partner_id,
    d.currency,
    d.amount,
    d.lines,
    d.stage,
    d.opened_on,
    d.expected_close_on,
    d.closed_on,
    d.source_system,
    d.lines_left_out
from deals.deal d
where not d.withdrawn;
comment on view bi.deals is 'Deals as they stand now, in their own currency.';

create view bi.deal_lines as
select l.deal_id,
    l.number as line,
    l.product_id,
    l.quantity,
    l.amount,
    d.currency
from deals.line l join deals.deal d on d.id = l.deal_id
where not d.withdrawn;
comment on view bi.deal_lines is 'Lines of deals.';

create view bi.deal_partners as
select s.deal_id,
    s.partner_id,
    s.role,
    s.day
from deals.deal_partner s
where not s.withdrawn;
comment on view bi.deal_partners is 'The partners on a deal.';

create view bi.deal_facts as
select f.deal_id,
    f.outcome,
    f.occurred_on as day,
    f.opened_on,
    (f.came_closed and f.opened_on is null) as whole,
    f.customer_id,
    f.currency,
    f.amount,
    f.value,
    f.lines,
    f.partner_id,
    (f.roles & 1) > 0 as sourced,
    ((f.roles & 2) > 0 or exists (select from jsonb_array_elements(f.also::jsonb) a where (a ->> 'influencing')::boolean)) as influenced,
    f.segment,
    f.tier,
    f.types,
    f.country,
    f.region_id
from metrics.deal_now f;
comment on view bi.deal_facts is 'What each deal amounts to, as the figures count it: one row a deal, with its partner as it stood on the deal’s own day.';

create view bi.deal_partner_facts as
select f.deal_id,
    f.partner_id,
    f.outcome,
    f.occurred_on as day,
    f.value,
    f.sourcing,
    f.influencing,
    f.segment,
    f.tier,
    f.types,
    f.country,
    f.region_id
from (select n.deal_id, n.outcome, n.occurred_on, n.value, n.partner_id, (n.roles & 1) > 0 as sourcing, (n.roles & 2) > 0 as influencing,
        n.segment, n.tier, n.types, n.country, n.region_id
    from metrics.deal_now n where n.partner_id is not null
    union all
    select n.deal_id, n.outcome, n.occurred_on, n.value, (a ->> 'partner')::uuid, (a ->> 'sourcing')::boolean, (a ->> 'influencing')::boolean,
        a -> 'dims' ->> 'segment', a -> 'dims' ->> 'tier', a -> 'dims' ->> 'types', a -> 'dims' ->> 'country',
        (a -> 'dims' ->> 'region')::uuid
    from metrics.deal_now n cross join lateral jsonb_array_elements(n.also::jsonb) a) f;
comment on view bi.deal_partner_facts is 'Every partner of every deal, as it stood on the deal’s own day. A deal stands here once for each partner: do not add amounts over partners.';

create view bi.deal_fact_history as
select f.deal_id,
    f.sign,
    f.known_at,
    f.outcome,
    f.occurred_on as day,
    f.currency,
    f.amount,
    f.value,
    f.partner_id,
    (f.roles & 1) > 0 as sourced,
    f.segment,
    f.tier,
    f.types,
    f.country,
    f.region_id
from metrics.deal_fact f;
comment on view bi.deal_fact_history is 'Every fact ever known of a deal. A correction is the old one with sign -1 and a new one with sign 1: the sum of `sign * value` over `known_at <= T` is what was known at T.';

create view bi.partner_days as
select s.partner_id,
    s.from_day,
    s.to_day,
    s.member,
    s.segment,
    s.tier,
    s.types,
    s.country,
    s.region_id
from metrics.span_now s
where not s.gone;
comment on view bi.partner_days is 'Where a partner stands from one day to another; the stretches of one partner cover all of time and never overlap.';

create view bi.first_deals as
select f.partner_id,
    f.first_on as day
from metrics.first_deal f;
comment on view bi.first_deals is 'The day a partner first won a deal it sourced.';

create view bi.partner_activity as
select a.partner_id,
    a.day,
    a.kind,
    a.times
from metrics.activity_day a
where a.times > 0;
comment on view bi.partner_activity is 'What happened with a partner on a day, as engagement counts it.';

create view bi.targets as
select d.scope,
    t.metric,
    t.value as target,
    t.period,
    t.begins as starts_on,
    case t.period
        when 'year' then (t.begins + interval '1 year')::date - 1
        when 'quarter' then (t.begins + interval '3 months')::date - 1
        when 'month' then (t.begins + interval '1 month')::date - 1
        else t.ends
    end as due_on,
    coalesce(t.outcome, false) as outcome,
    t.name,
    t.baseline,
    t.owner as owner_role
from governance.document d
join governance.version v on v.document_id = d.id and v.major = d.major and v.minor = d.minor
cross join lateral jsonb_to_recordset(v.content::jsonb -> 'targets')
    as t (metric text, value numeric, period text, begins date, ends date, outcome boolean, name text, baseline numeric,
        owner text)
where d.type = 'metric-targets';
comment on view bi.targets is 'Outcomes and targets in force.';

-- An outside server may not have the role yet; ./kontor bi says how to make it.
do $$
begin
    if exists (select from pg_roles where rolname = 'kontor_bi') then
        grant usage on schema bi to kontor_bi;
        grant select on all tables in schema bi to kontor_bi;
    end if;
end $$;
