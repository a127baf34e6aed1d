"""Somebody types, presses and chooses at random: what the screen shows is on disk, and all can be undone."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.on_sheet import say
from persona_studio.domain.personas import AttributeKind
from persona_studio.publish.boxes import TextBox
from persona_studio.services.publishing import Press
from persona_studio.services.session import Session
from persona_studio.ui.places.personas.template import TEMPLATES

Keys, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
CHOOSING = (
    *((Keys.Key_Down, NONE), (Keys.Key_Up, NONE), (Keys.Key_Home, NONE), (Keys.Key_Right, NONE)),
    *((Keys.Key_Down, SHIFT), (Keys.Key_Up, SHIFT), (Keys.Key_A, CONTROL)),
    *((Keys.Key_Up, ALT), (Keys.Key_Down, ALT), (Keys.Key_Delete, NONE)),
    *((Keys.Key_D, NONE), (Keys.Key_V, NONE), (Keys.Key_H, NONE)),
    *((Keys.Key_C, CONTROL), (Keys.Key_X, CONTROL), (Keys.Key_V, CONTROL)),
    *((Keys.Key_Return, NONE), (Keys.Key_F2, NONE), (Keys.Key_Return, CONTROL)),
)
WRITING = (
    *((Keys.Key_Return, NONE), (Keys.Key_Backspace, NONE), (Keys.Key_Delete, NONE), (Keys.Key_Tab, NONE)),
    *((Keys.Key_Backtab, SHIFT), (Keys.Key_Escape, NONE), (Keys.Key_Home, NONE), (Keys.Key_End, NONE)),
    *((Keys.Key_Left, NONE), (Keys.Key_Up, NONE), (Keys.Key_Down, NONE), (Keys.Key_Left, SHIFT)),
    *((Keys.Key_V, CONTROL), (Keys.Key_A, CONTROL), (Keys.Key_Z, CONTROL), (Keys.Key_Comma, NONE)),
)
WORDS = ("œuvre", " l'avis", " : oui !", " 12 000 €", "😀", "שלום", " été, hiver", "\u202f")


def press(place, chance):
    """Do one thing at random, where the keyboard is."""
    editor = place.canvas.editor
    if place.pen.writing is not None:
        if chance.random() < 0.4:
            say(editor, chance.choice(WORDS))
        else:
            QTest.keyClick(editor, *chance.choice(WRITING))
        return
    spot = QApplication.focusWidget()
    if getattr(spot, "place", None) is None or chance.random() < 0.1:
        shown = place.canvas.places()
        place.canvas.focus(chance.choice(shown).ref)
        return
    draw = chance.random()
    if draw < 0.06:
        place.hand.turn_into(chance.choice(list(AttributeKind)))
    elif draw < 0.08:
        place.hand.move_section(chance.choice((-1, 1)))
    elif draw < 0.09:
        place._set_template(chance.choice(list(TEMPLATES)))
    else:
        QTest.keyClick(spot, *chance.choice(CHOOSING))


def shown(pages):
    return [box.text for page in pages for box in page.boxes if isinstance(box, TextBox)]


def live(place, program, file, seed, many):
    chance, start = Random(seed), program.studio.project
    press_ = Press()
    for number in range(many):
        press(place, chance)
        if number % 20 == 19:
            place.pen.finish()
            now = program.studio.project
            with Session.open(file, read_only=True) as again:
                assert again.project == now, "on disk"
            sheet = press_.sheet(now, now.personas[0], place.texts(), editing=True)
            assert shown(place.canvas.pages) == shown(sheet.pages), "on screen"
    place.pen.finish()
    end, session = program.studio.project, program.studio.session
    while session.undo_label:
        program.studio.undo()
    assert program.studio.project == start
    while session.redo_label:
        program.studio.redo()
    assert program.studio.project == end
    return end != start


@pytest.fixture
def place(open_place, julie_file):
    return open_place(julie_file, "personas")


def test_random_keys(place, program, julie_file):
    assert live(place, program, julie_file, 7, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 215))
def test_many_random_keys(place, program, julie_file, seed):
    live(place, program, julie_file, seed, 300)
