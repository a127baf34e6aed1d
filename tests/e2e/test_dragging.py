"""Lines of a sheet moved with a real pointer: within a sheet, to another, given up, from another program."""

import shutil
from dataclasses import replace

import pytest

from persona_studio import paths
from persona_studio.services.personas import casting
from persona_studio.services.samples import julie
from persona_studio.services.session import Session

HOME, THERE = "Femme de 25", "Logique"


@pytest.fixture
def file(tmp_path):
    project = julie("fr")
    other = replace(casting.renewed(project.personas[0]), name="Marc", accent=2)
    path = tmp_path / "people.persona"
    Session.create(path, replace(project, personas=(project.personas[0], other)), {}).close()
    return path


@pytest.mark.e2e
@pytest.mark.slow
def test_lines_are_moved_with_the_pointer(stage, source, file, tmp_path):
    hands, program = stage(file)
    hands.facts("the sheet is shown", place="personas")
    hands.keys("ctrl+0")  # the whole page: nothing has to scroll between two places
    before = hands.ask("lines")
    move_to_another_section(hands, before)
    give_up(hands)
    to_another_persona(hands)
    from_another_program(hands, source, tmp_path)
    for _ in range(3):
        hands.keys("ctrl+z")
    hands.wait(lambda: hands.ask("lines") == before, "three gestures, three steps back")
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


@pytest.mark.e2e
@pytest.mark.slow
def test_a_finding_is_dragged_from_the_list_to_an_exact_place(stage, tmp_path):
    file = shutil.copy(paths.resource("samples", "marketing-b2b.persona"), tmp_path / "a.persona")
    hands, _ = stage(file)
    hands.facts("the sheet is shown", place="personas")
    hands.keys("ctrl+0")
    before = hands.ask("lines")
    start, _ = hands.wait(lambda: hands.ask("finding"), "the findings are listed")
    hands.carry(start, hands.ask("under", before[1]), then="hold")
    hands.wait(lambda: hands.ask("dragging")["place"], "the place is shown")
    assert hands.ask("dragging")["said"].endswith("en 3ᵉ position")
    hands.tool("mouseup", 1)
    hands.wait(lambda: len(hands.ask("lines")) == len(before) + 1, "the finding is on the sheet")
    after = hands.ask("lines")
    assert [*after[:2], *after[3:]] == before
    hands.keys("ctrl+z")
    hands.wait(lambda: hands.ask("lines") == before, "one gesture")


def handle(hands, words):
    """Come to a line with the pointer; return where its handle is."""
    at = hands.wait(lambda: hands.ask("line", words), "the line")
    hands.go([at[0] + 40, at[1] + 30], at, 4)
    return hands.wait(lambda: hands.ask("where", "Déplacer"), "the handle")


def move_to_another_section(hands, before):
    start = handle(hands, HOME)
    end = hands.ask("under", THERE)
    hands.carry(start, end, then="hold")
    hands.wait(lambda: hands.ask("dragging")["place"], "the place is shown")
    assert hands.ask("dragging")["said"] == "Déposer dans Modalité d’achat, en 3ᵉ position"
    hands.tool("mouseup", 1)
    hands.wait(lambda: hands.ask("lines") != before, "the line has moved")
    after = hands.ask("lines")
    assert after[after.index(next(line for line in after if THERE in line)) + 1].startswith(HOME)
    assert sorted(after) == sorted(before)


def give_up(hands):
    before = hands.ask("lines")
    start = handle(hands, HOME)
    hands.carry(start, hands.ask("under", "Habite en banlieue"), then="hold")
    hands.wait(lambda: hands.ask("dragging")["place"], "the place is shown")
    hands.tool("key", "Escape")
    hands.wait(lambda: not hands.ask("dragging")["place"], "it is given up")
    hands.tool("mouseup", 1)
    assert hands.ask("lines") == before


def to_another_persona(hands):
    """Hold a line over the face of another persona until the sheet opens, let it go at an exact place."""
    count = len(hands.ask("lines"))
    start = handle(hands, HOME)
    face = hands.ask("where", "Marc, la pragmatique · 31\u202f%")
    hands.carry(start, face, then="hold")
    hands.wait(lambda: hands.ask("dragging")["persona"] == "Marc", "the other sheet opens")
    hands.go(face, hands.ask("under", "Curieuse, avide"))
    hands.wait(lambda: hands.ask("dragging")["place"], "the place is shown")
    hands.tool("mouseup", 1)
    hands.wait(lambda: len(hands.ask("lines")) == count + 1, "the line has come")
    hands.facts("it can be taken back", toast=lambda said: said != "")
    hands.press("Julie, la pragmatique · 31\u202f%")
    hands.wait(lambda: len(hands.ask("lines")) == count - 1, "the line has left")


def from_another_program(hands, source, tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("• Lit la presse\nBudget\t20 k€\n", encoding="utf-8")
    source(text, "text").drop(hands, hands.ask("under", THERE))
    hands.wait(lambda: "Lit la presse" in hands.ask("lines"), "the text is on the sheet")
    lines = hands.ask("lines")
    assert lines[lines.index("Lit la presse") + 1] == "Budget\u202f: 20\u00a0k€"
    hands.focus()


@pytest.mark.e2e
@pytest.mark.slow
def test_what_menus_within_menus_offer_is_done(stage, file, tmp_path):
    hands, program = stage(file)
    hands.facts("the sheet is shown", place="personas")
    hands.keys("ctrl+0")
    before = hands.ask("lines")
    pick(hands, before[0], "Montrer comme", "Étiquettes")
    hands.facts("it is done", undo=True)
    hands.keys("ctrl+z")
    hands.facts("it is undone", undo=False)
    pick(hands, before[0], "Déplacer vers", "Modalité d’achat")
    hands.wait(lambda: hands.ask("lines")[-1] == before[0], "the line has moved")
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def pick(hands, words, entry, below):
    """Open the menu of a line, go to an entry and to one of the menu it opens, press it."""
    hands.point(hands.ask("line", words))
    hands.point(hands.ask("line", words), button=3)
    first = hands.wait(lambda: hands.ask("action", entry), entry)
    hands.point(first)
    second = hands.wait(lambda: hands.ask("action", below), below)
    hands.go(first, [second[0], first[1]], 6)
    hands.go([second[0], first[1]], second, 6)
    hands.point(second)
