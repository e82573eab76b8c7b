-- What rooms above may read of deals. Withdrawn ones stand in none of these but the first.
create view deals.deal_v with (security_invoker = true) as
select id, name, name_key, search, customer_id, owner_id, partner_id, sourcing_id, currency, stage, amount, lines, opened_on,
    expected_close_on, closed_on, closes_on, source_system, lines_left_out, withdrawn, changed_at, entry_id
from deals.deal;
grant select on deals.deal_v to kontor_office;

create view deals.line_v with (security_invoker = true) as
select l.deal_id, l.number, l.product_id, l.quantity, l.amount
from deals.line l join deals.deal d on d.id = l.deal_id and not d.withdrawn;
grant select on deals.line_v to kontor_office;

create view deals.deal_partner_v with (security_invoker = true) as
select deal_id, partner_id, role, day from deals.deal_partner where not withdrawn;
grant select on deals.deal_partner_v to kontor_office;

create view deals.external_id_v with (security_invoker = true) as
select system, external_id, deal_id from deals.external_id;
grant select on deals.external_id_v to kontor_office;

create view deals.tally_v with (security_invoker = true) as
select holder_id, stage, currency, deals, amount from deals.tally where deals <> 0;
grant select on deals.tally_v to kontor_office;

create view deals.deal_contact_v with (security_invoker = true) as
select c.deal_id, c.contact_id from deals.deal_contact c join deals.deal d on d.id = c.deal_id and not d.withdrawn;
grant select on deals.deal_contact_v to kontor_office;
