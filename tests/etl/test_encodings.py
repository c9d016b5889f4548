import pytest

from etl.encodings import is_utf16


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_known_with_and_without_a_mark(encoding):
    assert is_utf16("id,name\n".encode(encoding)[:2])


@pytest.mark.parametrize("content", [b"", b"i", b"id", b"\xef\xbb\xbfid", "é,ü".encode()])
def test_utf8_is_not_taken_for_utf16(content):
    assert not is_utf16(content)
