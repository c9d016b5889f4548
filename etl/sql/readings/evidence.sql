-- What is known of each piece of evidence: a figure, an event or a roll call, by its id.
-- A judgement is sound when it is a number, or when two coders made it without seeing each other.
with wanted as (select unnest($ids) as id),
checked as (
    select distinct unnest(coding_rule.indicators) as indicator
    from reliability join coding_rule using (variable, rule)
),
piece as (
    select observation.id, source.independence_group as publisher, observation.published as known_on,
        period_start as first_day, period_end as last_day,
        list_filter([actor, partner], lambda one: one is not null) as actors,
        confidence <> 'low' and (code is null or indicator in (from checked)) as sound
    from observation join source on source.id = observation.source
    where observation.id in (select id from wanted)
    union all
    select event.id, source.independence_group, date_end, date_start, date_end, actors,
        confidence <> 'low'
    from event join source on source.id = event.source
    where event.id in (select id from wanted)
    union all
    select roll_call.id, 'un', date, date, date, ['WORLD'], true
    from roll_call where roll_call.id in (select id from wanted)
)
select wanted.id, publisher, known_on, first_day, last_day, actors, sound
from wanted left join piece using (id)
order by wanted.id
