"""The map of 10,000 respondents: one frame while the hand pans and zooms, and the first sight of it."""

from collections.abc import Iterator

from figures import Figure, in_fresh_process

FRAME = 1000 / 60
SHOW = """
import time
import numpy as np
from persona_studio import app
from persona_studio.services.segments import mapping
from persona_studio.services.segments.mapping import Points
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.segments.canvas import MapCanvas, Named
from persona_studio.ui.theme import load_theme
from persona_studio.ui.wording import Wording
application = app.prepare(["persona-studio"])
draw = np.random.default_rng(1)
numbers = draw.integers(0, 4, 10_000)
x, y = (1.5 * draw.normal(size=(4, 2))[numbers] + 0.5 * draw.normal(size=(10_000, 2))).T.copy()
points = Points(np.arange(10_000), x, y, (numbers + 1).astype(np.uint8), np.ones(10_000), 10_000)
canvas = MapCanvas(Kit(load_theme("light", 1.0), Wording(Texts("fr"))))
canvas.resize(1000, 900)
canvas.show()
application.processEvents()
held, begun = 0.0, time.perf_counter()
named = [Named(n, f"Segment {n}", "25 %", n) for n in range(1, 5)]
canvas.show_points(points, mapping.ellipses(points), named)
for turn in range(6):
    held, begun = max(held, 1000 * (time.perf_counter() - begun)), time.perf_counter()
    application.processEvents()
assert len(canvas._clouds) == 4
spent = []
for number in range(240):
    begun = time.perf_counter()
    if number % 2:
        canvas.box.translateBy((0.02 * (-1) ** (number // 20), 0.01))
    else:
        canvas.box.scaleBy((0.97, 0.97) if number % 40 < 20 else (1 / 0.97, 1 / 0.97))
    application.processEvents()
    spent.append(1000 * (time.perf_counter() - begun))
spent.sort()
result = held, spent[len(spent) // 2], spent[int(0.95 * len(spent))]
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    _, _, (held, usual, slow) = in_fresh_process(SHOW)
    yield Figure(name="10,000 points: longest wait for the first sight", value=held, unit="ms", at_most=100)
    yield Figure(name="10,000 points: one frame, median", value=usual, unit="ms", at_most=FRAME)
    yield Figure(name="10,000 points: one frame, 19 of 20", value=slow, unit="ms", at_most=FRAME)
