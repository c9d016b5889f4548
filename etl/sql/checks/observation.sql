-- Each rule returns file, line, field and message of every row that breaks it.
-- rule: the indicator is declared, in the codebook of the same theme
with place as (
    select distinct indicator, file from staged_figure where indicator is not null
),
wrong as (
    select indicator, place.file
    from place left join staged_indicator on id = indicator
    where theme is distinct from regexp_extract(place.file, 'themes/([^/]+)/', 1)
)
select file, line, 'indicator' as field,
    if(theme is null, '''' || indicator || ''' is in no codebook (declare it, or mend the id)',
        '''' || indicator || ''' belongs to theme ''' || theme || ''' (move the row there)') as message
from staged_figure semi join wrong using (indicator, file);

-- rule: actor and partner are declared
select file, line, field, '''' || code || ''' is not in actors.csv (mend the code, or add it there)' as message
from (
    select file, line, 'actor' as field, actor as code from staged_observation
    union all select file, line, 'partner', partner from staged_observation
)
where code is not null and code not in (select code from staged_actor where code is not null);

-- rule: the period is an ISO period
select file, line, 'period' as field,
    '''' || period || ''' is not 2024, 2024-H1, 2024-Q3, 2024-06, 2024-06-17 or an interval of these (' || case
        when regexp_full_match(period, '\d{5}(\.\d+)?') then 'a day number of a spreadsheet? type the period again'
        when regexp_full_match(period, '\d{4}\.0+') then 'a spreadsheet added decimals? write the year alone'
        when regexp_full_match(period, '\d{4}-\d(-.*)?|\d{4}-\d\d-\d') then 'a leading zero is lost? write two digits'
        when regexp_full_match(period, '.*[A-Za-z]{3,}.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}') then 'did a spreadsheet rewrite it?'
        when period like '%/%' then 'the interval must run forwards'
        else 'write it so' end || ')' as message
from staged_figure where period is not null and period_start is null;

-- rule: the period has the frequency of the indicator
select file, line, 'period' as field,
    '''' || period || ''' has frequency ' || frequency || ', the indicator ' || leaf_frequency
    || ' (another indicator of the family, or an interval for part of a year)' as message
from staged_figure
where leaf_frequency <> 'I' and frequency <> leaf_frequency;

-- rule: a period that has not begun needs a note
select file, line, 'period' as field, '''' || period || ''' begins in the future (mend it, or say in the note what it is)' as message
from staged_figure where period_start > $today and note is null;

-- rule: the value is a plain number, a declared code or a reason
select file, line, 'value' as field,
    '''' || value || ''' ' || case
        when unit = 'code' then 'is not a code of ' || indicator || ' (declare it in the codebook, or mend it)'
        when regexp_full_match(value, '-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d{1,3}([ '' ]\d{3})+(\.\d+)?') then 'has thousands separators (write digits alone)'
        when regexp_full_match(value, '-?\d+,\d+') then 'has a decimal comma (write a point)'
        when regexp_full_match(value, '.*[%€$£]') or regexp_full_match(value, '[€$£].*') then 'carries a unit (the codebook holds it)'
        when regexp_full_match(value, '-?0\d+(\.\d+)?') then 'begins with a zero (is it a code or a date? write a plain number)'
        when regexp_full_match(value, '\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{2}') then 'is a date (did a spreadsheet rewrite it?)'
        when regexp_full_match(value, '-?\d+(\.\d+)?[eE][-+]?\d+') then 'is in scientific notation (write the digits)'
        when lower(value) in ('nan', 'inf', '-inf', 'infinity', '-infinity', 'na', 'n/a', 'null', 'none', '-', '..')
            then 'is no value (leave the row out, or write not_published, not_coded, not_applicable or withheld)'
        else 'is not a plain number such as 1234.5' end as message
from (
    select file, line, value, unit, indicator from staged_figure
    where unit <> 'code' and (number is null or not isfinite(number))
        and value is not null and not is_reason and not is_spreadsheet_error(value)
    union all
    select file, line, value, unit, figure.indicator from staged_figure as figure
    anti join staged_code on staged_code.indicator = figure.indicator and staged_code.code = value
    where unit = 'code' and value is not null and not is_reason and not is_spreadsheet_error(value)
);

-- rule: no value without source and locator, no source without a value
select file, line, field, message from (
    select file, line, 'source' as field, 'a value without a source (name the document, or drop the row)' as message
    from staged_observation where value is not null and source is null
    union all
    select file, line, 'locator', 'a value without a locator (say where in the document it stands)'
    from staged_observation where value is not null and locator is null
    union all
    select file, line, 'value', 'a source without a value (write the value or a reason such as not_published)'
    from staged_observation where value is null and source is not null
    union all
    select file, line, 'value', 'is empty (write the value or a reason, or drop the row)'
    from staged_observation where value is null and source is null
) as fault
anti join staged_missing as gap on gap.file = fault.file and gap.name = fault.field;

-- rule: the source is declared
select file, line, 'source' as field, '''' || source || ''' is in no sources.csv (add a row there)' as message
from staged_observation
where source is not null and source not in (select id from staged_source where id is not null);

-- rule: confidence and coder are of their lists
select file, line, field, message from (
    select file, line, 'confidence' as field, '''' || confidence || ''' is not high, medium or low' as message
    from staged_observation where confidence not in ('high', 'medium', 'low')
    union all
    select file, line, 'coder', '''' || coder || ''' is not a coder''s short name such as c1 (lower case letters and digits)'
    from staged_observation where not regexp_full_match(coder, '[a-z][a-z0-9]*')
);

-- rule: one row per figure and source
with candidate as (
    select hash(indicator, actor, partner, period, source) as key
    from staged_figure
    where indicator is not null and actor is not null and period is not null and source is not null
    group by key
    having count(*) > 1
),
numbered as (
    select file, line,
        first_value(file) over same as first_file,
        first_value(line) over same as first_line,
        row_number() over same as place
    from staged_figure
    semi join candidate on candidate.key = hash(indicator, actor, partner, period, source)
    window same as (partition by indicator, actor, partner, period, source order by file, line)
)
select file, line, 'indicator' as field,
    'the same figure from the same source stands in ' || first_file || ':' || first_line || ' (keep one)' as message
from numbered
where place > 1;
