-- Figures outside the bounds of their indicator, and figures too far from the one before in their
-- series, found once: the checks ask of each whether exceptions.csv explains it. A series holds one
-- actor, partner and, where editions are not mixed, edition; of other figures the newest counts.
-- Intervals are compared with those of the same months, periods further apart may differ by more.
create or replace temp table staged_break as
with leaf as (
    select id, maximum_change, maximum_step
    from staged_indicator where coalesce(maximum_change, maximum_step) is not null
),
held as (
    select
        indicator, actor, partner, period, value, number, file, line, period_start, period_end,
        leaf_frequency, maximum_change, maximum_step,
        if(revision = 'edition', source, null) as edition,
        if(leaf_frequency = 'W', month(period_start) * 10000 + date_diff('month', period_start, period_end), null) as span
    from staged_figure as figure
    join leaf on leaf.id = figure.indicator
    join staged_known as document on document.id = figure.source
    where isfinite(number) and period_start is not null
    qualify row_number() over (
        partition by indicator, actor, partner, period, edition order by known_on desc, source desc) = 1
),
paired as (
    select *, lag(number) over series as before,
        lag({'value': value, 'period': period, 'file': file, 'line': line}) over series as earlier,
        date_diff('month', lag(period_end) over series, period_end) as months
    from held
    window series as (partition by indicator, actor, partner, edition, span order by period_start, period_end)
),
apart as (
    select *, greatest(1, round(months / case leaf_frequency
        when 'Y' then 12 when 'W' then 12 when 'H' then 6 when 'Q' then 3 when 'M' then 1 end)) as steps
    from paired
    where number <> before
)
select
    file, line, indicator, actor, partner, period, 'jump' as kind,
    value || ' jumps from the ' || earlier.value || ' of ' || earlier.period || ' that stands in ' || earlier.file || ':' || earlier.line
    || ' (check it against the source; explain it in exceptions.csv)' as message
from apart
where (maximum_step is null or abs(number - before) > maximum_step * steps * (1 + 1e-9))
    and (maximum_change is null or case when sign(number) = sign(before)
        then abs(ln(abs(number)) - ln(abs(before))) > ln(maximum_change) * steps * (1 + 1e-9) else true end)
union all
select
    file, line, indicator, actor, partner, period, if(number < 0 and minimum >= 0, 'sign', 'bound'),
    value || ' lies outside ' || coalesce(minimum::varchar, '…') || ' to ' || coalesce(maximum::varchar, '…')
    || ' (mend it, or explain it in exceptions.csv)'
from staged_figure
where number < minimum or number > maximum;
