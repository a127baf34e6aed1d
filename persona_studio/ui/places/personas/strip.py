"""The personas of the project, side by side above the sheet."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import QUIET, Button, IconButton
from persona_studio.ui.widgets.surfaces import Panel, clear

HEIGHT = 68


class _Face(QAbstractButton):
    asked = Signal(str, QPoint)

    def __init__(self, kit: Kit, persona: Persona) -> None:
        super().__init__()
        self._kit = kit
        self.taking = False  # something is dragged over it that it takes
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_persona(persona)

    def show_persona(self, persona: Persona) -> None:
        self.persona, self._second = persona, second_line(persona, self._kit)
        self.setAccessibleName(f"{persona.name}, {self._second}")
        self.setToolTip(f"{persona.name}, {persona.title}" if persona.title else persona.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._kit.px
        self.setFont(self._kit.font("strong"))
        head = self.fontMetrics().horizontalAdvance(self.persona.name)
        self.setFont(self._kit.font("small"))
        below = self.fontMetrics().horizontalAdvance(self._second)
        return QSize(min(px(64) + max(head, below) + px(10), px(230)), px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, px, colour = QPainter(self), self._kit.px, self._kit.colour
        rect, on = QRectF(self.rect()), self.isChecked()
        if on or self.taking:
            paint.rounded(painter, rect, px(8), colour("atint"), colour("accent"), 1.5)
        elif self.underMouse():
            paint.rounded(painter, rect, px(8), colour("hover"))
        painter.drawPixmap(px(10), px(7), self._kit.face(self.persona, 38))
        room = rect.width() - px(58) - px(8)
        for font, role, text, top in (
            ("strong", "text", self.persona.name or self._kit.t("No name"), px(7)),
            ("small", "text2", self._second, px(26)),
        ):
            painter.setFont(self._kit.font(font))
            painter.setPen(colour(role))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(px(58), top, room, px(19)), Qt.AlignmentFlag.AlignVCenter, words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked.emit(self.persona.id, event.globalPos())


class PersonaStrip(Panel):
    """Choosing a persona; a new one; a menu about each."""

    chosen = Signal(str)
    created = Signal()
    asked = Signal(str, QPoint)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "b")
        px = kit.px
        self.setFixedHeight(px(HEIGHT))
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._pressed)
        holder = QWidget()
        self._row = QHBoxLayout(holder)
        self._row.setContentsMargins(px(16), 0, px(6), 0)
        self._row.setSpacing(px(2))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setObjectName("content")
        area.setWidget(holder)
        self._area = area
        self.new_button = Button(kit, QUIET, "plus")
        kit.say(self.new_button.setText, "New")
        kit.say(
            self.new_button.setToolTip, "A persona made by hand or from a segment, or one that was put by"
        )
        self.new_button.clicked.connect(self.created)
        self._more = IconButton(kit, "ellipsis", "More about this persona")
        self._more.clicked.connect(self._ask_more)
        self._current: Id = ""
        self._beside: QWidget | None = None
        # Faces scroll where there are many, the tools stay beside them.
        outer = self._outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 1)
        outer.setSpacing(0)
        outer.addWidget(area, 100)
        outer.addWidget(self._more)
        outer.addWidget(self.new_button)
        outer.addStretch(1)
        kit.name(self, "Personas")

    def stand_beside(self, widget: QWidget) -> None:
        """Put something at the right of the faces."""
        self._outer.addWidget(widget)
        self._outer.addSpacing(self._kit.px(16))
        self._beside = widget

    def faces_width(self) -> int:
        """Return how wide all faces are, with what stands behind them."""
        tools = (self._more, self.new_button)
        return self._faces_room() + sum(tool.sizeHint().width() for tool in tools)

    def _faces_room(self) -> int:
        """Return how wide the faces are; the layout knows only when those that are new are shown."""
        around, px = self._row.contentsMargins(), self._kit.px
        faces = [face.sizeHint().width() + px(2) for face in self._faces()]
        return around.left() + around.right() + sum(faces)

    def show_personas(self, personas: Sequence[Persona], current: Id, *, editable: bool) -> None:
        """Show the personas of a project."""
        faces, self._current = self._faces(), current
        if [face.persona.id for face in faces] != [persona.id for persona in personas]:
            self._fill(personas)
        else:
            # The same faces stay: the press on one of them may be what ended a writing and changed a persona.
            for face, persona in zip(faces, personas, strict=True):
                face.show_persona(persona)
        self._check_current()
        self._area.setMaximumWidth(self._faces_room())
        for tool in (self._more, self.new_button):
            tool.setVisible(editable)

    def _faces(self) -> list[_Face]:
        return [face for face in self._group.buttons() if isinstance(face, _Face)]

    def _check_current(self) -> None:
        for face in self._faces():
            if face.persona.id == self._current:
                face.setChecked(True)

    def _fill(self, personas: Sequence[Persona]) -> None:
        focused = any(button.hasFocus() for button in self._group.buttons())
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._row)
        for persona in personas:
            face = _Face(self._kit, persona)
            face.asked.connect(self.asked)
            self._group.addButton(face)
            self._row.addWidget(face)
            if persona.id == self._current and focused:
                face.setFocus()
        self._row.addStretch(1)
        self._order()

    def _order(self) -> None:
        """Let Tab go from the faces, which are new, on to what stands beside them."""
        faces = self._group.buttons()
        beside = self._beside.findChildren(QAbstractButton) if self._beside is not None else []
        for before, after in pairwise([*faces[-1:], self._more, self.new_button, *beside]):
            QWidget.setTabOrder(before, after)

    def face_at(self, at: QPoint) -> Id:
        """Return the persona whose face is at a point of the strip, or nothing."""
        child = self.childAt(at)
        return child.persona.id if isinstance(child, _Face) else ""

    def mark(self, persona: Id) -> None:
        """Show that a persona, or none, would take what is dragged."""
        for face in self._faces():
            if face.taking is not (face.persona.id == persona):
                face.taking = not face.taking
                face.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the personas with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        faces = self._group.buttons()
        at = next((i for i, face in enumerate(faces) if face.hasFocus()), -1)
        if step and at >= 0:
            faces[(at + step) % len(faces)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _ask_more(self) -> None:
        self.asked.emit(self._current, self._more.mapToGlobal(QPoint(0, self._more.height())))

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, _Face):
            self.chosen.emit(button.persona.id)
            self._check_current()  # the one before stays when its words could not be kept


def second_line(persona: Persona, kit: Kit) -> str:
    """Return title and share, as far as there are any."""
    share = kit.t.percent(persona.share) if persona.share is not None else ""
    return " · ".join(part for part in (persona.title, share) if part) or kit.t("By hand")
