-- Actors of one indicator, period and source, given or members of the period, against their whole.
with part as (
    select figure.period, figure.source, sum(figure.number) as total
    from staged_figure as figure
    where figure.indicator = $indicator and figure.number is not null
        and (list_contains($actors, figure.actor) or exists (
            select 1 from staged_membership as member
            where member."grouping" = $members and member.actor = figure.actor
                and member.since <= figure.period_end::varchar
                and coalesce(member.until, '9999') >= figure.period_start::varchar))
    group by all
)
select
    whole.file, whole.line, 'value' as field,
    whole.value || if($at_most, ' is less than its parts, ', ' is not the sum of its parts, ') || round(part.total, 4) || ', though ' || $name
    || ' (mend one, or add an exception to identities.toml)' as message
from staged_figure as whole
join part on part.period = whole.period and part.source = whole.source
where whole.indicator = $indicator and whole.actor = $whole and whole.number is not null
    and if($at_most, part.total - whole.number, abs(whole.number - part.total))
        > greatest($floor, $tolerance * abs(whole.number))
    and not list_contains($excepted, whole.actor || ' ' || whole.period);
