"""The README of the package: what lies in it, how to read it, whose it is."""

from collections.abc import Sequence

from etl.package.describe import About, File
from etl.package.licences import Source, facts_only, notes
from etl.package.relations import Relation

HEAD = """\
# Alignment Indicators: open data package

Figures, votes, events and readings beside the article “{article}”.
Build {build} of {built_at:%Y-%m-%d %H:%M} UTC, package version {version}.

`datapackage.json` describes every file after Data Package 2.0 (datapackage.org): columns with
type and meaning, keys, sources, licences. Each relation is a Parquet file in `parquet/`, and a
CSV file in `csv/` (UTF-8, commas, an empty cell is a missing value, lists and objects as JSON)
where it has fewer than a million rows.

## Read it

With DuckDB:

```sql
select actor, period, value, source, locator
from 'parquet/figure.parquet'
where indicator = 'ukraine_aid_allocation_total_monthly'
order by actor, period;
```

With pandas:

```python
import pandas as pd

figures = pd.read_parquet("parquet/figure.parquet")
sources = pd.read_csv("csv/source.csv").set_index("id")
figures.join(sources[["publisher", "title", "url"]], on="source")
```

`figure` holds the figures in force, `observation` every published edition of them, `indicator`
what each of them means. `reading` says what the figures show of a statement of the article
under its `rule`; a reading is one of five words, never a score.

## Files

| relation | rows | CSV | Parquet | holds |
| --- | ---: | --- | --- | --- |
"""
CITE = """
## Cite it

Alignment Indicators: evidence edition of “{article}”, open data package {version}, build {build}.
A figure is cited with its document: `observation.source` and `observation.locator` name it.
"""


def readme(
    about: About, files: Sequence[File], left_out: Sequence[Relation], sources: list[Source]
) -> str:
    """The whole text."""
    parts = [
        HEAD.format(
            article=about.article,
            build=about.build,
            built_at=about.built_at,
            version=about.version,
        ),
        *_files(files),
        *_missing(left_out),
        "\n## Licences\n\n",
        notes(sources),
        *_publishers(sources),
        CITE.format(article=about.article, version=about.version, build=about.build),
    ]
    return "".join(parts)


def _files(files: Sequence[File]) -> list[str]:
    """A row per relation with its files."""
    by_relation: dict[str, dict[str, File]] = {}
    for file in files:
        by_relation.setdefault(file.relation.name, {})[file.format] = file
    return [
        f"| `{name}` | {file.relation.rows:,} | {_size(held.get('csv'))} "
        f"| {_size(held.get('parquet'))} | {_cell(file.relation.comment)} |\n"
        for name, held in by_relation.items()
        for file in [held["parquet"]]
    ]


def _missing(left_out: Sequence[Relation]) -> list[str]:
    if not left_out:
        return []
    told = "".join(f"- `{r.name}` ({r.rows:,} rows): {r.comment}\n" for r in left_out)
    return [f"\nLeft out, since they only say again what others hold:\n\n{told}"]


def _publishers(sources: list[Source]) -> list[str]:
    """The publishers of whose documents only facts are here."""
    rows = facts_only(sources)
    if not rows:
        return []
    lines = "".join(f"| {_cell(p)} | {_cell(licence)} | {n:,} |\n" for p, licence, n in rows)
    head = "| publisher | its terms, in short | figures |\n| --- | --- | ---: |\n"
    return [f"\nFacts only, by publisher:\n\n{head}{lines}"]


def _size(file: File | None) -> str:
    if file is None:
        return ""
    return (
        f"{max(file.bytes / 1000, 0.1):,.1f} kB"
        if file.bytes < 1e6
        else f"{file.bytes / 1e6:,.1f} MB"
    )


def _cell(text: str) -> str:
    """A text that cannot end its cell; characters that Markdown or HTML read stay characters."""
    shown = " ".join(text.split()).replace("\\", "\\\\")
    for mark in "|<>[]`*_&":
        shown = shown.replace(mark, f"\\{mark}")
    return shown
