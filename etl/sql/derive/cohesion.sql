-- Members on the day of the vote, both days of a membership included; who was absent does not count.
insert into cohesion
with tally as (
    select "grouping", roll_call, date,
        count_if(vote = 'Y') as yes, count_if(vote = 'N') as no, count_if(vote = 'A') as abstain
    from vote
    join (select id::roll_call_id as roll_call, date from roll_call) using (roll_call)
    join membership on membership.actor = vote.actor::varchar
        and date >= since and date <= coalesce(until, date)
    where vote <> 'X'
    group by all
),
voted as (
    select *, yes + no + abstain as t, greatest(yes, no, abstain) as largest
    from tally where yes + no + abstain >= 2
),
-- Undefined is null: Rice without a yes and a no.
measured as (
    select "grouping", roll_call,
        (3 * largest - t) / (2 * t) as ai,
        abs(yes - no) / nullif(yes + no, 0) as rice,
        (largest = t)::int::double as unanimous_share
    from voted
),
long as (from measured unpivot (value for measure in (ai, rice, unanimous_share)))
-- In one order, since sums of floating numbers depend on it and builds are to be equal.
select measure, scope, "grouping", year, avg(value order by roll_call), count(*)
from long join scoped using (roll_call)
group by measure, scope, "grouping", year
order by all;
