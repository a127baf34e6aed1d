"""Heights that are shared: everything fits when it can, and what is cut is cut alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.publish.layout.sharing import rationed, shared

USUAL = {"a": 60.0, "b": 30.0, "c": 10.0}
HEIGHTS = st.fixed_dictionaries({key: st.floats(1, 200) for key in USUAL})


@examples(60)
@given(needed=HEIGHTS)
def test_what_fits_has_what_it_needs_and_no_more_room_than_there_is(needed: dict[str, float]) -> None:
    made = shared(needed, USUAL, 100.0)
    assert (made is None) is (sum(needed.values()) > 100.0)
    if made is not None:
        assert all(made[key] >= needed[key] - 1e-9 for key in USUAL)
        assert sum(made.values()) == pytest.approx(100.0)
        assert all(made[key] <= max(needed[key], USUAL[key]) + 1e-9 for key in USUAL)


@examples(60)
@given(needed=HEIGHTS, weighted=st.booleans())
def test_what_does_not_fit_leaves_no_room_free(needed: dict[str, float], weighted: bool) -> None:
    made = rationed(needed, 100.0, USUAL if weighted else None)
    assert sum(made.values()) == pytest.approx(min(100.0, sum(needed.values())))
    parts = USUAL if weighted else dict.fromkeys(USUAL, 1.0)
    cut = [made[key] / parts[key] for key in USUAL if made[key] < needed[key] - 1e-9]
    assert cut == pytest.approx([max(cut, default=0.0)] * len(cut))
    assert all(made[key] / parts[key] <= max(cut) + 1e-9 for key in USUAL if cut)
