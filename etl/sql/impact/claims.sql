-- The statements that rest on it: with how many figures computed by a test, and drawn by a chart.
select claim.id, claim.number, claim.title,
    count(distinct figure) filter (how = 'computed') as computed,
    count(distinct figure) filter (how = 'drawn') as drawn
from claim_figure join claim on claim.id = claim
where if($kind = 'indicator', indicator, source) = $id
group by claim.id, claim.number, claim.title
order by claim.number
