-- Keys of the large tables, made when they are full: one sorted pass instead of a look-up per row.
alter table observation add primary key (id);
alter table vote add primary key (roll_call, actor);
