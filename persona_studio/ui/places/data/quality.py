"""The quality strip: what the import found, in figures."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.segments import Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Removal, RemovalCount, Wave
from persona_studio.services.segments.believed import silent
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Paragraph, Picture, Rule
from persona_studio.ui.widgets.surfaces import Card, clear


class QualityStrip(Card):
    """Figures side by side, each with a word below."""

    asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._cells = QHBoxLayout()
        self._cells.setSpacing(kit.px(20))
        self._least: list[QWidget] = []
        look = self._look = Button(kit, SECONDARY, small=True)
        kit.say(look.setText, "Examine")
        look.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(20), kit.px(12), kit.px(20), kit.px(12))
        row.addLayout(self._cells, 1)
        row.addWidget(look)
        self.setMinimumHeight(kit.px(66))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.name(self, "Quality of the survey")

    def show_wave(self, wave: Wave, found: Segmentation | None = None) -> None:
        """Show what the import found in a wave, and of how many its segmentation can say nothing."""
        clear(self._cells)
        self._least.clear()
        t = self._kit.t
        usable = t.plural("{n} usable answer", "{n} usable answers", wave.usable)
        received = t("out of {n} received", n=wave.respondents)
        if found is not None and (count := silent(found, wave)):
            received = t("{received}; {n} in no segment: no active answer", received=received, n=count)
        self._cell("circle-check", "ok", usable, received)
        for removal in [r for r in wave.quality.removals if r.count]:
            cell = self._cell("", "", t.integer(removal.count), removal_words(removal, t))
            self._least.append(cell)
        personal = [v for v in wave.variables if v.personal is not None]
        if personal:
            self._cell("lock", "warn", t("Personal data"), set_aside(personal, t))
        self._cells.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many figures as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the last removals when all figures together are too wide; the panel lists them."""
        room = self.width() - self._look.sizeHint().width() - 3 * self._kit.px(20)
        items = [self._cells.itemAt(i) for i in range(self._cells.count())]
        widgets = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        need = sum(widget.sizeHint().width() + self._cells.spacing() for widget in widgets)
        for widget in reversed(self._least):
            widget.setVisible(need <= room)
            need -= widget.sizeHint().width() + self._cells.spacing() if need > room else 0

    def _cell(self, icon: str, role: str, head: str, rest: str) -> QWidget:
        kit = self._kit
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(12))
        if self._cells.count():
            row.addWidget(Rule(kit, upright=True))
            row.addSpacing(kit.px(8))
        if icon:
            row.addWidget(Picture(kit.picture(icon, role, 21)))
        column = QVBoxLayout()
        column.setSpacing(kit.px(1))
        for text, font, colour in ((head, "strong", "text"), (rest, "small", "text2")):
            label = Paragraph(kit, font, colour)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(True)
            label.setSizePolicy(policy)
            label.setText(text)
            column.addWidget(label)
        row.addLayout(column)
        cell.setAccessibleName(f"{head} {rest}")
        self._cells.addWidget(cell)
        return cell


def removal_words(removal: RemovalCount, t: Texts) -> str:
    """Say of a removal what it is, and that it is in force when it is."""
    if not removal.applied:
        return words.removal(removal.reason, removal.count, t)
    count = removal.count
    return {
        Removal.DUPLICATE: t.plural("duplicate left out", "duplicates left out", count),
        Removal.STRAIGHT_LINER: t.plural(
            "straight-line answer left out", "straight-line answers left out", count
        ),
        Removal.SPEEDER: t.plural("too fast an answer left out", "too fast answers left out", count),
        Removal.UNFINISHED: t.plural("unfinished answer left out", "unfinished answers left out", count),
        Removal.SCREENED: t.plural(
            "respondent not concerned, left out", "respondents not concerned, left out", count
        ),
    }[removal.reason]


def set_aside(variables: list[Variable], t: Texts) -> str:
    """Name the personal data that was found, and say whether some is in the project."""
    stored = [v for v in variables if v.stored]
    kinds = dict.fromkeys(
        words.personal(v.personal, t) for v in stored or variables if v.personal is not None
    )
    if stored:
        return t("{what} stored in the project", what=t.listed(list(kinds)))
    return t("{what} set aside", what=t.listed(list(kinds)))
