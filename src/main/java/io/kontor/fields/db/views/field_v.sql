-- Which fields an office made itself; for the office only.
create view fields.field_v with (security_invoker = true) as
select id, object, code, type, place, withdrawn from fields.field;
grant select on fields.field_v to kontor_office;
