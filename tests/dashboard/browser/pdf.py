"""The text of a PDF that Chromium printed, without a library: what its fonts say of each glyph."""

import re
import zlib

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_STEP = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(\((?:\\.|[^\\)])*\))")

_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text(pdf):
    """All words of all pages; spaces and line ends are left out, since a PDF has none for sure."""
    return "".join(pages(pdf))


def pages(pdf):
    """The words of each page."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {}
    for body in objects.values():
        if found := re.search(rb"/ToUnicode (\d+) 0 R", body):
            fonts[body] = _letters(_content(objects[int(found[1])]))
    by_number = {n: fonts[body] for n, body in objects.items() if body in fonts}
    found = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_page(page, objects, by_number) for page in found]


def _page(page, objects, by_number):
    named = {
        name.decode(): by_number.get(int(number), {})
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)
    }
    (content,) = re.findall(rb"/Contents (\d+) 0 R", page)
    letters, out = {}, []
    for font, code, literal in _STEP.findall(_content(objects[int(content)])):
        if font:
            letters = named.get(font.decode(), {})
        elif code and not code.upper().startswith(b"FEFF"):  # that is text beside the glyphs
            size = len(next(iter(letters), b"0000"))  # fonts have codes of one byte or of two
            out += [letters.get(code[i : i + size].upper(), "") for i in range(0, len(code), size)]
        elif literal:
            out.append(_literal(literal, letters))
    return re.sub(r"\s+", "", "".join(out))


def _literal(literal, letters):
    raw = _ESCAPE.sub(lambda found: _NAMED.get(found[1]) or found[1], literal[1:-1])
    return "".join(letters.get(f"{byte:02X}".encode(), "") for byte in raw)


def _content(body):
    found = _STREAM.search(body)[1]
    # A checksum that ends like a line break loses its last byte to the pattern.
    return zlib.decompressobj().decompress(found) if b"/FlateDecode" in body else found


def _letters(cmap):
    """What each code of a font stands for."""
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, meant in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[code.upper()] = _meaning(meant)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        hexes = rb"<([0-9A-Fa-f]+)>\s*"
        for first, last, meant in re.findall(hexes * 3, block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = f"{int(first, 16) + step:0{len(first)}X}".encode()
                found[code] = chr(ord(_meaning(meant)[-1]) + step)
    return found


def _meaning(code):
    return bytes.fromhex(code.decode()).decode("utf-16-be")
