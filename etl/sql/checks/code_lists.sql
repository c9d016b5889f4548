-- rule: actor codes stand once and are well formed
select file, line, 'code' as field, message from (
    select file, line, '''' || code || ''' stands twice (keep one)' as message
    from staged_actor qualify row_number() over (partition by code order by line) > 1 and code is not null
    union all
    select file, line, '''' || code || ''' is not a code of capitals, digits and _ that begins with a letter'
    from staged_actor where not regexp_full_match(code, '[A-Z][A-Z0-9_]{1,15}')
);

-- rule: an aggregate says what it means
select file, line, 'definition' as field, 'an aggregate without a definition (say what it adds up or averages)' as message
from staged_actor where kind <> 'state' and definition is null;

-- rule: the colour of an actor is a colour role
select file, line, 'colour' as field, '''' || colour || ''' is no colour role (USA NATO CHN GBR EUR FRA UKR POL DEU RUS, or empty)' as message
from staged_actor
where colour not in ('USA', 'NATO', 'CHN', 'GBR', 'EUR', 'FRA', 'UKR', 'POL', 'DEU', 'RUS');

-- rule: unit codes stand once
select file, line, 'code' as field, '''' || code || ''' stands twice (keep one)' as message
from staged_unit qualify row_number() over (partition by code order by line) > 1 and code is not null;

-- rule: a membership names a declared actor
select file, line, 'actor' as field, '''' || actor || ''' is not in actors.csv (mend the code, or add it there)' as message
from staged_membership
where actor is not null and actor not in (select code from staged_actor where code is not null);

-- rule: a membership runs forwards between two days
select file, line, field, message from (
    select file, line, 'since' as field, '''' || since || ''' is not a day such as 2004-03-29' as message
    from staged_membership
    where since is not null and since not in (select text from staged_period where frequency = 'D')
    union all
    select file, line, 'until', '''' || until || ''' is not a day such as 2020-01-31'
    from staged_membership
    where until is not null and until not in (select text from staged_period where frequency = 'D')
    union all
    select file, line, 'until', until || ' lies before ' || since || ' (swap or mend them)'
    from staged_membership where until < since
);

-- rule: memberships of one actor do not overlap
select later.file, later.line, 'since' as field,
    later.actor || ' is in ' || later.grouping || ' already (see line ' || earlier.line || ')' as message
from staged_membership as later
join staged_membership as earlier
    on earlier.grouping = later.grouping and earlier.actor = later.actor and earlier.line < later.line
    and earlier.since <= coalesce(later.until, '9999') and later.since <= coalesce(earlier.until, '9999');

-- rule: the unit of an indicator is declared
select file, line, 'indicators.' || id || '.unit' as field, '''' || unit || ''' is not in units.csv (add it there, or mend it)' as message
from staged_indicator
where unit not in (select code from staged_unit where code is not null)
    and 'unit' not in (select name from staged_unsound);

-- rule: an indicator is observed
select file, line, 'indicators.' || id as field, 'has no observation (add a row, or drop the table)' as message
from staged_indicator
where id not in (select indicator from staged_observation where indicator is not null)
    and 'observation' not in (select name from staged_unsound);
