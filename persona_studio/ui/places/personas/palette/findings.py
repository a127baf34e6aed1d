"""Constats: the findings of the persona's segment, those to be placed and those on the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.drafting.words import fold
from persona_studio.services.personas.faces import Face
from persona_studio.services.personas.findings import Figures, Offer, Wording, offers, on_sheet, segment_of
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.mime import Carried
from persona_studio.ui.models.palette import PaletteList
from persona_studio.ui.places.personas.palette.carrying import CarryList
from persona_studio.ui.places.personas.palette.desk import Desk, Placer, popup
from persona_studio.ui.places.personas.palette.page import Page, PlacedChips
from persona_studio.ui.places.personas.palette.rows import RowDelegate
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.fields import SearchField
from persona_studio.ui.widgets.surfaces import Panel

BAR, TICK, NUMBERS, AFTER = 8, 4, 96, 8


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the list, and whether the sheet says it."""

    offer: Offer
    placed: bool

    @property
    def key(self) -> str:
        """What names it."""
        return self.offer.key


class FindingDelegate(RowDelegate):
    """Paints findings: a bar with everybody's tick, the share, and how many times everybody's that is."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.wording: Wording | None = None
        self.fill = "strong"

    def mark(self, row: FindingRow) -> str:
        """Return the check of what is on the sheet."""
        return "check" if row.placed else ""

    def below(self, _row: FindingRow) -> int:
        """Return the height of the bar's line."""
        return self._kit.line("body")

    def paint_below(self, painter: QPainter, rect: QRect, row: FindingRow) -> None:
        """Paint bar and figures."""
        figures = self.wording.figures(row.offer) if self.wording is not None else None
        if figures is None:
            self._say(painter, QRectF(rect), "small", "text3", self._kit.t("No figure: too few answers"))
            return
        wide = self._numbers(painter, rect, figures)
        px, colour = self._kit.px, self._kit.colour
        tall = px(BAR)
        top = rect.y() + (rect.height() - tall) / 2
        bar = QRectF(rect.x(), top, rect.width() - max(px(NUMBERS), wide + px(12)), tall)
        fill = self.fill if row.offer.over else "strong"
        paint.bar(painter, bar, figures.share, colour(fill), colour("track"))
        paint.tick(painter, bar, figures.overall, colour("text"), colour("surface"), px(TICK))

    def _numbers(self, painter: QPainter, rect: QRect, figures: Figures) -> int:
        """Paint "68 % · × 1,5" at the right; return its width."""
        t, place = self._kit.t, QRectF(rect)
        after = f" · {t.ratio(figures.ratio)}" if figures.ratio else ""
        wide = self._say(painter, place, "number", "text2", after, right=True)
        place.setRight(place.right() - wide)
        return wide + self._say(painter, place, "number-strong", "text", t.percent(figures.share), right=True)

    def _say(
        self, painter: QPainter, place: QRectF, font: str, ink: str, text: str, *, right: bool = False
    ) -> int:
        painter.setFont(self._kit.font(font))
        painter.setPen(self._kit.colour(ink))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, text)
        return painter.fontMetrics().horizontalAdvance(text)


class Legend(Panel):
    """What bar and tick stand for, at the foot of the list."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "t")
        self._fill, self._name = "strong", ""
        self.setFixedHeight(max(kit.px(36), kit.line("small") + kit.px(12)))

    def show_persona(self, persona: Persona) -> None:
        """Name the persona and wear its colour."""
        self._fill, self._name = self._kit.accent_of(persona).fill, persona.name
        self.setAccessibleName(self._kit.t("Bars: {name}. Tick: everybody", name=persona.name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a sample of each with its name."""
        super().paintEvent(event)
        painter, px, colour = QPainter(self), self._kit.px, self._kit.colour
        middle = self.height() / 2
        painter.setFont(self._kit.font("caption"))
        metrics = painter.fontMetrics()
        room = self.width() - px(14 + 20 + 20 + 10 + 14) - metrics.horizontalAdvance(self._kit.t("Everybody"))
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        paint.rounded(painter, QRectF(px(14), middle - px(4), px(14), px(8)), px(2), colour(self._fill))
        left = self._words(painter, px(14 + 20), name) + px(16)
        painter.fillRect(QRectF(left, middle - px(7), 2, px(14)), colour("text"))
        self._words(painter, left + px(8), self._kit.t("Everybody"))

    def _words(self, painter: QPainter, left: int, text: str) -> int:
        painter.setPen(self._kit.colour("text2"))
        place = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return left + painter.fontMetrics().horizontalAdvance(text)


class FindingsPage(Page):
    """The tab of the findings."""

    def __init__(self, kit: Kit, desk: Desk, placer: Placer) -> None:
        super().__init__(kit, SearchField(kit, "Search the findings"))
        self._desk, self._placer = desk, placer
        self._wording: Wording | None = None
        self._known: dict[Id, _Known] = {}
        self._offers: tuple[Offer, ...] = ()
        self._there: frozenset[str] = frozenset()
        self._delegate = FindingDelegate(kit)
        self.list = CarryList(kit, PaletteList(self._words, self._told), self._delegate, self._carried)
        kit.name(self.list, "Findings of the segment")
        self.legend = Legend(kit)
        self.chips = PlacedChips(kit, self)
        self.head.addLayout(self.chips)
        self.fill(self.list, self.legend)
        self.search.textChanged.connect(self._listed)
        self.chips.chosen.connect(self._listed)
        self.list.wanted.connect(self._place)
        self.list.menued.connect(self._menu)

    # -------------------------------------------------------------- showing

    def show_persona(self, project: Project, persona: Persona) -> None:
        """Show the findings of a persona's segment."""
        found = segment_of(project, persona)
        wave = next((w for w in project.waves if found is not None and w.id == found[0].wave), None)
        if found is None or wave is None:
            self._none(persona)
            return
        texts = self._desk.texts()
        about = (found[1], wave, texts.language, persona.feminine)
        known = self._known.get(persona.id)
        if known is None or not _same(about, known.about):
            session = given(self._desk.studio.session)
            known = _Known(about, Wording(session, persona, texts), offers(found[1], wave))
            self._known[persona.id] = known
        self._wording = self._delegate.wording = known.wording
        self._offers = known.offers
        self._delegate.fill = self._kit.accent_of(persona).fill
        self.legend.show_persona(persona)
        outline = self._desk.outline()
        self.chips.show_face(outline.face if outline is not None else Face.SHEET)
        self._there = on_sheet(persona, self._offers, outline.lines if outline is not None else None)
        self._listed()

    def _none(self, persona: Persona) -> None:
        self._offers, self._wording = (), None
        gone = persona.segment is not None
        self.empty(
            "Its segment is no more: choose another one, or write hypotheses."
            if gone
            else "This persona has no segment: its lines are hypotheses to check."
        )
        self.list.show_rows(())

    @Slot()
    def _listed(self) -> None:
        if self._wording is None:
            return
        wanted = self.chips.on_page
        self.chips.show_counts(len(self._offers) - len(self._there), len(self._there))
        rows = [FindingRow(o, wanted) for o in self._offers if (o.key in self._there) is wanted]
        found = self._searched(rows)
        self.list.show_rows(found)
        self.empty(self._why(rows) if not found else "")

    def _searched(self, rows: Sequence[FindingRow]) -> Sequence[FindingRow]:
        words = fold(self.search.text()).split()
        if not words:
            return rows
        return [row for row in rows if all(word in self._haystack(row) for word in words)]

    def forget(self) -> None:
        """Let go of another project."""
        self._known.clear()
        self._offers, self._wording = (), None
        self.search.clear()

    def _haystack(self, row: FindingRow) -> str:
        fact = row.offer.fact
        return fold(f"{given(self._wording).line(row.offer)} {fact.topic.question} {fact.answer}")

    def _why(self, rows: Sequence[FindingRow]) -> str:
        if rows:
            return "Nothing found. Try another word."
        if not self._offers:
            return "This segment differs from everybody in nothing that enough people answered."
        return (
            self.chips.worded("Place a first finding: drag it onto the sheet.")
            if self.chips.on_page
            else self.chips.worded("All findings are on the sheet.")
        )

    def _words(self, row: FindingRow) -> str:
        return self._wording.card(row.offer) if self._wording is not None else ""

    def _told(self, row: FindingRow) -> str:
        """Say a finding with its figures, and whether it is on the page shown."""
        t = self._kit.t
        figures = self._wording.figures(row.offer) if self._wording is not None else None
        parts = [self._words(row)]
        if figures is not None:
            overall = t("everybody {share}", share=t.percent(figures.overall))
            parts += [t.percent(figures.share), overall]
        if row.placed:
            parts.append(t(self.chips.worded("on the sheet")))
        return ", ".join(parts)

    # -------------------------------------------------------------- placing

    def _carried(self, row: FindingRow) -> Carried | None:
        if self._wording is None or not self._desk.studio.editable:
            return None
        try:
            return self._wording.carried(row.offer)
        except UserError as error:
            self._desk.studio.refused.emit(error)
            return None

    @Slot(object)
    def _place(self, row: FindingRow) -> None:
        what = self._carried(row)
        if what is not None:
            self._placer.place(what, row.offer.section)

    @Slot(object, QPoint)
    def _menu(self, row: FindingRow, at: QPoint) -> None:
        what = self._carried(row)
        if what is not None:

            def fill(menu: QMenu) -> None:
                self._placer.add_to(menu, what, row.offer.section)

            popup(self, fill, at)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was worded for a persona, and of what: it is made anew when that is another."""

    about: tuple[object, ...]
    wording: Wording
    offers: tuple[Offer, ...]


def _same(after: tuple[object, ...], before: tuple[object, ...]) -> bool:
    """Tell whether the same values are meant: large ones are shared from edit to edit, not compared."""
    return len(after) == len(before) and all(
        a is b or (isinstance(a, str | bool) and a == b) for a, b in zip(after, before, strict=True)
    )
