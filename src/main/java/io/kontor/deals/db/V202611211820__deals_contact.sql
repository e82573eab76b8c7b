-- Who of a partner's people works on a deal; at most one. alone: the deal names no partner beside them, is open or won, and
-- nobody said that its credit is right so. closed_on is infinity while it is open.
create table deals.deal_contact (
    deal_id uuid primary key references deals.deal,
    contact_id uuid not null references partners.contact,
    alone boolean not null,
    closed_on date not null,
    entry_id uuid not null
);
create index deal_contact_by_contact on deals.deal_contact (contact_id, deal_id);
create index deal_contact_alone on deals.deal_contact (closed_on desc, deal_id desc) where alone;

alter table deals.deal_contact enable row level security;
create policy office on deals.deal_contact to kontor_office using (true) with check (true);
grant select, insert, update, delete on deals.deal_contact to kontor_office;
-- A partner learns who of its own people is on its own deals, and of nobody else.
create policy portal on deals.deal_contact for select to kontor_portal using (
    exists (select from partners.contact c where c.id = contact_id
        and c.partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid))
    and exists (select from deals.deal_partner p where p.deal_id = deal_contact.deal_id
        and p.partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid)));
grant select (deal_id, contact_id) on deals.deal_contact to kontor_portal;

-- Whether somebody said that the credit of a deal is right as it stands: then nothing asks about it.
alter table deals.deal add column credit_settled boolean not null default false;
drop index deals.deal_credit_dropped;
create index deal_credit_dropped on deals.deal (changed_at desc, id)
    where credit_was is not null and stage = 'won' and not withdrawn and not credit_settled;
drop index deals.deal_won_direct;
create index deal_won_direct on deals.deal (closes_on desc, id desc)
    where stage = 'won' and partner_id is null and not withdrawn and not credit_settled;
