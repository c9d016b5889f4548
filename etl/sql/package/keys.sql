-- Keys that the database declares, and keys that hold without being declared: a view has none, and
-- the votes have closed lists as types in their place.
select table_name, constraint_type as kind, constraint_column_names as columns,
    referenced_table, referenced_column_names as referenced_columns
from duckdb_constraints()
where database_name = current_database() and schema_name = 'main'
    and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
union all
from (values
    ('figure', 'PRIMARY KEY', ['id'], null, []),
    ('figure', 'FOREIGN KEY', ['indicator'], 'indicator', ['id']),
    ('figure', 'FOREIGN KEY', ['actor'], 'actor', ['code']),
    ('figure', 'FOREIGN KEY', ['partner'], 'actor', ['code']),
    ('figure', 'FOREIGN KEY', ['source'], 'source', ['id']),
    ('vote', 'FOREIGN KEY', ['roll_call'], 'roll_call', ['id']),
    ('vote', 'FOREIGN KEY', ['actor'], 'actor', ['code']),
    ('dyad_count', 'PRIMARY KEY', ['scope', 'actor', 'partner', 'year'], null, []),
    ('dyad_count', 'FOREIGN KEY', ['actor'], 'actor', ['code']),
    ('dyad_count', 'FOREIGN KEY', ['partner'], 'actor', ['code']),
    ('dyad_year', 'PRIMARY KEY', ['scope', 'actor', 'partner', 'year'], null, []),
    ('dyad_year', 'FOREIGN KEY', ['actor'], 'actor', ['code']),
    ('dyad_year', 'FOREIGN KEY', ['partner'], 'actor', ['code']),
    ('dyad_interval', 'FOREIGN KEY', ['actor'], 'actor', ['code']),
    ('dyad_interval', 'FOREIGN KEY', ['partner'], 'actor', ['code']),
    ('claim', 'FOREIGN KEY', ['article', 'section'], 'section', ['article', 'id']),
    ('exhibit', 'FOREIGN KEY', ['article', 'section'], 'section', ['article', 'id'])
)
order by all
