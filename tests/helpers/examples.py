"""How many examples a property draws: as many as it names in a whole run, fewer in a quick one."""

from typing import Any

from hypothesis import settings

USUAL = 100


def examples(many: int, **others: Any) -> settings:
    """Return the settings of a property that draws ``many`` examples where others draw a hundred."""
    share = settings().max_examples / USUAL
    return settings(max_examples=max(5, round(many * share)), **others)
