-- What rooms above may read of partners: who they are and where they stand today.
create view partners.partner_v with (security_invoker = true) as
select id, name, name_key, search, status, country, types, segment, region_id, manager_id, parent_id, tier, joined_on,
    active_on, withdrawn, entry_id
from partners.partner;
grant select on partners.partner_v to kontor_office;

-- What is true of a partner on any day.
create view partners.dated_v with (security_invoker = true) as
select partner_id, attribute, code, ref, from_day, to_day from partners.dated;
grant select on partners.dated_v to kontor_office;

create view partners.membership_v with (security_invoker = true) as
select id, partner_id, programme_id, joined_on, left_on, status, tier, withdrawn from partners.membership;
grant select on partners.membership_v to kontor_office;

create view partners.membership_tier_v with (security_invoker = true) as
select m.partner_id, m.programme_id, t.tier, t.from_day, t.to_day, t.membership_id
from partners.membership_tier t join partners.membership m on m.id = t.membership_id and not m.withdrawn;
grant select on partners.membership_tier_v to kontor_office;

create view partners.external_id_v with (security_invoker = true) as
select system, external_id, partner_id from partners.external_id;
grant select on partners.external_id_v to kontor_office;

create view partners.folded_v with (security_invoker = true) as select id, kept_id from partners.folded;
grant select on partners.folded_v to kontor_office;

create view partners.domain_v with (security_invoker = true) as select partner_id, domain from partners.domain;
grant select on partners.domain_v to kontor_office;

create view partners.contact_v with (security_invoker = true) as
select id, partner_id, name, name_key, withdrawn from partners.contact;
grant select on partners.contact_v to kontor_office;

-- Numbers rooms above found out, as of their days.
create view partners.measure_v with (security_invoker = true) as
select partner_id, measure, as_of, value from partners.measure;
grant select on partners.measure_v to kontor_office;

create view partners.programme_v with (security_invoker = true) as
select id, code, name, name_key, status, withdrawn from partners.programme;
grant select on partners.programme_v to kontor_office;

create view partners.tier_v with (security_invoker = true) as
select programme_id, code, name, rank from partners.tier;
grant select on partners.tier_v to kontor_office;

create view partners.benefit_v with (security_invoker = true) as
select programme_id, name, place, tier, value from partners.benefit;
grant select on partners.benefit_v to kontor_office;
