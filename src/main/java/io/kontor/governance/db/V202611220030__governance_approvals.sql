-- What somebody asked others to agree to. The whole of it stands in the ledger; here is what is looked for.
create table governance.request (
    id uuid primary key,
    subject_type text not null,
    subject_id uuid not null,
    title text not null,
    title_key bytea not null,
    search text not null,
    requester_id uuid references people.person,
    state text not null check (state in ('open', 'approved', 'rejected', 'lapsed', 'expired')),
    asked_at timestamptz not null,
    due_at timestamptz not null,
    decided_at timestamptz,
    sole boolean not null,
    emergency boolean not null,
    gap boolean not null,
    waits boolean not null,
    unratified boolean not null,
    escalated boolean not null,
    ends_at timestamptz,
    acts text[] not null,
    clauses text[] not null,
    charter text not null,
    entry_id uuid not null
);
create index request_by_subject on governance.request (subject_type, subject_id, asked_at);
create index request_waiting on governance.request (due_at, id) where waits;
create index request_unratified on governance.request (decided_at, id) where unratified;
create index request_by_asking on governance.request (asked_at, id);
create index request_by_title on governance.request using gin (search gin_trgm_ops);

-- What each request is measured by, for those that are small alone and large together.
create table governance.request_act (
    request_id uuid not null references governance.request,
    n int not null,
    act text not null,
    measure numeric,
    clauses text[] not null,
    asked_at timestamptz not null,
    counts boolean not null,
    entry_id uuid not null,
    primary key (request_id, n)
);
create index request_act_counting on governance.request_act (act, asked_at) where counts;

-- Who approves for whom on which days.
create table governance.delegation (
    id uuid primary key,
    from_id uuid not null references people.person,
    to_id uuid not null references people.person,
    first_on date not null,
    last_on date not null,
    ended_at timestamptz,
    entry_id uuid not null,
    check (last_on >= first_on and from_id <> to_id)
);
create index delegation_by_day on governance.delegation (last_on, id) where ended_at is null;

do $$
declare
    t text;
begin
    foreach t in array array['request', 'request_act', 'delegation'] loop
        execute format('alter table governance.%I enable row level security', t);
        execute format('create policy office on governance.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on governance.%I to kontor_office', t);
    end loop;
end $$;

-- What was decided, why and by whom; one for every request that was decided, and those people write down.
create table governance.decision (
    id uuid primary key,
    title text not null,
    title_key bytea not null,
    search text not null,
    outcome text not null check (outcome in ('approved', 'rejected', 'decided')),
    owner_id uuid references people.person,
    decided_on date not null,
    due_on date,
    review_on date,
    clause text,
    approval_id uuid,
    done boolean not null,
    withdrawn boolean not null,
    entry_id uuid not null
);
create index decision_by_day on governance.decision (decided_on, id);
create index decision_by_search on governance.decision using gin (search gin_trgm_ops);
create index decision_to_review on governance.decision (review_on, id) where not withdrawn and not done;

create table governance.decision_link (
    decision_id uuid not null references governance.decision,
    subject_type text not null,
    subject_id uuid not null,
    entry_id uuid not null,
    primary key (decision_id, subject_type, subject_id)
);
create index decision_link_by_subject on governance.decision_link (subject_type, subject_id);

-- That somebody went through who may see and do what, and signed for it.
create table governance.access_review (
    id uuid primary key,
    reviewer_id uuid not null references people.person,
    signed_at timestamptz not null,
    people int not null,
    rights int not null,
    next_on date not null,
    entry_id uuid not null
);
create index access_review_by_signing on governance.access_review (signed_at, id);

do $$
declare
    t text;
begin
    foreach t in array array['decision', 'decision_link', 'access_review'] loop
        execute format('alter table governance.%I enable row level security', t);
        execute format('create policy office on governance.%I to kontor_office using (true) with check (true)', t);
        execute format('grant select, insert, update on governance.%I to kontor_office', t);
    end loop;
end $$;
grant delete on governance.decision_link to kontor_office;
