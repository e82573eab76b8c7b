-- What was done to what, in which order and because of what; never a state.
create view ledger.act_v with (security_invoker = true) as
select id, subject_id, subject_type, seq, origin, origin_ref, action, previous from ledger.entry;
grant select on ledger.act_v to kontor_office;
