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

insert into observation
with known as (
    select
        row.*,
        known.known_on,
        case row.revision
            when 'edition' then dense_rank() over (
                partition by indicator order by known_on desc, source desc)
            else row_number() over (
                partition by indicator, actor, partner, period order by known_on desc, source desc)
        end = 1 as in_force
    from staged_figure as row
    join staged_known as known on known.id = row.source
)
select
    concat_ws(':', indicator, actor, coalesce(partner, '-'), period, source),
    indicator, actor, partner, period, frequency, period_start, period_end,
    number,
    if(unit = 'code' and not is_reason, value, null),
    if(is_reason, value, null),
    source, locator, confidence, coder, note, known_on, in_force, file, line
from known
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
join (
    select
        roll_call,
        count_if(vote = 'Y') as yes,
        count_if(vote = 'N') as no,
        count_if(vote = 'A') as abstain,
        count_if(vote = 'X') as absent
    from staged_vote
    group by roll_call
) as tally on tally.roll_call = roll_call.id
order by date, id;

insert into vote select roll_call, actor, vote from staged_vote order by roll_call, actor;

insert into vote_note
select roll_call, actor, kind, source, note from staged_vote_note order by all;
