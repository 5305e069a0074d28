CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE notes (id bigserial PRIMARY KEY, title text NOT NULL, embedding vector(3) NOT NULL);
INSERT INTO notes (title, embedding) VALUES ('near', '[1,2,4]'), ('far', '[9,9,9]');
