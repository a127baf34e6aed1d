"""Top bar: mark, project, save state, undo and redo, language, help."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from persona_studio.ui.actions import Actions
from persona_studio.ui.frame import whereabouts
from persona_studio.ui.frame.command import CommandField
from persona_studio.ui.frame.language import LanguageSwitch
from persona_studio.ui.frame.theme import theme_button
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.labels import Label, Picture
from persona_studio.ui.widgets.surfaces import Panel

HEIGHT = 52
MENU = (
    "undo",
    "redo",
    "history",
    "",
    "rename",
    "copy",
    "",
    "new",
    "paste",
    "join",
    "open",
    "close",
    "",
    "quit",
)
"""Gestures of the project's menu; an empty one is a line between them."""


class ProjectName(QAbstractButton):
    """The project's name, which opens the menu of what can be done with the project."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFont(kit.font("card"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show another name."""
        self.setText(name)
        self.setShortcut(QKeySequence())  # clients write "&", which is no key
        self.setAccessibleName(self._kit.t("Project: {name}", name=name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit name and arrow, within 420 pixels."""
        px = self._kit.px
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(words + px(16 + 8 + 12), px(420)), px(34))

    def minimumSizeHint(self) -> QSize:
        """Accept to be shortened."""
        return QSize(self._kit.px(80), self._kit.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name and arrow."""
        painter, px = QPainter(self), self._kit.px
        if self.underMouse() or self.isDown():
            paint.rounded(painter, self.rect().toRectF(), px(8), self._kit.colour("hover"))
        room = self.width() - px(16 + 8 + 10)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._kit.colour("text"))
        painter.drawText(self.rect().adjusted(px(2), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        left = px(2) + self.fontMetrics().horizontalAdvance(words) + px(8)
        painter.drawPixmap(
            left, (self.height() - px(16)) // 2, self._kit.picture("chevron-down", "text2", 16)
        )


class TopBar(Panel):
    """What stays in view in every place."""

    speaks = Signal(str)

    def __init__(self, studio: Studio, actions: Actions, language: str) -> None:
        kit = studio.kit
        super().__init__(kit, "surface", "b")
        self._studio, self._actions = studio, actions
        self.setFixedHeight(kit.px(HEIGHT))
        self._name = ProjectName(kit)
        self._name.clicked.connect(self._open_menu)
        self._tick, self._state = Picture(), Label(kit, "body", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, kit.px(16), 0)
        row.setSpacing(kit.px(6))
        row.addWidget(self._mark())
        row.addWidget(self._name)
        row.addSpacing(kit.px(8))
        row.addWidget(self._tick)
        row.addWidget(self._state)
        row.addSpacing(kit.px(14))
        self._steps = {
            key: IconButton(kit, f"{key}-2", "").triggers(actions[key]) for key in ("undo", "redo")
        }
        for key, button in self._steps.items():
            actions[key].changed.connect(self._name_steps)
            row.addWidget(button)
        self._name_steps()
        row.addStretch(1)
        self.command = CommandField(kit, actions)
        row.addWidget(self.command, 2)
        row.addStretch(1)
        self._language = LanguageSwitch(kit, language)
        self._language.chosen.connect(self.speaks)
        row.addWidget(self._language)
        row.addSpacing(kit.px(6))
        row.addWidget(theme_button(kit, actions))
        row.addWidget(IconButton(kit, "circle-help", "Keyboard shortcuts").triggers(actions["help"]))
        studio.opened.connect(self.refresh)
        studio.changed.connect(self.refresh)
        studio.refused.connect(self.refresh)
        kit.wording.changed.connect(self.refresh)

    def _mark(self) -> QWidget:
        kit = self._studio.kit
        mark = Picture(kit.icons.mark(kit.px(28), dark=kit.theme.name == "dark"))
        mark.setFixedWidth(kit.px(88) - kit.px(6))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return mark

    @Slot()
    def refresh(self) -> None:
        """Show the name and whether all is saved."""
        session = self._studio.session
        if session is None:
            return
        kit = self._studio.kit
        self._name.show_name(session.project.name)
        where = whereabouts.said(session.path, kit.t)
        for part in (self._name, self._state):
            part.setToolTip(where)
            part.setAccessibleDescription(where)
        self._language.choose(kit.t.language)
        icon, words = ("lock", "Read only") if session.read_only else ("check", "Saved")
        if session.vanished:
            icon, words = "triangle-alert", "Not saved"
        well = words == "Saved"
        self._tick.setPixmap(kit.picture(icon, "ok" if well else "warn", 16))
        self._state.setText(kit.t(words))
        self._state.tint("text2" if well else "warn")

    @Slot()
    def _name_steps(self) -> None:
        """Say what would be undone, and done again."""
        for key, button in self._steps.items():
            button.setToolTip(self._actions[key].text())
            button.setAccessibleName(self._actions[key].text())

    @Slot()
    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whereabouts.add_to(menu, self._studio.kit, given(self._studio.session).path)
        for key in MENU:
            if key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()
        menu.popup(self._name.mapToGlobal(QPoint(0, self._name.height())))
