"""How a survey file was read, and what the import remarked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from persona_studio.domain.waves import Wave
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.surfaces import Column


class ReadingPage(Column):
    """Facts, a way to read the file differently, remarks; ``left`` says that the way was taken."""

    left = Signal()

    def __init__(self, kit: Kit, wave: Wave, reread: QAction) -> None:
        super().__init__(kit, gap=8)
        self._kit = kit
        self._facts(wave)
        if reread.isEnabled():
            button = Button(kit, SECONDARY, small=True).triggers(reread)
            button.setAutoDefault(False)
            kit.say(button.setText, "Read differently")
            button.clicked.connect(self.left)
            self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._notices(wave)
        self.rows.addStretch(1)

    def _facts(self, wave: Wave) -> None:
        t, source = self._kit.t, wave.source
        self._head(t("How the file was read"))
        separator = {"\t": t("tabulation")}.get(
            source.delimiter, t.quoted(source.delimiter) if source.delimiter else ""
        )
        facts = (
            (t("File"), source.file),
            (t("Format"), source.format.upper()),
            (t("Survey tool"), source.platform),
            (t("Encoding"), source.encoding),
            (t("Separator"), separator),
            (t("Decimal mark"), t.quoted(source.decimal) if source.delimiter else ""),
            (t("Header rows"), str(source.header_rows) if source.delimiter or source.sheet else ""),
            (t("Sheet of the workbook"), source.sheet),
        )
        for name, value in facts:
            if value:
                self._fact(name, value)

    def _notices(self, wave: Wave) -> None:
        if not wave.notices:
            return
        self._head(self._kit.t("Import notes"))
        for notice in wave.notices:
            line = Paragraph(self._kit, "body", "text2")
            line.setText(self._kit.t.code("notice", notice.code, notice.params))
            self.rows.addWidget(line)

    def _head(self, text: str) -> None:
        label = Label(self._kit, "strong")
        label.setText(text)
        if self.rows.count():
            self.rows.addSpacing(self._kit.px(10))
        self.rows.addWidget(label)

    def _fact(self, name: str, value: str) -> None:
        row = QHBoxLayout()
        title, said = Label(self._kit, "body", "text2"), Elided(self._kit, "body")
        title.setFixedWidth(self._kit.px(150))
        title.setText(name)
        said.setText(value)
        row.addWidget(title)
        row.addWidget(said, 1)
        self.rows.addLayout(row)
