"""Somebody types and pulls at random on companions: what is shown is on disk, and all can be undone."""

from random import Random

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.companion_pages import begun
from helpers.on_sheet import say
from persona_studio.domain.checks import check_tree
from persona_studio.domain.personas import AttributeKind
from persona_studio.publish.boxes import TextBox
from persona_studio.services.faces import Face
from persona_studio.services.publishing import Press
from persona_studio.services.session import Session
from persona_studio.ui.places.personas.companions.companions import PAGES

Keys, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
CHOOSING = (
    *((Keys.Key_Down, NONE), (Keys.Key_Up, NONE), (Keys.Key_Right, NONE), (Keys.Key_PageDown, NONE)),
    *((Keys.Key_Down, SHIFT), (Keys.Key_A, CONTROL), (Keys.Key_H, NONE), (Keys.Key_D, NONE)),
    *((Keys.Key_Up, ALT), (Keys.Key_Down, ALT), (Keys.Key_Left, ALT), (Keys.Key_Right, ALT)),
    *((Keys.Key_C, CONTROL), (Keys.Key_X, CONTROL), (Keys.Key_V, CONTROL), (Keys.Key_Delete, NONE)),
    *((Keys.Key_Return, NONE), (Keys.Key_F2, NONE), (Keys.Key_Return, CONTROL)),
)
WRITING = (
    *((Keys.Key_Return, NONE), (Keys.Key_Backspace, NONE), (Keys.Key_Delete, NONE), (Keys.Key_Tab, NONE)),
    *((Keys.Key_Backtab, SHIFT), (Keys.Key_Escape, NONE), (Keys.Key_Home, NONE), (Keys.Key_End, NONE)),
    *((Keys.Key_V, CONTROL), (Keys.Key_A, CONTROL), (Keys.Key_Z, CONTROL), (Keys.Key_Return, CONTROL)),
)
WORDS = ("œuvre", " l'avis", " : oui !", " 12 000 €", "😀", "שלום", " été, hiver")


def press(place, chance):
    """Do one thing at random, where the keyboard is."""
    editor = place.canvas.editor
    if place.pen.writing is not None:
        if chance.random() < 0.4:
            say(editor, chance.choice(WORDS))
        else:
            QTest.keyClick(editor, *chance.choice(WRITING))
        return
    spot, shown = QApplication.focusWidget(), place.canvas.places()
    if getattr(spot, "place", None) is None or chance.random() < 0.15:
        place.canvas.focus(chance.choice(shown).ref)
        return
    draw = chance.random()
    if draw < 0.04:
        place.hand.turn_into(chance.choice(list(AttributeKind)))
    elif draw < 0.12:
        pull(place, spot.place, chance)
    else:
        QTest.keyClick(spot, *chance.choice(CHOOSING))
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def pull(place, spot, chance):
    """Drag a place anywhere, let it go there or give it up."""
    for _ in range(3):
        at = QPointF(chance.uniform(0, place.canvas.width()), chance.uniform(0, place.canvas.height()))
        place.canvas.pulled.emit(spot, at)
    if chance.random() < 0.3 and place.companions.stages._pull is not None:
        place.companions.stages._give_up()
    place.canvas.let_go.emit(spot, at)


def live(place, program, file, seed, many):
    chance, start = Random(seed), program.studio.project
    press_ = Press()
    for number in range(many):
        press(place, chance)
        if number % 20 == 19:
            place.pen.finish()
            now = program.studio.project
            check_tree(now.personas[0])
            with Session.open(file, read_only=True) as again:
                assert again.project == now, "on disk"
            page = PAGES[place.companions.face]
            sheet = press_.companion(now, now.personas[0], page, place.texts(), editing=True)
            assert words(place.canvas.pages) == words(sheet.pages), "on screen"
    place.pen.finish()
    end, session = program.studio.project, program.studio.session
    _, done = session.history  # somebody may have undone before
    while session.undo_label:
        program.studio.undo()
    assert program.studio.project == start
    session.go_to(done)
    assert program.studio.project == end
    return end != start


def words(pages):
    return [box.text for page in pages for box in page.boxes if isinstance(box, TextBox)]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "companions.persona"
    Session.create(path, begun(), {}).close()
    return path


@pytest.mark.parametrize(("face", "seed"), [(Face.EMPATHY, 3), (Face.JOURNEY, 5), (Face.PLAN, 8)])
def test_random_keys_on_companions(open_place, program, file, face, seed):
    place = open_place(file, "personas")
    place.companions.show_face(face)
    assert live(place, program, file, seed, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300, 306))
@pytest.mark.parametrize("face", [Face.EMPATHY, Face.JOURNEY, Face.PLAN])
def test_many_random_keys_on_companions(open_place, program, file, face, seed):
    place = open_place(file, "personas")
    place.companions.show_face(face)
    live(place, program, file, seed, 250)
