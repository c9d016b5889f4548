"""An article with its claims, rules and exhibits into the tables of the contract."""

from collections.abc import Iterator
from typing import Any

import duckdb

from etl.load.insert import as_json, insert
from etl.models.article import Article
from etl.models.claim import ClaimModel, RuleModel, RuleTestModel

ELSEWHERE = {"prefix", "suffix", "exhibits", "rule", "test", "override"}
Row = dict[str, Any]


def load_article(con: duckdb.DuckDBPyConnection, article: Article) -> None:
    """Fill the tables from `article` to `left_out`; readings follow when the build is whole."""
    front = article.front.model
    row = {"id": article.slug, "title": front.title, "published": front.published}
    insert(con, "article", [row | {"front": as_json(front.model_dump(exclude={"sections"}))}])
    insert(con, "section", list(_sections(article)))
    insert(con, "claim", list(_claims(article)))
    insert(con, "exhibit", list(_exhibits(article)))
    claims = article.claims.model
    ruled = [(claim, claim.rule) for claim in claims.claim if claim.rule]
    insert(con, "rule", [_rule(claim, rule) for claim, rule in ruled])
    tests = [(claim.id, place, test) for claim, _ in ruled for place, test in enumerate(claim.test)]
    insert(con, "test", [_test(*named) for named in tests])
    insert(con, "definition", [row for named in tests for row in _definitions(*named)])
    insert(con, "claim_exhibit", list(_links(claims.claim)))
    left_out = [
        {"article": article.slug, "position": place, **span.model_dump()}
        for place, span in enumerate(claims.left_out)
    ]
    insert(con, "left_out", left_out)


def _sections(article: Article) -> Iterator[Row]:
    for position, section in enumerate(article.front.model.sections):
        place = {"article": article.slug, "position": position, "text": article.texts[section.id]}
        yield place | section.model_dump()


def _claims(article: Article) -> Iterator[Row]:
    for claim in article.claims.model.claim:
        start, stop = article.spans[claim.id]
        row = claim.model_dump(exclude=ELSEWHERE) | {"start": start, "stop": stop}
        row |= {"why_not": claim.why_not or None, "could_speak": claim.could_speak or None}
        yield row | {"article": article.slug, "view": as_json(row["view"] or {})}


def _exhibits(article: Article) -> Iterator[Row]:
    for position, exhibit in enumerate(article.exhibits.model.exhibit):
        panels = as_json([panel.model_dump() for panel in exhibit.panel])
        place = {"article": article.slug, "position": position, "panels": panels}
        yield place | exhibit.model_dump(exclude={"panel"})


def _links(claims: list[ClaimModel]) -> Iterator[Row]:
    for claim in claims:
        for position, exhibit in enumerate(claim.exhibits):
            yield {"claim": claim.id, "exhibit": exhibit, "position": position}


def _rule(claim: ClaimModel, rule: RuleModel) -> Row:
    """A rule in the terms of its first test: SQL, unit and threshold are that one's."""
    first = next(test for test in claim.test if test.role == "for")
    row = rule.model_dump() | {"claim": claim.id, "looked_for": rule.looked_for or None}
    row |= {"sql": first.sql, "threshold": first.threshold, "unit": first.unit}
    return row | {"min_tests": needed_tests(claim)}


def needed_tests(claim: ClaimModel) -> int:
    """How many tests "for" must have enough evidence: all, unless the rule asks for fewer."""
    primary = sum(test.role == "for" for test in claim.test)
    return claim.rule.min_tests or primary if claim.rule else 0


def _test(claim: str, position: int, test: RuleTestModel) -> Row:
    row = test.model_dump(exclude={"definitions"}) | {"claim": claim, "position": position}
    return row | {"given": as_json(test.given)}


def _definitions(claim: str, _: int, test: RuleTestModel) -> Iterator[Row]:
    for position, definition in enumerate(test.definitions):
        row = definition.model_dump() | {"claim": claim, "test": test.id, "position": position}
        yield row | {"given": as_json(definition.given)}
