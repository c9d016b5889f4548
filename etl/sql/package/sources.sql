-- Every document with the number of published figures, votes and events read in it.
with read_in as (
    select source, count(*) as figures from observation group by source
),
told as (
    select source, count(*) as events from event group by source
),
called as (
    select source, count(*) as roll_calls from roll_call group by source
)
select id, publisher, title, url, published_as, licence, redistributable,
    coalesce(figures, 0) as figures, coalesce(events, 0) as events,
    coalesce(roll_calls, 0) as roll_calls
from source
left join read_in on read_in.source = source.id
left join told on told.source = source.id
left join called on called.source = source.id
order by publisher, title, id
