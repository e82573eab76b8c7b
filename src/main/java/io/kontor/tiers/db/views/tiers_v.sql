-- What rooms above may read of where memberships stand.
create view tiers.progress_v with (security_invoker = true) as
select membership_id, partner_id, programme_id, day, tier, tier_since, suggested, outcome, move_on, next_tier, reached, grace_until,
    warn_on, warn_tier, revenue
from tiers.progress;
grant select on tiers.progress_v to kontor_office;

-- What a partner may read of it, under its own role.
create view tiers.portal_progress_v with (security_invoker = true) as
select membership_id, programme_id, day, tier, tier_since, next_tier, keeps, needs, reached, grace_until, warn_on, warn_tier, unpriced
from tiers.progress;
grant select on tiers.portal_progress_v to kontor_portal;

create view tiers.portal_benefit_v with (security_invoker = true) as
select name, description from tiers.benefit;
grant select on tiers.portal_benefit_v to kontor_portal;
