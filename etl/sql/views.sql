-- What a reader sees: the figures in force now, and those that a reader of an earlier day could know.
create view figure as
select * exclude (in_force, superseded_on) from observation where in_force;

-- revision = 'edition': only rows of the newest edition of the whole indicator, never a mixture;
-- revision = 'figure': of each figure the newest published. Each row knows from when to when.
create macro figure_as_of(day) as table
select * exclude (in_force, superseded_on)
from observation
where published <= day::date and (superseded_on is null or superseded_on > day::date);

-- Which claims rest on which figures, and how: computed by a test of a rule, or drawn by a chart of
-- the claim. Events and whole roll calls among the evidence are named as in exhibit_figure.
create view claim_figure as
with evidence as (
    select claim, test, basis, definition, unnest(evidence) as piece from test_result
),
known as (
    select id as piece, id as figure, indicator, source from observation
    union all select id, 'event:' || id, null, source from event
    union all select id, 'vote:' || id, null, source from roll_call
)
select claim, 'computed' as how, figure, indicator, source, null as exhibit, test, basis, definition
from evidence join known using (piece)
union all
select claim, 'drawn', figure, indicator, source, exhibit, null, null, null
from claim_exhibit join exhibit_figure using (exhibit);
