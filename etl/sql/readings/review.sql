-- One row per claim and basis: the reading with its rule and, nested, its tests and what they
-- measured. A definition stands under the tests that it changes.
with measured as (
    select test_result.claim, test_result.test, basis, list({
            'definition': definition, 'value': value, 'outcome': outcome,
            'observations': observations, 'publishers': publishers,
            'first_day': first_day, 'last_day': last_day, 'evidence': evidence
        } order by definition <> 'main', other.position) as results
    from test_result
    left join definition as other on other.claim = test_result.claim
        and other.test = test_result.test and other.id = test_result.definition
    where definition = 'main' or other.id is not null
    group by all
),
held as (
    select measured.claim, basis, list({
            'id': id, 'role': role, 'title': title, 'measures': words, 'unit': unit,
            'decimals': decimals, 'side': side, 'threshold': threshold, 'opposite': opposite,
            'min_observations': min_observations, 'sql': sql, 'given': given, 'results': results
        } order by position) as tests
    from measured join test on test.claim = measured.claim and test.id = measured.test
    group by all
),
titled as (
    select claim, id, any_value(title) as title, min(position) as position
    from definition group by claim, id
),
defined as (
    select reading_definition.claim, basis, list({
            'id': definition, 'title': coalesce(title, 'As in the rule'), 'reading': reading
        } order by definition <> 'main', position, definition) as definitions
    from reading_definition
    left join titled on titled.claim = reading_definition.claim and titled.id = definition
    group by all
),
tried as (
    select claim, basis, list({'test': test, 'threshold': threshold, 'reading': reading}
        order by test, threshold) as thresholds
    from reading_threshold
    group by all
)
select
    claim.article, reading.claim, claim.number, claim.section, claim.title, claim.exact, claim.kind,
    claim.testable, claim.why_not, claim.could_speak, claim.no_rule,
    reading.basis, as_of, until, reading, by_rule, strength, criteria,
    reading.test, value, reading.threshold, margin, turns_at, turns_to, lacks,
    publishers, observations, first_day, last_day, covered, reading.actors,
    override_reason, override_by, override_on, evaluated_on,
    case when rule.claim is not null then {
        'words': rule.words, 'written_on': written_on, 'seen_on': seen_on, 'blind': blind,
        'written_by': written_by, 'min_tests': min_tests, 'min_publishers': min_publishers,
        'max_age_days': max_age_days, 'span_years': span_years, 'actors': rule.actors,
        'looked_for': looked_for, 'choices': choices
    } end as rule,
    coalesce(tests, []) as tests,
    coalesce(definitions, []) as definitions,
    coalesce(thresholds, []) as thresholds,
    build.id as build
from reading
join claim on claim.id = reading.claim
cross join build
left join rule on rule.claim = reading.claim
left join held on held.claim = reading.claim and held.basis = reading.basis
left join defined on defined.claim = reading.claim and defined.basis = reading.basis
left join tried on tried.claim = reading.claim and tried.basis = reading.basis
order by claim.article, claim.number, list_position(['now', 'then', 'revised'], reading.basis)
