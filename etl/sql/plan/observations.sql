-- Every observation that is added, changed, noted anew or removed.
select kind, id, indicator, actor, partner, period, source, before, after, "by", file, line
from change
order by indicator, actor, partner, period, source
