"""What became of a variable of personal data, and what can be done with it."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.ui.kit import Kit
from persona_studio.ui.personal_data import counted
from persona_studio.ui.places.data import told
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import Card
from persona_studio.ui.words import capital


class PersonalCard(Card):
    """A tinted card in the panel of a variable; ``asked`` wants the gestures, at a place."""

    asked = Signal(QPoint)

    def __init__(self, kit: Kit, wave: Wave, variable: Variable, *, editable: bool) -> None:
        super().__init__(kit, "warntint", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(kit.px(16), kit.px(12), kit.px(16), kit.px(14))
        column.setSpacing(kit.px(6))
        head, body = Paragraph(kit, "strong"), Paragraph(kit, "small", "text2")
        head.setText(capital(told.standing(variable, kit.t)))
        body.setText(self._meaning(variable, wave))
        column.addWidget(head)
        column.addWidget(body)
        if editable and not variable.pseudonymised:
            self.button = Button(kit, SECONDARY, small=True)
            self.button.setText(kit.t("Choose") if variable.stored else kit.t("Keep…"))
            self.button.clicked.connect(self._ask)
            column.addSpacing(kit.px(4))
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _meaning(self, variable: Variable, wave: Wave) -> str:
        t = self._kit.t
        if variable.pseudonymised:
            return t("The same person keeps the same pseudonym; nobody can tell who is who.")
        if not variable.stored and not any(reason.code == "purged" for reason in variable.guess):
            return t("The import found these answers and did not store them.")
        if not variable.stored:
            return t("Neither the project nor its safety copies hold these answers.")
        return t(
            "The project holds {what}, in clear. They can be replaced by pseudonyms or erased.",
            what=counted(variable, wave, t),
        )

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.button.mapToGlobal(QPoint(0, self.button.height())))
