"""Something dragged over the sheet: from the event of a move to the repainted window."""

from collections.abc import Iterator

from figures import Figure, in_fresh_process

MOVES = """
import os, statistics, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QPixmap
from PySide6.QtWidgets import QApplication
from persona_studio import app
from persona_studio.domain.ids import new_id
from persona_studio.services.jobs import Immediate
from persona_studio.services.samples import julie
from persona_studio.services.session import Session
from persona_studio.store.preferences import Preferences
from persona_studio.ui.canvas.ghost import Ghost
application = app.prepare(["persona-studio"])
folder = TemporaryDirectory()
home = Path(folder.name)
program = app.compose(application, Immediate, Preferences(home / "preferences.json"), "fr")
program.window.resize(1440, 900)
program.window.show()
program.window.complete()
project = julie("fr")
persona, most = project.personas[0], int(argv[0])
while len(persona.attributes) < most:
    twice = [replace(s, attributes=(*s.attributes, *(replace(a, id=new_id()) for a in s.attributes)))
             for s in persona.sections]
    persona = replace(persona, sections=tuple(twice))
Session.create(home / "a.persona", replace(project, personas=(persona,)), {}).close()
program.studio.open(home / "a.persona")
program.window.go("personas")
application.processEvents()
place = program.window.place("personas")
port = place.view.viewport()
picture = QPixmap(274, 110)
picture.fill(Qt.GlobalColor.white)
ghost = Ghost(program.window, picture, QPoint(4, 6), 1.0)
data = QMimeData()
data.setText("Une ligne")
given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
application.sendEvent(port, QDragEnterEvent(QPoint(9, 9), *given))
spent = []
for round_ in range(4):
    for down in range(60, port.height() - 60, 3):
        at = QPoint((port.width() // 4) * (1 + round_ % 3), down)
        begun = time.perf_counter()
        application.sendEvent(port, QDragMoveEvent(at, *given))
        application.processEvents()
        spent.append((time.perf_counter() - begun) * 1000)
application.sendEvent(port, QDragLeaveEvent())
spent = sorted(spent[20:])
result = [statistics.median(spent), spent[int(len(spent) * 0.95)], len(persona.attributes)]
program.studio.leave()
program.studio.jobs.close()
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    _, _, (usual, slow, _) = in_fresh_process(MOVES, "24")
    yield Figure(name="drag move on Julie's sheet, median", value=usual, unit="ms", at_most=8)
    yield Figure(name="drag move on Julie's sheet, 95th of a hundred", value=slow, unit="ms", at_most=16)
    _, _, (many, _, lines) = in_fresh_process(MOVES, "120")
    yield Figure(
        name=f"drag move on a sheet of {lines} lines, median",
        value=many,
        unit="ms",
        reference="Julie's sheet",
        reference_value=usual,
        at_most=8,
        at_most_times=2,
    )
