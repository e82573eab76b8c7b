create schema company;
grant usage on schema company to kontor_office, kontor_portal;

create table company.company (
    id uuid primary key,
    one boolean not null default true unique check (one),
    name text not null,
    currency text not null,
    zone text not null,
    fiscal_month smallint not null check (fiscal_month between 1 and 12),
    language text not null,
    languages text[] not null,
    logo uuid,
    file_names text,
    set_up boolean not null,
    entry_id uuid not null
);

create table company.region (
    id uuid primary key,
    code text not null unique,
    name text not null,
    name_key bytea not null,
    withdrawn boolean not null,
    entry_id uuid not null
);

-- Countries (ISO 3166-1) or subdivisions (ISO 3166-2) of a region; one place is in one region at a time.
create table company.region_member (
    region_id uuid not null references company.region,
    place text not null,
    from_day date,
    to_day date,
    entry_id uuid not null,
    exclude using gist (place with =, daterange(from_day, to_day) with &&)
);
create index region_member_by_region on company.region_member (region_id);

create table company.region_owner (
    region_id uuid not null references company.region,
    person_id uuid not null,
    from_day date,
    to_day date,
    entry_id uuid not null,
    exclude using gist (region_id with =, person_id with =, daterange(from_day, to_day) with &&)
);

-- 1 base = rate quote on that day.
create table company.rate (
    id uuid primary key,
    base text not null,
    quote text not null,
    day date not null,
    rate numeric not null check (rate > 0),
    source text not null,
    entry_id uuid not null,
    unique (base, quote, day),
    check (base <> quote)
);

-- How many of the second currency one of the first is on a day: the last rate on or before it, at most 31 days old, direct,
-- turned round, or through a currency both have a rate with. Null when there is none; never 1 for want of knowing.
create function company.rate_at(from_currency text, to_currency text, at date) returns numeric
language sql stable parallel safe
return case
    when from_currency = to_currency then 1
    else coalesce(
        (select r.rate from company.rate r
         where r.base = from_currency and r.quote = to_currency and r.day <= at and r.day >= at - 31
         order by r.day desc limit 1),
        (select 1 / r.rate from company.rate r
         where r.base = to_currency and r.quote = from_currency and r.day <= at and r.day >= at - 31
         order by r.day desc limit 1),
        (select t.rate / f.rate
         from company.rate f
         join company.rate t on t.base = f.base and t.quote = to_currency and t.day <= at and t.day >= at - 31
         where f.quote = from_currency and f.day <= at and f.day >= at - 31
         order by least(f.day, t.day) desc, greatest(f.day, t.day) desc, f.base limit 1)
    )
end;

alter table company.company enable row level security;
create policy office on company.company to kontor_office using (true) with check (true);
create policy portal on company.company for select to kontor_portal using (true);
grant select, insert, update on company.company to kontor_office;
grant select (id, name, currency, zone, fiscal_month, language, languages, logo, file_names, set_up) on company.company to kontor_portal;

alter table company.region enable row level security;
create policy office on company.region to kontor_office using (true) with check (true);
grant select, insert, update on company.region to kontor_office;

alter table company.region_member enable row level security;
create policy office on company.region_member to kontor_office using (true) with check (true);
grant select, insert, delete on company.region_member to kontor_office;

alter table company.region_owner enable row level security;
create policy office on company.region_owner to kontor_office using (true) with check (true);
grant select, insert, delete on company.region_owner to kontor_office;

alter table company.rate enable row level security;
create policy office on company.rate to kontor_office using (true) with check (true);
grant select, insert, update on company.rate to kontor_office;
