"""Readings for other programs: one list of all claims on all bases, each a schema.org ClaimReview.

The rating is one of five words. There is no number in its place: a reading is no score.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb

from etl.paths import SQL
from etl.readings.words import WORDS

EDITION = "Alignment Indicators"
REVIEW = ("@type", "url", "claimReviewed", "datePublished", "author", "itemReviewed")
REVIEW += ("reviewRating",)
"""What schema.org knows of an entry; all else is ours, and its context says so."""
ARTICLES = "select id, title, published, front from article"
HEADS = ("", "Statement", "Reads now", "Read then", "Strength", "Margin")
Entry = dict[str, Any]


def reviews(con: duckdb.DuckDBPyConnection, address: str = "") -> dict[str, Any]:
    """The readings of a build as plain values for JSON; links begin with `address`."""
    articles = _articles(con)
    entries = [_entry(row, articles[row["article"]], address) for row in _rows(con)]
    ours = dict.fromkeys(name for entry in entries for name in entry if name not in REVIEW)
    return {
        # schema.org would take every other name for a property of its own.
        "@context": ["https://schema.org", {"readings": "@graph"} | dict.fromkeys(ours)],
        "readings": entries,
    }


def claim_reviews(found: dict[str, Any]) -> dict[str, Any]:
    """The readings as of now as bare ClaimReviews, for a page to carry."""
    now = [entry for entry in found["readings"] if entry["basis"] == "now"]
    bare = [{name: entry[name] for name in REVIEW} for entry in now]
    return {"@context": "https://schema.org", "@graph": bare}


def told(found: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """A line per claim: number, title, reading now, reading then, strength, margin."""
    by_claim: dict[str, dict[str, Entry]] = {}
    for entry in found["readings"]:
        by_claim.setdefault(entry["claim"], {})[entry["basis"]] = entry
    for bases in by_claim.values():
        now, then = bases["now"], bases["then"]
        words = (WORDS[now["reading"]], WORDS[then["reading"]])
        yield str(now["number"]), now["title"], *words, now["strength"] or "", _margin(now)


def _articles(con: duckdb.DuckDBPyConnection) -> dict[str, Entry]:
    """What is known of each article, by its id."""
    return {
        slug: json.loads(front) | {"title": title, "published": published}
        for slug, title, published, front in con.execute(ARTICLES).fetchall()
    }


def _rows(con: duckdb.DuckDBPyConnection) -> Iterator[Entry]:
    done = con.execute((SQL / "readings" / "review.sql").read_text("utf-8"))
    names = [column[0] for column in done.description or ()]
    for row in done.fetchall():
        yield _plain(dict(zip(names, row, strict=True)))


def _plain(row: Entry) -> Entry:
    """The row with its JSON read and its days as ISO text."""
    row["criteria"] = json.loads(row["criteria"])
    for test in row["tests"]:
        test["given"] = json.loads(test["given"])
    return _dated(row)


def _dated(value: Any) -> Any:  # noqa: ANN401 - any value that JSON can hold
    if isinstance(value, dict):
        return {name: _dated(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _entry(row: Entry, article: Entry, address: str) -> Entry:
    """One reading: what schema.org knows first, then what only we say."""
    explained = row["rule"]["words"] if row["rule"] else row["why_not"] or row["no_rule"]
    review = {
        "@type": "ClaimReview",
        "url": f"{address}#{row['claim']}",
        "claimReviewed": row["exact"],
        "datePublished": row["evaluated_on"],
        "author": {"@type": "Organization", "name": EDITION},
        "itemReviewed": {
            "@type": "Claim",
            "name": row["title"],
            "datePublished": article["published"],
            "appearance": _appearance(article),
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": WORDS[row["reading"]],
            "ratingExplanation": explained,
        },
    }
    return review | row


def _appearance(article: Entry) -> Entry:
    """Where a claim was made; what is not known of the article is left out."""
    known = {
        "headline": article["title"],
        "datePublished": article["published"],
        "url": article.get("url"),
        "author": _named("Person", article.get("author")),
        "publisher": _named("Organization", article.get("source")),
    }
    return {"@type": "Article"} | {name: value for name, value in known.items() if value}


def _named(kind: str, name: str | None) -> Entry | None:
    return {"@type": kind, "name": name} if name else None


def _margin(entry: Entry) -> str:
    """How far the nearest bound is at which the reading turns, in units of its test."""
    if entry["lacks"]:
        return f"lacks: {entry['lacks']}"
    if entry["margin"] is None:
        return ""
    test = next(test for test in entry["tests"] if test["id"] == entry["test"])
    shown = f"{entry['margin']:+.{test['decimals']}f} {test['unit']}"
    return f"{shown} from {WORDS[entry['turns_to']].lower()} ({test['title']})"
