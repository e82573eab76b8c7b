create view catalog.product_v with (security_invoker = true) as
select id, sku, name, name_key, search, family_id, unit, status, withdrawn, entry_id from catalog.product;
grant select on catalog.product_v to kontor_office;

create view catalog.family_v with (security_invoker = true) as
select id, code, name, name_key, parent_id, withdrawn, entry_id from catalog.family;
grant select on catalog.family_v to kontor_office;

create view catalog.external_id_v with (security_invoker = true) as
select system, external_id, product_id from catalog.external_id;
grant select on catalog.external_id_v to kontor_office;

create view catalog.price_v with (security_invoker = true) as
select product_id, currency, amount, from_day, to_day from catalog.price;
grant select on catalog.price_v to kontor_office;

-- Only for those who may see costs: whoever reads it asks for the right first.
create view catalog.cost_v with (security_invoker = true) as
select product_id, currency, amount, from_day, to_day from catalog.cost;
grant select on catalog.cost_v to kontor_office;

-- What a partner may read of what is sold.
create view catalog.portal_v with (security_invoker = true) as select id, sku, name from catalog.product;
grant select on catalog.portal_v to kontor_portal;
