"""Somebody types, presses and chooses at random: what is shown is on disk, and all can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.on_sheet import say
from persona_studio.domain.checks import check_tree
from persona_studio.publish.boxes import TextBox
from persona_studio.services.session import Session

WORDS = ("œuvre", " l'avis", " : oui !", " 12 000 €", "😀", "שלום", " été, hiver")
HELD = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "": Qt.KeyboardModifier.NoModifier,
}
LOOKS = 20
"""Gestures between two looks at screen and disk."""


def keys(*names):
    """Return keys by their names, "Shift+Down", as QTest takes them."""
    pressed = [name.rpartition("+") for name in names]
    return tuple((Qt.Key[f"Key_{name}"], HELD[held]) for held, _, name in pressed)


@dataclass(frozen=True)
class Somebody:
    """Who does one thing after the other, where the keyboard is.

    ``does`` is given the place, what has the keyboard and the chance; it tells whether it did something of
    its own, else a key of ``choosing`` is pressed. ``wanders`` is how often another part of the page is
    chosen.
    """

    choosing: tuple
    writing: tuple
    does: Callable
    wanders: float
    words: tuple = WORDS

    def press(self, place, chance):
        """Do one thing."""
        if place.pen.writing is not None:
            self._write(place.canvas.editor, chance)
            return
        spot, shown = QApplication.focusWidget(), place.canvas.places()
        if getattr(spot, "place", None) is None or chance.random() < self.wanders:
            place.canvas.focus(chance.choice(shown).ref)
            return
        if not self.does(place, spot, chance):
            QTest.keyClick(spot, *chance.choice(self.choosing))
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _write(self, editor, chance):
        if chance.random() < 0.4:
            say(editor, chance.choice(self.words))
        else:
            QTest.keyClick(editor, *chance.choice(self.writing))

    def live(self, place, program, seed, many, pages):
        """Do many things; ``pages`` lays the page of a project out. Tell whether anything changed."""
        chance, start, session = Random(seed), program.studio.project, program.studio.session
        for number in range(many):
            self.press(place, chance)
            if number % LOOKS == LOOKS - 1:
                place.pen.finish()
                _is_kept_and_shown(place, program.studio.project, session.path, pages)
        place.pen.finish()
        end = program.studio.project
        _, done = session.history  # somebody may have undone before
        while session.undo_label:
            program.studio.undo()
        assert program.studio.project == start
        session.go_to(done)
        assert program.studio.project == end
        return end != start


def _is_kept_and_shown(place, now, file, pages):
    check_tree(now.personas[0])
    with Session.open(file, read_only=True) as again:
        assert again.project == now, "on disk"
    assert _words(place.canvas.pages) == _words(pages(now)), "on screen"


def _words(pages):
    return [box.text for page in pages for box in page.boxes if isinstance(box, TextBox)]
