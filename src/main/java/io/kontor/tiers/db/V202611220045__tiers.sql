create schema tiers;
grant usage on schema tiers to kontor_office, kontor_portal;

-- Where a membership stands by the rules, and what somebody set by hand. Its id is the membership's.
create table tiers.standing (
    id uuid primary key references partners.membership,
    partner_id uuid not null references partners.partner,
    programme_id uuid not null references partners.programme,
    suggested text,
    outcome text not null check (outcome in ('stays', 'rises', 'falls', 'grace', 'held', 'enrolled', 'unknown')),
    grace_until date,
    held_tier text,
    held_until date,
    rules text not null,
    entry_id uuid not null,
    check ((held_tier is null) = (held_until is null))
);
create index standing_by_partner on tiers.standing (partner_id);
create index standing_by_end on tiers.standing (held_until) where held_until is not null;

-- The same with the numbers of the day it was last looked at. Made anew each time; what partners see of it is granted by column.
create table tiers.progress (
    membership_id uuid primary key references partners.membership,
    partner_id uuid not null references partners.partner,
    programme_id uuid not null references partners.programme,
    day date not null,
    tier text,
    tier_since date,
    suggested text,
    outcome text not null,
    move_on date,
    next_tier text,
    keeps jsonb not null,
    needs jsonb not null,
    reached numeric not null,
    grace_until date,
    warn_on date,
    warn_tier text,
    revenue numeric,
    deals numeric,
    engagement numeric,
    unpriced int not null,
    rules text not null
);
create index progress_by_programme on tiers.progress (programme_id, outcome);
create index progress_by_partner on tiers.progress (partner_id);
create index progress_by_warning on tiers.progress (warn_on, membership_id) where warn_on is not null;
create index progress_by_move on tiers.progress (move_on, membership_id) where move_on is not null;
comment on column tiers.progress.reached is 'how much of what the next tier asks for is there; 1 is all of it';
comment on column tiers.progress.warn_on is 'the first day looked at on which the tier is not earned any more if nothing happens until then';

-- What publishing rules did to memberships, so that it can be taken back to the day.
create table tiers.move (
    id uuid primary key,
    document_id uuid not null,
    version text not null,
    batch int not null,
    membership_id uuid not null references partners.membership,
    partner_id uuid not null references partners.partner,
    before_id uuid not null,
    after_id uuid not null,
    standing_id uuid,
    from_tier text,
    to_tier text,
    day date not null,
    returned boolean not null,
    entry_id uuid not null
);
create unique index move_once on tiers.move (document_id, version, membership_id) where not returned;
comment on column tiers.move.standing_id is 'the entry its standing stood at before, or none when it had none';
create index move_by_membership on tiers.move (membership_id);

-- How looking at a programme's members went.
create table tiers.evaluation (
    programme_id uuid not null references partners.programme,
    day date not null,
    at timestamptz not null,
    judged int not null,
    rose int not null,
    fell int not null,
    stopped int not null,
    unknown int not null,
    rules text not null,
    primary key (programme_id, day)
);
comment on column tiers.evaluation.stopped is 'how many were not moved down because they were more than the rules allow in one night';

-- What a tier brings, described once for all programmes; programmes name it and give its value per tier.
create table tiers.benefit (
    id uuid primary key,
    name text not null,
    name_key bytea not null,
    search text not null,
    description text,
    kind text not null check (kind in ('percent', 'amount', 'fixed', 'text')),
    yearly numeric,
    withdrawn boolean not null,
    entry_id uuid not null,
    check ((kind = 'fixed') = (yearly is not null))
);
create unique index benefit_once on tiers.benefit (lower(name)) where not withdrawn;
create index benefit_by_name on tiers.benefit (name_key, id) where not withdrawn;
comment on column tiers.benefit.yearly is 'what one partner that has it takes up in a year, in the reporting currency';

do $$
declare
    t text;
    mine text := '(select nullif(current_setting(''kontor.partner'', true), '''')::uuid)';
begin
    foreach t in array array['standing', 'progress', 'move', 'evaluation', 'benefit'] loop
        execute format('alter table tiers.%I enable row level security', t);
        execute format('create policy office on tiers.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on tiers.%I to kontor_office', t);
    end loop;
    execute 'create policy portal on tiers.progress for select to kontor_portal using (partner_id = ' || mine || ')';
    execute 'create policy portal on tiers.benefit for select to kontor_portal using (not withdrawn)';
end $$;
grant delete on tiers.progress to kontor_office;
grant select (membership_id, partner_id, programme_id, day, tier, tier_since, next_tier, keeps, needs, reached, grace_until, warn_on,
    warn_tier, unpriced) on tiers.progress to kontor_portal;
grant select (id, name, description, withdrawn) on tiers.benefit to kontor_portal;
