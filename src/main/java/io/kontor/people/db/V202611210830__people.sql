create schema people;
grant usage on schema people to kontor_office, kontor_portal;

-- A person who acts. Without an address nobody signs in as them, e.g. the owner of an imported deal.
create table people.person (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    email text,
    language text not null,
    zone text not null,
    side text not null check (side in ('office', 'portal')),
    partner_id uuid,
    partner_facing boolean not null,
    hours jsonb,
    withdrawn boolean not null,
    entry_id uuid not null,
    check ((side = 'portal') = (partner_id is not null))
);
create unique index person_by_email on people.person (email) where not withdrawn;
create index person_by_name on people.person (withdrawn, name_key, id);
create index person_by_partner on people.person (partner_id) where partner_id is not null;
create index person_by_search on people.person using gin (search gin_trgm_ops);

create table people.role (
    id uuid primary key,
    code text not null unique,
    side text not null check (side in ('office', 'portal')),
    shipped boolean not null,
    names jsonb not null,
    withdrawn boolean not null,
    entry_id uuid not null
);

-- The permission table: what a role may do to which kind of object, wherever it is assigned or only to what one owns.
create table people.permission (
    role_id uuid not null references people.role,
    kind text not null,
    verb text not null,
    reach text not null check (reach in ('assigned', 'own')),
    entry_id uuid not null,
    primary key (role_id, kind, verb)
);

-- Which permissions the shipped roles were last brought up to.
create table people.known_permission (
    kind text not null,
    verb text not null,
    entry_id uuid not null,
    primary key (kind, verb)
);

create table people.assignment (
    id uuid primary key,
    person_id uuid not null references people.person,
    role_id uuid not null references people.role,
    scope text not null check (scope in ('all', 'regions', 'segments', 'partners', 'own')),
    regions uuid[] not null,
    segments text[] not null,
    partners uuid[] not null,
    from_day date,
    to_day date,
    entry_id uuid not null
);
create index assignment_by_person on people.assignment (person_id);
create index assignment_by_role on people.assignment (role_id);

create table people.team (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    lead uuid references people.person,
    withdrawn boolean not null,
    entry_id uuid not null
);

create table people.team_member (
    team_id uuid not null references people.team,
    person_id uuid not null references people.person,
    entry_id uuid not null,
    primary key (team_id, person_id)
);
create index team_member_by_person on people.team_member (person_id);

alter table people.person enable row level security;
create policy office on people.person to kontor_office using (true) with check (true);
create policy portal on people.person for select to kontor_portal
    using (partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid)
        or (partner_facing and not withdrawn));
create policy portal_writes on people.person for insert to kontor_portal
    with check (partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
create policy portal_changes on people.person for update to kontor_portal
    using (partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid))
    with check (partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
grant select, insert, update on people.person to kontor_office;
grant select, insert, update on people.person to kontor_portal;

alter table people.role enable row level security;
create policy office on people.role to kontor_office using (true) with check (true);
create policy portal on people.role for select to kontor_portal using (side = 'portal' and not withdrawn);
grant select, insert, update on people.role to kontor_office;
grant select (id, code, side, names, withdrawn) on people.role to kontor_portal;

alter table people.permission enable row level security;
create policy office on people.permission to kontor_office using (true) with check (true);
grant select, insert, update, delete on people.permission to kontor_office;

alter table people.known_permission enable row level security;
create policy office on people.known_permission to kontor_office using (true) with check (true);
grant select, insert on people.known_permission to kontor_office;

alter table people.assignment enable row level security;
create policy office on people.assignment to kontor_office using (true) with check (true);
create policy portal on people.assignment to kontor_portal
    using (person_id in (select id from people.person
        where partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid)))
    with check (person_id in (select id from people.person
        where partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid)));
grant select, insert, update, delete on people.assignment to kontor_office;
grant select, insert, delete on people.assignment to kontor_portal;

alter table people.team enable row level security;
create policy office on people.team to kontor_office using (true) with check (true);
grant select, insert, update on people.team to kontor_office;

alter table people.team_member enable row level security;
create policy office on people.team_member to kontor_office using (true) with check (true);
grant select, insert, delete on people.team_member to kontor_office;
