-- What the repository needs. PostgreSQL with pgvector runs it as it stands, and a second time without harm.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS topic (
  name text PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS gloss (
  id bigserial PRIMARY KEY,
  synset bigint NOT NULL UNIQUE,
  topic text NOT NULL REFERENCES topic (name),
  word text NOT NULL,
  definition text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  embedding vector(384),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS gloss_topic_idx ON gloss (topic);
