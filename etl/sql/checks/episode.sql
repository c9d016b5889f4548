-- rule: an episode stands among the figures of its duration
select file, line, 'period' as field, '''' || period || ''' is no period of ' || duration
    || ' for ' || actor || ' and ' || partner || ' (mend it, or code the episode)' as message
from staged_episode as episode
where duration in (select id from staged_indicator)
    and 'observation' not in (select name from staged_unsound)
    and not exists (
        select 1 from staged_figure as figure
        where figure.indicator = episode.duration and figure.actor = episode.actor
            and figure.partner = episode.partner and figure.period = episode.period
    );

-- rule: every coded episode is compared
select any_value(episode.file) as file, any_value(episode.line) as line, 'episode' as field,
    'leaves out ' || figure.period || ', which ' || figure.indicator || ' codes (add it)' as message
from staged_figure as figure
join staged_episode as episode on figure.indicator = episode.duration
    and figure.actor = episode.actor and figure.partner = episode.partner
where (figure.indicator, figure.actor, figure.partner, figure.period) not in (
    select (duration, actor, partner, period) from staged_episode)
group by figure.indicator, figure.period;

-- rule: an episode has the name that the coding gives it
select file, unit_line as line, 'unit' as field, '''' || unit || ''' is no unit of the coding (see data/coding/codes.csv)' as message
from staged_episode
where unit not in (select unit from staged_coding where unit is not null);
