"""The variable table: 500 variables of 100,000 respondents scrolled, sorted, sought; each frame is timed."""

from collections.abc import Iterator
from pathlib import Path

from figures import Figure, in_fresh_process

TESTS = Path(__file__).resolve().parents[1]
FRAME_MS = 50
ROUNDS = 2
TABLE = """
import sys, time
sys.path.insert(0, argv[0] + "/ui")
from dataclasses import replace
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from persona_studio import app
from persona_studio.services.session import Session
from persona_studio.store.preferences import Preferences
import pathlib, tempfile
import survey
from persona_studio.domain.variables import Kind, Role
from persona_studio.services.jobs import Immediate
application = app.prepare(["persona-studio"])
home = pathlib.Path(tempfile.mkdtemp())
program = app.compose(application, Immediate, Preferences(home / "preferences.json"), "fr")
window = program.window
window.resize(1440, 900)
window.show()
ANSWERS = [f"Réponse numéro {i} à une question dont les mots sont longs" for i in range(9)]
KINDS = (Kind.NOMINAL, Kind.ORDINAL, Kind.MULTIPLE)
variables = []
for i in range(500):
    one = survey.choice(f"q{i}", f"Question {i} : que pensez-vous de cette affirmation ?", ANSWERS,
                        KINDS[i % 3], Role.ACTIVE)[0]
    levels = tuple(replace(level, count=level.count * 400) for level in one.levels)
    variables.append(replace(one, levels=levels, block=f"Grille {i // 20}" if i % 5 else ""))
project = survey.bare()[0]
wave = replace(project.waves[0], respondents=100_000, variables=tuple(variables))
Session.create(home / "p.persona", replace(project, waves=(wave,))).close()
program.studio.open(home / "p.persona")
window.go("data")
place = window.place("data")
for block in {v.block for v in variables if v.block}:
    place.filter.unfold(block)
class Frames(QObject):
    spent = []
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not watched.property("timing"):
            watched.setProperty("timing", True)
            begun = time.thread_time()
            application.sendEvent(watched, event)
            self.spent.append(time.thread_time() - begun)
            watched.setProperty("timing", False)
            return True
        return False
frames = Frames()
view = place.view
view.viewport().installEventFilter(frames)
bar = view.verticalScrollBar()
def frame():
    application.processEvents()
    view.viewport().repaint()
def slowest(steps):
    frames.spent.clear()
    begun = time.thread_time()
    longest = 0.0
    for step in steps:
        before = time.thread_time()
        step()
        frame()
        longest = max(longest, time.thread_time() - before)
    return longest * 1000, max(frames.spent) * 1000, len(frames.spent)
for _ in range(5):
    frame()  # what the place does when it opens is no frame of the table
steps = [lambda at=at: bar.setValue(at) for at in range(0, bar.maximum(), 37)]
scrolled, painted, count = slowest(steps)
rows = view.model()
down = [lambda: view.setCurrentIndex(rows.index(view.currentIndex().row() + 1, 1)) for _ in range(200)]
chosen = slowest(down)[0]
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
sorted_ = slowest([lambda c=c, o=o: view.sort(c, o) for c in range(4) for o in (UP, DOWN)])[0]
sought = slowest([lambda t=t: place.search.setText(t) for t in ("q", "qu", "que", "question 4", "")])[0]
result = [scrolled, painted, count, chosen, sorted_, sought]
program.studio.leave()
"""


def measure() -> Iterator[Figure]:
    """Yield the figures: the slowest frame of each gesture, in milliseconds."""
    # The window's own time, and the best of some runs: what else the machine does is not the table's.
    runs = [in_fresh_process(TABLE, str(TESTS))[2] for _ in range(ROUNDS)]
    scrolled, painted, count, chosen, by_head, sought = (min(values) for values in zip(*runs, strict=True))
    for name, value in (
        (f"table: slowest of {count:.0f} frames scrolled", scrolled),
        ("table: slowest paint of its rows", painted),
        ("table: slowest step of the choice, with panel", chosen),
        ("table: slowest sort", by_head),
        ("table: slowest letter of a search", sought),
    ):
        yield Figure(name=name, value=value, unit="ms", at_most=FRAME_MS)
