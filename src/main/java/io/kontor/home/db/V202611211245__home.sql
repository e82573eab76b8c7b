create schema home;
grant usage on schema home to kontor_office;

-- Who chose not to get the weekly letter, or to get it again.
create table home.letters (
    person_id uuid primary key references people.person,
    id uuid not null,
    weekly boolean not null,
    entry_id uuid not null
);

-- The last week for which it was decided whether somebody gets a letter. Operational: the letter itself is an entry.
create table home.decided (
    person_id uuid primary key references people.person,
    week text not null
);

do $$
declare t text;
begin
    foreach t in array array['letters', 'decided'] loop
        execute format('alter table home.%I enable row level security', t);
        execute format('create policy office on home.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on home.%I to kontor_office', t);
    end loop;
end $$;
