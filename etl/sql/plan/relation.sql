-- How many rows a table has before and after, and how many are new or gone; where a row stands in
-- its file, and whether it is in force, is no change of it.
with was as (
    select columns(lambda name: name not in ('file', 'line', 'in_force')) from query_table($standing)
),
becomes as (
    select columns(lambda name: name not in ('file', 'line', 'in_force')) from query_table($made)
)
select $name as name,
    (select count(*) from was) as before, (select count(*) from becomes) as after,
    (select count(*) from (from becomes except all from was)) as added,
    (select count(*) from (from was except all from becomes)) as removed
