-- Texts that may have to go stand in entries as a commitment and a ciphertext; these are the keys. A person has one key for
-- all that is said of them, a free text one of its own. Destroying a key destroys its texts and changes no entry.
create table ledger.person_key (
    subject_id uuid primary key,
    key bytea not null check (octet_length(key) = 32)
);

create table ledger.text_key (
    entry_id uuid not null,
    pointer text not null,
    key bytea not null check (octet_length(key) = 32),
    primary key (entry_id, pointer)
);

-- Whose key opens the personal texts of an entry, and whether it has texts with keys of their own; for whoever looks for the keys.
alter table ledger.entry add column about uuid, add column texts boolean not null default false, add column actor_name jsonb;
alter table ledger.entry alter column reason type jsonb
    using case when reason is null then null else jsonb_build_object('$text', reason) end;
create index entry_by_about on ledger.entry (about, seq) where about is not null and about <> subject_id;

do $$
declare
    t text;
begin
    foreach t in array array['person_key', 'text_key'] loop
        execute format('alter table ledger.%I enable row level security', t);
        execute format('create policy office on ledger.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, delete on ledger.%I to kontor_office', t);
    end loop;
end $$;
create policy portal_writes on ledger.text_key for insert to kontor_portal with check (true);
grant insert on ledger.text_key to kontor_portal;
