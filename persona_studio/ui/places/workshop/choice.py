"""What is printed: the deliverables and the personas to tick."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.deliverables import DELIVERABLES, Deliverable, Group
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import LINK, Button
from persona_studio.ui.widgets.fields import WRAPPED, Check
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label, Paragraph, Rule
from persona_studio.ui.widgets.surfaces import Column, clear

HEADINGS: Mapping[Group, str] = {Group.ANNEXES: "Annexes", Group.ROOM: "For the room"}
"""What stands above a group; the first one follows the title of the place."""
FACE, ROWS = 48, 2.4
"""Pixels of the drawings, and rows of faces seen at once: a part of the third tells that there are more."""


class Deliverables(QWidget):
    """The deliverables to tick, each with how many pages it makes, or what it waits for."""

    switched = Signal(str, bool)
    wanted = Signal(str)
    whom = Signal(str, QPoint)
    """A deliverable, and the point of the screen for the menu of whom it is made for."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: dict[str, _Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(4))
        for group in Group:
            members = [each for each in DELIVERABLES if each.group is group]
            if members and group in HEADINGS:
                heading = Label(kit, "small-strong", "text2")
                kit.say(heading.setText, HEADINGS[group])
                column.addSpacing(kit.px(8))
                column.addWidget(heading)
            for deliverable in members:
                row = self._rows[deliverable.id] = _Row(kit, deliverable)
                row.check.switched.connect(self.switched)
                row.wanted.connect(self.wanted)
                row.whom.connect(self.whom)
                column.addWidget(row)
        kit.name(self, "Deliverables")

    def check(self, deliverable: str) -> "DeliverableCheck":
        """Return the box of a deliverable."""
        return self._rows[deliverable].check

    def tick(self, chosen: Sequence[Deliverable]) -> None:
        """Tick these and no other, without telling."""
        for deliverable in DELIVERABLES:
            check = self._rows[deliverable.id].check
            check.blockSignals(True)
            check.setChecked(deliverable in chosen)
            check.blockSignals(False)

    def show_counts(self, counts: Mapping[str, int], waiting: Mapping[str, tuple[str, str]]) -> None:
        """Show how many pages each deliverable makes, none beside the others.

        ``waiting`` says of those that are ticked and make none what they wait for, and the words of the way
        on (empty: there is none), both in the window's language.
        """
        for id_, row in self._rows.items():
            row.tell(counts.get(id_, 0), *waiting.get(id_, ("", "")))


class PersonaChoice(QWidget):
    """Deliverables, and of whom."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        px = kit.px
        self.deliverables = Deliverables(kit)
        title = Label(kit, "strong")
        kit.say(title.setText, "Personas")
        title.setContentsMargins(px(4), 0, 0, 0)
        scrolled = Column(kit, margins=(4, 2, 4, 8))
        scrolled.rows.addWidget(self.deliverables)
        scrolled.rows.addStretch(1)
        self.faces = _Faces(kit)
        self.faces.switched.connect(self.switched)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(scrolled, 1)
        column.addWidget(Rule(kit))
        column.addWidget(title)
        column.addWidget(self.faces)
        kit.name(self, "What is printed")

    def show_personas(self, personas: Sequence[Persona], left_out: AbstractSet[Id]) -> None:
        """Show the personas, ringed unless they are left out."""
        self.faces.show_personas(personas, left_out)


class _Faces(Column):
    """The portraits; many of them scroll, so that the deliverables keep their room."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, margins=(4, 2, 4, 2))
        self._kit = kit
        self._holder = QWidget()
        self._flow = Flow(kit.px(8), kit.px(8))
        self._holder.setLayout(self._flow)
        self.rows.addWidget(self._holder)
        self._faces: list[PersonaFace] = []
        kit.name(self, "Personas that are printed")

    def show_personas(self, personas: Sequence[Persona], left_out: AbstractSet[Id]) -> None:
        """Show the personas; faces of the same ones stay."""
        if [face.persona for face in self._faces] != list(personas):
            focused = next((face.persona.id for face in self._faces if face.hasFocus()), "")
            clear(self._flow)
            self._faces = [self._face(persona) for persona in personas]
            for face in self._faces:
                if face.persona.id == focused:
                    face.setFocus()
            self._settle()
        for face in self._faces:
            face.blockSignals(True)
            face.setChecked(face.persona.id not in left_out)
            face.blockSignals(False)
            face.update()  # the client's colours may be others

    def _face(self, persona: Persona) -> "PersonaFace":
        face = PersonaFace(self._kit, persona)
        face.switched.connect(self.switched)
        self._flow.addWidget(face)
        return face

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows, within some."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        # Counted, not asked of the layout: faces that are new are not shown yet and have no size there.
        step, gap = self._kit.px(FACE + 6) + self._kit.px(8), self._kit.px(8)
        beside = max(1, (self.width() - self._kit.px(8) + gap) // step)
        rows = -(-len(self._faces) // beside)
        self.setFixedHeight(round(min(rows, ROWS) * step) + self._kit.px(4))


class _Row(QWidget):
    """A deliverable, its pages, and below it what it waits for."""

    wanted = Signal(str)
    whom = Signal(str, QPoint)

    def __init__(self, kit: Kit, deliverable: Deliverable) -> None:
        super().__init__()
        px = kit.px
        self._kit, self._deliverable = kit, deliverable
        self.check = DeliverableCheck(kit, deliverable)
        self._count = Button(kit, LINK, small=True)
        # As wide and no higher whether pages are counted or not: ticking one deliverable must neither break
        # its name anew nor move the next from under the pointer.
        self._count.setText("88")
        self._count.setMinimumWidth(max(px(18), self._count.sizeHint().width()))
        stays = self._count.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self._count.setSizePolicy(stays)
        self._count.setFixedHeight(self.check.sizeHint().height())
        self._count.setEnabled(not deliverable.shared)
        if not deliverable.shared:
            kit.say(self._count.setToolTip, "For whom?")
        self._count.clicked.connect(self._ask)
        self._hint = Paragraph(kit, "small", "text2")
        self._way = Button(kit, LINK, small=True)
        self._way.clicked.connect(self._want)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self.check, 1)
        top.addWidget(self._count)
        below.setContentsMargins(px(21), 0, 0, 0)
        below.addWidget(self._way)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(7), 0, px(7))
        column.setSpacing(px(3))
        column.addLayout(top)
        indented = QHBoxLayout()
        indented.setContentsMargins(px(25), 0, 0, 0)
        indented.addWidget(self._hint)
        column.addLayout(indented)
        column.addLayout(below)
        self.tell(0, "", "")

    def tell(self, pages: int, waits: str, way: str) -> None:
        """Show the number of pages, or what it waits for and the words of the way on."""
        self.check.say(pages, waits)
        t = self._kit.t
        self._count.setText(t.integer(pages) if pages else "")
        self._count.setVisible(bool(pages))
        self._count.setAccessibleName(f"{t(self._deliverable.name)}. {t('For whom?')}")
        self._hint.setText(waits)
        self._hint.setVisible(bool(waits) and not way)  # the way says it: one line less that moves the rest
        self._way.setText(way)
        self._way.setToolTip(waits)
        self._way.setAccessibleDescription(waits)
        self._way.setVisible(bool(way))

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self._deliverable.id)

    @Slot()
    def _ask(self) -> None:
        self.whom.emit(self._deliverable.id, self._count.mapToGlobal(QPoint(0, self._count.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask whom it is made for."""
        if self.check.isChecked() and not self._deliverable.shared:
            self.whom.emit(self._deliverable.id, event.globalPos())


class DeliverableCheck(Check):
    """The box of a deliverable; ``switched`` carries its id and whether it is ticked now."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit, deliverable: Deliverable) -> None:
        super().__init__(kit, icon=deliverable.icon, wraps=True)
        self._deliverable = deliverable
        kit.say(self.setText, deliverable.name)
        if deliverable.hint:
            kit.say(self.explain, deliverable.hint)
        self.toggled.connect(self._switch)

    def say(self, pages: int, waits: str) -> None:
        """Tell what stands beside and below to whoever cannot see it."""
        t, hint = self._kit.t, self._deliverable.hint
        said = t.plural("{n} page", "{n} pages", pages) if pages else waits
        self.setAccessibleDescription(". ".join(part for part in (said, t(hint) if hint else "") if part))
        self.setFont(self._kit.font("strong" if self.isChecked() else "body"))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words as they are when it is ticked: ticking never makes it taller."""
        known, tall = width in self._heights, super().heightForWidth(width)
        if not known:
            strong, room = QFontMetrics(self._kit.font("strong")), max(1, width - self._beside())
            ticked = strong.boundingRect(QRect(0, 0, room, 10_000), WRAPPED, self.text())
            self._heights[width] = tall = max(tall, ticked.height())
        return tall

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.switched.emit(self._deliverable.id, on)


class PersonaFace(QAbstractButton):
    """A persona's portrait, ringed when it is printed, pale when it is not."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit, persona: Persona) -> None:
        super().__init__()
        self._kit, self.persona = kit, persona
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = f"{persona.name}, {persona.title}" if persona.title else persona.name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.toggled.connect(self._switch)

    def sizeHint(self) -> QSize:
        """Fit the portrait and its ring."""
        side = self._kit.px(FACE + 6)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint portrait and ring."""
        painter, px, on = QPainter(self), self._kit.px, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if on else 0.45)
        painter.drawPixmap(px(3), px(3), self._kit.face(self.persona, FACE))
        painter.setOpacity(1.0)
        if not on and not self.underMouse():
            return
        painter.setPen(QPen(self._kit.colour("accent" if on else "strong"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.switched.emit(self.persona.id, on)
