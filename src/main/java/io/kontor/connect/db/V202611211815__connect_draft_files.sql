-- Files that wait in the page lie on disk, as they came: a large one has no place in a row.
delete from connect.draft;
alter table connect.draft_file drop column content;
