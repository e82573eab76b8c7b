-- What happened to a firm that was folded into another is told under the one kept, as long as the merge stands.
alter policy portal on portal.timeline using (
    partner_id = (select nullif(current_setting('kontor.partner', true), '')::uuid)
    or partner_id = any(array(select id from partners.folded
        where kept_id = (select nullif(current_setting('kontor.partner', true), '')::uuid))));
