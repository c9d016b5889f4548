-- rule: the indicators of a measure have one unit
select file, line, field, 'mixes the units ' || string_agg(unit, ' and ' order by unit) || ' (split the measure)' as message
from (
    select distinct measured.file, measured.line, measured.field, unit
    from staged_measured as measured
    join staged_indicator as indicator on indicator.id = measured.indicator
    where field = 'indicators'
)
group by file, line, field having count(*) > 1;

-- rule: a measure reads numbers
select measured.file, measured.line, field, '''' || measured.indicator || ''' holds codes, not numbers (name another)' as message
from staged_measured as measured
join staged_indicator as indicator on indicator.id = measured.indicator
where unit = 'code';

-- rule: how the figures of a year become one value fits their frequency
select measured.file, measured.line, field, case
    when field <> 'indicators' then '''' || measured.indicator || ''' has frequency ' || frequency || ', not Y (name a yearly one)'
    when frequency = 'W' then '''' || measured.indicator || ''' has intervals, which are no years (name another)'
    else '''' || measured.indicator || ''' has several figures a year (set by_year to mean, sum or last)' end as message
from staged_measured as measured
join staged_indicator as indicator on indicator.id = measured.indicator
where frequency <> 'Y' and (field <> 'indicators' or by_year = 'only' or frequency = 'W');

-- rule: a measure reads figures of pairs, a distance and a divisor those of single actors
select measured.file, measured.line, field, '''' || measured.indicator || if(field = 'indicators',
    ''' has no figure with a partner (a tie needs two sides)',
    ''' has no figure without a partner (name one of single actors)') as message
from staged_measured as measured
where measured.indicator in (select id from staged_indicator)
    and 'observation' not in (select name from staged_unsound)
    and not exists (
        select 1 from staged_figure as figure
        where figure.indicator = measured.indicator and number is not null
            and (partner is not null) = (field = 'indicators')
    );

-- rule: what is divided and what divides are in one unit
select divisor.file, divisor.line, divisor.field, '''' || divisor.indicator || ''' is in ' || below.unit
    || ', what it divides in ' || above.unit || ' (name one in the same unit)' as message
from staged_measured as divisor
join staged_measured as divided on divided.measure = divisor.measure and divided.field = 'indicators'
join staged_indicator as above on above.id = divided.indicator
join staged_indicator as below on below.id = divisor.indicator
where divisor.field = 'over' and above.unit <> below.unit
group by all;

-- rule: sides that divide have one report of a pair and a year
select measured.file, measured.line, 'indicators' as field,
    'has several figures of ' || one || ' and ' || other || ' in ' || year || ', the first of two to be divided (set terms)' as message
from (
    select measured.measure, any_value(measured.file) as file, any_value(measured.line) as line,
        least(actor, partner) as one, greatest(actor, partner) as other, substr(figure.period, 1, 4) as year
    from staged_measured as measured
    join staged_figure as figure on figure.indicator = measured.indicator
    where measured.field = 'indicators' and terms = 0 and partner is not null and number is not null
        and measured.measure in (select measure from staged_measured where field = 'over')
    group by measured.measure, one, other, year
    having count(distinct figure.indicator || figure.actor) > 1
) as measured
qualify row_number() over (partition by measure order by year, one, other) = 1;
