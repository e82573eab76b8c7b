-- Which version somebody saved last: what was typed into the form of that version and arrives late is saved already.
alter table governance.typed alter column fields drop not null;
alter table governance.typed add column saved uuid;
