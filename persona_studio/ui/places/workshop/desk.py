"""The kit in use: kept with the project, each change of it one gesture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from persona_studio.domain.deliverables import DELIVERABLES, Deliverable
from persona_studio.domain.edits import SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Kit
from persona_studio.domain.personas import Persona
from persona_studio.services.workshop.ordering import owner
from persona_studio.texts import LANGUAGES, Texts
from persona_studio.ui.studio import Studio


class Desk(QObject):
    """What is chosen in the workshop.

    A project that can only be read prints all the same: then the choice is this window's alone. ``chosen``
    tells of it, as nothing changes in the project, and of a choice that could not be kept.
    """

    chosen = Signal()

    def __init__(self, studio: Studio, parent: QObject) -> None:
        super().__init__(parent)
        self._studio = studio
        self._own: Kit | None = None
        self._texts = studio.kit.t

    @property
    def kit(self) -> Kit:
        """The kit of the project, or of this window."""
        return self._own or self._studio.project.kit

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """The deliverables that are ticked, in the order in which they are printed."""
        return tuple(each for each in DELIVERABLES if each.id in self.kit.deliverables)

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The personas that are printed."""
        return tuple(p for p in self._studio.project.personas if p.id not in self.kit.left_out)

    @property
    def language(self) -> str:
        """The language of the pages."""
        asked = self.kit.language or self._studio.project.language
        return asked if asked in LANGUAGES else LANGUAGES[0]

    @property
    def texts(self) -> Texts:
        """Words in the language of the pages, which are read once."""
        if self._texts.language != self.language:
            self._texts = Texts(self.language)
        return self._texts

    def forget(self) -> None:
        """Let go of the choice made in a project that is closed."""
        self._own = None

    @Slot(str, bool)
    def tick(self, deliverable: str, on: bool) -> None:
        """Print a deliverable, or no longer."""
        ticked = {*self.kit.deliverables} | {deliverable} if on else {*self.kit.deliverables} - {deliverable}
        # Those of a newer program stay ticked though we cannot print them.
        known = tuple(each.id for each in DELIVERABLES if each.id in ticked)
        unknown = tuple(id_ for id_ in self.kit.deliverables if id_ in ticked and id_ not in known)
        label = "Deliverable chosen" if on else "Deliverable left out"
        # Ticked anew it is whole again.
        skipped = tuple(key for key in self.kit.skipped if not _of(key, deliverable))
        self._set(label, deliverables=known + unknown, skipped=skipped)

    @Slot(str, bool)
    def print_persona(self, persona: Id, on: bool) -> None:
        """Print a persona, or no longer."""
        there = [p.id for p in self._studio.project.personas]
        left = tuple(id_ for id_ in there if (id_ in self.kit.left_out if id_ != persona else not on))
        self._set("Persona chosen for print" if on else "Persona not printed", left_out=left)

    @Slot(str, bool)
    def switch(self, option: str, on: bool) -> None:
        """Switch an option of the pages."""
        self._set("Option of the pages changed", options=replace(self.kit.options, **{option: on}))

    def speak(self, language: str) -> None:
        """Print in a language; that of the project follows the project."""
        own = "" if language == self._studio.project.language else language
        self._set("Language of the pages changed", language=own)

    @Slot(bool)
    def archive(self, on: bool) -> None:
        """Ask for a PDF made for archives, or no longer."""
        self._set("Kind of PDF changed", archive=on)

    def put_in_order(self, keys: tuple[str, ...]) -> None:
        """Print pages in an order, by their keys; none is the usual one."""
        self._set("Order of the pages changed", order=keys)

    @Slot(object)
    def skip(self, keys: Sequence[str]) -> None:
        """Print pages no longer, in one gesture."""
        label = "Page left out" if len(keys) == 1 else "Pages left out"
        self._set(label, skipped=(*self.kit.skipped, *keys))

    def print_for(self, keys: Sequence[str], *, on: bool) -> None:
        """Print some pages of a deliverable, those of one persona, or no longer."""
        kept = tuple(key for key in self.kit.skipped if key not in keys)
        label = "Pages put back" if on else "Pages left out"
        self._set(label, skipped=kept if on else (*kept, *keys))

    def put_back(self, deliverable: str = "") -> None:
        """Print again the pages that were left out, of one deliverable or of all."""
        kept = tuple(key for key in self.kit.skipped if deliverable and not _of(key, deliverable))
        self._set("Pages put back", skipped=kept)

    def _set(self, label: str, **fields: Any) -> None:
        kit = replace(self.kit, **fields)
        if kit == self.kit:
            return
        kit = replace(kit, skipped=self._known(kit.skipped))
        if self._studio.editable:
            project = self._studio.project
            if not self._studio.do(SetField(project.id, "kit", kit), label):
                self.chosen.emit()  # what was pressed goes back to what is kept
        else:
            self._own = kit
            self.chosen.emit()

    def _known(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the keys of pages but for those of personas that are gone, each once."""
        there = {"", *(p.id for p in self._studio.project.personas)}
        return tuple(key for key in dict.fromkeys(keys) if owner(key) in there)


def _of(key: str, deliverable: str) -> bool:
    return key.startswith(f"{deliverable}/")
