-- rule: a roll call stands once
select file, line, 'id' as field, '''' || id || ''' stands twice (keep one)' as message
from staged_roll_call qualify row_number() over (partition by id order by line) > 1 and id is not null;

-- rule: the date of a roll call is a day that has come
select file, line, 'date' as field, '''' || date || ''' is not a past day such as 2022-03-02' as message
from staged_roll_call
where date is not null and date not in (
    select text from staged_period where frequency = 'D' and period_start <= $today);

-- rule: flags are 1, 0 or empty
select file, line, field, '''' || flag || ''' is not 1, 0 or empty' as message
from (
    unpivot (
        select file, line, me, nu, di, hr, co, ec, important, amendment, paragraph, final_passage from staged_roll_call
    ) on me, nu, di, hr, co, ec, important, amendment, paragraph, final_passage into name field value flag
)
where flag not in ('0', '1');

-- rule: a vote is Y, N, A or X
select file, wrong.line, actor as field, '''' || vote || ''' is not Y, N, A, X or empty (absent is X, not a member is empty)' as message
from (select * from staged_vote where vote not in ('Y', 'N', 'A', 'X')) as wrong
join (select id, line, any_value(file) as file from staged_vote_row group by all) as row
    on row.id = roll_call and row.line = wrong.line;

-- rule: votes belong to declared roll calls
select file, line, 'id' as field, if(id is null, 'is empty (fill it)',
    '''' || id || ''' is not in roll_calls.csv (add it there, or mend the id)') as message
from staged_vote_row
where file is not null and (id is null or id not in (select id from staged_roll_call where id is not null));

-- rule: a roll call stands in one row of votes
select file, line, 'id' as field, '''' || id || ''' stands twice (keep one)' as message
from staged_vote_row where id is not null
qualify row_number() over (partition by id order by line) > 1;

-- rule: a roll call has votes
select file, line, 'id' as field, '''' || id || ''' has no row in votes.csv (add it)' as message
from staged_roll_call
where id is not null and id not in (select roll_call from staged_tally where roll_call is not null)
    and 'vote' not in (select name from staged_unsound);

-- rule: the session of a roll call is its number
select file, line, 'session' as field, '''' || session || ''' is not the number of a session such as 78' as message
from staged_roll_call where not regexp_full_match(session, '[1-9]\d{0,2}');

-- rule: voters are declared
select file, 1 as line, actor as field, 'is not in actors.csv (mend the code, or add it there)' as message
from staged_voter
where actor not in (select code from staged_actor where code is not null);

-- rule: a note on votes names a roll call and an actor
select file, line, field, message from (
    select file, line, 'roll_call' as field, '''' || roll_call || ''' is not in roll_calls.csv' as message
    from staged_vote_note where roll_call is not null and roll_call not in (select id from staged_roll_call where id is not null)
    union all
    select file, line, 'actor', '''' || actor || ''' is not in actors.csv'
    from staged_vote_note where actor is not null and actor not in (select code from staged_actor where code is not null)
);
