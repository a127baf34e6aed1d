"""Dragging on the sheet as a whole: what is taken by its handle, where it may go, and the same from menus."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QMenu

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import moving
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.ui.canvas.ghost import carry_along
from persona_studio.ui.canvas.handle import Handle
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.mime import carry
from persona_studio.ui.places.personas.card import card
from persona_studio.ui.places.personas.companions.choices import section_choices
from persona_studio.ui.places.personas.drops import LABELS, Drops
from persona_studio.ui.places.personas.menus import once_gone
from persona_studio.ui.places.personas.palette.ghost import hot_spot
from persona_studio.ui.places.personas.strip_drops import StripDrops
from persona_studio.ui.wording import in_menu

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.place import PersonasPlace

_BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class Dragging(QObject):
    """Handle, drops on the sheet and on the strip, and the menus that do the same."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio, self._canvas = place, place.studio, place.canvas
        self.handle = Handle(place.kit, place.canvas)
        self.drops = Drops(place.studio, place.view, place.status, place.outline, place.texts)
        self.strip = StripDrops(place.studio, place.strip, self.drops, place.status, place.persona)
        self.strip.opened.connect(place.show_persona)
        self.drops.coming.connect(self._finish)
        self.handle.taken.connect(self._taken)
        self.handle.asked.connect(self._asked)
        self._canvas.pulled.connect(self._pulled)

    def allow(self, allowed: bool) -> None:
        """Let things be taken, or not; the sections of a companion stay where they are."""
        self.handle.enabled = allowed
        self.handle.sections = self._free()
        if not allowed:
            self.handle.rest()

    @Slot()
    def _finish(self) -> None:
        """Keep what is being written: places are counted on the sheet as it is kept."""
        self._place.pen.finish()

    # -------------------------------------------------------------- the handle

    @Slot(object, QPointF)
    def _pulled(self, spot: Spot, _point: QPointF) -> None:
        """Take a line, or a section, by its words as by its handle."""
        if self.handle.takes(spot):
            self._canvas.carry_away()
            self._taken(spot)

    @Slot(object)
    def _taken(self, spot: Spot) -> None:
        """Drag what the handle belongs to, with the other lines that are chosen."""
        self.handle.rest()
        self._place.pen.finish()
        ids = self._taken_ids(spot.ref)
        project = self._studio.project
        kind = Carries.SECTION if spot.ref.kind == "section" else Carries.LINES
        drag = QDrag(self._canvas)
        drag.setMimeData(carry(Carried(kind, ids, moving.words_of(project, ids))))
        drag.setPixmap(card(self._place.kit, project, ids, self._canvas.devicePixelRatioF()))
        drag.setHotSpot(hot_spot(self._place.kit))
        try:
            carry_along(drag, _BOTH, Qt.DropAction.MoveAction, self._place.kit.theme.scale)
        finally:
            self.drops.end()
            self.strip.end()

    def _taken_ids(self, ref: Ref) -> tuple[Id, ...]:
        chosen = self._canvas.chosen_lines()
        if ref.id in chosen:
            return chosen
        self._canvas.choose(ref)
        return (ref.id,)

    @Slot(object, QPoint)
    def _asked(self, spot: Spot, at: QPoint) -> None:
        """Offer in a menu where what the handle belongs to may go: nobody has to drag."""
        if spot.ref not in self._canvas.chosen_refs():
            self._canvas.choose(spot.ref)
        self._canvas.menued.emit(spot, at)

    # -------------------------------------------------------------- menus

    def add_ways(self, menu: QMenu) -> None:
        """Add to a menu where what is chosen may go: another section, the sheet of another persona."""
        chosen, ref = self._canvas.chosen_lines(), self._canvas.current
        if chosen:
            self._add_sections(menu, chosen)
            if not self._free():
                return
            for text, icon, copy in (("Copy to", "copy", True), ("Move to the sheet of", "users", False)):
                self._add_personas(menu, text, icon, partial(self.strip.land, chosen, copy=copy))
        elif ref is not None and ref.kind == "section" and self._free():
            land = partial(self.strip.land_section, ref.id)
            self._add_personas(menu, "Move to the sheet of", "users", land)

    def _free(self) -> bool:
        """Tell whether what is shown exchanges lines and sections with the sheets of others."""
        outline = self._place.outline()
        return outline is not None and outline.free

    def _add_sections(self, menu: QMenu, chosen: tuple[Id, ...]) -> None:
        kit, outline, here = self._place.kit, self._place.outline(), self._sections_of(chosen)
        below = menu.addMenu(kit.icon("corner-down-right"), kit.t("Move to"))
        if outline is not None:
            for act, section in section_choices(below, outline, kit, self._place.texts(), here):
                once_gone(act, self._studio, partial(self.move_to, chosen, section.id))

    def _add_personas(self, menu: QMenu, text: str, icon: str, land: Callable[..., object]) -> None:
        kit, here = self._place.kit, self._place.current
        others = [persona for persona in self._studio.project.personas if persona.id != here]
        if not others:
            return
        below = menu.addMenu(kit.icon(icon), kit.t(text))
        for other in others:
            act = below.addAction(in_menu(other.name) or kit.t("No name"))
            once_gone(act, self._studio, partial(land, persona=other.id))

    def move_to(self, ids: tuple[Id, ...], section: Id) -> None:
        """Put lines at the end of a section."""
        project = self._studio.project
        held = next(s for p in project.personas for s in p.every_section if s.id == section)
        carried = Carried(Carries.LINES, ids, moving.words_of(project, ids))
        edit = self._studio.attempt(moving.drop, project, carried, section, len(held.attributes))
        if self._studio.do(edit, LABELS[Carries.LINES]):
            self._canvas.choose_lines([Ref("attribute", each, "text") for each in ids])

    def _sections_of(self, ids: tuple[Id, ...]) -> set[Id]:
        outline = self._place.outline()
        sections = outline.sections if outline is not None else ()
        return {s.id for s in sections if any(a.id in ids for a in s.attributes)}
