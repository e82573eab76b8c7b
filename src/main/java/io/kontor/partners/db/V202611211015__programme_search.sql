-- Programmes are found by name and code, too; there are too few for an index.
alter table partners.programme add column search text not null default '';
alter table partners.programme alter column search drop default;
