-- Waits for all other transactions to end: with Flyway's own in one of its two connections, for ever.
create index concurrently held_locks on held (locks);
