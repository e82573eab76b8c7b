-- Who sourced a deal before it lost its sourcing partner; none again as soon as it has one.
alter table deals.deal add column credit_was uuid;
create index deal_credit_dropped on deals.deal (changed_at desc, id)
    where credit_was is not null and stage = 'won' and not withdrawn;
-- Deals won without a partner, the newest first, and which customers a partner brought.
create index deal_won_direct on deals.deal (closes_on desc, id desc)
    where stage = 'won' and partner_id is null and not withdrawn;
create index deal_won_sourced on deals.deal (customer_id, closes_on)
    where stage = 'won' and sourcing_id is not null and not withdrawn;
