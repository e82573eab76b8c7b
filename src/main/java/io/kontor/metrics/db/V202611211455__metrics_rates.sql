-- Rates are looked up where facts are made, many at once and by the one rule that stands there.
drop function metrics.rate_at(text, text, date);
