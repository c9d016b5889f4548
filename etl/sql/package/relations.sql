-- Every relation of the contract with what its comment says.
select table_name as name, 'table' as kind, comment from duckdb_tables()
where database_name = current_database() and schema_name = 'main' and not internal
union all
select view_name, 'view', comment from duckdb_views()
where database_name = current_database() and schema_name = 'main' and not internal
order by name
