-- Every figure in force that says something else, those beyond their bound first.
select indicator, title, actor, partner, period, before, after, "by", source_before, source_after, unit, bound, is_beyond
from move
order by not is_beyond, indicator, actor, partner, period
