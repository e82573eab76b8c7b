-- The timetable of jobs, kept by db-scheduler, so that each runs once however many nodes there are. Operational: no entries.
create table kontor.scheduled_task (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_task_by_time on kontor.scheduled_task (execution_time);
create index scheduled_task_by_heartbeat on kontor.scheduled_task (last_heartbeat);
grant select, insert, update, delete on kontor.scheduled_task to kontor_office;
