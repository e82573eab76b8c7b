create schema erasure;
grant usage on schema erasure to kontor_office;

-- People whose data must stay for now, by law or for a dispute.
create table erasure.hold (
    id uuid primary key,
    subject_type text not null,
    subject_id uuid not null,
    reason text not null,
    set_at timestamptz not null,
    lifted boolean not null,
    entry_id uuid not null
);
create index hold_by_subject on erasure.hold (subject_id) where not lifted;

-- Who was erased, by ids alone, and what of them went.
create table erasure.done (
    id uuid primary key,
    subject_type text not null,
    subject_id uuid not null,
    also uuid[] not null,
    gone jsonb not null,
    erased_by uuid,
    role text not null,
    erased_at timestamptz not null,
    entry_id uuid not null
);
create index done_by_subject on erasure.done (subject_id);
create index done_by_time on erasure.done (erased_at desc, id desc);

do $$
declare
    t text;
begin
    foreach t in array array['hold', 'done'] loop
        execute format('alter table erasure.%I enable row level security', t);
        execute format('create policy office on erasure.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert on erasure.%I to kontor_office', t);
    end loop;
end $$;
grant update on erasure.hold to kontor_office;
