"""HTML as tests read it."""

from html.parser import HTMLParser


class Cells(HTMLParser):
    """The cells of an HTML table, row by row, as text."""

    def __init__(self, html):
        super().__init__()
        self.rows = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


class _Links(HTMLParser):
    """The attributes of every link."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs))


def links(html):
    """The attributes of every link of a piece of HTML, in order."""
    return _Links(html).found
