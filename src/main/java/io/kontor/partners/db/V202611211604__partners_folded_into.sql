-- Into which one an object was folded itself; kept_id is which one answers for it now. Taking a merge apart goes back by it.
alter table partners.folded add column into_id uuid;
update partners.folded set into_id = kept_id;
alter table partners.folded alter column into_id set not null;
create index folded_by_into on partners.folded (into_id);
