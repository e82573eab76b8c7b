-- A run may be taken back.
alter table connect.run drop constraint run_status_check;
alter table connect.run add constraint run_status_check
    check (status in ('running', 'done', 'failed', 'stopped', 'undone'));

-- What taking a run back means for each object it touched: what it goes back to, or why it stays.
create table connect.back (
    run_id uuid not null references connect.run,
    id uuid not null,
    kind text not null,
    place bigint not null,
    version uuid not null,
    before_entry uuid,
    made boolean not null,
    why text check (why in ('changed_since', 'referred', 'not_accepted', 'not_mine')),
    by_kind text,
    by_id uuid,
    done boolean not null,
    primary key (run_id, id)
);
create index back_by_place on connect.back (run_id, kind, place);

alter table connect.back enable row level security;
create policy office on connect.back to kontor_office using (true) with check (true);
grant select, insert, update, delete on connect.back to kontor_office;
