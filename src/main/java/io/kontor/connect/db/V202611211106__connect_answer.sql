-- What a program was answered to a request it named by a key, so that the same request again gets the same answer and does
-- nothing twice. Operational, not history: what the request did has its entries. Kept for a day.
create table connect.answer (
    actor text not null,
    key text not null,
    request bytea not null,
    status smallint not null,
    location text,
    etag text,
    body bytea not null,
    created_at timestamptz not null,
    primary key (actor, key)
);
create index answer_by_age on connect.answer (created_at);

alter table connect.answer enable row level security;
create policy office on connect.answer to kontor_office using (true) with check (true);
grant select, insert, update, delete on connect.answer to kontor_office;
