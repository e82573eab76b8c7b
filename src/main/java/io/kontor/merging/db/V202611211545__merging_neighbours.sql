-- A name is compared with its neighbours in order of its letters, read forwards and backwards, in the same country (the sorted
-- neighbourhood of Hernandez and Stolfo, 1995): as many however many there are. Comparing it with all that begin or end alike
-- took 4 ms a name at 50,000 names and grew with them.
drop index merging.trait_by_head;
drop index merging.trait_by_tail;
create index trait_by_order on merging.trait (subject_type, coalesce(country, ''), value collate "C") where kind = 'name';
create index trait_by_end on merging.trait (subject_type, coalesce(country, ''), reverse(value) collate "C")
    where kind = 'name';
