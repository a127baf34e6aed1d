"""What is said beside the format when slides are wanted: which pages project well, fonts, marks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import LINK, Button
from persona_studio.ui.widgets.labels import Paragraph


class SlideHints(QWidget):
    """Two lines with a way on each; ``ticked`` asks for slides of 16:9, ``saved`` for the fonts as files.

    ``uncut`` says what becomes of crop marks.
    """

    ticked = Signal()
    saved = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._wide = self._line(
            "To project, tick Presentation 16:9: upright pages stand narrow on a slide.", "Tick it"
        )
        self._fonts = self._line(
            "For the same look on another computer, install Inter and Newsreader there.", "Save the fonts…"
        )
        self.tick, self.save = self._wide[1], self._fonts[1]
        self.tick.clicked.connect(self.ticked)
        self.save.clicked.connect(self.saved)
        self.uncut = Paragraph(kit, "small", "text2")
        kit.say(self.uncut.setText, "No crop marks on slides: they are shown, not cut.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(2))
        for words, way in (self._wide, self._fonts):
            column.addWidget(words)
            column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.uncut)
        self.hide()

    def _line(self, said: str, way: str) -> tuple[Paragraph, Button]:
        words, button = Paragraph(self._kit, "small", "text2"), Button(self._kit, LINK, small=True)
        self._kit.say(words.setText, said)
        self._kit.say(button.setText, way)
        return words, button

    def tell(self, *, slides: bool, wide: bool, crop: bool) -> None:
        """Show what holds: nothing unless ``slides`` are wanted.

        ``wide`` ones are among the pages; marks to ``crop`` along are asked for.
        """
        for part in self._wide:
            part.setVisible(not wide)
        self.uncut.setVisible(crop)
        self.setVisible(slides)
