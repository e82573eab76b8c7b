-- What the house itself needs: trusted extensions and the hash of the views as last created.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create table kontor.views (
    one boolean primary key default true check (one),
    hash text not null
);

grant usage on schema kontor to kontor_office;
grant select on kontor.views to kontor_office;
