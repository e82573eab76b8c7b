-- A check is read from its text and planned again for every statement, a sixteenth of what recording one entry costs. What these
-- three said, the types of the one writer say, and a verification finds a row that says otherwise.
alter table ledger.entry drop constraint entry_origin_check;
alter table ledger.entry drop constraint entry_check;
alter table ledger.entry drop constraint entry_salt_check;
