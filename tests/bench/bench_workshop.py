"""The workshop: from the rail to the first thumbnails, and the longest stop of the window meanwhile."""

from collections.abc import Iterator

from figures import Figure, in_fresh_process

KIT = """
import os, shutil, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from PySide6.QtCore import QEventLoop
from persona_studio import app, paths
from persona_studio.domain.deliverables import DELIVERABLES
from persona_studio.domain.edits import SetField
from persona_studio.services import authoring
from persona_studio.services.jobs import Immediate
from persona_studio.store.preferences import Preferences
from persona_studio.ui.garbage import Garbage
from persona_studio.ui.loading import OURS
from importlib import import_module
application = app.prepare(["persona-studio"])
folder = TemporaryDirectory()
home = Path(folder.name)
program = app.compose(application, Immediate, Preferences(home / "preferences.json"), "fr")
program.window.resize(1440, 900)
program.window.show()
program.window.complete()
for name in OURS:
    import_module(name)
garbage = Garbage(application)  # as the program does
garbage.take_over()
garbage.start()
program.studio.open(Path(shutil.copy(paths.resource("samples", "marketing-b2b.persona"), home / "a.persona")))
program.window.go("personas")
def turn():
    begun = time.perf_counter()
    application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 0)
    return (time.perf_counter() - begun) * 1000
for _ in range(20):
    turn()
def tick(*deliverables):
    project = program.studio.project
    kit = replace(project.kit, deliverables=tuple(each.id for each in deliverables))
    program.studio.do(SetField(project.id, "kit", kit), "Deliverable chosen")
def busy(place):
    return place.layer.under_way or place.middle.thumbs.under_way
"""
OPENED = f"""{KIT}
chosen = DELIVERABLES if argv[0] == "all" else DELIVERABLES[:1]
tick(*chosen)
begun = time.perf_counter()
program.window.go("workshop")
place = program.window.place("workshop")
longest = [(time.perf_counter() - begun) * 1000]
first = four = 0.0
while busy(place) or not four:
    longest.append(turn())
    if not first and place.middle.thumbs.count:
        first = (time.perf_counter() - begun) * 1000
    if not four and place.middle.thumbs.count >= 4:
        four = (time.perf_counter() - begun) * 1000
    assert time.perf_counter() - begun < 60
whole = (time.perf_counter() - begun) * 1000
result = [first, four, whole, max(longest), len(place.middle.pages)]
program.studio.leave()
program.studio.jobs.close()
"""
EDITED = f"""{KIT}
tick(*DELIVERABLES)
program.window.go("workshop")
place = program.window.place("workshop")
while busy(place):
    turn()
spent, longest, painted = [], [], []
persona = program.studio.project.personas[0]
for number in range(8):
    before, begun = place.middle.thumbs.count, time.perf_counter()
    edit = authoring.set_text(program.studio.project, persona.id, "role", f"Directrice {{number}}")
    program.studio.do(edit, "Written")
    longest.append((time.perf_counter() - begun) * 1000)
    while busy(place):
        longest.append(turn())
    spent.append((time.perf_counter() - begun) * 1000)
    painted.append(place.middle.thumbs.count - before)
result = [sorted(spent)[len(spent) // 2], max(longest[len(longest) // 8:]), painted[-1]]
program.studio.leave()
program.studio.jobs.close()
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    _, _, (first, four, _, longest, _) = in_fresh_process(OPENED, "sheets")
    yield Figure(name="workshop: first thumbnail, 4 sheets", value=first, unit="ms", at_most=100)
    yield Figure(name="the four of them", value=four, unit="ms")
    yield Figure(name="longest stop meanwhile", value=longest, unit="ms", at_most=50)
    _, _, (first, four, whole, longest, pages) = in_fresh_process(OPENED, "all")
    yield Figure(name=f"first thumbnail, all {pages:.0f} pages", value=first, unit="ms", at_most=100)
    yield Figure(name="the first four", value=four, unit="ms")
    yield Figure(name="all that are in view, and all laid out", value=whole, unit="ms")
    yield Figure(name="longest stop meanwhile", value=longest, unit="ms", at_most=50)
    _, _, (spent, longest, painted) = in_fresh_process(EDITED)
    yield Figure(name=f"a text changed: {painted:.0f} pages painted again", value=spent, unit="ms")
    yield Figure(name="longest stop meanwhile", value=longest, unit="ms", at_most=50)
