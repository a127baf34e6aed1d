"""The panel "Preuve": what stands behind the chosen line."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.layout.marks import mark_of
from persona_studio.ui import words
from persona_studio.ui.canvas.marks import mark_picture
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.figures import EvidenceBar
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card

FEW = 30
NAME = 66


class EvidencePanel(QVBoxLayout):
    """Filled anew for each line."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setSpacing(kit.px(10))

    def show_quote(self, quote: str, provenance: Provenance, evidence: Evidence | None) -> None:
        """Show where a persona's quote comes from."""
        t = self._kit.t
        if provenance is Provenance.VERBATIM and evidence is not None and evidence.quote:
            self._paragraph(t("Words of a respondent."), "text2")
            self._question(evidence)
        else:
            self._paragraph(t("Words made up for this persona: nothing in the survey says them."), "text2")

    def show_attribute(self, project: Project, persona: Persona, attribute: Attribute) -> None:
        """Show the evidence of a line."""
        evidence = attribute.evidence
        if evidence is None:
            self._paragraph(self._kit.t("Nothing in the survey supports this line yet."), "text2")
            return
        if evidence.segment is not None and find(project, evidence.segment) is None:
            self._paragraph(
                self._kit.t(
                    "To be refreshed: these figures are of a segment that was reshaped or deleted since."
                ),
                "warn",
            )
        if evidence.quote and _bare(evidence.quote) != _bare(attribute.text):
            self._quoted(evidence.quote)
        if evidence.share is not None and evidence.overall is not None:
            self._bars(project, persona, evidence)
        self._question(evidence)
        self._facts(project, evidence)

    def _bars(self, project: Project, persona: Persona, evidence: Evidence) -> None:
        t = self._kit.t
        own, overall = given(evidence.share), given(evidence.overall)
        fill = self._kit.accent(persona.accent).fill
        if evidence.level is None and own > 1:
            self._fact(persona.name, words.number(own, t))
            self._fact(t("Everybody"), words.number(overall, t))
            return
        self._bar(persona.name, own, fill, strong=True)
        self._bar(t("Everybody"), overall, "strong")
        self._verdict(evidence)
        for other, share in others(project, persona, evidence):
            self._bar(other.name, share, self._kit.accent(other.accent).fill, thin=True)

    def _bar(self, name: str, share: float, fill: str, *, strong: bool = False, thin: bool = False) -> None:
        kit = self._kit
        row = QHBoxLayout()
        row.setSpacing(kit.px(8))
        label = Elided(
            kit, "strong" if strong else "small" if thin else "body", "text" if strong else "text2"
        )
        label.setText(name)
        label.setFixedWidth(kit.px(NAME))
        bar = EvidenceBar(kit, fill, height=5 if thin else 14)
        bar.set(share)
        rate = Label(kit, "number-strong" if strong else "number", "text" if strong else "text2")
        rate.setText(kit.t.percent(share))
        rate.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rate.setFixedWidth(max(kit.px(40), rate.sizeHint().width()))
        row.addWidget(label)
        row.addWidget(bar, 1)
        row.addWidget(rate)
        self.addLayout(row)

    def _verdict(self, evidence: Evidence) -> None:
        kit, t = self._kit, self._kit.t
        own, overall = given(evidence.share), given(evidence.overall)
        solid = is_solid(evidence)
        role = "ok" if solid else "warn"
        strip = Card(kit, f"{role}tint", "", 8)
        row = QHBoxLayout(strip)
        row.setContentsMargins(kit.px(12), kit.px(8), kit.px(12), kit.px(8))
        row.setSpacing(kit.px(10))
        row.addWidget(Picture(kit.picture("shield-check" if solid else "triangle-alert", role, 16)))
        ratio = t.ratio(own / overall) if overall > 0 else ""
        said = Paragraph(kit, "strong", role)
        said.setText(
            t("Solid gap, {ratio}", ratio=ratio) if solid else t("Fragile gap, {ratio}", ratio=ratio)
        )
        row.addWidget(said, 1)
        if evidence.low is not None and evidence.high is not None:
            margin = Label(kit, "number", role)
            margin.setText(t.points((evidence.high - evidence.low) / 2))
            row.addWidget(margin)
        self.addWidget(strip)

    def _question(self, evidence: Evidence) -> None:
        if evidence.question:
            self._fact(self._kit.t("Question"), words.shown_question(evidence.question), wrap=True)
        if evidence.answer and evidence.answer != evidence.quote:
            self._fact(self._kit.t("Answer"), evidence.answer, wrap=True)

    def _facts(self, project: Project, evidence: Evidence) -> None:
        t = self._kit.t
        if evidence.count is not None and evidence.base is not None:
            self._fact(t("Respondents"), t("{count} of {base}", count=evidence.count, base=evidence.base))
        wave = next((w for w in project.waves if w.id == evidence.wave), None)
        if wave is not None:
            said = ", ".join(part for part in (wave.name, wave.date) if part)
            self._fact(t("Wave"), said)
        if evidence.active:
            self._paragraph(t("This question also formed the segments."), "text3")

    def _fact(self, name: str, value: str, *, wrap: bool = False) -> None:
        kit = self._kit
        row = QHBoxLayout()
        row.setSpacing(kit.px(8))
        title = Label(kit, "small", "text2")
        title.setText(name)
        title.setFixedWidth(kit.px(84))
        said = Paragraph(kit, "small") if wrap else Elided(kit, "small")
        said.setText(value)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        self.addLayout(row)

    def _quoted(self, quote: str) -> None:
        label = Paragraph(self._kit, "quote")
        label.setText(self._kit.t.quoted(quote))
        self.addWidget(label)

    def _paragraph(self, text: str, colour: str) -> None:
        label = Paragraph(self._kit, "small", colour)
        label.setText(text)
        self.addWidget(label)


class ProvenancePill(Card):
    """The mark and the word of a provenance."""

    def __init__(self, kit: Kit, attribute: Attribute, accent: int) -> None:
        super().__init__(kit, "surface", "line", 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(10), kit.px(3), kit.px(10), kit.px(3))
        row.setSpacing(kit.px(7))
        mark = mark_picture(mark_of(attribute), kit.accent(accent).fill, kit.px(9), self.devicePixelRatioF())
        row.addWidget(Picture(mark))
        label = Label(kit, "small-medium", "text2")
        said = words.provenance(attribute.provenance, kit.t)
        label.setText(kit.t("{what}, reworded", what=said) if attribute.modified else said)
        row.addWidget(label)


def _bare(quote: str) -> str:
    """Return a quote without its marks: a line that is the quote need not be followed by it."""
    return quote.strip(' \u00a0\u202f«»“”"')


def is_solid(evidence: Evidence) -> bool:
    """Tell whether the interval leaves everybody's rate outside and enough people answered."""
    low, high, overall = evidence.low, evidence.high, evidence.overall
    if low is None or high is None or overall is None or (evidence.base or 0) < FEW:
        return False
    return not low <= overall <= high


def others(project: Project, persona: Persona, evidence: Evidence) -> Iterator[tuple[Persona, float]]:
    """Yield the other personas and their share of the same answer, where it is known.

    What rests on no single answer (a mean, a side of a scale, a gender with an age) has no finding:
    there, only lines of the other personas about the very same thing are comparable.
    """
    if evidence.level is None:
        yield from _alike(project, persona, evidence)
        return
    by_segment = {p.segment: p for p in project.personas if p.segment is not None and p.id != persona.id}
    for segmentation in project.segmentations:
        for segment in segmentation.segments:
            other = by_segment.get(segment.id)
            if other is None:
                continue
            for finding in segment.findings:
                if (finding.variable, finding.level) == (evidence.variable, evidence.level):
                    yield other, finding.share


def _alike(project: Project, persona: Persona, evidence: Evidence) -> Iterator[tuple[Persona, float]]:
    asked = (evidence.variable, evidence.wave, evidence.question, evidence.answer)
    for other in project.personas:
        for found in (a.evidence for a in other.attributes if other.id != persona.id):
            same = found and (found.variable, found.wave, found.question, found.answer) == asked
            if found and same and found.level is None and found.share is not None:
                yield other, found.share
                break
