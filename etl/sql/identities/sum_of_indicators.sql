-- Indicators of one actor, partner and period, from one source unless $any, against their whole.
with part as (
    select actor, partner, period, if($any, null, source) as source, sum(number) as total
    from (
        select actor, partner, period, source, indicator, number
        from staged_figure
        where list_contains($parts, indicator) and number is not null
        qualify not $any or row_number() over (
            partition by actor, partner, period, indicator order by source desc) = 1
    )
    group by all
    having $at_most or count(*) = len($parts)
)
select
    whole.file, whole.line, 'value' as field,
    whole.value || if($at_most, ' is less than its parts, ', ' is not the sum of its parts, ') || round(part.total, 4) || ', though ' || $name
    || ' (mend one, or add an exception to identities.toml)' as message
from staged_figure as whole
join part
    on part.actor = whole.actor and part.partner is not distinct from whole.partner
    and part.period = whole.period and (part.source is null or part.source = whole.source)
where whole.indicator = $whole and whole.number is not null
    and if($at_most, part.total - whole.number, abs(whole.number - part.total))
        > greatest($floor, $tolerance * abs(whole.number))
    and not list_contains($excepted, whole.actor || ' ' || whole.period);
