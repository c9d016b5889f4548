-- The coder's desk. Each list returns what to look at and why, most urgent first.
-- rule: themes to be looked through again
select id as what, 'due since ' || (checked + to_days(check_every_days))::date as why
from theme where checked + to_days(check_every_days) < $today
order by checked;

-- rule: indicators without a figure of the last two years
select indicator.id as what, 'last period ends ' || max(figure.period_end) as why
from indicator join figure on figure.indicator = indicator.id
group by indicator.id
having max(figure.period_end) < $today - interval 2 year
order by max(figure.period_end), what;

-- rule: judgements of one coder only
select indicator.id as what, count(distinct figure.id) || ' codes by one coder' as why
from indicator join figure on figure.indicator = indicator.id
where indicator.unit = 'code' and figure.code is not null
    and not exists (
        select 1 from reliability join coding_rule using (variable, rule)
        where list_contains(coding_rule.indicators, indicator.id))
group by indicator.id
order by count(*) desc, what;

-- rule: figures in force with low confidence
select indicator as what, count(*) || ' of low confidence' as why
from figure where confidence = 'low'
group by indicator
order by count(*) desc, what;

-- rule: families that rest on one publisher
select indicator.family as what, 'only ' || any_value(source.independence_group) as why
from figure
join indicator on indicator.id = figure.indicator
join source on source.id = figure.source
group by indicator.family
having count(distinct source.independence_group) = 1
order by what;

-- rule: documents without a printed date of publication
select id as what, publisher || ', ' || title as why from source where published is null order by what;

-- rule: missing values by reason
select indicator as what, count(*) || ' ' || replace(reason, '_', ' ') as why
from figure where reason is not null
group by indicator, reason
order by count(*) desc, what;
