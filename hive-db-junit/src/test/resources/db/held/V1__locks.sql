-- Flyway's own lock, if it is held by the connection that migrates.
create table held as
select count(*) as locks from pg_locks where locktype = 'advisory' and pid = pg_backend_pid();
