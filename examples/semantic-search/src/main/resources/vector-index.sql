-- Makes the search by cosine distance fast and approximate. A script of its own, because the search is exact without it.
CREATE INDEX IF NOT EXISTS gloss_embedding_idx
  ON gloss USING hnsw (embedding vector_cosine_ops);
