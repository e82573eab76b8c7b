create schema connect;
grant usage on schema connect to kontor_office;
