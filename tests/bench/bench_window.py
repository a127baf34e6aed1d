"""The window: first paint beside a bare PySide6 window, and one sheet laid out and painted after an edit."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, in_fresh_process

TESTS = Path(__file__).resolve().parents[1]
ROUNDS = 7
_PAINTED = """
from PySide6.QtCore import QEvent, QObject, QTimer
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted)
        return False
    def painted(self):
        global result
        result = time.perf_counter() - begun
        application.quit()
"""
_CLOCK = """
import time
begun = time.perf_counter()
"""
BARE = f"""{_CLOCK}
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
{_PAINTED}
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Persona Studio"))
window.resize(1440, 900)
"""
OURS = f"""{_CLOCK}
from persona_studio import app
from persona_studio.store.preferences import Preferences
from PySide6.QtWidgets import QApplication
{_PAINTED}
application = app.prepare(["persona-studio"])
program = app.compose(application, app.worker, Preferences(), "fr")
window = program.window
window.resize(1440, 900)
"""
WHOLE = f"""{OURS}
window.complete()
"""
SHOW = """
watch = FirstPaint()
window.installEventFilter(watch)
window.show()
application.exec()
"""
REPAINT = """
import statistics, sys, time
sys.path.insert(0, argv[0])
from dataclasses import replace
from PySide6.QtGui import QGuiApplication
from persona_studio.publish.layout import Supplies, sheet
from persona_studio.texts import Texts
from persona_studio.ui.canvas.painter import PagePainter
from publish.julie import FACTS, julie
application = QGuiApplication([])
texts, supplies, painter, persona = Texts("fr"), Supplies(), PagePainter(), julie()
def edited(number):
    section = persona.sections[2]
    first = replace(section.attributes[0], text=section.attributes[0].text + f" {number}")
    changed = replace(section, attributes=(first, *section.attributes[1:]))
    return replace(persona, sections=(*persona.sections[:2], changed, *persona.sections[3:]))
spent = []
for number in range(60):
    begun = time.perf_counter()
    painter.image(sheet(edited(number), FACTS, texts, supplies).pages[0], 1.25)
    spent.append(time.perf_counter() - begun)
result = statistics.median(spent[10:]) * 1000
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    runs = [[in_fresh_process(code + SHOW)[2] for code in (OURS, BARE, WHOLE)] for _ in range(ROUNDS)]
    ours, bare, whole = (statistics.median(run[side] for run in runs[1:]) * 1000 for side in range(3))
    yield Figure(
        name="first paint of the window",
        value=ours,
        unit="ms",
        reference="bare PySide6 window",
        reference_value=bare,
        at_most_times=1.5,
    )
    yield Figure(
        name="the same with the whole start screen",
        value=whole,
        unit="ms",
        reference="bare PySide6 window",
        reference_value=bare,
    )
    _, _, repaint = in_fresh_process(REPAINT, str(TESTS))
    yield Figure(name="one line edited: layout and repaint", value=repaint, unit="ms", at_most=8)
