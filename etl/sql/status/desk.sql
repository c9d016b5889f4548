-- The coder's desk. Each list returns what to look at and why, most urgent first.
-- rule: themes to be looked through again
select id as what, 'due since ' || (checked + to_days(check_every_days))::date as why
from theme
where checked + to_days(check_every_days) < $today
order by checked + to_days(check_every_days), what;

-- rule: indicators whose own day of checking has come
select indicator.id as what, 'due since ' || next_check as why
from indicator
join theme on theme.id = indicator.theme
where next_check < $today and next_check <> (checked + to_days(check_every_days))::date
order by next_check, what;

-- rule: indicators without a new figure for two years, monthly to half-yearly ones for one
-- One with a later day of checking of its own was looked at, and waits for that day.
select indicator.id as what, 'no figure since ' || max(figure.period_end) as why
from indicator
join theme on theme.id = indicator.theme
join figure on figure.indicator = indicator.id and figure.reason is null
where not (next_check >= $today and next_check <> (checked + to_days(check_every_days))::date)
group by indicator.id, indicator.frequency
having max(figure.period_end) < $today - if(indicator.frequency in ('M', 'Q', 'H'), interval 1 year, interval 2 year)
order by max(figure.period_end), what;

-- rule: regular series with years for which no row says why
with missing as (
    select item, year, year - row_number() over (partition by item order by year) as run
    from coverage('indicator', [], (select min(year(period_start)) from figure)::integer, year($today::date)::integer)
    where state = 'no_row'
),
run as (
    select item, min(year) as first, max(year) as last, count(*) as years from missing group by item, run
)
select
    item as what,
    sum(years) || if(sum(years) = 1, ' year: ', ' years: ')
    || string_agg(if(first = last, first::varchar, first || '–' || last), ', ' order by first) as why
from run
group by item
order by sum(years) desc, what;

-- rule: judgements of one coder only
select indicator.id as what, count(*) || if(count(*) = 1, ' code', ' codes') || ' by one coder' as why
from indicator
join figure on figure.indicator = indicator.id
where indicator.unit = 'code' and figure.code is not null
    and not exists (
        select 1 from reliability join coding_rule using (variable, rule)
        where list_contains(coding_rule.indicators, indicator.id))
group by indicator.id
order by count(*) desc, what;

-- rule: units of a shared judgement that one coder alone coded blind
with newest as (
    select variable, max(rule) as rule from coding_rule group by variable
),
lone as (
    select variable, unit
    from coding semi join newest using (variable, rule)
    group by variable, unit
    having count(distinct coder) filter (blind) < 2
)
select variable as what, string_agg(unit, ', ' order by unit) as why
from lone
group by variable
order by count(*) desc, what;

-- rule: judgements whose newest rule agrees below 0.667
select variable as what, 'alpha ' || round(alpha, 3) || ' over ' || units || ' units' as why
from reliability
where alpha < 0.667 and rule = (select max(rule) from coding_rule where coding_rule.variable = reliability.variable)
order by alpha, what;

-- rule: figures in force with low confidence
select indicator as what, count(*) || ' of low confidence' as why
from figure
where confidence = 'low' and reason is null
group by indicator
order by count(*) desc, what;

-- rule: families that rest on one publisher
select indicator.family as what, 'only ' || any_value(source.independence_group) as why
from figure
join indicator on indicator.id = figure.indicator
join source on source.id = figure.source
where figure.reason is null
group by indicator.family
having count(distinct source.independence_group) = 1
order by what;

-- rule: documents on which nothing in force rests
select id as what, publisher || ', ' || title || ': ' || (
    select count(*) from observation where observation.source = source.id) || ' figures superseded' as why
from source
where id not in (
    select source from figure
    union select source from event
    union select source from membership
    union select source from roll_call
    union select source from vote_note where source is not null
    union select source from correction where source is not null
)
order by what;

-- rule: documents without a printed date of publication
select id as what, publisher || ', ' || title as why from source where published is null order by what;

-- rule: missing values by reason
select indicator as what, count(*) || ' ' || replace(reason, '_', ' ') as why
from figure
where reason is not null
group by indicator, reason
order by count(*) desc, what;

-- rule: faults found and not yet mended
select subject as what, fault as why
from correction
where status = 'open'
order by noted_on, id;
