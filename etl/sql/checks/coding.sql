-- rule: a coding follows a declared rule
select file, line, 'rule' as field, '''' || variable || ''' has no rule ' || rule || ' in variables.csv (declare it)' as message
from staged_coding
where (variable, rule) not in (select (variable, rule) from staged_coding_rule);

-- rule: a coder codes a unit once under a rule
select file, line, 'unit' as field, '''' || unit || ''' is coded twice by ' || coder || ' (keep one)' as message
from staged_coding
qualify row_number() over (partition by variable, rule, unit, coder order by line) > 1;

-- rule: a rule is declared once, with a level of measurement
select file, line, field, message from (
    select file, line, 'rule' as field, 'this version of the rule stands twice (keep one)' as message
    from staged_coding_rule qualify row_number() over (partition by variable, rule order by line) > 1
    union all
    select file, line, 'level', '''' || level || ''' is not nominal, ordinal or interval'
    from staged_coding_rule where level not in ('nominal', 'ordinal', 'interval')
    union all
    select file, line, 'rule', '''' || rule || ''' is not a whole number'
    from staged_coding_rule where not regexp_full_match(rule, '[1-9]\d{0,3}')
);

-- rule: blind is yes or no, and the day a day
select file, line, field, message from (
    select file, line, 'blind' as field, '''' || blind || ''' is not yes or no' as message
    from staged_coding where blind not in ('yes', 'no')
    union all
    select file, line, 'coded_on', '''' || coded_on || ''' is not a day such as 2026-11-24'
    from staged_coding where try_cast(coded_on as date) is null and coded_on is not null
);

-- rule: an adjudication decides a unit that was coded, once, on a day
select file, line, field, message from (
    select file, line, 'unit' as field, '''' || unit || ''' of ' || variable || ' was never coded (mend it)' as message
    from staged_adjudication
    where (variable, unit) not in (select (variable, unit) from staged_coding)
    union all
    select file, line, 'unit', '''' || unit || ''' is decided twice (keep one)'
    from staged_adjudication qualify row_number() over (partition by variable, unit order by line) > 1
    union all
    select file, line, 'decided_on', '''' || decided_on || ''' is not a day such as 2026-11-24'
    from staged_adjudication where try_cast(decided_on as date) is null and decided_on is not null
);

-- rule: the indicators of a rule are declared
select file, line, 'indicators' as field, '''' || id || ''' is in no codebook (mend it)' as message
from (select file, line, unnest(string_split(indicators, ';')) as id from staged_coding_rule)
where id not in (select id from staged_indicator);

-- rule: a code of an ordinal variable stands in its ranking
select coding.file, coding.line, 'code' as field, '''' || code || ''' is not in the ranking of ' || variable || ' (mend it, or rank it)' as message
from staged_coding as coding
join staged_coding_rule as declared using (variable, rule)
where level = 'ordinal' and ranking is not null and not list_contains(string_split(ranking, ';'), code);
