-- Holds views only, for outside tools; see db/views.
create schema bi;
