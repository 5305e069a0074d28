ALTER TABLE book RENAME COLUMN pages TO page_count;
ALTER TABLE author ADD CONSTRAINT author_name_not_blank CHECK (length(trim(name)) > 0);
CREATE SEQUENCE loan_number START WITH 1000 INCREMENT BY 10;
CREATE TABLE loan (
    number   BIGINT PRIMARY KEY DEFAULT nextval('loan_number'),
    book_id  BIGINT NOT NULL,
    since    DATE NOT NULL DEFAULT CURRENT_DATE,
    returned DATE,
    FOREIGN KEY (book_id) REFERENCES book (id)
);
CREATE UNIQUE INDEX loan_open_idx ON loan (book_id) WHERE returned IS NULL;
