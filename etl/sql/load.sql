-- Staged rows, checked before, into the tables of the contract.
insert into unit select code, name, axis, prefix, suffix from staged_unit order by code;

insert into actor
select code, name, label, kind, colour, definition from staged_actor order by code;

insert into source
select
    source.id, publisher, title, url, copy,
    published.period_end, source.published, accessed.period_end, known.known_on,
    licence, redistributable, independence_group, note
from staged_source as source
join staged_known as known using (id)
join staged_period as accessed on accessed.text = source.accessed
left join staged_period as published on published.text = source.published
order by source.id;

insert into membership
select "grouping", actor, since::date, until::date, source, locator
from staged_membership
order by all;

-- A document supersedes the one before it, in all figures of the indicator or figure by figure; in
-- force is what nothing supersedes. Which one that is, is looked up in narrow tables; a window would
-- carry the whole width of the rows along.
insert into observation
with document as (
    select id, known_on, row_number() over (order by known_on, id) as age from staged_known
),
edition as (
    select indicator, source, lead(known_on) over (partition by indicator order by age) as superseded_on
    from (select distinct indicator, source from staged_figure where revision = 'edition')
    join document on document.id = source
),
revised as (
    select
        indicator, actor, partner, period, source,
        lead(known_on) over (
            partition by indicator, actor, partner, period order by age) as superseded_on
    from staged_figure join document on document.id = source
    where revision = 'figure'
),
placed as (
    select row.*, known_on, coalesce(edition.superseded_on, revised.superseded_on) as superseded_on
    from staged_figure as row
    join document on document.id = row.source
    left join edition on edition.indicator = row.indicator and edition.source = row.source
    left join revised
        on revised.indicator = row.indicator and revised.actor = row.actor
        and revised.partner is not distinct from row.partner and revised.period = row.period
        and revised.source = row.source
)
select
    concat_ws(':', indicator, actor, coalesce(partner, '-'), period, source) as id,
    indicator, actor, partner, period, frequency, period_start, period_end,
    number,
    if(unit = 'code' and not is_reason, value, null),
    if(is_reason, value, null),
    source, locator, confidence, coder, note, known_on,
    superseded_on is null as in_force,
    superseded_on,
    file, line
from placed
order by indicator, in_force desc, actor, partner, period_start, source;

insert into event
select
    id,
    regexp_extract(file, 'themes/([^/]+)/', 1),
    date, period.period_start, period.period_end,
    string_split(actors, ';'), topic, title, description, source, locator, confidence, file, line
from staged_event as event
join staged_period as period on period.text = event.date
order by period.period_start, id;

insert into roll_call
select
    id, date::date, session::integer, emergency_session, resolution, title, undl_id, rcid,
    me::int::boolean, nu::int::boolean, di::int::boolean, hr::int::boolean, co::int::boolean,
    ec::int::boolean, important::int::boolean, amendment::int::boolean, paragraph::int::boolean,
    final_passage::int::boolean,
    tally.yes, tally.no, tally.abstain, tally.absent, source, locator, note
from staged_roll_call as roll_call
join staged_tally as tally on tally.roll_call = roll_call.id
order by date, id;

-- In the order of the file: by roll call, then by actor.
insert into vote select roll_call, actor, vote from staged_vote;

insert into vote_note
select roll_call, actor, kind, source, note from staged_vote_note order by all;

insert into coding_rule
select variable, rule::integer, title, level, text, coalesce(string_split(ranking, ';'), []),
    coalesce(string_split(indicators, ';'), [])
from staged_coding_rule
order by variable, rule;

insert into coding
select variable, rule::integer, unit, coder, code, blind = 'yes', coded_on::date, note
from staged_coding
order by all;

insert into adjudication
select variable, unit, code, reason, decided_by, decided_on::date from staged_adjudication order by all;

insert into correction
select id, theme, subject, coalesce(string_split(figures, ';'), []), whose, fault, mend, status, source, noted_on::date
from staged_correction
order by noted_on desc, id;

insert into exception
select indicator, actor, partner, period, kind, reason from staged_exception order by all;
