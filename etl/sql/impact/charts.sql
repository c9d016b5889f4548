-- The charts that rest on it: how many of their figures and votes it gives, and of their marked events.
with part as (
    select exhibit, if($kind = 'indicator', indicator, source) is not distinct from $id as is_its,
        figure like 'event:%' as is_event
    from exhibit_figure
)
select exhibit as id, exhibit.title,
    count(*) filter (is_its and not is_event) as figures,
    count(*) filter (not is_event) as "of",
    count(*) filter (is_its and is_event) as events
from part join exhibit on exhibit.id = exhibit
group by exhibit, exhibit.title, exhibit.position
having bool_or(is_its)
order by exhibit.position
