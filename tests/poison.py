"""The sample data with markup, scripts and Markdown in every text: shown, it has to stay text."""

import csv
import re
import shutil
from pathlib import Path

SAMPLE = Path(__file__).parent / "fixtures" / "data"
POISON = (
    "<img src=x onerror=window.hacked=1><script>window.hacked=2</script>"
    "[p](javascript:window.hacked=3) ![i](http://evil.invalid/i.png) $x$ **b** `c` :red[r] \"'&lt;"
)
URL = 'https://example.org/"><img src=x onerror=window.hacked=4>?a=javascript:1'
TEXTS = {
    "name", "label", "definition", "locator", "note", "publisher", "title", "licence",
    "description", "fault", "mend", "reason", "text",
}  # fmt: skip
KEYS = (
    "title", "question", "definition", "why_it_matters", "caveat", "reads_as", "subtitle",
    "why_not", "note", "no_rule",
)  # fmt: skip
LINE = re.compile(rf'^({"|".join(KEYS)}) = "(.*)"$', re.MULTILINE)
INNER = re.compile(r'\b((?:yes|no|total|military|text) = )"([^"]*)"')


def poisoned(folder):
    """A copy of the sample data in which every text that a reader sees carries the poison."""
    data = Path(shutil.copytree(SAMPLE, folder / "data"))
    for path in data.rglob("*.csv"):
        _poison_csv(path)
    for path in data.rglob("*.toml"):
        _poison_toml(path)
    return data


def _poison_csv(path):
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if path.name in {"votes.csv", "variables.csv", "codes.csv", "adjudications.csv"} or not rows:
        return
    for row in rows:
        for name in TEXTS & row.keys():
            # A note that is empty says something by being so, and a reason may be a code.
            if row[name]:
                row[name] += f" {POISON}"
        if "url" in row:
            row["url"] = URL
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _poison_toml(path):
    text = path.read_text("utf-8")
    bad = POISON.replace("\\", "\\\\").replace('"', '\\"')
    text = LINE.sub(lambda found: f'{found[1]} = "{found[2]} {bad}"', text)
    text = INNER.sub(lambda found: f'{found[1]}"{found[2]} {bad}"', text)
    path.write_text(text, "utf-8")
