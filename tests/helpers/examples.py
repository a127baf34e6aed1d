"""How much a quick run tries: fewer examples of a property, and some of many cases."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

USUAL = 100
SHARING = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
"""Health checks that properties do without whose examples share what a fixture made."""


def examples(many: int, **others: Any) -> settings:
    """Return the settings of a property that draws ``many`` examples where others draw a hundred."""
    share = settings().max_examples / USUAL
    return settings(max_examples=max(5, round(many * share)), **others)


def deepened(cases: Iterable[Any], quick: Callable[[Any], object]) -> list[Any]:
    """Return the cases of a test, of which a quick run tries only those that ``quick`` picks."""
    return [pytest.param(case, marks=[] if quick(case) else pytest.mark.slow) for case in cases]
