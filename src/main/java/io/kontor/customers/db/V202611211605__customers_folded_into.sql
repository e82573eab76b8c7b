-- Into which one an object was folded itself; kept_id is which one answers for it now. Taking a merge apart goes back by it.
alter table customers.folded add column into_id uuid;
update customers.folded set into_id = kept_id;
alter table customers.folded alter column into_id set not null;
create index folded_by_into on customers.folded (into_id);
