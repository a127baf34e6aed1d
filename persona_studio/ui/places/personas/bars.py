"""A segment against everybody: bars, a verdict, the other personas."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.personas import Evidence, Persona
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.figures import EvidenceBar
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card

FEW = 30
NAME = 62
"""Pixels of the drawings for the names of the bars, at least."""


class Bars(QWidget):
    """A segment against everybody: two bars, a verdict, and the other personas in thin bars."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._own, self._everybody = _Bar(kit, strong=True), _Bar(kit)
        self._verdict = Verdict(kit)
        self._others: list[_Bar] = []
        self._wide = kit.px(NAME)
        self.setFont(kit.font("body"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(8))
        for part in (self._own, self._everybody, self._verdict):
            column.addWidget(part)
        self._thin = QVBoxLayout()
        self._thin.setSpacing(kit.px(4))
        column.addLayout(self._thin)

    def show_shares(
        self,
        persona: Persona,
        evidence: Evidence,
        compared: Sequence[tuple[Persona, float]],
        *,
        outdated: bool = False,
    ) -> None:
        """Show the shares of an evidence, and those of other personas; ``outdated`` ones prove nothing."""
        kit = self._kit
        self._own.tell(persona.name or kit.t("No name"), given(evidence.share), kit.accent_of(persona).fill)
        self._everybody.tell(kit.t("Everybody"), given(evidence.overall), "strong")
        self._verdict.judge(evidence, outdated=outdated)
        wide = max(kit.px(NAME), self.fontMetrics().horizontalAdvance(kit.t("Everybody")) + 4)
        if wide != self._wide:
            self._wide = wide
            for bar in (self._own, self._everybody, *self._others):
                bar.align(wide)
        self.show_others(compared)

    def show_others(self, compared: Sequence[tuple[Persona, float]]) -> None:
        """Show the shares of other personas in thin bars."""
        kit = self._kit
        while len(self._others) < len(compared):
            self._others.append(_Bar(kit, thin=True))
            self._others[-1].align(self._wide)
            self._thin.addWidget(self._others[-1])
        for bar, (other, share) in zip(self._others, compared, strict=False):
            bar.tell(other.name or kit.t("No name"), share, kit.accent_of(other).fill)
        for bar in self._others[len(compared) :]:
            bar.hide()


class _Bar(QWidget):
    def __init__(self, kit: Kit, *, strong: bool = False, thin: bool = False) -> None:
        super().__init__()
        self._kit = kit
        font = "strong" if strong else "small" if thin else "body"
        self._name = Elided(kit, font, "text" if strong else "text2")
        self._name.setFixedWidth(kit.px(NAME))
        self._bar = EvidenceBar(kit, "strong", height=5 if thin else 14)
        number = "number-strong" if strong else "number-small" if thin else "number"
        self._rate = Label(kit, number, "text" if strong else "text2")
        self._rate.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._rate.setMinimumWidth(kit.px(40))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(6))
        row.addWidget(self._name)
        row.addWidget(self._bar, 1)
        row.addWidget(self._rate)

    def align(self, wide: int) -> None:
        self._name.setFixedWidth(wide)

    def tell(self, name: str, share: float, fill: str) -> None:
        rate = self._kit.t.percent(share)
        if self._name.whole() != name:
            self._name.setText(name)
        self._bar.set(share, fill=fill)
        self._rate.setText(rate)
        self.setAccessibleName(f"{name} {rate}")
        self.show()


class Verdict(Card):
    """« Écart solide, × 1,5 » with its margin; « Écart fragile » or « Chiffres périmés » in amber."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "oktint", "", 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(12), kit.px(8), kit.px(12), kit.px(8))
        row.setSpacing(kit.px(10))
        self._icon, self._said, self._margin = Picture(), Paragraph(kit, "strong"), Label(kit, "number")
        row.addWidget(self._icon)
        row.addWidget(self._said, 1)
        row.addWidget(self._margin)

    def judge(self, evidence: Evidence, *, outdated: bool = False) -> None:
        """Say how sure a gap is, or that it is ``outdated``."""
        t, solid = self._kit.t, is_solid(evidence) and not outdated
        own, overall = given(evidence.share), given(evidence.overall)
        role = "ok" if solid else "warn"
        ratio = t.ratio(own / overall) if overall > 0 else ""
        self.dress(f"{role}tint", "")
        self._icon.setPixmap(self._kit.picture("shield-check" if solid else "triangle-alert", role, 16))
        self._said.tint(role)
        if outdated:
            said = t("Outdated figures")
        elif ratio:
            said = t("Solid gap, {ratio}", ratio=ratio) if solid else t("Fragile gap, {ratio}", ratio=ratio)
        else:
            said = t("Solid gap") if solid else t("Fragile gap")
        self._said.setText(said)
        known = evidence.low is not None and evidence.high is not None and not outdated
        self._margin.setVisible(known)
        if known:
            self._margin.tint(role)
            self._margin.setText(t.points((given(evidence.high) - given(evidence.low)) / 2))


def is_solid(evidence: Evidence) -> bool:
    """Tell whether the interval leaves everybody's rate outside and enough people answered."""
    low, high, overall = evidence.low, evidence.high, evidence.overall
    if low is None or high is None or overall is None or (evidence.base or 0) < FEW:
        return False
    return not low <= overall <= high
