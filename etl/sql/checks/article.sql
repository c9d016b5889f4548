-- rule: what an exhibit, a claim, a tie or an episode names exists
select file, line, field, '''' || id || ''' ' || case kind
    when 'indicator' then 'is in no codebook'
    when 'actor' then 'is not in actors.csv'
    when 'grouping' then 'is not in groupings.csv'
    when 'event' then 'is in no events.csv'
    when 'theme' then 'is no theme folder'
    when 'unit' then 'is not in units.csv'
    when 'topic' then 'is no topic of an event'
    when 'variable' then 'is in no coding/variables.csv'
    else 'is no roll call (its id or resolution)' end || ' (mend it)' as message
from staged_reference
where case kind
    when 'indicator' then id not in (select id from staged_indicator)
    when 'actor' then id not in (select code from staged_actor where code is not null)
    when 'grouping' then id not in (select grouping from staged_membership where grouping is not null)
    when 'event' then id not in (select id from staged_event where id is not null)
    when 'unit' then id not in (select code from staged_unit where code is not null)
    when 'theme' then id not in (select theme from staged_indicator where theme is not null)
    when 'topic' then id not in (select topic from staged_event where topic is not null)
    when 'variable' then id not in (select variable from staged_coding_rule where variable is not null)
    when 'roll_call' then id not in (
        select id from staged_roll_call where id is not null
        union all select resolution from staged_roll_call where resolution is not null)
    else false end;

-- rule: days of looking and coding have come
select file, line, field, day::varchar || ' lies in the future (mend it)' as message
from staged_day where day > $today;
