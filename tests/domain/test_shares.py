"""Wilson's interval against published figures, and its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.shares import wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(count, n, low, high):
    assert wilson(count / n, n) == pytest.approx((low, high), abs=0.00005)


@given(st.floats(0, 1), st.floats(1, 1e6))
def test_the_interval_holds_the_share_and_stays_a_share(share, n):
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
