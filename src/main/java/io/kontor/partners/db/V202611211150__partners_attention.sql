-- What needs somebody is found by these indexes, in the order it is shown.
alter table partners.partner add column has_contact boolean not null default false;
update partners.partner p set has_contact = true
where exists (select from partners.contact c where c.partner_id = p.id and not c.withdrawn);
create index partner_without_manager on partners.partner (name_key, id)
    where not withdrawn and status <> 'ended' and manager_id is null;
create index partner_without_contact on partners.partner (name_key, id)
    where not withdrawn and status <> 'ended' and not has_contact;
create index partner_by_quiet on partners.partner ((coalesce(active_on, joined_on)), id)
    where not withdrawn and status = 'active';
