-- rule: a figure lies within its bounds and near the one before, or an exception explains it
select file, line, 'value' as field, message
from staged_break as broken
where not exists (
    select 1 from staged_exception as exception
    where exception.indicator = broken.indicator and exception.actor = broken.actor
        and exception.partner is not distinct from broken.partner
        and exception.period = broken.period and exception.kind = broken.kind
);

-- rule: an exception explains a figure that needs it
select file, line, 'period' as field, case
    when kind not in ('jump', 'sign', 'bound') then '''' || kind || ''' is not jump, sign or bound'
    else 'explains a figure that breaks no bound, or that is not there (drop the row)' end as message
from staged_exception as exception
where indicator not in (select id from staged_indicator where unit is null)
    and 'observation' not in (select name from staged_unsound)
    and not exists (
        select 1 from staged_break as broken
        where exception.indicator = broken.indicator and exception.actor = broken.actor
            and exception.partner is not distinct from broken.partner
            and exception.period = broken.period and exception.kind = broken.kind
    )
    -- A value that is no number is a fault of its own; mended, it may need its exception again.
    and not exists (
        select 1 from staged_figure as figure
        where exception.indicator = figure.indicator and exception.actor = figure.actor
            and exception.partner is not distinct from figure.partner
            and exception.period = figure.period and number is null and not is_reason
    );

-- rule: an exception stands once
select file, line, 'period' as field, 'this exception stands twice (keep one)' as message
from staged_exception
qualify row_number() over (partition by indicator, actor, partner, period, kind order by line) > 1;
