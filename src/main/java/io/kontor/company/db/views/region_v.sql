create view company.region_v with (security_invoker = true) as
select id, code, name, name_key, withdrawn from company.region;
grant select on company.region_v to kontor_office;

create view company.company_v with (security_invoker = true) as
select id, name, currency, zone, fiscal_month from company.company;
grant select on company.company_v to kontor_office, kontor_portal;
