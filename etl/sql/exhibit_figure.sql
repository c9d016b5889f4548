-- What each panel of an exhibit draws for a reader without filters: its figures, the votes of its
-- roll calls, and the events that it marks.
insert into exhibit_figure
with described as (
    select id as exhibit, unnest(from_json(panels, '[{
        "indicators": ["VARCHAR"], "actors": ["VARCHAR"], "grouping": "VARCHAR",
        "partners": ["VARCHAR"], "periods": ["VARCHAR"], "compare": ["VARCHAR"],
        "start": "VARCHAR", "end": "VARCHAR", "latest": "BOOLEAN", "roll_calls": ["VARCHAR"],
        "events": [{"id": "VARCHAR"}]}]'), recursive := true),
        unnest(range(json_array_length(panels)::bigint)) as panel
    from exhibit
),
member as (
    select "grouping", list(actor) as actors from membership where until is null group by "grouping"
),
-- A panel that names its periods, or asks for the newest, has no first and last day.
settled as (
    select described.* exclude (actors, periods, start, "end"),
        coalesce(member.actors, described.actors) as actors,
        if(len(periods) > 0, periods, compare) as periods,
        len(periods) > 0 or len(compare) > 0 or latest as is_open,
        (coalesce(start, '1000') || '-01-01')[:10]::date as first_day,
        last_day(((coalesce("end", '2999') || '-12')[:7] || '-01')::date) as last_day
    from described left join member using ("grouping")
),
drawn as (
    select exhibit, panel, figure.id as figure, figure.indicator, figure.source,
        not latest or figure.period_start = max(figure.period_start) over (
            partition by exhibit, panel, figure.indicator, figure.actor) as is_kept
    from settled
    join observation as figure on figure.in_force
        and list_contains(settled.indicators, figure.indicator)
        and (len(actors) = 0 or list_contains(actors, figure.actor))
        and (len(partners) = 0 or list_contains(partners, figure.partner))
        and (len(periods) = 0 or list_contains(periods, figure.period))
        and (is_open or (figure.period_end >= first_day and figure.period_start <= last_day))
),
called as (
    select exhibit, panel, roll_call.id, roll_call.source, unnest(actors) as actor
    from settled
    join roll_call on list_contains(roll_calls, roll_call.id)
        or list_contains(roll_calls, roll_call.resolution)
    where is_open or roll_call.date between first_day and last_day
)
select exhibit, panel, figure, indicator, source from drawn where is_kept
union all
select exhibit, panel, 'vote:' || vote.roll_call || ':' || vote.actor, null, called.source
from called
join vote on vote.roll_call = called.id and vote.actor = called.actor
union all
select exhibit, panel, 'event:' || event.id, null, event.source
from (select exhibit, panel, unnest(events).id as id from settled)
join event using (id)
order by all;
