-- What rooms above may read of people: who they are and how to reach them.
create view people.person_v with (security_invoker = true) as
select id, name, name_key, search, email, language, zone, side, partner_id, partner_facing, withdrawn, entry_id
from people.person;
grant select on people.person_v to kontor_office, kontor_portal;

-- Who holds which role, on which days; for the office only.
create view people.held_v with (security_invoker = true) as
select a.person_id, r.code as role, a.scope, a.from_day, a.to_day, a.regions
from people.assignment a join people.role r on r.id = a.role_id and not r.withdrawn;
grant select on people.held_v to kontor_office;

-- The roles somebody may be given; for the office only.
create view people.role_v with (security_invoker = true) as
select id, code, side, shipped, withdrawn from people.role;
grant select on people.role_v to kontor_office;
