insert into places (name) values ('here; there'); -- a comment; with a semicolon
