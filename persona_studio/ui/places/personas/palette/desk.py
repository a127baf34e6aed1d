"""What the palette needs to know of the place it is part of, and how it puts things on the sheet."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from persona_studio.domain.edits import Edit
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Section, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.layout.words import usual_title
from persona_studio.services.personas import placing
from persona_studio.services.personas.faces import Outline
from persona_studio.texts import Texts
from persona_studio.ui.actions import key_text
from persona_studio.ui.kit import Kit
from persona_studio.ui.mime import Carried
from persona_studio.ui.places.personas.companions.choices import section_choices
from persona_studio.ui.places.personas.companions.names import place_name
from persona_studio.ui.studio import Studio


class Desk(Protocol):
    """The place of the sheet."""

    studio: Studio
    kit: Kit

    def persona(self) -> Persona | None:
        """Return the persona whose sheet is shown."""

    def texts(self) -> Texts:
        """Return words in the language of the sheet."""

    def outline(self) -> Outline | None:
        """Return what is shown of the persona: its sheet or a companion."""

    def target(self, fits: SectionKey | None = None) -> tuple[Id, int] | None:
        """Return where a key places: a section of the sheet and the place in it; None without a section."""

    def line_chosen(self) -> Id:
        """Return the line that is chosen on the sheet, or ""."""

    def show_line(self, line: Id) -> None:
        """Choose a line of the sheet and bring it into view."""


class Placer:
    """Puts what is carried on the sheet: the same edits as when it is dropped there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def place(self, what: Carried, fits: SectionKey | None = None) -> bool:
        """Put something where the keyboard places; tell whether it went there."""
        outline, at = self._desk.outline(), self._desk.target(fits)
        if outline is None:
            return False
        if at is None and not outline.free:
            self._desk.studio.said.emit(self._desk.kit.t("Begin this page first"), False)
            return False
        if at is None:
            return self.place_new(what, fits or SectionKey.CUSTOM)
        return self.place_at(what, *at)

    def place_at(self, what: Carried, section: Id, index: int) -> bool:
        """Put something at a place of a section."""
        studio, follow = self._desk.studio, bool(self._desk.line_chosen())
        edit = studio.attempt(placing.place, studio.project, what, section, index)
        return self._do(edit, section, follow=follow)

    def place_new(self, what: Carried, key: SectionKey) -> bool:
        """Put something into a new section."""
        studio, persona = self._desk.studio, self._desk.persona()
        if persona is None:
            return False
        title = self._desk.texts()("Section") if key is SectionKey.CUSTOM else ""
        return self._do(studio.attempt(placing.place_new, studio.project, what, persona.id, key, title))

    def quote(self, what: Carried) -> bool:
        """Make the words at the head of the sheet of it."""
        studio, persona = self._desk.studio, self._desk.persona()
        if persona is None:
            return False
        edit = studio.attempt(placing.quote, studio.project, persona.id, what)
        return studio.do(edit, "Quote chosen", say=True)

    def _do(self, edit: Edit | None, section: Id = "", *, follow: bool = False) -> bool:
        studio, t = self._desk.studio, self._desk.kit.t
        before = self._lines()
        if not studio.do(edit, "Line placed"):
            return False
        made = [line for line in self._lines() if line not in before]
        held = find(studio.project, section)
        where = self._name(held) if isinstance(held, Section) else ""
        studio.said.emit(t("Placed in “{section}”", section=where) if where else t("Line placed"), True)
        # Who places after a chosen line goes on after the one just placed.
        if made and follow:
            self._desk.show_line(made[-1])
        return True

    def _name(self, section: Section) -> str:
        return place_name(self._desk.outline(), section, self._desk.texts())

    def _lines(self) -> list[Id]:
        outline = self._desk.outline()
        return [line.id for section in outline.sections for line in section.attributes] if outline else []

    def add_to(self, menu: QMenu, what: Carried, fits: SectionKey | None = None) -> None:
        """Add to a menu: place, and place in each of the sections."""
        kit, outline = self._desk.kit, self._desk.outline()
        if outline is None:
            return
        # Told beside the words: the list takes the key itself.
        here = menu.addAction(kit.icon("corner-down-right"), f"{kit.t('Place')}\t{key_text('Ctrl+Return')}")
        here.triggered.connect(partial(self._picked, what, fits))
        inside = menu.addMenu(kit.icon("list-plus"), kit.t("Place in"))
        for action, section in section_choices(inside, outline, kit, self._desk.texts()):
            action.triggered.connect(partial(self._picked_at, what, section.id, len(section.attributes)))
        if fits is not None and outline.free and all(s.key is not fits for s in outline.sections):
            name = usual_title(fits, self._desk.texts())
            action = inside.addAction(kit.icon("plus"), kit.t("New section: {name}", name=name))
            action.triggered.connect(partial(self._picked_new, what, fits))

    def _picked(self, what: Carried, fits: SectionKey | None, _checked: bool = False) -> None:
        self.place(what, fits)

    def _picked_at(self, what: Carried, section: Id, index: int, _checked: bool = False) -> None:
        self.place_at(what, section, index)

    def _picked_new(self, what: Carried, key: SectionKey, _checked: bool = False) -> None:
        self.place_new(what, key)


def popup(parent: QWidget, fill: Callable[[QMenu], object], at: QPoint) -> QMenu:
    """Open a menu that ``fill`` fills."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu)
    menu.popup(at)
    return menu
