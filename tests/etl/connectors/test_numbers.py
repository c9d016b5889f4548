import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.connectors.numbers import number, plain


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_it_is_printed(value):
    assert float(number(repr(value))) == value
    assert float(number(value)) == value


@given(st.decimals(-(10**12), 10**12, places=8), st.integers(0, 8))
def test_a_written_number_is_plain_and_near(value, places):
    text = plain(value, places)
    assert "e" not in text.lower()
    assert not (("." in text) and text.endswith(("0", ".")))
    assert text != "-0"
    assert math.isclose(float(text), float(value), rel_tol=1e-12, abs_tol=0.51 * 10**-places)


@given(st.text())
def test_any_text_is_a_number_or_refused(text):
    try:
        found = number(text)
    except ValueError:
        return
    assert isinstance(found, Decimal)
    assert found.is_finite()


@pytest.mark.parametrize("text", ["1,5", "1.234,5", "-0,25", "1234,5"])
def test_a_decimal_comma_is_called_so(text):
    with pytest.raises(ValueError, match="decimal comma"):
        number(text)


@pytest.mark.parametrize("cell", ["", "..", "n/a", "1 234", "1,234.5", None, True, math.nan, "٣"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match=r"no number|decimal comma"):
        number(cell)
