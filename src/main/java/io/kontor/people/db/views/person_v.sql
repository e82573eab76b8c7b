-- What rooms above may read of people: who they are and how to reach them.
create view people.person_v with (security_invoker = true) as
select id, name, name_key, email, language, zone, side, partner_id, partner_facing, withdrawn, entry_id
from people.person;
grant select on people.person_v to kontor_office, kontor_portal;
