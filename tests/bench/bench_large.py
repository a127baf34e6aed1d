"""The window at work on 100,000 people and 150 questions: does it ever stand still?

A timer beats every few milliseconds; the longest time between two beats is how long the window could not have
answered. Frames are whole repaints of what scrolls or moves.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from figures import Figure, in_fresh_process

PEOPLE = 100_000
BEAT = 100
"""Milliseconds within which the window must come back to itself."""
FRAME = 50
STORY = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QObject, QPoint, QPointF, QTimer, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from persona_studio import app
from persona_studio.store.preferences import Preferences

survey, folder = argv

class Heart(QObject):
    def __init__(self):
        super().__init__()
        self.longest, self.last = 0.0, time.perf_counter()
        self.timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.beat)
        self.timer.start()
    def beat(self):
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last), now
    def rest(self):
        self.longest, self.last = 0.0, time.perf_counter()

def until(there, seconds=300):
    loop, begun = QEventLoop(), time.monotonic()
    while not there():
        if time.monotonic() - begun > seconds:
            raise RuntimeError("waited in vain")
        QTimer.singleShot(20, loop.quit)
        loop.exec()

def rest(milliseconds=200):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

def wheel(view, steps):
    spent, target = [], view.viewport()
    middle = QPointF(target.rect().center())
    for step in range(steps):
        down = -120 if (step // 40) % 2 == 0 else 120
        event = QWheelEvent(middle, target.mapToGlobal(middle), QPoint(), QPoint(0, down),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
        begun = time.perf_counter()
        QApplication.sendEvent(target, event)
        target.repaint()
        spent.append(time.perf_counter() - begun)
    return max(spent) * 1000

def pan(canvas, steps):
    spent = []
    for step in range(steps):
        begun = time.perf_counter()
        canvas.box.translateBy(x=0.02 if step % 20 < 10 else -0.02)
        application.processEvents()
        spent.append(time.perf_counter() - begun)
    spent.sort()
    return spent[len(spent) // 2] * 1000, spent[-1] * 1000

application = app.prepare(["persona-studio"])
program = app.compose(application, app.worker, Preferences(Path(folder, "preferences.json")), "fr")
window, studio = program.window, program.studio
seen = []
window.shown.connect(lambda: seen.append(1))
app.attend(application, program)
window.resize(1440, 900)
window.show()
until(lambda: seen)
heart, result = Heart(), {}

from persona_studio.ui.dialogs.importing.conversation import Conversation
begun = time.perf_counter()
heart.rest()
window.open_file(Path(survey))
until(lambda: any(d.isVisible() for d in window.findChildren(Conversation)))
dialog = next(d for d in window.findChildren(Conversation) if d.isVisible())
until(lambda: dialog.yes.isEnabled())
dialog.yes.click()
until(lambda: studio.session is not None and studio.project.wave is not None)
until(lambda: not studio.jobs.under_way("import"))
result["import"], result["import_seconds"] = heart.longest * 1000, time.perf_counter() - begun

window.go("data")
until(lambda: True)
result["table"] = wheel(window.place("data").view, 160)

heart.rest()
window.go("segments")
rest(30)  # nobody presses a button before it is seen
begun = time.perf_counter()
window.place("segments").segment()
until(lambda: studio.project.segmentation is not None)
until(lambda: not studio.jobs.under_way("segment"))
from persona_studio.ui.places.segments.canvas import MapCanvas
until(lambda: window.place("segments").findChild(MapCanvas) is not None)
canvas = window.place("segments").findChild(MapCanvas)
until(lambda: canvas.points is not None and not canvas._waiting)
until(lambda: studio.project.personas and not studio.jobs.under_way("draft"))
rest()
result["segmentation"], result["segmentation_seconds"] = heart.longest * 1000, time.perf_counter() - begun
result["people"] = studio.project.wave.respondents
result["segments"] = len(studio.project.segmentation.segments)

result["map"] = pan(canvas, 60)
studio.leave()
studio.jobs.close()
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as folder:
        survey = Path(folder) / "large.csv"
        write_survey(survey, PEOPLE)
        os.sync()  # a survey lies on the disk since long: nobody waits for it to get there
        os.environ["PERSONA_STUDIO_HOME"] = folder
        _, _, told = in_fresh_process(STORY, str(survey), folder)
    yield Figure(
        name="longest stillness, import of 100,000 x 150", value=told["import"], unit="ms", at_most=BEAT
    )
    yield Figure(
        name="longest stillness, segmentation of it", value=told["segmentation"], unit="ms", at_most=BEAT
    )
    yield Figure(name="slowest frame of the table", value=told["table"], unit="ms", at_most=FRAME)
    middle, slowest = told["map"]
    yield Figure(name="frame of the map, moved", value=middle, unit="ms", at_most=1000 / 60)
    yield Figure(name="slowest frame of the map", value=slowest, unit="ms", at_most=FRAME)
    yield Figure(name="import, choosing to table", value=told["import_seconds"], unit="s")
    yield Figure(name="segmentation, pressing to segments", value=told["segmentation_seconds"], unit="s")


def write_survey(path: Path, rows: int) -> None:
    """Write a survey with four planted segments: scales, words, numbers, choices."""
    random = np.random.default_rng(7)
    segment = random.choice(4, rows, p=(0.35, 0.3, 0.2, 0.15))
    scale = np.array(
        ["Pas du tout d’accord", "Plutôt pas d’accord", "Plutôt d’accord", "Tout à fait d’accord"]
    )
    brands = np.array(["Alba", "Brume", "Cèdre", "Dune", "Écume"])
    frame: dict[str, object] = {"Répondant": np.arange(1, rows + 1)}
    for number in range(100):
        liked = (segment + number) % 4
        answer = np.where(random.random(rows) < 0.5, liked, random.integers(0, 4, rows))
        frame[f"Affirmation {number + 1}"] = scale[answer]
    for number in range(29):
        liked = (segment * 2 + number) % 5
        frame[f"Marque {number + 1}"] = brands[
            np.where(random.random(rows) < 0.4, liked, random.integers(0, 5, rows))
        ]
    for number in range(20):
        frame[f"Dépense {number + 1}"] = np.round(random.gamma(2 + segment, 30), 2)
    pd.DataFrame(frame).to_csv(path, index=False, sep=";", encoding="utf-8")
