"""The same sheet shaped without a pointer: placing, writing, moving, giving away, undoing."""

import shutil

import pytest

from persona_studio import paths

WRITTEN = "Lit beaucoup avant de choisir"


@pytest.mark.e2e
@pytest.mark.slow
def test_a_sheet_is_shaped_without_a_pointer(stage, tmp_path):
    file = shutil.copy(paths.resource("samples", "marketing-b2b.persona"), tmp_path / "a.persona")
    hands, program = stage(file)
    hands.facts("the sheet is shown", place="personas")
    before = hands.ask("lines")
    placed = place_a_finding(hands, before)
    hands.wait(lambda: to_the_sheet(hands), "the keyboard is on the sheet")
    write(hands)
    move(hands)
    give_away(hands)
    hands.keys("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    hands.wait(lambda: hands.ask("lines") in (before, placed), "all is as before")
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def place_a_finding(hands, before):
    """Go to the list beside the sheet, choose the first finding, place it."""
    until(hands, "F6", "_Tab")
    until(hands, "Tab", "CarryList")
    hands.facts("the list has the keyboard", focus="CarryList")
    hands.keys("Home", "ctrl+Return")
    hands.wait(lambda: len(hands.ask("lines")) == len(before) + 1, "it is on the sheet")
    return hands.ask("lines")


def until(hands, key, wanted):
    """Press a key until a widget of that kind has the keyboard."""
    met = []
    while hands.ask("facts")["focus"] != wanted:
        assert len(met) < 12, met
        hands.keys(key)
        met.append(hands.ask("facts")["focus"])


def to_the_sheet(hands):
    if hands.ask("facts")["focus"] == "Spot":
        return True
    hands.keys("F6")
    return hands.ask("facts")["focus"] == "Spot"


def write(hands):
    """Come to the first line with the arrows and write it anew."""
    first = hands.ask("lines")[0]
    for _ in range(30):
        if hands.ask("chosen") == first:
            break
        hands.keys("Down")
    assert hands.ask("chosen") == first
    hands.keys("F2")
    hands.facts("it is being written", focus="InlineEditor")
    hands.write(WRITTEN)
    hands.keys("Tab")
    hands.wait(lambda: hands.ask("lines")[0] == WRITTEN, "it is written")
    hands.keys("Escape")


def move(hands):
    """Move the line chosen down, within its section or to the next."""
    hands.wait(lambda: to_the_sheet(hands), "the keyboard is on the sheet")
    for _ in range(40):
        if hands.ask("chosen") == WRITTEN:
            break
        hands.keys("Up")
    assert hands.ask("chosen") == WRITTEN
    hands.keys("alt+Down")
    hands.wait(lambda: hands.ask("lines")[1] == WRITTEN, "it is one further down")


def give_away(hands):
    """Move the line to the sheet of the next persona, from its menu."""
    count = len(hands.ask("lines"))
    hands.keys("Menu")
    entry = hands.wait(lambda: hands.ask("entries"), "the menu is open")
    hands.keys(*["Down"] * (entry.index("Déplacer sur la fiche de") + 1), "Right", "Return")
    hands.wait(lambda: len(hands.ask("lines")) == count - 1, "it has left")
