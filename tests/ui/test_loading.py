"""Modules that are loaded beside the window come a few at a turn, each after what it needs."""

import subprocess
import sys

from persona_studio.services.drafting import meaning
from persona_studio.services.drafting.words import shipped
from persona_studio.services.rehearsal import rehearse
from persona_studio.ui.loading import OURS

MOST = 40
"""Our modules that one step may bring along: those of a package whose head imports all of them."""
STORY = """
import sys
from importlib import import_module
from persona_studio.ui.loading import LIBRARIES, OURS, leaves_first

def ours():
    return {name for name in sys.modules if name.startswith("persona_studio.")}

for name in LIBRARIES:
    import_module(name)
begun, before, brought = ours(), ours(), []
for name in leaves_first(OURS):
    import_module(name)
    brought.append(len(ours() - before))
    before = ours()
assert all(name in sys.modules for name in OURS)
assert not {"pandas", "sklearn", "scipy"} & set(sys.modules)
print(max(brought), sum(more > 1 for more in brought), len(before - begun))
"""


def told(story):
    """Run a story in a process that has loaded nothing yet, and return the numbers it tells."""
    said = subprocess.run(
        [sys.executable, "-c", story], capture_output=True, text=True, timeout=300, check=True
    )
    return tuple(map(int, said.stdout.split()))


def test_modules_come_one_by_one():
    most, several, loaded = told(STORY)
    assert most <= MOST
    assert several < loaded / 20, "nearly all come alone"
    assert loaded > 10 * len(OURS)


def test_nothing_is_left_to_load_in_one_go():
    """The same modules asked for at once: what the order is for."""
    most, *_ = told(STORY.replace("in leaves_first(OURS)", "in OURS"))
    assert most > MOST


def test_rehearsed_once_a_real_theme_waits_for_no_pattern():
    rehearse()
    assert meaning._section_stems.cache_info().currsize == len(shipped("meanings")["sections"]["order"])
