"""The samples of each connector: small documents in a publisher's layout, with true figures."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl

from etl.connectors.model import Query

SAMPLES = Path(__file__).parents[2] / "fixtures" / "connectors"
EMPTY = "empty.json"  # what an interface answers on a period that is not reported
TODAY = date(2026, 11, 24)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


def requests(connector):
    """What the connector asks for."""
    return list(connector.requests(Query(None, TODAY, {})))


def sample(connector, document):
    """The bytes of a sample document; workbooks are put together from a CSV file per sheet."""
    folder = SAMPLES / connector.name
    sheets = folder / f"{document}.sheets"
    if sheets.is_dir():
        return workbook({path.stem: rows(path.read_text()) for path in sorted(sheets.iterdir())})
    path = folder / document
    return (path if path.exists() else folder / EMPTY).read_bytes()


def rows(text, parting=","):
    """The cells of a CSV text."""
    return list(csv.reader(io.StringIO(text), delimiter=parting))


def workbook(sheets):
    """A workbook of these sheets; cells that are numbers are written as numbers."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([_cell(text) for text in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return text or None


def address(connector, request):
    """Where the document itself lies, also when its address is looked up on a page."""
    if request.find is None:
        return request.url
    return request.find(sample(connector, f"{request.document}.page").decode())


def put(publisher, connector, answer):
    """Serve all samples of a connector; `answer(body, kind)` makes the answer to each."""
    for request in requests(connector):
        if request.find is not None:
            page = sample(connector, f"{request.document}.page")
            publisher.put(request.url, answer(page, request.page_kind))
        place = address(connector, request)
        publisher.put(place, answer(sample(connector, request.document), request.kind))


class Table:
    """A sample document as a header and rows, to be changed as publishers do, and written again.

    In JSON the rows are the records at the case's path and the header their keys.
    """

    def __init__(self, connector, request, case):
        self.kind, self.case = request.kind, case
        self.code, self.value = case.code, case.value
        if self.kind == "xlsx":
            folder = SAMPLES / connector.name / f"{request.document}.sheets"
            self.sheets = {p.stem: rows(p.read_text()) for p in sorted(folder.iterdir())}
            self.lines = self.sheets[case.sheet]
            width = max(map(len, self.lines))
            self.lines[:] = [line + [""] * (width - len(line)) for line in self.lines]
        elif self.kind == "csv":
            text = sample(connector, request.document).decode("utf-8-sig")
            self.parting = "\t" if "\t" in text else ","
            self.lines = rows(text, self.parting)
        else:
            self.tree = json.loads(sample(connector, request.document))
            self.records = self.tree
            for step in case.path:
                self.records = self.records[step]
            self.lines = [list(self.records[0])]
            self.lines += [list(record.values()) for record in self.records]

    @property
    def header(self):
        return self.lines[self.case.header]

    @property
    def body(self):
        return self.lines[self.case.header + 1 :]

    def at(self, name):
        return self.header.index(name) if isinstance(name, str) else name

    def rename(self, old, new):
        self.header[self.at(old)] = new

    def add(self, name):
        for line in self.lines:
            line.append("")
        self.header[-1] = name
        self.body[0][-1] = "1"

    def reorder(self):
        first = self.case.first
        for line in self.lines:
            line[first:] = line[: first - 1 if first else None : -1]

    def set(self, name, cell):
        held = [line for line in self.body if _cell(line[self.at(self.value)]) is not None]
        held[self.case.at][self.at(name)] = cell

    def double(self, cell):
        """One row twice, with another number the second time; None: the same."""
        held = [line for line in self.body if _cell(line[self.at(self.value)]) is not None]
        line = held[self.case.at]
        other = list(line)
        if cell is not None:
            other[self.at(self.value)] = cell
        self.lines.insert(self.lines.index(line) + 1, other)

    def turn(self):
        for line in self.body:
            for at in self._turned():
                if isinstance(number := _cell(line[at]), float):
                    line[at] = -number if self.kind == "json" else str(-number)

    def _turned(self):
        if self.case.negative == "all":
            return range(self.case.first, len(self.header))
        return [self.at(self.case.negative or self.value)]

    def keep(self, share):
        rows = self.body
        self.lines[self.case.header + 1 :] = rows[: int(len(rows) * share)]

    def bytes(self):
        if self.kind == "xlsx":
            return workbook(self.sheets)
        if self.kind == "json":
            self.records[:] = [dict(zip(self.header, line, strict=True)) for line in self.body]
            top = self.tree[0] if isinstance(self.tree, list) else self.tree
            top["total" if "total" in top else "count"] = len(self.records)
            return json.dumps(self.tree).encode()
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.parting, lineterminator="\n").writerows(self.lines)
        return stream.getvalue().encode()
