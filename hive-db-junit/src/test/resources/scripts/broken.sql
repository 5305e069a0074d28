-- The third statement is wrong on purpose.
create table fine (id int);

crate table broken (id int);
