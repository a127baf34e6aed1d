"""What is said of a persona whose figures are of another segmentation than the present one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import Card


class EarlierCard(Card):
    """A word above the evidence; ``wanted`` asks for personas of the present segments."""

    wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "warntint", "", 8)
        px = kit.px
        said = Paragraph(kit, "small", "text")
        kit.say(said.setText, "Share and figures are those of an earlier segmentation.")
        self.again = Button(kit, SECONDARY, small=True)
        kit.say(self.again.setText, "Create the personas again")
        self.again.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        for part in (said, self.again):
            column.addWidget(part)
        self.hide()

    def tell(self, *, earlier: bool, editable: bool) -> None:
        """Say it of a persona, or nothing."""
        self.setVisible(earlier)
        self.again.setVisible(editable)
