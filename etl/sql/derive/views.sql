-- The formulas, on whole numbers to the end; d is the distance of two votes, abstention halfway.
-- Both ways, if asked, before anything is computed: a measure is the same in both directions, and one
-- formula is planned instead of two. first and second keep whose votes are counted on which side.
create macro dyad_measured(both_ways) as table
with way as (
    select *, actor as first, partner as second from dyad_count
    union all
    select * replace (partner as actor, actor as partner), actor, partner
    from dyad_count where both_ways
),
cell as (
    select actor, partner, first, second, scope, year, columns('^[yan]{2}$')::bigint from way
),
tally as (
    select
        scope::varchar as scope, actor::varchar as actor, partner::varchar as partner,
        first::varchar as first, second::varchar as second,
        year::integer as year,
        yy + ya + yn + ay + aa + an + ny + na + nn as n,
        yy + aa + nn as same, ya + ay + an + na as near, yn + ny as far,
        yy + ya + yn as yes, ay + aa + an as abstain, ny + na + nn as no,
        yy + ay + ny as their_yes, ya + aa + na as their_abstain, yn + an + nn as their_no
    from cell
),
-- Sums of d and of its square: as seen, by chance with own frequencies (times n, for kappa), by
-- chance with common frequencies (times 2 n, for pi). Without chance to differ: null.
apart as (
    select *,
        near + 2 * far as seen_abs, near + 4 * far as seen_sq,
        abstain * (their_yes + their_no) + (yes + no) * their_abstain as own_near,
        yes * their_no + no * their_yes as own_far,
        (abstain + their_abstain) * (yes + their_yes + no + their_no) as common_near,
        (yes + their_yes) * (no + their_no) as common_far
    from tally
)
select
    apart.scope, apart.actor, partner, apart.year, n::integer as n_votes,
    n >= 30 and mine.votes is null and theirs.votes is null as is_ranked,
    1 - seen_abs / (2 * n) as agreement,
    same / n as identical_share,
    1 - seen_abs / n as s_abs,
    1 - seen_sq / (2 * n) as s_sq,
    1 - n * seen_abs / nullif(own_near + 2 * own_far, 0) as kappa_abs,
    1 - n * seen_sq / nullif(own_near + 4 * own_far, 0) as kappa_sq,
    1 - 2 * n * seen_abs / nullif(common_near + 2 * common_far, 0) as pi_abs,
    1 - 2 * n * seen_sq / nullif(common_near + 4 * common_far, 0) as pi_sq
from apart
left join suspect_year as mine
    on mine.scope = apart.scope and mine.actor = apart.first and mine.year = apart.year
left join suspect_year as theirs
    on theirs.scope = apart.scope and theirs.actor = apart.second and theirs.year = apart.year;

create view dyad_year as from dyad_measured(false);

create view alignment as
with directed as (from dyad_measured(true))
select measure, scope, actor, partner, year, value, n_votes, is_ranked
from directed unpivot include nulls (
    value for measure in (
        agreement, identical_share, s_abs, s_sq, kappa_abs, kappa_sq, pi_abs, pi_sq));

-- A rank counts heads: a dyad of few votes or of damaged ones would move everybody else.
create view dyad_rank as
select
    measure, scope, actor, partner, year, value, n_votes,
    rank() over (partition by measure, scope, actor, year order by value desc)::integer as rank,
    count(*) over (partition by measure, scope, actor, year)::integer as "of"
from alignment
where value is not null and is_ranked;
