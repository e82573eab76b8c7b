-- What a partner may read of itself, under its own role.
create view partners.portal_partner_v with (security_invoker = true) as
select id, name, status, country, subdivision, city, types, manager_id, joined_on from partners.partner;
grant select on partners.portal_partner_v to kontor_portal;

create view partners.portal_membership_v with (security_invoker = true) as
select m.id, m.programme_id, p.name as programme, m.status, m.joined_on, m.left_on, m.tier, t.name as tier_name
from partners.membership m
join partners.programme p on p.id = m.programme_id
left join partners.tier t on t.programme_id = m.programme_id and t.code = m.tier;
grant select on partners.portal_membership_v to kontor_portal;

create view partners.portal_benefit_v with (security_invoker = true) as
select programme_id, tier, place, name, value from partners.benefit;
grant select on partners.portal_benefit_v to kontor_portal;

create view partners.portal_agreement_v with (security_invoker = true) as
select id, name, number, signed_on, starts_on, ends_on, renews from partners.agreement;
grant select on partners.portal_agreement_v to kontor_portal;

create view partners.portal_folded_v with (security_invoker = true) as select id, kept_id from partners.folded;
grant select on partners.portal_folded_v to kontor_portal;

create view partners.portal_contact_v with (security_invoker = true) as select id, name from partners.contact;
grant select on partners.portal_contact_v to kontor_portal;

create view partners.portal_tier_v with (security_invoker = true) as
select programme_id, code, name, rank from partners.tier;
grant select on partners.portal_tier_v to kontor_portal;
