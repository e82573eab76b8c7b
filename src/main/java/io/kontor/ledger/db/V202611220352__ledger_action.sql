-- What happened rarely is found among what happens all the time: acts of one name, and so of one type, the newest first.
create index entry_by_action on ledger.entry (action, seq);
