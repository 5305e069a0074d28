create table places (id bigserial primary key, name text not null);
