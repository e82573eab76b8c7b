-- Targets are a document now. What was kept one by one stays to be read: the first draft takes it over, and nobody writes it.
revoke insert, update on reports.goal from kontor_office;
comment on table reports.goal is 'Targets kept before there was a document of them; read once, by its first draft.';
