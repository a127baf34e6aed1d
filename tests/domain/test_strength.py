"""Words for figures that tell how far segments can be believed."""

import pytest

from persona_studio.domain.strength import gained


@pytest.mark.parametrize(
    ("gain", "word"),
    [
        (-0.1, "none"),
        (0.05, "none"),
        (0.06, "hardly"),
        (0.24, "hardly"),
        (0.25, "useful"),
        (0.49, "useful"),
        (0.5, "clear"),
    ],
)
def test_a_small_gain_is_not_called_chance(gain, word):
    assert gained(gain) == word
