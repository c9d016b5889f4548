-- The readings of these statements that are computed from it, on each basis.
select reading.claim, claim.number, reading.basis, reading.reading
from reading join claim on claim.id = reading.claim
where exists (
    from claim_figure as rests
    where rests.claim = reading.claim and rests.basis = reading.basis and rests.how = 'computed'
        and if($kind = 'indicator', rests.indicator, rests.source) = $id
)
order by claim.number, list_position(['now', 'then', 'revised'], reading.basis)
