"""How the file is read: each point shows what was recognised, and can be imposed."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from persona_studio.domain.previews import Preview
from persona_studio.domain.waves import Source
from persona_studio.services.survey.importing import Reading
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.fields import Choice
from persona_studio.ui.widgets.labels import Label

POINTS: tuple[tuple[str, str], ...] = (
    ("sheet", "Sheet of the workbook"),
    ("encoding", "Encoding"),
    ("delimiter", "Separator"),
    ("decimal", "Decimal mark"),
    ("header_rows", "Header rows"),
    ("platform", "Survey tool"),
)
"""What can be imposed, and its name on the screen (English source)."""
ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows cp1252",
    "latin-1": "ISO latin-1",
    "mac_roman": "Mac Roman",
    "cp850": "DOS cp850",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
OFFERED = ("utf-8", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16")
PLATFORMS: Mapping[str, str] = {
    "googleforms": "Google Forms",
    "limesurvey": "LimeSurvey",
    "qualtrics": "Qualtrics",
    "sphinx": "Sphinx",
    "surveymonkey": "SurveyMonkey",
    "typeform": "Typeform",
}
DELIMITERS = (";", ",", "\t", "|")
MOST_HEADERS = 4
LABELLED = frozenset({"sav", "por", "dta"})
TEXT = frozenset({"csv", "tsv"})


class Point(Choice):
    """A list that the wheel leaves alone: it scrolls the column in which the list stands."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on."""
        event.ignore()


class ReadingForm(QWidget):
    """One choice a point; the first of each leaves it to be recognised."""

    changed = Signal()

    def __init__(self, kit: Kit, reading: Reading) -> None:
        super().__init__()
        self._kit, self._base = kit, reading
        self._choices: dict[str, Choice] = {}
        self._labels: dict[str, Label] = {}
        self._known: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(kit.px(12))
        grid.setVerticalSpacing(kit.px(8))
        for row, (point, name) in enumerate(POINTS):
            self._add(grid, row, point, name)
        grid.setColumnStretch(1, 1)

    def _add(self, grid: QGridLayout, row: int, point: str, name: str) -> None:
        label, choice = Label(self._kit, "body", "text2"), Point(self._kit, name)
        self._kit.say(label.setText, name)
        label.setBuddy(choice)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        choice.addItem(self._kit.t("Automatic"), None)
        for value in self._offered(point):
            choice.addItem(shown(point, value, self._kit.t), value)
        self._choose(choice, getattr(self._base, point))
        choice.currentIndexChanged.connect(self._changed)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(choice, row, 1)
        self._labels[point], self._choices[point] = label, choice

    @staticmethod
    def _offered(point: str) -> tuple[object, ...]:
        return {
            "encoding": OFFERED,
            "delimiter": DELIMITERS,
            "decimal": (",", "."),
            "header_rows": tuple(range(MOST_HEADERS)),
            "platform": ("", *PLATFORMS),
        }.get(point, ())

    @staticmethod
    def _choose(choice: Choice, value: object) -> None:
        if value is not None and choice.findData(value) < 0:
            choice.addItem(str(value), value)
        choice.setCurrentIndex(max(0, choice.findData(value)) if value is not None else 0)

    def choice(self, point: str) -> Choice:
        """Return the list of a point."""
        return self._choices[point]

    def reading(self, base: Reading) -> Reading:
        """Return ``base`` with what is imposed here."""
        imposed = {point: choice.currentData() for point, choice in self._choices.items()}
        return replace(base, **imposed)

    def show_preview(self, preview: Preview) -> None:
        """Show what was recognised; points that the kind of file does not have are hidden."""
        names = [sheet.name for sheet in preview.sheets]
        self._show_sheets(names)
        self.show_source(preview.source)
        form = preview.source.format
        hidden = {
            "sheet": len(names) < 2,
            "encoding": form not in TEXT | LABELLED,
            "delimiter": form not in TEXT,
            "decimal": form in LABELLED,
            "header_rows": form in LABELLED,
            "platform": form in LABELLED,
        }
        for point, hide in hidden.items():
            self._labels[point].setHidden(hide)
            self._choices[point].setHidden(hide)

    def show_source(self, source: Source) -> None:
        """Show what was recognised of the points that are not imposed."""
        t = self._kit.t
        for point, choice in self._choices.items():
            if choice.currentData() is None:
                self._known[point] = shown(point, getattr(source, point), t)
            value = self._known.get(point)
            words = t("{value} · auto", value=value) if value else t("Automatic")
            choice.setItemText(0, words)
            choice.setToolTip(choice.currentText())

    def _show_sheets(self, names: list[str]) -> None:
        choice = self._choices["sheet"]
        if [choice.itemData(i) for i in range(1, choice.count())] == names:
            return
        now = choice.currentData()
        choice.blockSignals(True)
        while choice.count() > 1:
            choice.removeItem(1)
        for name in names:
            choice.addItem(name, name)
        self._choose(choice, now)
        choice.blockSignals(False)

    @Slot()
    def _changed(self) -> None:
        self.changed.emit()


def shown(point: str, value: object, t: Texts) -> str:
    """Return a value of a point as people read it."""
    if point == "encoding":
        return ENCODINGS.get(str(value), str(value))
    if point in {"delimiter", "decimal"}:
        return t("tabulation") if value == "\t" else t.quoted(str(value)) if value else ""
    if point == "header_rows":
        return t("none (header)") if value == 0 else t.integer(int(str(value)))
    if point == "platform":
        return PLATFORMS.get(str(value), str(value)) or t("none (survey tool)")
    return str(value)
