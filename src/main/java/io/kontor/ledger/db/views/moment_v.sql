-- Who did what when, in the order of everything; never a state, a reason or a name.
create view ledger.moment_v with (security_invoker = true) as
select p.position, e.seq, e.id, e.recorded_at, e.actor, e.origin, e.action, e.subject_type, e.subject_id
from ledger.position p
join ledger.entry e on e.subject_id = p.subject_id and e.id = p.entry_id and e.seq = p.seq;
grant select on ledger.moment_v to kontor_office;
