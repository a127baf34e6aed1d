"""What clients call things is shown as they wrote it, where Qt would read signs of its own in it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from persona_studio.domain.edits import SetField, Together
from persona_studio.publish.boxes import Ref
from persona_studio.services.session import Session
from persona_studio.ui.places.personas.sheet_menu import SheetMenu
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.fields import Check


@pytest.fixture
def tip(program, qtbot):
    """Show words as a tooltip, and give the tooltip."""

    def shown(words):
        QToolTip.showText(QPoint(40, 40), words, program.window, QRect())
        qtbot.waitUntil(lambda: QToolTip.isVisible() and QToolTip.text() == words)
        widgets = QApplication.topLevelWidgets()
        return next(w for w in widgets if w.metaObject().className() == "QTipLabel" and w.isVisible())

    yield shown
    QToolTip.hideText()


@pytest.mark.parametrize(
    "signs", ["Clients <b>B2B</b>", "Clients &lt;B2B&gt;", "<i>Étude</i>\nde <u>mai</u>"]
)
def test_a_tooltip_shows_every_sign_of_what_looks_like_html(tip, signs):
    assert tip(signs).textFormat() is Qt.TextFormat.PlainText


NAME, TITLE = "Tom & Julie", "Freins & leviers"


@pytest.fixture
def ampersands(open_place, whole_file):
    """A project where names and titles have an ampersand, at one of its places."""
    with Session.open(whole_file) as session:
        one, other, *_ = session.project.personas
        names = (
            SetField(one.id, "name", NAME),
            SetField(other.sections[0].id, "title", TITLE),
            SetField(other.sections[1].id, "title", TITLE),
            SetField(other.sections[1].id, "hidden", True),
        )
        session.do(Together(names), "Named")
    return lambda place: (open_place(whole_file, place), other)


def entries(menu):
    """What each entry of a menu, and of those below it, shows: two ampersands are seen as one, one not."""
    for action in menu.actions():
        yield action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        if action.menu() is not None:
            yield from entries(action.menu())


def test_a_persona_with_an_ampersand_is_ticked_by_its_name(ampersands):
    workshop, _ = ampersands("workshop")
    workshop.desk.tick("sheet", on=True)
    QTest.mouseClick(workshop.choice.deliverables._rows["sheet"]._count, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert NAME in entries(menu)
    menu.close()


def test_ways_to_other_sheets_and_sections_are_told_by_their_names(ampersands):
    place, persona = ampersands("personas")
    place.show_persona(persona.id)
    line = persona.sections[2].attributes[0]
    place.canvas.choose(Ref("attribute", line.id, "text"))
    menu = QMenu(place)
    place.dragging.add_ways(menu)
    shown = list(entries(menu))
    assert shown.count(NAME) == 2, "to copy there, and to move"
    assert shown.count(TITLE) == 1, "the other section is hidden"


def test_a_hidden_section_comes_back_by_its_name(ampersands):
    place, persona = ampersands("personas")
    menu = SheetMenu(place, place.studio, place.hand, place.texts())
    menu.of_sheet(next(p for p in place.studio.project.personas if p.id == persona.id))
    assert TITLE in entries(menu)


@pytest.mark.parametrize("words", ["R&D", "Paul & Julie"])
def test_an_ampersand_in_words_to_press_is_no_key(program, whole_file, words):
    kit = program.studio.kit
    button = Button(kit)
    button.setText(words)
    check = Check(kit, words)
    assert program.studio.open(whole_file)
    program.studio.do(SetField(program.studio.project.id, "name", words), "Project renamed")
    name = program.window.work.bar._name
    for part in (button, check, name):
        assert part.text() == words
        assert part.shortcut().isEmpty()
        spoken = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        assert spoken.endswith(words)
    check.setText("Autre")
    assert QAccessible.queryAccessibleInterface(check).text(QAccessible.Text.Name) == "Autre"
