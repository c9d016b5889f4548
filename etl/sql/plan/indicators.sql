-- Every indicator of which anything changes, with its figures in force before and after.
with changed as (
    select indicator as id,
        count(*) filter (kind = 'added') as added, count(*) filter (kind = 'changed') as changed,
        count(*) filter (kind = 'noted') as noted, count(*) filter (kind = 'removed') as removed
    from change group by indicator
),
moved as (
    select indicator as id, count(*) as moved, count(*) filter (is_beyond) as beyond from move group by indicator
),
held as (select indicator as id, count(*) as figures from standing.figure group by indicator),
holds as (select indicator as id, count(*) as figures from made.figure group by indicator)
select id, coalesce(now.title, was.title) as title,
    coalesce(added, 0) as added, coalesce(changed, 0) as changed, coalesce(noted, 0) as noted, coalesce(removed, 0) as removed,
    coalesce(moved, 0) as moved, coalesce(beyond, 0) as beyond,
    coalesce(held.figures, 0) as figures_before, coalesce(holds.figures, 0) as figures_after
from changed
full join moved using (id)
full join held using (id)
full join holds using (id)
left join made.indicator as now using (id)
left join standing.indicator as was using (id)
where added > 0 or changed > 0 or noted > 0 or removed > 0 or moved > 0 or held.figures is distinct from holds.figures
order by id
