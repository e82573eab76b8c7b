create schema partners;
grant usage on schema partners to kontor_office, kontor_portal;

-- A firm. The columns from types to tier hold what is true today; they are derived from partners.dated and
-- partners.membership, written with them and turned with the day.
create table partners.partner (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    status text not null check (status in ('prospect', 'onboarding', 'active', 'paused', 'ended')),
    country text,
    subdivision text,
    city text,
    source_channel text,
    custom jsonb not null,
    custom_office jsonb not null,
    withdrawn boolean not null,
    entry_id uuid not null,
    types text[] not null,
    segment text,
    region_id uuid references company.region,
    manager_id uuid references people.person,
    parent_id uuid references partners.partner,
    tier text,
    joined_on date,
    active_on date
);
create index partner_by_name on partners.partner (name_key, id) where not withdrawn;
create index partner_by_search on partners.partner using gin (search gin_trgm_ops);
create index partner_by_manager on partners.partner (manager_id) where not withdrawn;
create index partner_by_region on partners.partner (region_id) where not withdrawn;
create index partner_by_parent on partners.partner (parent_id) where parent_id is not null;
create index partner_by_activity on partners.partner (active_on nulls first) where not withdrawn;

-- What is true of a partner from one day to another: type, segment, region, manager, parent, supplier.
create table partners.dated (
    partner_id uuid not null references partners.partner,
    attribute text not null check (attribute in ('type', 'segment', 'region', 'manager', 'parent', 'supplier')),
    code text,
    ref uuid,
    from_day date,
    to_day date,
    entry_id uuid not null,
    check ((code is null) <> (ref is null)),
    exclude using gist (partner_id with =, attribute with =, daterange(from_day, to_day) with &&)
        where (attribute in ('segment', 'region', 'manager', 'parent')),
    exclude using gist (partner_id with =, attribute with =, coalesce(code, ref::text) with =, daterange(from_day, to_day) with &&)
        where (attribute in ('type', 'supplier'))
);
create index dated_by_partner on partners.dated (partner_id);
create index dated_by_ref on partners.dated (ref, attribute) where ref is not null;
create index dated_by_boundary on partners.dated (from_day);
create index dated_by_end on partners.dated (to_day);

create table partners.external_id (
    system text not null,
    external_id text not null,
    partner_id uuid not null references partners.partner,
    entry_id uuid not null,
    primary key (system, external_id)
);
create index external_id_by_partner on partners.external_id (partner_id);

create table partners.domain (
    partner_id uuid not null references partners.partner,
    domain text not null,
    entry_id uuid not null,
    primary key (domain, partner_id)
);
create index domain_by_partner on partners.domain (partner_id);

-- An id that was folded into another answers with the kept one for ever.
create table partners.folded (
    id uuid primary key,
    kept_id uuid not null references partners.partner,
    entry_id uuid not null
);
create index folded_by_kept on partners.folded (kept_id);

create table partners.contact (
    id uuid primary key,
    partner_id uuid not null references partners.partner,
    name text not null,
    name_key bytea not null,
    search text not null,
    email text,
    phone text,
    title text,
    language text,
    roles text[] not null,
    person_id uuid references people.person,
    custom jsonb not null,
    custom_office jsonb not null,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index contact_by_partner on partners.contact (partner_id) where not withdrawn;
create index contact_by_name on partners.contact (name_key, id) where not withdrawn;
create index contact_by_email on partners.contact (email) where not withdrawn;
create index contact_by_search on partners.contact using gin (search gin_trgm_ops);

create table partners.agreement (
    id uuid primary key,
    partner_id uuid not null references partners.partner,
    name text not null,
    number text,
    signed_on date,
    starts_on date,
    ends_on date,
    renews boolean not null,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index agreement_by_partner on partners.agreement (partner_id) where not withdrawn;
create index agreement_by_end on partners.agreement (ends_on) where not withdrawn and ends_on is not null;

create table partners.programme (
    id uuid primary key,
    code text not null unique,
    name text not null,
    name_key bytea not null,
    description text,
    status text not null check (status in ('draft', 'open', 'closed')),
    starts_on date,
    ends_on date,
    withdrawn boolean not null,
    entry_id uuid not null
);

create table partners.tier (
    programme_id uuid not null references partners.programme,
    code text not null,
    name text not null,
    rank int not null,
    entry_id uuid not null,
    primary key (programme_id, code),
    unique (programme_id, rank)
);

create table partners.benefit (
    programme_id uuid not null references partners.programme,
    name text not null,
    place int not null,
    tier text not null,
    value text not null,
    entry_id uuid not null,
    primary key (programme_id, place, tier),
    foreign key (programme_id, tier) references partners.tier (programme_id, code) deferrable initially deferred
);

create table partners.membership (
    id uuid primary key,
    partner_id uuid not null references partners.partner,
    programme_id uuid not null references partners.programme,
    joined_on date not null,
    left_on date,
    status text not null check (status in ('applied', 'active', 'suspended', 'left')),
    tier text,
    withdrawn boolean not null,
    entry_id uuid not null,
    exclude using gist (partner_id with =, programme_id with =, daterange(joined_on, left_on) with &&) where (not withdrawn)
);
create index membership_by_partner on partners.membership (partner_id) where not withdrawn;
create index membership_by_programme on partners.membership (programme_id, joined_on) where not withdrawn;

create table partners.membership_tier (
    membership_id uuid not null references partners.membership,
    tier text not null,
    from_day date,
    to_day date,
    entry_id uuid not null,
    exclude using gist (membership_id with =, daterange(from_day, to_day) with &&)
);
create index membership_tier_by_boundary on partners.membership_tier (from_day);

-- Numbers pushed down by those who compute them, so that rules below can read them.
create table partners.measure (
    partner_id uuid not null references partners.partner,
    measure text not null,
    as_of date not null,
    value numeric,
    primary key (partner_id, measure, as_of)
);

-- The day up to which the columns of today are true.
create table partners.turned (
    one boolean primary key default true check (one),
    day date not null
);

-- Row-level security: the office sees all, a partner its own.
do $$
declare
    t text;
    mine text := '(select nullif(current_setting(''kontor.partner'', true), '''')::uuid)';
begin
    foreach t in array array['partner', 'dated', 'external_id', 'domain', 'folded', 'contact', 'agreement', 'programme',
        'tier', 'benefit', 'membership', 'membership_tier', 'measure', 'turned'] loop
        execute format('alter table partners.%I enable row level security', t);
        execute format('create policy office on partners.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on partners.%I to kontor_office', t);
    end loop;
    execute 'create policy portal on partners.partner for select to kontor_portal using (id = ' || mine || ' and not withdrawn)';
    execute 'create policy portal on partners.contact for select to kontor_portal using (partner_id = ' || mine || ' and not withdrawn)';
    execute 'create policy portal on partners.agreement for select to kontor_portal using (partner_id = ' || mine || ' and not withdrawn)';
    execute 'create policy portal on partners.membership for select to kontor_portal using (partner_id = ' || mine || ' and not withdrawn)';
    execute 'create policy portal on partners.domain for select to kontor_portal using (partner_id = ' || mine || ')';
    execute 'create policy portal on partners.programme for select to kontor_portal using (status <> ''draft'' and not withdrawn)';
    execute 'create policy portal on partners.tier for select to kontor_portal using (true)';
    execute 'create policy portal on partners.benefit for select to kontor_portal using (true)';
end $$;
revoke delete on partners.partner, partners.contact, partners.agreement, partners.programme, partners.membership from kontor_office;
grant select (id, name, status, country, subdivision, city, custom, withdrawn, types, manager_id, joined_on)
    on partners.partner to kontor_portal;
grant select (id, partner_id, name, name_key, email, phone, title, language, roles, person_id, custom, withdrawn)
    on partners.contact to kontor_portal;
grant select (id, partner_id, name, number, signed_on, starts_on, ends_on, renews, withdrawn) on partners.agreement to kontor_portal;
grant select (id, partner_id, programme_id, joined_on, left_on, status, tier, withdrawn) on partners.membership to kontor_portal;
grant select (partner_id, domain) on partners.domain to kontor_portal;
grant select (id, code, name, description, status, starts_on, ends_on, withdrawn) on partners.programme to kontor_portal;
grant select (programme_id, code, name, rank) on partners.tier to kontor_portal;
grant select (programme_id, name, place, tier, value) on partners.benefit to kontor_portal;
