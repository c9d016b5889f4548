-- The last net below the checks: what no declared key can say, asked once of the loaded tables.
-- rule: an observation has a value, a code or a reason as its unit asks
select 'value' as field, observation.id as name
from observation join indicator on indicator.id = observation.indicator
where reason is null and (unit = 'code') <> (code is not null);

-- rule: a vote names a declared roll call and actor
select 'roll_call' as field, code as name
from (select distinct roll_call::varchar as code from vote) anti join roll_call on roll_call.id = code
union
select 'actor', voter from (select distinct actor::varchar as voter from vote) anti join actor on actor.code = voter;

-- rule: the default of a family is a leaf of it
select 'default_indicator' as field, family.id as name
from family anti join indicator on indicator.id = default_indicator and indicator.family = family.id;

-- rule: the actors of an event are declared
select 'actors' as field, code as name from (select unnest(actors) as code from event) anti join actor using (code);

-- rule: a claim and an exhibit belong to a section
select 'claim' as field, claim.id as name from claim anti join section on section.article = claim.article and section.id = claim.section
union
select 'exhibit', exhibit.id from exhibit anti join section on section.article = exhibit.article and section.id = exhibit.section;
