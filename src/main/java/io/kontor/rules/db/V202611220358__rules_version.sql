-- What one version of rules decided.
create index receipt_by_rule on rules.receipt (document_id, major, minor);
