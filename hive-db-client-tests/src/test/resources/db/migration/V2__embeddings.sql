ALTER TABLE book ADD COLUMN embedding vector(3);
ALTER TABLE book ADD COLUMN pages INTEGER;
UPDATE book SET pages = 0 WHERE pages IS NULL;
ALTER TABLE book ALTER COLUMN pages SET DEFAULT 0;
ALTER TABLE book ALTER COLUMN pages SET NOT NULL;
CREATE INDEX book_embedding_idx ON book USING hnsw (embedding vector_cosine_ops);

INSERT INTO author (name, email) VALUES ('Ada', 'ada@example.org'), ('Grace', 'grace@example.org');
INSERT INTO book (author_id, title, isbn, price, status, details, embedding)
SELECT a.id, 'Notes of ' || a.name, 'isbn-' || a.id, 12.50, 'published', '{"language": "en"}', '[1,2,3]'
FROM author a;
