-- Where figures in force are and why others are not: every family ('family') or leaf ('indicator') in
-- every year from `since` to `until`, and in later years that a figure speaks of. A unit is an actor,
-- or a pair of actors; `sides` keeps the units with one of these actors, an empty list keeps all.
-- A figure counts in each year that its period touches. A unit is expected in every year unless the
-- question makes no sense then, so that sizes can be compared along a row.
create macro coverage(level, sides, since, until) as table
with leaf as (
    select id as indicator, if(level = 'family', family, id) as item, frequency in ('Y', 'H', 'Q', 'M') as is_regular
    from indicator
),
held as (
    select
        item, indicator, is_regular, actor, coalesce(partner, '') as partner, reason,
        unnest(range(year(period_start), year(period_end) + 1)) as year
    from figure join leaf using (indicator)
    where len(sides) = 0 or list_contains(sides, actor) or list_contains(sides, partner)
),
cell as (
    select item, actor, partner, year, count(*) filter (reason is null) as figures, min(reason) as reason
    from held
    group by all
),
unit as (
    select item, actor, partner, min(year) as began, max(year) as ended from cell group by all
),
span as (
    select item, count(*) as units, min(began) as began, max(ended) as ended from unit group by item
),
regular as (
    select item, min(year) as began, max(year) as ended from held where is_regular group by item, indicator
),
asked as (
    select unnest(range(since, until + 1)) as year
    union
    select year from cell where year > until
),
counted as (
    select
        unit.item,
        asked.year,
        coalesce(sum(cell.figures), 0)::bigint as figures,
        count(*) filter (cell.figures > 0) as held,
        count(*) filter (cell.figures = 0 and cell.reason = 'not_published') as not_published,
        count(*) filter (cell.figures = 0 and cell.reason = 'not_coded') as not_coded,
        count(*) filter (cell.figures = 0 and cell.reason = 'not_applicable') as not_applicable,
        count(*) filter (cell.figures = 0 and cell.reason = 'withheld') as withheld,
        count(*) filter (asked.year < unit.began) as before,
        count(*) filter (asked.year > unit.ended) as after,
        count(*) filter (cell.item is null and asked.year between unit.began and unit.ended) as no_row
    from unit
    cross join asked
    left join cell
        on cell.item = unit.item and cell.actor = unit.actor and cell.partner = unit.partner
        and cell.year = asked.year
    group by all
)
select
    counted.*,
    units - not_applicable as expected,
    began,
    ended,
    case
        when held > 0 and held >= units - not_applicable then 'all'
        when held > 0 and 2 * held >= units - not_applicable then 'most'
        when held > 0 then 'few'
        when year < began then 'before'
        when year > ended then 'after'
        when greatest(not_published, not_coded, not_applicable, withheld) = 0 then if(
            exists (
                from regular
                where regular.item = counted.item and counted.year between regular.began and regular.ended
            ),
            'no_row', 'between')
        when not_published >= greatest(not_coded, not_applicable, withheld) then 'not_published'
        when withheld >= greatest(not_coded, not_applicable) then 'withheld'
        when not_coded >= not_applicable then 'not_coded'
        else 'not_applicable'
    end as state
from counted
join span using (item);
