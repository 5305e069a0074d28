create table note (id bigserial primary key, title text not null, embedding vector(3));
