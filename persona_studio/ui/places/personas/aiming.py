"""What letting go at a point of the sheet would do: an aim, found anew for each move without any layout."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page, Ref, find, frame
from persona_studio.services.personas.faces import Outline
from persona_studio.services.personas.placing import Carries
from persona_studio.ui.canvas import dropping
from persona_studio.ui.canvas.dropping import AROUND, Frame, Landing, Zone
from persona_studio.ui.canvas.offers import Offer, What
from persona_studio.ui.canvas.sheet import SheetCanvas

_KNOB_OUT = 3  # pixels: the knob stands before the marks of the lines
_NOWHERE = Frame(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Aim:
    """A place between lines or sections (``landing``), or a field of the head that is taken whole."""

    landing: Landing | None = None
    field: Ref | None = None
    page: int = 0
    frame: Frame = _NOWHERE

    @property
    def portrait(self) -> bool:
        """Whether a picture would take the place of the portrait."""
        return self.field is not None and self.field.field == "portrait"


class Aiming:
    """Knows the zones of the pages shown; reads them again when the pages are others."""

    def __init__(self, canvas: SheetCanvas) -> None:
        self._canvas = canvas
        self._pages: tuple[Page, ...] | None = None
        self._outline: Outline | None = None
        self._zones: tuple[Zone, ...] = ()

    def zones(self, outline: Outline) -> tuple[Zone, ...]:
        """Return the parts of sections that are shown."""
        if self._pages is not self._canvas.pages or not self._knows(outline):
            self._pages, self._outline = self._canvas.pages, outline
            self._zones = dropping.zones(self._pages, outline)
        return self._zones

    def _knows(self, outline: Outline) -> bool:
        known = self._outline
        return known is not None and (known.persona is outline.persona and known.face is outline.face)

    def at(self, point: QPointF, outline: Outline, offer: Offer, *, pictures: bool) -> Aim | None:
        """Return what letting go at a point of the canvas would do, None when nothing takes it there."""
        place = self._on_page(point)
        if place is None:
            return None
        page, x, y = place
        if offer.picture and pictures:
            portrait = self._field(page, x, y, Ref("persona", outline.id, "portrait"))
            if portrait is not None:
                return portrait
        if offer.kind is Carries.VERBATIM:
            quote = self._field(page, x, y, Ref("persona", outline.id, "quote"))
            if quote is not None:
                return quote
        if offer.what is What.SECTION:
            whole = dropping.section_landing(self.zones(outline), outline, page, x, y)
            return _aim(whole if outline.free else None)
        found = offer.what is What.LINES
        moment = self._moment(page, x, y, outline) if found else None
        if moment is not None:
            return moment
        return _aim(dropping.landing(self.zones(outline), page, x, y)) if found else None

    def number(self, outline: Outline, landing: Landing, moving: Sequence[Id]) -> int:
        """Return the place of a landing among the lines that the page shows of a section, from 1."""
        section = next(s for s in outline.sections if s.id == landing.section)
        shown = {i for zone in self.zones(outline) if zone.section == section.id for i in zone.lines}
        before = (i for i in shown if i < landing.index)
        return 1 + sum(1 for i in before if section.attributes[i].id not in moving)

    def around(self, aim: Aim) -> QRectF | None:
        """Return the outline of what takes it, on the canvas; None between sections, and for a portrait."""
        if aim.portrait or (aim.landing is not None and aim.landing.parent != aim.landing.section):
            return None
        shape = aim.landing.ground if aim.landing is not None else aim.frame.grown(AROUND)
        page = aim.landing.page if aim.landing is not None else aim.page
        return self._rect(page, shape)

    def line(self, landing: Landing) -> QRectF:
        """Return the line of a place, on the canvas: left end, height, width."""
        rect = self._rect(landing.page, landing.frame)
        top = self._rect(landing.page, Frame(0, landing.y, 0, landing.y)).top()
        return QRectF(rect.left() - _KNOB_OUT, top, rect.width() + _KNOB_OUT, 0)

    def _rect(self, page: int, shape: Frame) -> QRectF:
        scale, corner = self._canvas.scale, self._canvas.page_rect(page).topLeft()
        left, top, right, bottom = (value * scale for value in shape)
        return QRectF(left, top, right - left, bottom - top).translated(corner)

    def _on_page(self, point: QPointF) -> tuple[int, float, float] | None:
        for number in range(len(self._canvas.pages)):
            rect = self._canvas.page_rect(number)
            if rect.contains(point):
                way = (point - rect.topLeft()) / self._canvas.scale
                return number, way.x(), way.y()
        return None

    def _moment(self, page: int, x: float, y: float, outline: Outline) -> Aim | None:
        """Return the words of the key moment of a journey, which are taken whole."""
        journey = outline.journey
        if journey is None:
            return None
        field = Ref("journey", journey.id, "moment")
        drawn = [field, *(Ref("attribute", line.id, "text") for line in journey.moment)]
        aims = (self._field(page, x, y, ref) for ref in drawn)
        return next((replace(aim, field=field) for aim in aims if aim is not None), None)

    def _field(self, page: int, x: float, y: float, ref: Ref) -> Aim | None:
        box = find(self._canvas.pages[page], ref)
        shape = Frame(*frame(box)) if box is not None else None
        if shape is None or shape.away(x, y) > AROUND:
            return None
        return Aim(field=ref, page=page, frame=shape)


def _aim(landing: Landing | None) -> Aim | None:
    return Aim(landing) if landing is not None else None
