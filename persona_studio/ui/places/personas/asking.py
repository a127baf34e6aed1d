"""Menus over the sheet: of a line, a section, the page, the kind of the persona."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction

from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import PersonaKind
from persona_studio.ui.canvas.spots import PORTRAIT
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.places.personas.menus import kind_menu
from persona_studio.ui.places.personas.sheet_menu import SheetMenu

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.place import PersonasPlace

INSIDE = 24
"""Pixels of the drawings from the corner of the sheet's view to a menu that no pointer asked for."""


class Asking(QObject):
    """Opens what is wanted where it is wanted."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio, self._canvas = place, place.studio, place.canvas
        self._canvas.menued.connect(self.of_place)
        self._canvas.bared.connect(self.of_sheet)
        place.actions_.on("add-section", self.of_sections)

    @Slot(object, QPoint)
    def of_place(self, spot: Spot, at: QPoint) -> None:
        """Offer what can be done with a line, a section or the picture."""
        place, persona = self._place, self._place.persona()
        if persona is None or not self._studio.editable:
            return
        if spot.ref.field == PORTRAIT:
            place.photos.ask(at)
            return
        if place.companions.ask(spot, at):
            return
        menu = self._menu()
        if spot.ref.kind == "attribute":
            chosen = len(self._canvas.chosen_lines())
            menu.of_line(spot.ref, chosen, partial(place.write_at, spot, None))
            place.dragging.add_ways(menu)
            if chosen <= 1:
                place.inspecting.add_ways(menu)
                place.companions.add_ways(menu)
        elif spot.ref.kind == "section":
            menu.of_section(persona)
            place.dragging.add_ways(menu)
        else:
            menu.of_sheet(persona)
        menu.popup(at)

    @Slot()
    def of_sections(self) -> None:
        """Offer the sections that can be added."""
        if self._place.isVisible():
            inside = self._place.kit.px(INSIDE)
            self.of_sheet(self._place.view.mapToGlobal(QPoint(inside, inside)))

    @Slot(QPoint)
    def of_sheet(self, at: QPoint) -> None:
        """Offer what sections the page can have."""
        persona = self._place.persona()
        if persona is None or not self._studio.editable or self._place.companions.ask_page(at):
            return
        menu = self._menu()
        menu.of_sheet(persona)
        menu.popup(at)

    def of_kind(self, spot: Spot) -> None:
        """Offer the kinds of personas, below the one on the sheet."""
        persona = self._place.persona()
        if persona is not None:
            menu = kind_menu(self._place, self._place.kit, persona.kind)
            menu.triggered.connect(self._kind_picked)
            corner = self._canvas.rect_of(spot).bottomLeft().toPoint() + QPoint(0, 4)
            menu.popup(self._canvas.mapToGlobal(corner))

    @Slot(QAction)
    def _kind_picked(self, action: QAction) -> None:
        self.set_kind(action.data())

    @Slot(str)
    def set_kind(self, value: str) -> None:
        """Make the persona in view one of another kind."""
        edit = SetField(self._place.current, "kind", PersonaKind(value))
        self._studio.do(edit, "Kind of persona changed")

    def _menu(self) -> SheetMenu:
        return SheetMenu(self._place, self._studio, self._place.hand, self._place.texts())
