create view company.rate_v with (security_invoker = true) as
select id, base, quote, day, rate, source, entry_id from company.rate;
grant select on company.rate_v to kontor_office;
