-- The tables that hold what people wrote or publishers sent; all others are computed from them.
select table_name from duckdb_tables()
where database_name = 'made' and schema_name = 'main' and not internal
    and table_name not in ('build', 'reading', 'reading_definition', 'reading_threshold', 'test_result',
        'reading_history', 'acknowledgement', 'exhibit_figure', 'reliability', 'cohesion')
    and not starts_with(table_name, 'dyad_')
order by table_name
