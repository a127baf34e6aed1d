"""The bar about several chosen variables: their role and kind, a score of them."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import MenuButton
from persona_studio.ui.widgets.labels import Label
from persona_studio.ui.widgets.surfaces import Panel


class ManyBar(Panel):
    """Shown at the foot of the table while several variables are chosen. ``asked`` wants a menu."""

    asked = Signal(QPoint, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "atint", "t")
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(20), kit.px(6), kit.px(14), kit.px(6))
        row.setSpacing(kit.px(10))
        self._count = Label(kit, "strong")
        row.addWidget(self._count)
        row.addStretch(1)
        self._role = self._button("Role", row)
        self._kind = self._button("Kind", row)
        self._make = self._button("Create a variable", row)
        self._role.clicked.connect(self._ask_role)
        self._kind.clicked.connect(self._ask_kind)
        self._make.clicked.connect(self._ask_make)
        self.hide()
        kit.name(self, "Variables chosen")

    def _button(self, text: str, row: QHBoxLayout) -> MenuButton:
        button = MenuButton(self._kit, "small-strong", "accent")
        self._kit.say(button.setText, text)
        self._kit.name(button, text)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def show_count(self, count: int, *, editable: bool) -> None:
        """Show how many variables are chosen; hide when it is one or none."""
        self._count.setText(self._kit.t.plural("{n} variable", "{n} variables", count))
        self.setVisible(count > 1 and editable)

    @Slot()
    def _ask_role(self) -> None:
        self._ask(self._role, "role")

    @Slot()
    def _ask_kind(self) -> None:
        self._ask(self._kind, "kind")

    @Slot()
    def _ask_make(self) -> None:
        self._ask(self._make, "make")

    def _ask(self, button: MenuButton, what: str) -> None:
        self.asked.emit(button.mapToGlobal(QPoint(0, button.height())), what)
