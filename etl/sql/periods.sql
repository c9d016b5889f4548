-- Every period that the staged rows use, parsed once: ISO 8601 years, halves, quarters, months, days
-- and intervals of them. A text that is none of these has no row here.
create or replace temp table staged_period as
with used as (
    select period as text from staged_observation
    union select date from staged_event
    union select published from staged_source
    union select accessed from staged_source
    union select since from staged_membership
    union select until from staged_membership
    union select date from staged_roll_call
),
part as (
    select distinct unnest(string_split(text, '/')) as part from used where text is not null
),
parsed as (
    select
        part,
        case
            when regexp_full_match(part, '(1[89]|20)\d\d') then 'Y'
            when regexp_full_match(part, '(1[89]|20)\d\d-H[12]') then 'H'
            when regexp_full_match(part, '(1[89]|20)\d\d-Q[1-4]') then 'Q'
            when regexp_full_match(part, '(1[89]|20)\d\d-(0[1-9]|1[0-2])') then 'M'
            when regexp_full_match(part, '(1[89]|20)\d\d-\d\d-\d\d') then 'D'
        end as frequency
    from part
),
started as (
    select
        part,
        frequency,
        case frequency
            when 'Y' then make_date(part[1:4]::int, 1, 1)
            when 'H' then make_date(part[1:4]::int, 6 * part[7:7]::int - 5, 1)
            when 'Q' then make_date(part[1:4]::int, 3 * part[7:7]::int - 2, 1)
            when 'M' then make_date(part[1:4]::int, part[6:7]::int, 1)
            when 'D' then try_cast(part as date)
        end as day
    from parsed
    where frequency is not null
),
simple as (
    select
        part,
        frequency,
        day as period_start,
        case frequency
            when 'Y' then day + interval 1 year
            when 'H' then day + interval 6 month
            when 'Q' then day + interval 3 month
            when 'M' then day + interval 1 month
            else day + interval 1 day
        end::date - 1 as period_end
    from started
    where day is not null
)
select part as text, frequency, period_start, period_end from simple
union all
select used.text, 'W', first_part.period_start, last_part.period_end
from used
join simple as first_part on first_part.part = string_split(used.text, '/')[1]
join simple as last_part on last_part.part = string_split(used.text, '/')[2]
where len(string_split(used.text, '/')) = 2 and first_part.period_start <= last_part.period_end;

-- The day by which a reader can have known a source: the last day that its date of publication
-- allows, but no later than the day on which it was read.
create or replace temp table staged_known as
select id, least(published.period_end, accessed.period_end) as known_on
from staged_source
left join staged_period as published on published.text = staged_source.published
left join staged_period as accessed on accessed.text = staged_source.accessed
qualify row_number() over (partition by id order by known_on) = 1;

-- Observations joined to what their indicator says, numbers as numbers: read by the checks and the load.
create or replace temp table staged_figure as
select
    row.*,
    leaf.theme,
    leaf.unit,
    leaf.frequency as leaf_frequency,
    leaf.minimum,
    leaf.maximum,
    leaf.revision,
    when_.frequency,
    when_.period_start,
    when_.period_end,
    if(leaf.unit <> 'code' and regexp_full_match(row.value, '-?(0|[1-9]\d*)(\.\d+)?'), try_cast(row.value as double), null) as number,
    row.value in ('not_published', 'not_coded', 'not_applicable', 'withheld') as is_reason
from staged_observation as row
left join staged_indicator as leaf on leaf.id = row.indicator
left join staged_period as when_ on when_.text = row.period;
