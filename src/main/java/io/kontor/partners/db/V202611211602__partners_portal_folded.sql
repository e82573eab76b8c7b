-- A firm may know which ids it answers for: those that were folded into it.
create policy portal on partners.folded for select to kontor_portal
    using (kept_id = (select nullif(current_setting('kontor.partner', true), '')::uuid));
grant select (id, kept_id) on partners.folded to kontor_portal;
