-- rule: answers that exclude each other stay within the whole
-- Each may be rounded by half a unit, so that two of them may give 101.
with answer as (
    select question, actor, partner, period, source, number, value, file, line, if(unit = 'share', 1, 100) as whole
    from staged_figure
    join staged_answer using (indicator)
    where number is not null and unit in ('pct', 'share')
),
together as (
    select
        whole, sum(number) as total, count(*) as answers, list(value order by file, line) as values,
        max_by(file, (file, line)) as file, max_by(line, (file, line)) as line
    from answer
    group by question, actor, partner, period, source, whole
)
select file, line, 'value' as field,
    array_to_string(values, ' + ') || ' of one question and source exceed ' || whole || ' (mend one of them)' as message
from together
where total > whole * (1 + 0.005 * answers) + 1e-9;
