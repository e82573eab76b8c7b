-- The tree as anybody may see it: hashes, what was signed, and the public halves of the keys.
create view ledger.leaf_v with (security_invoker = true) as
select position, hash from ledger.leaf;
grant select on ledger.leaf_v to kontor_office;

create view ledger.checkpoint_v with (security_invoker = true) as
select size, number, note, made_at from ledger.checkpoint;
grant select on ledger.checkpoint_v to kontor_office;
