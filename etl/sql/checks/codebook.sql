-- rule: a quantity has a minimum, a percentage or share a maximum
select file, line, 'indicators.' || id || '.' || bound as field, 'is missing (write it: ' || remedy || ')' as message
from (
    select file, line, id, 'minimum' as bound, '0 where a figure cannot be negative' as remedy
    from staged_indicator where unit <> 'code' and minimum is null
    union all
    select file, line, id, 'maximum', if(unit = 'pct', '100', '1') || ' for a part of a whole'
    from staged_indicator where unit in ('pct', 'share') and maximum is null
);

-- rule: the next look comes after the last
select file, line, 'indicators.' || id || '.next_check' as field,
    next_check || ' is no day after the last look, ' || checked || ' (mend one of them)' as message
from staged_indicator where next_check <= checked;
