-- rule: a correction speaks of something that is held
select file, line, field, message from (
    select file, line, 'subject' as field, '''' || subject || ''' is neither an indicator nor vote (mend it)' as message
    from staged_correction where subject <> 'vote' and subject not in (select id from staged_indicator)
    union all
    select file, line, 'theme', '''' || theme || ''' is no theme folder (mend it)'
    from staged_correction where theme not in (select theme from staged_indicator)
    union all
    select file, line, 'source', '''' || source || ''' is in no sources.csv (add a row there)'
    from staged_correction
    where source is not null and source not in (select id from staged_source where id is not null)
);

-- rule: a correction stands once, with whose fault it was, how it stands and since when
select file, line, field, message from (
    select file, line, 'id' as field, '''' || id || ''' stands twice (keep one)' as message
    from staged_correction qualify row_number() over (partition by id order by line) > 1
    union all
    select file, line, 'whose', '''' || whose || ''' is not publisher or ours'
    from staged_correction where whose not in ('publisher', 'ours')
    union all
    select file, line, 'status', '''' || status || ''' is not open or mended'
    from staged_correction where status not in ('open', 'mended')
    union all
    select file, line, 'noted_on', '''' || noted_on || ''' is not a day such as 2026-11-24'
    from staged_correction where try_cast(noted_on as date) is null and noted_on is not null
);

-- rule: a correction names figures that are held
with named as (
    select file, line, subject, trim(unnest(string_split(figures, ';'))) as entry
    from staged_correction where figures is not null
),
parts as (
    select *, split_part(entry, ' ', 1) as actor, split_part(entry, ' ', 2) as period from named
)
select file, line, 'figures' as field,
    '''' || entry || ''' touches no figure of ' || subject
    || ' (write actor or *, a space, and the period: POL 2024; separate several by ;)' as message
from parts
where subject <> 'vote' and not exists (
    select 1 from staged_observation as held
    where held.indicator = parts.subject
        and parts.actor in ('*', held.actor, held.partner)
        and starts_with(held.period, parts.period)
)
union all
select file, line, 'figures',
    '''' || entry || ''' touches no vote (write actor, a space, and how the roll call begins: GRC 2010-12)'
from parts
where subject = 'vote' and (
    actor not in (select code from staged_actor)
    or not exists (select 1 from staged_roll_call as held where starts_with(held.id, parts.period))
);
