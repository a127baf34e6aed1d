"""What the panel of the brand says: of a logo, of colours that are near, of words too long for a foot."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from persona_studio import paths
from persona_studio.publish.boxes import text_boxes
from persona_studio.services import authoring
from persona_studio.services.workshop import branding


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


@pytest.fixture
def brand(program):
    return lambda: program.studio.project.brand


def test_what_is_said_of_a_logo_moves_nothing_under_the_pointer(workshop, brand, program, tmp_path, settle):
    """It is read while the hand goes on: the field of the words at the foot stays where it is."""
    file = tmp_path / "dashed.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><rect width="60" height="40" fill="#DC700C"/>'
        '<path d="M0 50H90" stroke="#C2410C" stroke-width="9" stroke-dasharray="4"/></svg>'
    )
    panel = workshop.brand
    settle()
    before = panel.footer.mapTo(program.window, QPoint())
    QTest.mouseMove(panel.footer)
    workshop.branding.take_logo(str(file))
    assert brand().logo is not None
    settle()
    assert panel.footer.mapTo(program.window, QPoint()) == before
    assert not panel.strip.isVisible()
    assert not panel.proposal.isVisible()
    QTest.mouseMove(workshop.middle.board)
    assert panel.strip.isVisible()
    assert panel.proposal.isVisible()


def test_colours_too_few_or_too_alike_are_completed_and_that_is_said(workshop, brand, program):
    workshop.branding._take_colours(("#DC700C", "#C2410C"))
    worn = branding.worn_colours(brand(), len(program.studio.project.personas))
    assert worn[0] == "#DC700C"
    assert "#C2410C" not in worn
    assert branding.hard_to_tell(worn) == []
    assert not workshop.brand.alike.isVisible()
    assert "celles d’usage" in program.window.messages.toast._words.text()
    program.studio.undo()
    assert brand().colours == ()
    workshop.branding._colour(0, "#DC700C")
    workshop.branding._colour(1, "#C2410C")
    assert workshop.brand.alike.text() == (
        "Deux couleurs se ressemblent beaucoup sur les pages\u202f: Camille (1) et Hugo (2)."
    )


def test_colours_too_alike_are_told(workshop, brand):
    assert not workshop.brand.alike.isVisible()
    workshop.branding._take_colours(("#0A7F3C", "#C8102E"))
    assert workshop.brand.alike.isVisible()
    said = workshop.brand.alike.text()
    assert said == "Deux couleurs se distinguent mal pour certains yeux\u202f: Camille (1) et Hugo (2)."


def test_a_colour_is_told_by_who_wears_it_and_by_its_number_where_nobody_does(workshop, brand, program):
    second = program.studio.project.personas[1]
    program.studio.do(authoring.set_accent(program.studio.project, second.id, 8), "Colour changed")
    workshop.branding._take_colours(("#0A7F3C", "#C8102E"))
    assert workshop.brand.alike.text().endswith("\u202f: Camille (1) et couleur 2.")
    names = [dot.accessibleName() for dot in workshop.brand.swatches[:2]]
    assert names == ["Couleur 1 (Camille)\u202f: #0A7F3C", "Couleur 2\u202f: #C8102E"]


def test_words_too_long_for_a_foot_are_said_to_be_cut_and_where(workshop, brand, program):
    field, panel = workshop.brand.footer, workshop.brand
    whole = "Alpi Conseil · Document strictement confidentiel · atelier du 24 novembre"
    for words in (whole, f"{whole} à Annecy, " * 2):
        field.setText(words)
        field.editingFinished.emit()
        said = " ".join(words.split())
        assert brand().footer == said
        assert field.toolTip() == said, "the field is narrower than its words"
        texts = {box.text for page in workshop.pages for box in text_boxes(page.page)}
        cut = said not in texts
        assert cut == any(text.endswith("…") and said.startswith(text[:-1]) for text in texts)
        assert panel.cut.isVisible() == cut
    assert cut, "nobody reads words that go on beside the source"
    assert panel.cut.text() == "Mention trop longue, coupée sur\u202f: Fiche A4."
    program.studio.undo()
    assert workshop.pages
    assert not panel.cut.isVisible()
