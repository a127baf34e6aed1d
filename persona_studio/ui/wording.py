"""The words of the window, which change language while it is open."""

from collections.abc import Callable
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal

from persona_studio.texts import Texts

Setter = Callable[[str], Any]


class _Said(NamedTuple):
    owner: QObject
    setter: Setter
    text: str
    blanks: dict[str, Any]


class Wording(QObject):
    """Remembers which words were put where, so that another language replaces them all."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self._said: list[_Said] = []
        self._sweep_at = 512

    def say(self, setter: Setter, text: str, **blanks: Any) -> None:
        """Call a method of a Qt object with ``text`` in the window's language, now and after each change."""
        owner = getattr(setter, "__self__", None)
        if not isinstance(owner, QObject):
            raise TypeError("words are put through a method of a Qt object")
        self._said.append(_Said(owner, setter, text, blanks))
        setter(self.texts(text, **blanks))
        if len(self._said) > self._sweep_at:
            self._sweep()

    def speak(self, texts: Texts) -> None:
        """Change the language of everything said so far, then tell those who word things themselves."""
        self.texts = texts
        self._sweep()
        for said in self._said:
            said.setter(texts(said.text, **said.blanks))
        self.changed.emit()

    def _sweep(self) -> None:
        self._said = [said for said in self._said if shiboken6.isValid(said.owner)]
        self._sweep_at = max(512, 2 * len(self._said))


def in_menu(text: str) -> str:
    """Return words that people wrote as a menu shows them: a lone "&" would mark a key and not be seen."""
    return text.replace("&", "&&")
