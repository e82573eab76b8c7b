-- What each assignment lets its holder do: one line for each right; for the office only.
create view people.may_v with (security_invoker = true) as
select md5(a.id::text || m.kind || ':' || m.verb)::uuid as id, a.id as assignment_id, a.person_id, r.code as role, a.scope,
    m.kind, m.verb, m.reach, a.from_day, a.to_day
from people.assignment a
join people.role r on r.id = a.role_id and not r.withdrawn
join people.permission m on m.role_id = r.id;
grant select on people.may_v to kontor_office;
