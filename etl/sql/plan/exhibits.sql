-- Every chart of which a figure, a vote or a marked event is new, gone, or says something else or
-- by another document. A figure is the same one when indicator, actor, partner and period are.
with drawn as (
    select 'standing' as build, exhibit, figure, source from standing.exhibit_figure
    union all
    select 'made', exhibit, figure, source from made.exhibit_figure
),
called as (select split_part(figure, ':', 2) as id from drawn where starts_with(figure, 'vote:')),
said as (
    select 'standing' as build, id as figure, concat_ws(':', indicator, actor, coalesce(partner, '-'), period) as cell,
        coalesce(code, reason, value::varchar) as says from standing.observation
    union all
    select 'made', id, concat_ws(':', indicator, actor, coalesce(partner, '-'), period),
        coalesce(code, reason, value::varchar) from made.observation
    union all
    select 'standing', 'event:' || id, 'event:' || id, date || ' ' || title from standing.event
    union all
    select 'made', 'event:' || id, 'event:' || id, date || ' ' || title from made.event
    union all
    select 'standing', 'vote:' || roll_call || ':' || actor, 'vote:' || roll_call || ':' || actor, vote::varchar
    from standing.vote where roll_call::varchar in (select id from called)
    union all
    select 'made', 'vote:' || roll_call || ':' || actor, 'vote:' || roll_call || ':' || actor, vote::varchar
    from made.vote where roll_call::varchar in (select id from called)
),
piece as (select distinct build, exhibit, cell, says, source from drawn join said using (build, figure)),
compared as (
    select exhibit, was.says as before, becomes.says as after, was.source as source_before, becomes.source as source_after
    from (from piece where build = 'standing') as was
    full join (from piece where build = 'made') as becomes using (exhibit, cell)
)
select exhibit as id, coalesce(now.title, old.title) as title,
    count(*) filter (before is null) as added,
    count(*) filter (before <> after or source_before <> source_after) as changed,
    count(*) filter (after is null) as removed
from compared
left join made.exhibit as now on now.id = exhibit
left join standing.exhibit as old on old.id = exhibit
where before is distinct from after or source_before is distinct from source_after
group by all
order by min(now.position), id
