"""The bar under the sheet: what does not fit, and the zoom."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from persona_studio.ui.actions import Actions
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.labels import Elided, Label, Picture, Rule
from persona_studio.ui.widgets.surfaces import Panel

HEIGHT = 44


class StatusBar(Panel):
    """Says how many lines go to a second page; zooms."""

    def __init__(self, kit: Kit, actions: Actions) -> None:
        super().__init__(kit, "surface", "t")
        px = kit.px
        self.setFixedHeight(px(HEIGHT))
        self._overflow, self._dragging, self._keys = 0, False, ""
        self._icon = Picture(kit.picture("scissors-line-dashed", "warn", 17))
        self._fact, self._rest = Elided(kit, "strong"), Elided(kit, "body", "text2")
        self._fact.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._zoom = Label(kit, "number-strong")
        self._zoom.setFixedWidth(px(50))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tools = self._zooming(actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(18), 0, px(12), 0)
        row.setSpacing(px(10))
        for part in (self._icon, self._fact):
            row.addWidget(part)
        row.addWidget(self._rest, 1)
        row.addStretch()
        row.addWidget(self._tools)

    def _zooming(self, actions: Actions) -> QWidget:
        kit, tools = self._kit, QWidget()
        line = Rule(kit, upright=True)
        line.setFixedHeight(kit.px(18))
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(10))
        row.addWidget(IconButton(kit, "minus", "Zoom out", side=28, size=16).triggers(actions["zoom-out"]))
        row.addWidget(self._zoom)
        row.addWidget(IconButton(kit, "plus", "Zoom in", side=28, size=16).triggers(actions["zoom-in"]))
        row.addWidget(line)
        fit = IconButton(kit, "maximize", "Fit the page", side=28, size=16)
        row.addWidget(fit.triggers(actions["zoom-fit"]))
        return tools

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom."""
        self._zoom.setText(self._kit.t.percent(zoom))

    def show_overflow(self, count: int) -> None:
        """Say how many lines the first page could not hold."""
        self._overflow = count
        if self._dragging:
            return
        if self._keys:
            self._icon.setPixmap(self._kit.picture("keyboard", "text3", 17))
            self._tell(self._keys, "")
            return
        t = self._kit.t
        self._icon.setPixmap(self._kit.picture("scissors-line-dashed", "warn", 17))
        fact = t.plural("{n} attribute goes beyond the page", "{n} attributes go beyond the page", count)
        self._tell(fact if count else "", t("The rest prints on a second page.") if count else "")

    def tell_keys(self, words: str) -> None:
        """Say what keys do to what is chosen, or a quiet word about it; "" says again what goes overleaf."""
        self._keys = words
        self.show_overflow(self._overflow)

    def tell_drop(self, fact: str, rest: str, *, taken: bool) -> None:
        """Say where what is dragged would land, or that nothing takes it there."""
        icon, role = ("corner-down-right", "accent") if taken else ("ban", "text3")
        if self._dragging and (fact, rest) == (self._fact.whole(), self._rest.whole()):
            return
        self._icon.setPixmap(self._kit.picture(icon, role, 17))
        self._dragging = True
        self._tell(fact, rest)

    def end_drop(self) -> None:
        """Say again what was said before."""
        if self._dragging:
            self._dragging = False
            self.show_overflow(self._overflow)

    def _tell(self, fact: str, rest: str) -> None:
        for part in (self._icon, self._fact):
            part.setVisible(bool(fact))
        self._fact.setText(fact)
        self._rest.setText(rest)
        self._make_room()

    def _make_room(self) -> None:
        """Leave the place that is told whole: while dragging nobody zooms."""
        room = self.width() - self._kit.px(18 + 12 + 17 + 4 * 10)
        fact, rest = (each.sizeHint().width() for each in (self._fact, self._rest))
        tools = self._tools.sizeHint().width()
        self._tools.setVisible(not self._dragging or fact + tools <= room)
        left = room - fact - (0 if self._tools.isHidden() else tools)
        self._rest.setVisible(not self._dragging or rest <= left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._make_room()
