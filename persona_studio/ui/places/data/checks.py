"""What an examination looked for, and how much of each it found: a survey without flaws says so."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.examination import Examination
from persona_studio.domain.waves import Removal, Wave
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card, Column, clear

NAME, ICON = 240, 18


class Check(NamedTuple):
    """One thing looked for: its name, how many were found (None: it cannot be measured) and what to say."""

    name: str
    found: int | None
    said: str


def checks(wave: Wave, found: Examination, t: Texts) -> list[Check]:
    """Return what was looked for in a wave, in the order of the topics."""
    counts = {removal.reason: removal.count for removal in wave.quality.removals}
    cannot = {
        Removal.SPEEDER: "" if found.timed else t("not measurable: the file tells no duration"),
        Removal.STRAIGHT_LINER: "" if found.grids else t("not measurable: no grid of six questions or more"),
    }
    made = [
        _check(words.capital(words.removal(one, 2, t)), counts.get(one, 0), cannot.get(one, ""), t)
        for one in Removal
    ]
    personal = sum(bool(v.personal or v.pseudonymised) for v in wave.variables) + len(found.written)
    others = (
        (t("Personal data"), personal),
        (t("Same answer everywhere"), len(found.constants)),
        (t("Nearly the same question"), len(found.alike)),
        (t("Totals of other columns"), len(found.totals)),
    )
    return [*made, *(_check(name, count, "", t) for name, count in others)]


def _check(name: str, count: int, cannot: str, t: Texts) -> Check:
    if count or not cannot:
        return Check(name, count, t.integer(count))
    return Check(name, None, cannot)


class ChecksPage(Column):
    """One calm block: each check on a line, with a mark where nothing was found."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, gap=12)
        self._kit = kit
        self._title, self._meaning = Label(kit, "strong"), Paragraph(kit, "body", "text2")
        kit.say(self._title.setText, "What was checked")
        card = Card(kit)
        self._lines = QVBoxLayout(card)
        self._lines.setContentsMargins(kit.px(16), kit.px(12), kit.px(16), kit.px(12))
        self._lines.setSpacing(kit.px(10))
        for widget in (self._title, self._meaning, card):
            self.rows.addWidget(widget)
        self.rows.addStretch(1)

    def show_checks(self, made: list[Check]) -> None:
        """Show what was looked for and found."""
        t, flaws = self._kit.t, sum(bool(check.found) for check in made)
        fine = t("Nothing was found that would trouble the segments.")
        told = t.plural("{n} check found something.", "{n} checks found something.", flaws)
        self._meaning.setText(told if flaws else fine)
        clear(self._lines)
        for check in made:
            self._lines.addWidget(self._line(check))

    def _line(self, check: Check) -> QWidget:
        kit, line = self._kit, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(10))
        mark = QWidget()
        mark.setFixedSize(kit.px(ICON), kit.px(ICON))
        name = Label(kit, "body", "text2" if check.found is None else "text")
        name.setText(check.name)
        name.setMinimumWidth(kit.px(NAME))
        said = Paragraph(kit, "strong" if check.found else "body", "text" if check.found else "text2")
        said.setText(check.said)
        clean = check.found == 0
        row.addWidget(Picture(kit.picture("circle-check", "ok", ICON)) if clean else mark)
        row.addWidget(name)
        row.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.setAccessibleName(f"{check.name} {check.said}")
        return line
