-- What a reader sees: the figures in force now, and those that a reader of an earlier day could know.
create view figure as
select * exclude (in_force) from observation where in_force;

-- revision = 'edition': only rows of the newest edition of the whole indicator, never a mixture;
-- revision = 'figure': of each figure the newest published.
create macro figure_as_of(day) as table
select known.* exclude (in_force)
from observation as known
join indicator on indicator.id = known.indicator
where known.published <= day::date
qualify case indicator.revision
    when 'edition' then dense_rank() over (
        partition by known.indicator order by known.published desc, known.source desc) = 1
    else row_number() over (
        partition by known.indicator, known.actor, known.partner, known.period
        order by known.published desc, known.source desc) = 1
end;
