"""Rows that tell what stands behind a line: question, answer, respondents, wave."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Evidence
from persona_studio.domain.project import Project
from persona_studio.texts import Texts, typography
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Label, Paragraph

SAME_RATE = 0.005
"""Rates this near are printed the same."""
QUESTION = 84
Fact = tuple[str, str]


class Facts(QWidget):
    """Rows of a name and what it is: question, answer, respondents, wave."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: list[tuple[QWidget, Label, Paragraph]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.px(8))
        self.hide()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show some rows; those that are there already are filled anew."""
        while len(self._rows) < len(facts):
            self._rows.append(self._row())
        for (row, name, said), (title, text) in zip(self._rows, facts, strict=False):
            name.setText(title)
            if said.text() != text:
                said.setText(text)
            row.show()
        for row, _, _ in self._rows[len(facts) :]:
            row.hide()
        self.setVisible(bool(facts))

    def _row(self) -> tuple[QWidget, Label, Paragraph]:
        kit, holder = self._kit, QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(8))
        name, said = Label(kit, "small", "text2"), Paragraph(kit, "small")
        name.setFixedWidth(kit.px(QUESTION))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        self._column.addWidget(holder)
        return holder, name, said


def asked(evidence: Evidence, kit: Kit) -> list[Fact]:
    """Return question and answer in words."""
    facts = []
    if evidence.question:
        facts.append((kit.t("Question"), words.shown_question(evidence.question)))
    if evidence.answer and evidence.answer != evidence.quote:
        facts.append((kit.t("Answer"), typography(evidence.answer, kit.t.language)))
    return facts


def counts(project: Project, evidence: Evidence, kit: Kit) -> list[Fact]:
    """Return how many people, and of which wave."""
    t, facts = kit.t, []
    enough = evidence.base is not None and evidence.base >= FEWEST
    if evidence.count is not None and enough:
        facts.append((t("Respondents"), _of(evidence.count, evidence.base or 1, evidence.share, t)))
    wave = next((w for w in project.waves if w.id == evidence.wave), None)
    said = ", ".join(part for part in (wave.name, wave.date) if part) if wave is not None else ""
    return [*facts, (t("Wave"), said)] if said else facts


def _of(count: int, base: int, share: float | None, t: Texts) -> str:
    """Return how many of how many; that the rate is weighted is said where counting gives another."""
    weighted = share is not None and share <= 1 and abs(share - count / base) > SAME_RATE
    form = "{count} of {base}; the rate is weighted" if weighted else "{count} of {base}"
    return t(form, count=count, base=base)
