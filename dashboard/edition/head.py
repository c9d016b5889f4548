"""The head of the page: what other programs read of it, its fonts and its style."""

import base64
import json
import re
from functools import cache
from pathlib import Path

from dashboard.charts import style
from dashboard.edition.edition import Edition
from dashboard.html.markup import text
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
    title = f"{edition.catalogue.article['title']}: evidence edition"
    return (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{text(title)}</title>"
        f'<meta name="description" content="{text(summary(edition))}">'
        f'<meta name="generator" content="{text(EDITION)}, build {text(edition.build)}">'
        f"{_open_graph(edition, title)}<style>{_style()}{_running(edition)}</style>"
        f"{_reviews(edition)}"
    )


def summary(edition: Edition) -> str:
    """What the page is, in one sentence: how many statements read how."""
    read = [edition.ledger.readings[name, NOW].reading for name in edition.catalogue.claims]
    told = [f"{read.count(word)} {said.lower()}" for word, said in WORDS.items()]
    return f"The article unchanged, with its evidence: {len(read)} statements, {', '.join(told)}."


def _open_graph(edition: Edition, title: str) -> str:
    facts = {
        "og:type": "article",
        "og:title": title,
        "og:description": summary(edition),
        "og:site_name": EDITION,
        "og:locale": "en_GB",
        "article:modified_time": f"{edition.catalogue.build['built_at']:%Y-%m-%dT%H:%M:%SZ}",
    }
    found = f'<link rel="canonical" href="{text(edition.address)}">' if edition.address else ""
    facts |= {"og:url": edition.address} if edition.address else {}
    return found + "".join(
        f'<meta property="{name}" content="{text(value)}">' for name, value in facts.items()
    )


def _reviews(edition: Edition) -> str:
    """The readings as of now as ClaimReviews: a block of data, which no browser runs."""
    found = claim_reviews(reviews(connection(edition.database).cursor(), edition.address))
    # Within the element only "<" could end it or begin a comment.
    told = json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{told}</script>'


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
