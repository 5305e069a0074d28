INSERT INTO books VALUES (1, 'Notes');
