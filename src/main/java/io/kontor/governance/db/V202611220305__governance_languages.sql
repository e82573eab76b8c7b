-- The language a version is written in, and its texts in others; canonical JSON. Read by people, never by rules.
alter table governance.version add column languages text not null default '{"original":"en"}';
alter table governance.version alter column languages drop default;
