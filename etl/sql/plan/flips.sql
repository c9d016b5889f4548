-- Every statement that reads otherwise on a basis, with the test that turned, else the one nearest
-- to a turn: its value before and after, and the bound that lies between the two.
with turned as (
    select claim, basis, was, becomes
    from (select claim, basis, reading as was from standing.reading) 
    join (select claim, basis, reading as becomes from made.reading) using (claim, basis)
    where was <> becomes
),
measured as (
    select claim, basis, becomes.test, becomes.definition, was.value as old, becomes.value as new,
        becomes.outcome, was.outcome is distinct from becomes.outcome as has_turned
    from turned
    join made.test_result as becomes using (claim, basis)
    left join standing.test_result as was using (claim, basis, test, definition)
),
chosen as (
    select measured.*, test.title, test.unit, test.decimals, test.threshold, test.opposite, held.threshold as threshold_before,
        held.opposite as opposite_before
    from measured
    join made.test on test.claim = measured.claim and test.id = measured.test
    left join standing.test as held on held.claim = measured.claim and held.id = measured.test
    join made.reading as shown on shown.claim = measured.claim and shown.basis = measured.basis
    qualify row_number() over (
        partition by measured.claim, measured.basis
        order by not has_turned, measured.definition <> 'main', measured.test is distinct from shown.test, test.position) = 1
),
bounded as (
    select *, (coalesce((old - threshold) * (new - threshold) > 0, outcome = 'opposite')
        and coalesce((old - opposite) * (new - opposite) <= 0, outcome = 'opposite')) as is_opposite
    from chosen
),
written as (
    select 'standing' as build, claim, (select hash(list(test order by position)) from standing.test where test.claim = rule.claim)
        || hash(rule.words, rule.min_tests, rule.min_publishers, rule.max_age_days) as text from standing.rule
    union all
    select 'made', claim, (select hash(list(test order by position)) from made.test where test.claim = rule.claim)
        || hash(rule.words, rule.min_tests, rule.min_publishers, rule.max_age_days) from made.rule
)
select turned.claim, claim.number, claim.title, turned.basis,
    {'reading': was.reading, 'strength': was.strength, 'value': old,
        'threshold': if(is_opposite, opposite_before, threshold_before),
        'margin': old - if(is_opposite, opposite_before, threshold_before), 'lacks': was.lacks} as before,
    {'reading': becomes.reading, 'strength': becomes.strength, 'value': new,
        'threshold': if(is_opposite, opposite, bounded.threshold),
        'margin': new - if(is_opposite, opposite, bounded.threshold), 'lacks': becomes.lacks} as after,
    rule.words as rule, bounded.title as test, other.title as definition, bounded.unit, coalesce(bounded.decimals, 0) as decimals,
    (select text from written where build = 'standing' and written.claim = turned.claim) is distinct from
        (select text from written where build = 'made' and written.claim = turned.claim) as is_rule_changed
from turned
join made.claim on claim.id = turned.claim
join standing.reading as was on was.claim = turned.claim and was.basis = turned.basis
join made.reading as becomes on becomes.claim = turned.claim and becomes.basis = turned.basis
left join made.rule on rule.claim = turned.claim
left join bounded on bounded.claim = turned.claim and bounded.basis = turned.basis
left join made.definition as other
    on other.claim = turned.claim and other.test = bounded.test and other.id = bounded.definition
order by claim.number, turned.claim, list_position(['now', 'then', 'revised'], turned.basis)
