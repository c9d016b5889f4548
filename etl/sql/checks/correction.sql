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
