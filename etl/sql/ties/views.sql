-- What a tie says of a pair in a year. A series is a measure, an indicator and two sides in order.
create view tie_value as
with reach as (
    select indicator, min(period_start) as first, max(period_end) as last from figure group by indicator
),
-- Who can be one side of a pair: the world, medians of publics and sums of donors are none.
side as (
    select code from actor
    where kind = 'state' or list_contains((select sides from tie_setting), code)
),
-- One value a year: the only one, the mean of survey waves, the last of a stock, or the sum of a
-- flow over a year that the publisher's file covers whole.
annual as (
    select
        measure.id as measure, figure.indicator, figure.actor, figure.partner,
        year(figure.period_end) as year,
        case measure.by_year
            when 'sum' then sum(figure.value)
            when 'last' then arg_max(figure.value, figure.period_end)
            else avg(figure.value) end as value,
        count(*) as figures
    from figure
    join tie_indicator as named on named.indicator = figure.indicator
    join tie_measure as measure on measure.id = named.measure
    join reach on reach.indicator = figure.indicator
    semi join side as one on one.code = figure.actor
    semi join side as other on other.code = figure.partner
    where figure.value is not null and figure.partner <> figure.actor
        and (measure.by_year <> 'sum' or (
            make_date(year(figure.period_end), 1, 1) >= first
            and make_date(year(figure.period_end), 12, 31) <= last))
    group by measure.id, measure.by_year, figure.indicator, figure.actor, figure.partner,
        year(figure.period_end)
),
-- Where a measure adds up figures of a pair, a year without one of them is left out.
summed as (
    select
        annual.measure, null as indicator, least(actor, partner) as one,
        greatest(actor, partner) as other, year, sum(value) as value, sum(figures) as figures
    from annual join tie_measure as measure on measure.id = annual.measure
    where measure.terms > 0
    group by annual.measure, measure.terms, one, other, year
    having count(*) = measure.terms
),
sided as (
    select annual.* from annual join tie_measure as measure on measure.id = annual.measure
    where measure.terms = 0
    union all
    select * from summed
),
-- Divided by a figure of each side: what the tie is to the one and to the other.
divided as (
    select
        sided.measure, sided.indicator, each_side.code as actor,
        if(each_side.code = sided.actor, sided.partner, sided.actor) as partner,
        sided.year, 100 * sided.value / below.value as value, sided.figures + 1 as figures
    from sided
    join tie_measure as measure on measure.id = sided.measure
    join side as each_side on each_side.code in (sided.actor, sided.partner)
    join figure as below on below.indicator = measure."over" and below.actor = each_side.code
        and below.partner is null and year(below.period_end) = sided.year
    where below.value > 0
),
counted as (
    select sided.* from sided join tie_measure as measure on measure.id = sided.measure
    where measure."over" is null
    union all
    select * from divided
),
-- Years with few common votes say little.
voted as (
    select
        measure.id as measure, null as indicator, actor, partner, year,
        case votes
            when 'agreement' then agreement when 'identical_share' then identical_share
            when 's_abs' then s_abs when 's_sq' then s_sq
            when 'kappa_abs' then kappa_abs when 'kappa_sq' then kappa_sq
            when 'pi_abs' then pi_abs when 'pi_sq' then pi_sq end as value,
        n_votes as figures
    from dyad_year join tie_measure as measure on measure.scope = dyad_year.scope
    where votes is not null and n_votes >= 30
),
apart as (
    select
        measure.id as measure, one.indicator, one.actor, other.actor as partner,
        year(one.period_end) as year, abs(one.value - other.value) as value, 2 as figures
    from tie_measure as measure
    join figure as one on one.indicator = measure.distance
    join figure as other on other.indicator = one.indicator and other.period = one.period
        and other.actor > one.actor
    where one.partner is null and other.partner is null
)
select
    tie.id as tie, all_values.measure, all_values.indicator, all_values.actor, all_values.partner,
    all_values.year, all_values.value, all_values.figures
from (
    from counted
    union all from voted
    union all from apart
) as all_values
join tie_measure as measure on measure.id = all_values.measure
join tie on tie.id = measure.tie
where all_values.value is not null;
