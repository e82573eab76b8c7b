-- What rooms above may read of accounts: whether somebody can sign in, when they last did, when they were last invited.
create view entrance.account_v with (security_invoker = true) as
select p.id as person_id, c.person_id is not null as signs_in, c.signed_in_at, i.created_at as invited_at,
    i.expires_at as invitation_ends_at
from people.person_v p
left join entrance.credential c on c.person_id = p.id
left join lateral (
    select l.created_at, l.expires_at from entrance.link l
    where l.person_id = p.id and l.kind = 'invitation' and l.used_at is null
    order by l.created_at desc limit 1
) i on true;
grant select on entrance.account_v to kontor_office;
