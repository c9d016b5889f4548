-- rule: a dyad names two declared members that vote
select file, line, field, if(actor in (select code from staged_actor where code is not null),
    '''' || actor || ''' casts no votes (it is no column of votes.csv; mend the code)',
    '''' || actor || ''' is not in actors.csv (mend the code, or add it there)') as message
from (
    select file, line, 'actor' as field, actor from staged_dyad
    union all
    select file, line, 'partner', partner from staged_dyad
)
where actor is not null and actor not in (select actor from staged_voter where actor is not null)
    and 'vote' not in (select name from staged_unsound);

-- rule: a dyad is two actors
select file, line, 'partner' as field, '''' || partner || ''' is the actor itself (name another)' as message
from staged_dyad where actor = partner;

-- rule: a dyad stands once, whichever comes first
select file, line, 'actor' as field,
    actor || ' and ' || partner || ' stand twice (keep one)' as message
from staged_dyad where actor <> partner
qualify row_number() over (partition by least(actor, partner), greatest(actor, partner) order by file, line) > 1;
