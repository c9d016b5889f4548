-- What an indicator or a document holds: figures in force, figures of all vintages, and of a document
-- also events, roll calls and memberships.
select
    (select count(*) from observation
        where in_force and if($kind = 'indicator', indicator, source) = $id) as figures,
    (select count(*) from observation
        where if($kind = 'indicator', indicator, source) = $id) as vintages,
    (select count(*) from event where $kind = 'source' and source = $id) as events,
    (select count(*) from roll_call where $kind = 'source' and source = $id) as roll_calls,
    (select count(*) from membership where $kind = 'source' and source = $id) as memberships
