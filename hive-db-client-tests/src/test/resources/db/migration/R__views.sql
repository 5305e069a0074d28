CREATE OR REPLACE VIEW published_book AS
SELECT b.id, b.title, a.name AS author, b.price
FROM book b JOIN author a ON a.id = b.author_id
WHERE b.status = 'published';
