-- Which currencies open deals are in, without walking through them.
create index deal_open_by_currency on deals.deal (currency) where closed_on is null and not withdrawn;
