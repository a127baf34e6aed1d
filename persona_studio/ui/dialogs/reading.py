"""How a survey file is to be read, when the guess was wrong."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.fields import Choice
from persona_studio.ui.widgets.labels import Label, Paragraph

CHOICES: tuple[tuple[str, str, tuple[tuple[str, object], ...]], ...] = (
    (
        "encoding",
        "Encoding",
        (
            ("UTF-8", "utf-8"),
            ("Windows (cp1252)", "cp1252"),
            ("UTF-16", "utf-16"),
            ("Mac (Roman)", "mac_roman"),
        ),
    ),
    ("delimiter", "Separator", (("« ; »", ";"), ("« , »", ","), ("« | »", "|"), ("tabulation", "\t"))),
    ("decimal", "Decimal mark", (("« , »", ","), ("« . »", "."))),
    ("header_rows", "Header rows", (("1", 1), ("2", 2), ("3", 3))),
)


class AskReading(Sheet):
    """Four choices, each of which may be left to be recognised."""

    answered = Signal(dict)

    def __init__(self, kit: Kit, parent: QWidget, file: str) -> None:
        super().__init__(kit, parent, kit.t("Read {file} differently", file=kit.t.quoted(file)))
        body = Paragraph(kit, "body", "text2")
        body.setText(kit.t("Impose only what was not recognised."))
        self.column.addWidget(body)
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(20))
        grid.setVerticalSpacing(kit.px(10))
        self.choices: dict[str, Choice] = {}
        for row, (key, name, options) in enumerate(CHOICES):
            label, choice = Label(kit, "body", "text2"), Choice(kit, name)
            label.setText(kit.t(name))
            choice.addItem(kit.t("Recognised"), None)
            for words, value in options:
                choice.addItem(kit.t(words) if words == "tabulation" else words, value)
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
            self.choices[key] = choice
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.foot("Read")
        self.accepted.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit({key: choice.currentData() for key, choice in self.choices.items()})
