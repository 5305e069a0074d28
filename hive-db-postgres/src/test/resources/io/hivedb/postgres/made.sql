CREATE TABLE made (n int);
