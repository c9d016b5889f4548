-- rule: an event stands once
select file, line, 'id' as field, '''' || id || ''' stands twice (keep one)' as message
from staged_event qualify row_number() over (partition by id order by file, line) > 1 and id is not null;

-- rule: the date of an event is a month or a day that has come
select file, line, 'date' as field,
    if(period.text is null or period.frequency not in ('M', 'D'), '''' || date || ''' is not 2024-06 or 2024-06-17',
        '''' || date || ''' lies in the future (mend it)') as message
from staged_event
left join staged_period as period on period.text = date
where date is not null
    and (period.text is null or period.frequency not in ('M', 'D') or period.period_start > $today);

-- rule: actors of an event are declared
select file, line, 'actors' as field, '''' || code || ''' is not in actors.csv (mend the code, or add it there)' as message
from (select file, line, unnest(string_split(actors, ';')) as code from staged_event)
where code not in (select code from staged_actor where code is not null);

-- rule: confidence is of its list
select file, line, 'confidence' as field, '''' || confidence || ''' is not high, medium or low' as message
from staged_event where confidence not in ('high', 'medium', 'low');
