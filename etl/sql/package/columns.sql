-- Every column in its order, with its type, whether it may be missing, and what its comment says.
select table_name, column_name, data_type, is_nullable, comment
from duckdb_columns()
where database_name = current_database() and schema_name = 'main' and not internal
order by table_name, column_index
