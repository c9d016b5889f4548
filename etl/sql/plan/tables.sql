-- What the two builds say differently, found once: of each observation, and of each figure in force.
-- `standing` is the build in force, `made` the one that is rehearsed.
create temp table change as
with was as (
    select *, coalesce(code, reason, regexp_replace(value::varchar, '\.0$', '')) as says from standing.observation
),
becomes as (
    select *, coalesce(code, reason, regexp_replace(value::varchar, '\.0$', '')) as says from made.observation
)
select
    case when was.id is null then 'added' when becomes.id is null then 'removed'
        when was.says <> becomes.says then 'changed' else 'noted' end as kind,
    id,
    coalesce(becomes.indicator, was.indicator) as indicator,
    coalesce(becomes.actor, was.actor) as actor,
    coalesce(becomes.partner, was.partner) as partner,
    coalesce(becomes.period, was.period) as period,
    coalesce(becomes.source, was.source) as source,
    was.says as before, becomes.says as after, becomes.value - was.value as "by",
    coalesce(becomes.file, was.file) as file, coalesce(becomes.line, was.line) as line
from was full join becomes using (id)
where was.id is null or becomes.id is null or was.says <> becomes.says
    or (was.locator, was.confidence, was.coder, was.note, was.published)
        is distinct from (becomes.locator, becomes.confidence, becomes.coder, becomes.note, becomes.published);

-- A figure may move as far as its series may from one period to the next, by the bounds of its
-- indicator (as in breaks.sql); of an indicator without them by $share of itself.
create temp table move as
with moved as (
    select was.indicator, was.actor, was.partner, was.period,
        coalesce(was.code, was.reason, regexp_replace(was.value::varchar, '\.0$', '')) as before,
        coalesce(becomes.code, becomes.reason, regexp_replace(becomes.value::varchar, '\.0$', '')) as after,
        was.value as old, becomes.value as new, was.reason is not null as was_unknown,
        was.source as source_before, becomes.source as source_after
    from standing.figure as was
    join made.figure as becomes
        on becomes.indicator = was.indicator and becomes.actor = was.actor
        and becomes.partner is not distinct from was.partner and becomes.period = was.period
)
select moved.indicator, title, actor, partner, period, before, after, new - old as "by",
    source_before, source_after, unit,
    case
        when old is null or new is null then 'none: no number before and after'
        when coalesce(maximum_change, maximum_step) is null then 'no bound declared: ' || round(100 * $share)::integer || ' per cent of the figure'
        else concat_ws(' and ', 'a factor of ' || regexp_replace(maximum_change::varchar, '\.0$', ''),
            'a step of ' || regexp_replace(maximum_step::varchar, '\.0$', ''))
    end as bound,
    case
        when was_unknown then false
        when old is null or new is null then true
        when coalesce(maximum_change, maximum_step) is null then abs(new - old) > $share * abs(old) * (1 + 1e-9)
        else (maximum_step is null or abs(new - old) > maximum_step * (1 + 1e-9))
            and (maximum_change is null or case when sign(new) = sign(old)
                then abs(ln(abs(new)) - ln(abs(old))) > ln(maximum_change) * (1 + 1e-9) else true end)
    end as is_beyond
from moved join made.indicator on indicator.id = moved.indicator
where before <> after;
