"""The head of the page: what other programs read of it, its fonts and its style."""

import base64
import json
import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dashboard.charts import style
from dashboard.edition.edition import Edition
from dashboard.html import render
from dashboard.sentences.reading_words import WORDS
from dashboard.store.database import connection
from dashboard.store.readings import NOW
from etl.readings.review import EDITION, claim_reviews, reviews

HERE = Path(__file__).parent
STATIC = HERE.parent / "static"
FONTS = (
    ("SourceSerif4", "source-serif-4-opsz-wght", "normal", "200 900"),
    ("SourceSerif4", "source-serif-4-italic-wght", "italic", "200 900"),
    ("Public Sans", "public-sans-wght", "normal", "100 900"),
    ("Public Sans", "public-sans-italic-wght", "italic", "100 900"),
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'"
"""The page asks nothing of any host, and no script of it or of anybody else runs."""


def head(edition: Edition) -> str:
    """Everything between <head> and </head>."""
    facts = _open_graph(edition)
    name, told = f"{EDITION}, build {edition.build}", facts["og:description"]
    data = map(Markup, (POLICY, _style() + _running(edition), _reviews(edition)))
    return render("edition.j2", "metadata", facts, told, name, edition.address, *data)


def summary(edition: Edition) -> str:
    """What the page is, in one sentence: how many statements read how."""
    read = [edition.ledger.readings[name, NOW].reading for name in edition.catalogue.claims]
    told = [f"{read.count(word)} {said.lower()}" for word, said in WORDS.items()]
    return f"The article unchanged, with its evidence: {len(read)} statements, {', '.join(told)}."


def _open_graph(edition: Edition) -> dict[str, str]:
    facts = {
        "og:type": "article",
        "og:title": f"{edition.catalogue.article['title']}: evidence edition",
        "og:description": summary(edition),
        "og:site_name": EDITION,
        "og:locale": "en_GB",
        "article:modified_time": f"{edition.catalogue.build['built_at']:%Y-%m-%dT%H:%M:%SZ}",
    }
    return facts | ({"og:url": edition.address} if edition.address else {})


def _reviews(edition: Edition) -> str:
    """The readings as of now as ClaimReviews: a block of data, which no browser runs."""
    found = claim_reviews(reviews(connection(edition.database).cursor(), edition.address))
    # Within the element only "<" could end it or begin a comment.
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _style() -> str:
    """Fonts, colours of both themes, and the look, all within the page."""
    faces = "".join(_face(*font) for font in FONTS)
    look = (HERE / "edition.css").read_text("utf-8")
    return f"{faces}{style.css()}{look}"


def _running(edition: Edition) -> str:
    """The line at the foot of each printed page: which build it is of."""
    told = f"{EDITION}, build {re.sub('[^0-9A-Za-z-]', '', edition.build)}"
    look = "font: 8pt var(--sans); color: #57524A"
    return f'@page{{@bottom-left{{content: "{told}"; {look}}}}}'


def _face(family: str, file: str, slant: str, weight: str) -> str:
    content = base64.b64encode((STATIC / f"{file}.woff2").read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-style:{slant};font-weight:{weight};'
        f"font-display:swap;src:url(data:font/woff2;base64,{content})format('woff2')}}\n"
    )
