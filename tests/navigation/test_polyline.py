"""Facts about lines as Valhalla writes them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigation.routing import polyline


def encoded(points):
    """The published algorithm, point by point, in millionths of a degree."""
    text, before = "", (0, 0)
    for point in points:
        for now, last in zip(point, before, strict=True):
            number = (now - last) << 1 if now >= last else ~((now - last) << 1)
            while number >= 0x20:
                text += chr((0x20 | (number & 0x1F)) + 63)
                number >>= 5
            text += chr(number + 63)
        before = point
    return text


POINTS = st.tuples(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_what_is_encoded_is_decoded(points):
    np.testing.assert_allclose(polyline.decode(encoded(points)), np.array(points) * 1e-6, atol=1e-9)


def test_nothing_is_no_points():
    assert polyline.decode("").shape == (0, 2)


@pytest.mark.parametrize("text", ["_", "?", "\x10\x10", "é?"])
def test_a_damaged_line_is_refused(text):
    with pytest.raises(ValueError, match="damaged"):
        polyline.decode(text)
