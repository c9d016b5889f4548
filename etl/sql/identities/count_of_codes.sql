-- Rows of one code among those of a period, partner by partner, against the number published.
with part as (
    select partner, period, count(*) filter (value = $code) as total
    from staged_figure
    where indicator = $counted and value is not null
    group by all
)
select
    whole.file, whole.line, 'value' as field,
    whole.value || if($at_most, ' is less than what is counted, ', ' is not what is counted, ') || part.total || ', though ' || $name
    || ' (mend one, or add an exception to identities.toml)' as message
from staged_figure as whole
join part on part.partner is not distinct from whole.partner and part.period = whole.period
where whole.indicator = $whole and whole.number is not null
    and if($at_most, part.total - whole.number, abs(whole.number - part.total))
        > greatest($floor, $tolerance * abs(whole.number))
    and not list_contains($excepted, whole.actor || ' ' || whole.period);
