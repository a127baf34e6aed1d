"""Writing on the sheet: from a key to the repainted window; and from the press on a persona to its sheet."""

from collections.abc import Iterator

from figures import Figure, in_fresh_process

WINDOW = """
import os, statistics, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from persona_studio import app
from persona_studio.domain.ids import new_id
from persona_studio.services.jobs import Immediate
from persona_studio.services.samples import julie
from persona_studio.services.session import Session
from persona_studio.store.preferences import Preferences
application = app.prepare(["persona-studio"])
folder = TemporaryDirectory()
home = Path(folder.name)
program = app.compose(application, Immediate, Preferences(home / "preferences.json"), "fr")
program.window.resize(1440, 900)
program.window.show()
program.window.complete()
def renewed(persona, many, mark=""):
    sections = []
    for section in persona.sections:
        count = max(len(section.attributes), many // len(persona.sections))
        given = (section.attributes[n % len(section.attributes)] for n in range(count))
        lines = tuple(replace(line, id=new_id(), text=line.text + mark) for line in given)
        sections.append(replace(section, id=new_id(), attributes=lines))
    return replace(persona, id=new_id(), sections=tuple(sections))
def shown(*personas):
    Session.create(home / "a.persona", replace(project, personas=personas), {}).close()
    program.studio.open(home / "a.persona")
    program.window.go("personas")
    application.processEvents()
    return program.window.place("personas")
project = julie("fr")
"""
CLOSED = """
program.studio.leave()
program.studio.jobs.close()
"""
TYPED = f"""
editor, spent = place.canvas.editor, []
for ref in texts:
    place.pen.write(ref)
    editor.put(5)
    application.processEvents()
    for letter in "œuvre d’été, puis ailleurs ":
        begun = time.perf_counter()
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        application.sendEvent(editor, key)
        application.processEvents()
        spent.append((time.perf_counter() - begun) * 1000)
    place.pen.finish(keep=False)
spent = sorted(spent[20:])
result = [statistics.median(spent), spent[int(len(spent) * 0.95)]]
{CLOSED}"""
KEYS = f"""{WINDOW}
place = shown(renewed(project.personas[0], int(argv[0])))
lines = [p.ref for p in place.canvas.places() if p.ref.kind == "attribute" and p.page == 0]
texts = lines[2:20:3]
{TYPED}"""
OPENED = f"""{WINDOW}
place = shown(*(renewed(project.personas[0], 24, f" ({{n}})") for n in range(12)))
spent = []
for persona in program.studio.project.personas[1:]:
    begun = time.perf_counter()
    place.show_persona(persona.id)
    application.processEvents()
    spent.append((time.perf_counter() - begun) * 1000)
result = [statistics.median(spent), max(spent)]
{CLOSED}"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    _, _, (usual, slow) = in_fresh_process(KEYS, "24")
    yield Figure(name="key to repaint, Julie's sheet, median", value=usual, unit="ms", at_most=8)
    yield Figure(name="key to repaint, Julie's sheet, 95th of 100", value=slow, unit="ms", at_most=16)
    _, _, (many, late) = in_fresh_process(KEYS, "120")
    for name, value, reference in (("median", many, usual), ("95th of 100", late, slow)):
        yield Figure(
            name=f"key to repaint, 120 lines, {name}",
            value=value,
            unit="ms",
            reference="Julie's sheet",
            reference_value=reference,
            at_most_times=2,
        )
    _, _, (opened, slowest) = in_fresh_process(OPENED)
    yield Figure(name="a persona opened for the first time, median", value=opened, unit="ms", at_most=50)
    yield Figure(name="the slowest of eleven", value=slowest, unit="ms")
