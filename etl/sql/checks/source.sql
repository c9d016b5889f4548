-- rule: a source is declared once in the whole project
select file, line, 'id' as field, '''' || id || ''' stands in ' || first_file || ':' || first_line || ' already (cite that one)' as message
from (
    select file, line, id,
        first_value(file) over same as first_file,
        first_value(line) over same as first_line,
        row_number() over same as place
    from staged_source where id is not null
    window same as (partition by id order by file, line)
)
where place > 1;

-- rule: the address is an address
select file, line, 'url' as field, '''' || url || ''' does not begin with http:// or https://' as message
from staged_source where not regexp_full_match(url, 'https?://[^\s/]+.*');

-- rule: dates of sources are dates and not in the future
select file, line, field, message from (
    select file, line, field, text,
        case
            when period.text is null or period.frequency not in ('Y', 'M', 'D') then '''' || date || ''' is not 2025, 2025-04 or 2025-04-30'
            when period.period_start > $today then '''' || date || ''' lies in the future: it is ' || $today::date || ' (mend it, or set the clock)'
        end as message
    from (
        select file, line, 'published' as field, published as date from staged_source
        union all select file, line, 'accessed', accessed from staged_source
    ) as dated
    left join staged_period as period on period.text = dated.date
    where dated.date is not null
)
where message is not null;

-- rule: a source was read on a known day
select file, line, 'accessed' as field, '''' || accessed || ''' is not a day such as 2025-04-30' as message
from staged_source
join staged_period as period on period.text = accessed
where period.frequency in ('Y', 'M');

-- rule: a source without a date of publication says why
select file, line, 'published' as field, 'is empty (write the date, or say in the note why none is known)' as message
from staged_source
anti join staged_missing as gap on gap.file = staged_source.file and gap.name = 'published'
where published is null and note is null;

-- rule: ids of sources are short names
select file, line, 'id' as field, '''' || id || ''' is not a short name of lower case letters, digits, _ . and -' as message
from staged_source where not regexp_full_match(id, '[a-z0-9][a-z0-9_.-]*');

-- rule: nothing is read before it is published
select file, line, 'accessed' as field, accessed || ' lies before the publication on ' || published || ' (mend one of them)' as message
from staged_source
join staged_period as out on out.text = published
join staged_period as seen on seen.text = accessed
where seen.period_end < out.period_start;

-- rule: redistributable is of its list
select file, line, 'redistributable' as field, '''' || redistributable || ''' is not yes, no or attribution' as message
from staged_source where redistributable not in ('yes', 'no', 'attribution');

-- rule: every source is used
select file, line, 'id' as field, '''' || id || ''' is cited by no row (cite it, or drop it)' as message
from staged_source
where not exists (select 1 from staged_unsound where name not in ('unit', 'actor', 'source', 'vote')) and id is not null and id not in (
    select source from staged_observation where source is not null
    union select source from staged_event where source is not null
    union select source from staged_membership where source is not null
    union select source from staged_roll_call where source is not null
    union select source from staged_vote_note where source is not null
);

-- rule: sources cited by events, memberships and votes are declared
select file, line, 'source' as field, '''' || source || ''' is in no sources.csv (add a row there)' as message
from (
    select file, line, source from staged_event
    union all select file, line, source from staged_membership
    union all select file, line, source from staged_roll_call
    union all select file, line, source from staged_vote_note
)
where source is not null and source not in (select id from staged_source where id is not null);
