"""The companions of a sheet with a real pointer, and the same without one."""

import shutil

import pytest

from persona_studio import paths


@pytest.fixture
def file(tmp_path):
    return shutil.copy(paths.resource("samples", "marketing-b2b.persona"), tmp_path / "a.persona")


def companions(hands, what):
    return hands.ask("companions")[what]


@pytest.mark.e2e
@pytest.mark.slow
def test_companions_are_shaped_with_the_pointer(stage, file, tmp_path):
    hands, program = stage(file)
    hands.facts("the sheet is shown", place="personas")
    begin(hands, "Carte d’empathie", "empathy")
    a_finding_into_a_quadrant(hands)
    begin(hands, "Parcours", "stages")
    a_point_of_the_curve(hands)
    a_stage_elsewhere(hands)
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def begin(hands, tab, held):
    """Show a companion; begin it when it is not begun."""
    hands.press(tab)
    hands.wait(lambda: companions(hands, "face") != "sheet", "the companion is shown")
    if not companions(hands, held):
        at = hands.wait(
            lambda: (
                hands.ask("where", "Commencer avec les lignes de la fiche")
                or hands.ask("where", "Commencer avec les étapes habituelles")
            ),
            "the page can be begun",
        )
        hands.point(at)
    hands.wait(lambda: companions(hands, held), "the companion is begun")


def a_finding_into_a_quadrant(hands):
    before = companions(hands, "empathy")
    start, _ = hands.wait(lambda: hands.ask("finding"), "the findings are listed")
    quadrant = next(lines for lines in before if lines)
    hands.carry(start, hands.ask("under", quadrant[0]), then="hold")
    hands.wait(lambda: hands.ask("dragging")["place"], "the place is shown")
    assert hands.ask("dragging")["said"].endswith("en 2ᵉ position")
    hands.tool("mouseup", 1)
    hands.wait(lambda: companions(hands, "empathy") != before, "the finding is in the quadrant")
    after = companions(hands, "empathy")
    at = before.index(quadrant)
    assert [*after[at][:1], *after[at][2:]] == quadrant
    assert [lines for i, lines in enumerate(after) if i != at] == [
        lines for i, lines in enumerate(before) if i != at
    ]
    hands.keys("ctrl+z")
    hands.wait(lambda: companions(hands, "empathy") == before, "one gesture")


def a_point_of_the_curve(hands):
    before = companions(hands, "stages")
    x, y, _ = hands.ask("part", "stage", "feeling", 1)
    hands.drag([x, y], [x, y - 25])
    hands.wait(lambda: companions(hands, "stages") != before, "the point has moved")
    after = companions(hands, "stages")
    assert after[1][1] > before[1][1]
    assert [*after[:1], *after[2:]] == [*before[:1], *before[2:]]
    hands.keys("ctrl+z")
    hands.wait(lambda: companions(hands, "stages") == before, "one gesture")


def a_stage_elsewhere(hands):
    before = companions(hands, "stages")
    x, y, wide = hands.ask("part", "stage", "name", 0)
    hands.drag([x, y], [x + round(1.4 * wide), y])
    hands.wait(lambda: companions(hands, "stages") != before, "the stage has moved")
    assert companions(hands, "stages") == [before[1], before[0], *before[2:]]
    hands.keys("ctrl+z")
    hands.wait(lambda: companions(hands, "stages") == before, "one gesture")


@pytest.mark.e2e
@pytest.mark.slow
def test_a_journey_is_shaped_without_a_pointer(stage, file, tmp_path):
    hands, program = stage(file)
    hands.facts("the sheet is shown", place="personas")
    to_the_journey(hands)
    to_the_page(hands)
    walk_to(hands, ["stage", "name"])
    hands.keys("ctrl+Return")
    hands.facts("its name is written", focus="InlineEditor")
    hands.write("Doute")
    hands.keys("Return")
    hands.wait(lambda: companions(hands, "stages")[1][0] == "Doute", "the stage is there")
    hands.keys("alt+Left")
    hands.wait(lambda: companions(hands, "stages")[0][0] == "Doute", "the stage is the first")
    before = companions(hands, "stages")
    walk_to(hands, ["stage", "feeling"])
    hands.keys("alt+Down", "alt+Down")
    hands.wait(lambda: companions(hands, "stages")[0][1] == before[0][1] - 10, "it is felt worse")
    place_in_a_cell(hands)
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def to_the_journey(hands):
    """Go along the strip to the tabs, along the tabs to the journey, and begin it if need be."""
    press_until(hands, "F6", "_Face")
    press_until(hands, "Tab", "_Part")
    for _ in range(4):
        if companions(hands, "face") == "journey":
            break
        hands.keys("Right")
    assert companions(hands, "face") == "journey"
    if not companions(hands, "stages"):
        press_until(hands, "F6", "Button")
        hands.keys("space")
    hands.wait(lambda: companions(hands, "stages"), "the journey is begun")


def to_the_page(hands):
    press_until(hands, "F6", "Spot")


def press_until(hands, key, wanted):
    """Press a key until a widget of that kind has the keyboard."""
    met = [hands.ask("facts")["focus"]]
    while met[-1] != wanted:
        assert len(met) < 14, met
        hands.keys(key)
        met.append(hands.ask("facts")["focus"])


def walk_to(hands, part):
    """Walk over the page with the arrows until the first of its kind has the keyboard."""
    hands.keys("Home")
    for _ in range(90):
        if companions(hands, "at") == part:
            return
        hands.keys("Down")
    raise AssertionError(companions(hands, "at"))


def place_in_a_cell(hands):
    """Choose a cell, then the first finding of the list beside, and place it there."""
    walk_to(hands, ["stage", "name"])
    before = companions(hands, "cells")
    press_until(hands, "F6", "_Tab")
    press_until(hands, "Tab", "CarryList")
    hands.keys("Home", "ctrl+Return")
    hands.wait(lambda: companions(hands, "cells") != before, "it is in a cell")
    after = companions(hands, "cells")
    changed = [at for at, lines in enumerate(after) if lines != before[at]]
    assert len(changed) == 1
    assert changed[0] < 5, "in a lane of the stage that was chosen"
