"""How a text was written, told from its first bytes."""

import codecs

UTF_16 = "is UTF-16 (save it as UTF-8)"


def is_utf16(start: bytes) -> bool:
    """Whether the first bytes of a file are those of a text in UTF-16."""
    marked = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return marked or (len(start) > 1 and (start[0] == 0) != (start[1] == 0))
