-- Whether values of a field say something of a person or are typed freely, and so are kept under keys.
alter table fields.field add column guarded boolean not null default false;
update fields.field set guarded = true, definition = definition || '{"guarded": true}' where object = 'contact';
