"""The conversation before an import: how soon the lines follow a change, on a small and a large file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_import import write_survey
from figures import Figure, in_fresh_process

SETUP = """
import time
from pathlib import Path
from persona_studio import app
from persona_studio.store.preferences import Preferences
from persona_studio.ui.dialogs.importing.conversation import Conversation

application = app.prepare(["persona-studio"])
program = app.compose(application, app.worker, Preferences(Path(argv[1])), "fr")
program.window.show()
program.studio.jobs.warm()

def until(seen, seconds=120):
    end = time.perf_counter() + seconds
    while not seen() and time.perf_counter() < end:
        application.processEvents()
        time.sleep(0.0005)
    return seen()

until(lambda: program.studio.jobs._worker._process and program.studio.jobs._worker._process.came_up)
"""
CHANGES = """
program.window.projects.bring(argv[0])
dialogs = lambda: [d for d in program.window.findChildren(Conversation) if d.isVisible()]
dialog = until(dialogs)[0]
until(lambda: dialog._beside._worker._process and dialog._beside._worker._process.came_up)
until(lambda: not dialog._beside.under_way("look"))
spent = []
for point, value in [("encoding", "cp1252"), ("header_rows", 2), ("platform", ""), ("delimiter", ","),
                     ("delimiter", None), ("platform", None), ("header_rows", None), ("encoding", None)]:
    resets = []
    dialog.lines.modelReset.connect(lambda: resets.append(1))
    choice = dialog.form.choice(point)
    begun = time.perf_counter()
    choice.setCurrentIndex(0 if value is None else choice.findData(value))
    until(lambda: resets)
    dialog.view.viewport().repaint()
    spent.append(time.perf_counter() - begun)
    until(lambda: program.studio.jobs.under_way("import"), 1)
result = max(spent) * 1000
dialog.reject()
program.studio.jobs.close()
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as folder:
        for rows, columns in ((2_000, 60), (500_000, 60)):
            path = Path(folder) / "survey.csv"
            write_survey(path, rows, columns)
            _, _, worst = in_fresh_process(CHANGES, str(path), f"{folder}/p.json", setup=SETUP)
            name = f"lines after a change, {rows:,} x {columns}, worst of 8"
            yield Figure(name=name, value=worst, unit="ms", at_most=100)
