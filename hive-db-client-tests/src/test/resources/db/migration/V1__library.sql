-- A schema as migrations of applications look: enum, identity, defaults, checks, foreign keys, indexes, comments.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TYPE book_status AS ENUM ('draft', 'published', 'withdrawn');

CREATE TABLE author (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       VARCHAR(200) NOT NULL,
    email      TEXT UNIQUE,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE book (
    id        BIGSERIAL PRIMARY KEY,
    author_id BIGINT NOT NULL REFERENCES author (id) ON DELETE CASCADE,
    title     TEXT NOT NULL,
    isbn      VARCHAR(20),
    price     NUMERIC(10, 2) NOT NULL DEFAULT 0 CHECK (price >= 0),
    status    book_status NOT NULL DEFAULT 'draft',
    details   JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT book_isbn_unique UNIQUE (isbn)
);

CREATE INDEX book_author_idx ON book (author_id);
CREATE INDEX book_title_lower_idx ON book (lower(title));
COMMENT ON TABLE book IS 'What authors wrote';
COMMENT ON COLUMN book.price IS 'In euros';
