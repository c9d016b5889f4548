-- What is computed from the votes. Counts are kept, not measures: exact, small, one truth for all.
create type scope as enum ('all', 'fp', 'session');
create table dyad_count (
    actor voter not null,
    partner voter not null,
    scope scope not null,
    year smallint not null,
    yy usmallint not null,
    ya usmallint not null,
    yn usmallint not null,
    ay usmallint not null,
    aa usmallint not null,
    an usmallint not null,
    ny usmallint not null,
    na usmallint not null,
    nn usmallint not null
);
create table dyad_interval (
    scope varchar not null,
    actor varchar not null,
    partner varchar not null,
    year integer not null,
    measure varchar not null,
    low double check (isfinite(low)),
    high double check (isfinite(high)),
    draws integer not null,
    primary key (scope, actor, partner, year, measure),
    check (actor < partner),
    check (low <= high)
);
create table cohesion (
    measure varchar not null,
    scope varchar not null,
    "grouping" varchar not null,
    year integer not null,
    value double not null check (isfinite(value)),
    n_votes integer not null,
    primary key (measure, scope, "grouping", year)
);
-- Which roll calls enter which scope and year. A year of scope session is that in which the session
-- opens; there unanimous roll calls are left out.
create view scoped as
with vote_on as (
    select id::roll_call_id as roll_call, date, session, final_passage is true as final,
        (yes > 0)::int + (no > 0)::int + (abstain > 0)::int > 1 as contested
    from roll_call
)
select 'all' as scope, year(date) as year, roll_call, date from vote_on
union all
select 'fp', year(date), roll_call, date from vote_on where final
union all
select 'session', session + 1945, roll_call, date from vote_on where final and contested;
-- Members whose votes of a year look damaged: few rows, since every dyad asks for them.
create table suspect_year (
    scope varchar not null,
    actor varchar not null,
    year integer not null,
    votes integer not null,
    primary key (scope, actor, year)
);
insert into suspect_year
select scope, vote_note.actor, year, count(*)
from vote_note join scoped on scoped.roll_call::varchar = vote_note.roll_call
where kind = 'suspect'
group by all
order by all;
