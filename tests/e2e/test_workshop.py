"""The kit of a workshop, prepared with a real pointer: ticked, put in order, looked at, exported, stopped."""

import shutil

import pypdfium2
import pytest
from pptx import Presentation

from persona_studio import paths
from persona_studio.services.session import Session


@pytest.fixture
def file(tmp_path):
    return shutil.copy(paths.resource("samples", "marketing-b2b.persona"), tmp_path / "a.persona")


@pytest.mark.e2e
@pytest.mark.slow
def test_a_kit_is_prepared_with_the_pointer(stage, file, tmp_path):
    hands, program = stage(file)
    hands.facts("the project is open", personas=4)
    hands.press("Atelier")
    pages(hands, "four sheets", 4)
    hands.press("Poster A3")
    hands.press("Comparatif")
    told = pages(hands, "posters and the comparison", 9)
    assert told[-1] == "Comparatif"
    told = drag_to_the_front(hands, told)
    look_at_one(hands, told)
    export(hands, tmp_path / "kit.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "kit.pdf")
    assert len(document) == 9
    assert document[0].get_width() > document[0].get_height()  # the comparison was put first
    document.close()
    hands.press("PowerPoint")
    export(hands, tmp_path / "kit.pptx")
    assert len(Presentation(tmp_path / "kit.pptx").slides) == 9
    hands.keys("ctrl+z")
    hands.wait(lambda: (hands.ask("pages") or [""])[-1] == "Comparatif", "the usual order is back")
    hands.keys("ctrl+shift+z")
    pages(hands, "and gone again", 9, first="Comparatif")
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    with Session.open(file, read_only=True) as again:
        assert again.project.kit.deliverables == ("sheet", "poster", "comparison")
        assert again.project.kit.order[0].startswith("comparison/")
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def pages(hands, why, count, first=""):
    """Wait until so many pages are laid out; return what they are called."""
    return hands.wait(lambda: _agreeing(hands.ask("pages"), count, first), why)


def _agreeing(told, count, first):
    return told if told is not None and len(told) == count and told[0].startswith(first) else None


def drag_to_the_front(hands, told):
    """Carry the comparison before all others, over a place it does not take; then the order is said."""
    start, end = hands.ask("page", 9), hands.ask("page", 1, 0.1)
    hands.carry(start, end, then="hold")
    said = "Déposer «\u202fComparatif\u202f» en page 1"
    hands.wait(lambda: hands.ask("told") == said, "the place is said")
    hands.tool("mouseup", 1)
    told = pages(hands, "it is first", 9, first="Comparatif")
    hands.wait(lambda: hands.ask("told") == "Comparatif est maintenant la page 1 sur 9", "and that is said")
    return told


def look_at_one(hands, told):
    """Open a page with two presses, turn over to the next, come back to all of them."""
    hands.twice(hands.ask("page", 2))
    hands.wait(lambda: hands.ask("where", "2 sur 9"), "the page is large")
    hands.press("Page suivante")
    hands.wait(lambda: hands.ask("where", "3 sur 9"), "the next one")
    hands.keys("Escape")
    hands.wait(lambda: hands.ask("told") == f"Page 3 sur 9\u202f: {told[2]}", "all pages again")


def export(hands, file):
    """Export to a file, whose name is written in the dialog."""
    hands.press("Exporter 9 pages")
    hands.facts("a dialog asks where", dialog="Exporter")
    hands.focus()
    hands.facts("the name can be written", field=lambda name: name is not None)
    hands.write(str(file))
    hands.keys("Return")
    hands.facts("the pages are written", toast=lambda said: file.name in said, busy=False)
    hands.focus()


@pytest.mark.e2e
@pytest.mark.slow
def test_an_export_is_stopped_with_the_pointer(stage, file, tmp_path):
    hands, _ = stage(file)
    hands.facts("the project is open", personas=4)
    hands.press("Atelier")
    pages(hands, "four sheets", 4)
    for name in ("Poster A3", "Preuves par persona", "Présentation 16:9"):
        hands.press(name)
    hands.wait(lambda: len(hands.ask("pages") or ()) > 20, "many pages")
    hands.press("PNG")
    hands.keys("ctrl+e")
    hands.facts("a dialog asks where", dialog="Exporter")
    hands.focus()
    hands.facts("the name can be written", field=lambda name: name is not None)
    hands.write(str(tmp_path / "out.png"))
    hands.keys("Return")
    hands.press("Arrêter")
    hands.facts("it is stopped", busy=False, toast="Export arrêté\u202f: aucun fichier n’a été écrit")
    assert not [each for each in tmp_path.iterdir() if each.name.startswith("out")]
