create view customers.customer_v with (security_invoker = true) as
select id, name, name_key, search, country, city, parent_id, partner_id, withdrawn, entry_id from customers.customer;
grant select on customers.customer_v to kontor_office;

create view customers.external_id_v with (security_invoker = true) as
select system, external_id, customer_id from customers.external_id;
grant select on customers.external_id_v to kontor_office;

create view customers.domain_v with (security_invoker = true) as select customer_id, domain from customers.domain;
grant select on customers.domain_v to kontor_office;

create view customers.folded_v with (security_invoker = true) as select id, kept_id from customers.folded;
grant select on customers.folded_v to kontor_office;

-- What a partner may read of the customers of its own deals.
create view customers.portal_v with (security_invoker = true) as select id, name, country from customers.customer;
grant select on customers.portal_v to kontor_portal;
