"""The panel "Preuve": what stands behind the chosen line. Built once, a choice only fills it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.publish.layout.marks import Mark, mark_of
from persona_studio.ui import words
from persona_studio.ui.canvas.marks import mark_picture
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.figures import EvidenceBar
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card

FEW, FEWEST = 30, 10
NAME, QUESTION = 62, 84
"""Pixels of the drawings for the names of bars and of facts."""
Fact = tuple[str, str]


class EvidencePanel(QWidget):
    """Shows one line at a time; its signals ask for another proof, for none, or for a hypothesis."""

    linking = Signal()
    unlinking = Signal()
    supposing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._head = Label(kit, "card")
        self._pill = ProvenancePill(kit)
        self._said = Paragraph(kit, "detail")
        self._note = Paragraph(kit, "small", "text2")
        self._lost = LostCard(kit)
        self._quote = Paragraph(kit, "quote")
        self._bars = Bars(kit)
        self._facts = Facts(kit)
        self._active = Paragraph(kit, "small", "text3")
        kit.say(self._active.setText, "This question also formed the segments.")
        self._acts = self._buttons()
        self._lost.linking.connect(self.linking)
        self._lost.supposing.connect(self.supposing)
        self._build()

    def _build(self) -> None:
        px = self._kit.px
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._pill)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(head)
        parts = (self._said, self._note, self._lost, self._quote, self._bars, self._facts, self._active)
        for part in (*parts, self._acts):
            column.addWidget(part)

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = Flow(self._kit.px(2), self._kit.px(2))
        holder.setLayout(row)
        self._link = Button(self._kit, QUIET, "link-2", small=True)
        self._unlink = Button(self._kit, QUIET, "unlink-2", small=True)
        self._kit.say(self._unlink.setText, "Unlink")
        self._link.clicked.connect(self.linking)
        self._unlink.clicked.connect(self.unlinking)
        row.addWidget(self._link)
        row.addWidget(self._unlink)
        return holder

    # -------------------------------------------------------------- what is shown

    def show_words(self, head: str, said: str, note: str, facts: Sequence[Fact] = ()) -> None:
        """Show something that rests on no figure: its kind, perhaps its words, what can be done."""
        self._fill(Shown(head=head, said=said, note=note, facts=tuple(facts)))

    def show_quote(self, quote: str, provenance: Provenance, evidence: Evidence | None) -> None:
        """Show where a persona's quote comes from."""
        t = self._kit.t
        if provenance is Provenance.VERBATIM and evidence is not None and evidence.quote:
            facts = tuple(asked(evidence, self._kit))
            self._fill(Shown(head=t("Quote"), note=t("Words of a respondent."), facts=facts))
        else:
            note = t("Words made up for this persona: nothing in the survey says them.")
            self._fill(Shown(head=t("Quote"), note=note))

    def show_attribute(
        self,
        project: Project,
        persona: Persona,
        line: Attribute,
        *,
        lost: bool = False,
        editable: bool = True,
    ) -> None:
        """Show the evidence of a line."""
        t, evidence = self._kit.t, line.evidence
        quoted = evidence is not None and bool(evidence.quote)
        self._pill.show_line(line, self._kit.accent_of(persona).fill, lost=lost)
        shown = Shown(head=t("Evidence"), said=line.text or t("Empty line"), pill=True, lost=lost)
        self._lost.allow(editable)
        self._offer(linked=evidence is not None and not quoted)
        shown = replace(shown, acts=editable and not lost and not quoted)
        if evidence is None:
            self._fill(replace(shown, note=t("Nothing in the survey supports this line yet.")))
        else:
            self._fill(self._proved(shown, project, persona, line, evidence))

    def _proved(
        self, shown: "Shown", project: Project, persona: Persona, line: Attribute, evidence: Evidence
    ) -> "Shown":
        """Add what an evidence says: respondents' words, or figures when enough are behind them."""
        t, kit = self._kit.t, self._kit
        told = (*asked(evidence, kit), *counts(project, evidence, kit))
        if evidence.quote and _bare(evidence.quote) != _bare(line.text):
            shown = replace(shown, quote=t.quoted(evidence.quote))
        if evidence.base is not None and evidence.base < FEWEST:
            note = t("Fewer than {n} respondents: no figure is shown or printed.", n=FEWEST)
            return replace(shown, note=note, facts=told)
        if evidence.share is None or evidence.overall is None:
            return replace(shown, facts=told, active=evidence.active)
        if evidence.level is None and evidence.share > 1:  # a mean has no share
            means = ((persona.name, evidence.share), (t("Everybody"), evidence.overall))
            facts = (*((name, words.number(mean, t)) for name, mean in means), *told)
            return replace(shown, facts=facts, active=evidence.active)
        self._bars.show_shares(persona, evidence, list(others(project, persona, evidence)))
        return replace(shown, facts=told, active=evidence.active, bars=True)

    def _fill(self, shown: "Shown") -> None:
        self._head.setText(shown.head)
        for label, text in ((self._said, shown.said), (self._note, shown.note), (self._quote, shown.quote)):
            if text and label.text() != text:
                label.setText(text)
            label.setVisible(bool(text))
        for part, on in (
            (self._pill, shown.pill),
            (self._lost, shown.lost),
            (self._bars, shown.bars),
            (self._active, shown.active),
            (self._acts, shown.acts),
        ):
            part.setVisible(on)
        self._facts.show_facts(shown.facts)

    def _offer(self, *, linked: bool) -> None:
        self._unlink.setVisible(linked)
        t = self._kit.t
        self._link.setText(t("Relink…") if linked else t("Link…"))
        self._link.setToolTip(t("Choose the answer of the survey that supports this line"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which parts of the panel are seen, and their words."""

    head: str
    said: str = ""
    note: str = ""
    quote: str = ""
    facts: tuple[Fact, ...] = ()
    pill: bool = False
    lost: bool = False
    bars: bool = False
    active: bool = False
    acts: bool = False


class ProvenancePill(Card):
    """The mark and the word of a provenance."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "line", 12)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(10), kit.px(3), kit.px(10), kit.px(3))
        row.setSpacing(kit.px(7))
        self._mark, self._word = Picture(), Label(kit, "small-medium", "text2")
        self._drawn: tuple[Mark, str] | None = None
        row.addWidget(self._mark)
        row.addWidget(self._word)

    def show_line(self, line: Attribute, colour: str, *, lost: bool) -> None:
        """Show where a line comes from."""
        mark = mark_of(line, lost=lost)
        if self._drawn != (mark, colour):
            self._drawn = mark, colour
            self._mark.setPixmap(mark_picture(mark, colour, self._kit.px(9), self.devicePixelRatioF()))
        self._word.setText(provenance_words(line, self._kit, mark))


def provenance_words(line: Attribute, kit: Kit, mark: Mark) -> str:
    """Say where a line comes from: « Donnée », « Donnée, modifiée », « Donnée, à relier »."""
    said = words.provenance(line.provenance, kit.t)
    if mark is Mark.LOST:
        return kit.t("{what}, to relink", what=said)
    reworded = line.modified and line.provenance is not Provenance.HYPOTHESIS
    return kit.t("{what}, reworded", what=said) if reworded else said


class LostCard(Card):
    """Says that the data behind a line are no longer there, and offers the two ways out."""

    linking = Signal()
    supposing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "warntint", "", 8)
        px = kit.px
        said = Paragraph(kit, "small", "text")
        kit.say(said.setText, "The question or the segment of these figures is no longer in the project.")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addWidget(said)
        self._acts = QWidget()
        row = Flow(px(6), px(6))
        self._acts.setLayout(row)
        for text, signal in (("Relink…", self.linking), ("Make it a hypothesis", self.supposing)):
            button = Button(kit, SECONDARY, small=True)
            kit.say(button.setText, text)
            button.clicked.connect(signal)
            row.addWidget(button)
        column.addWidget(self._acts)

    def allow(self, allowed: bool) -> None:
        """Offer the ways out, or only say what happened."""
        self._acts.setVisible(allowed)


class Bars(QWidget):
    """A segment against everybody: two bars, a verdict, and the other personas in thin bars."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._own, self._everybody = _Bar(kit, strong=True), _Bar(kit)
        self._verdict = Verdict(kit)
        self._others: list[_Bar] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(8))
        for part in (self._own, self._everybody, self._verdict):
            column.addWidget(part)
        self._thin = QVBoxLayout()
        self._thin.setSpacing(kit.px(4))
        column.addLayout(self._thin)

    def show_shares(
        self, persona: Persona, evidence: Evidence, compared: Sequence[tuple[Persona, float]]
    ) -> None:
        """Show the shares of an evidence, and those of other personas."""
        kit = self._kit
        self._own.tell(persona.name or kit.t("No name"), given(evidence.share), kit.accent_of(persona).fill)
        self._everybody.tell(kit.t("Everybody"), given(evidence.overall), "strong")
        self._verdict.judge(evidence)
        while len(self._others) < len(compared):
            self._others.append(_Bar(kit, thin=True))
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

    def tell(self, name: str, share: float, fill: str) -> None:
        rate = self._kit.t.percent(share)
        if self._name.whole() != name:
            self._name.setText(name)
        self._bar.set(share, fill=fill)
        self._rate.setText(rate)
        self.setAccessibleName(f"{name} {rate}")
        self.show()


class Verdict(Card):
    """« Écart solide, × 1,5 » with its margin, or « Écart fragile » in amber."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "oktint", "", 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(12), kit.px(8), kit.px(12), kit.px(8))
        row.setSpacing(kit.px(10))
        self._icon, self._said, self._margin = Picture(), Paragraph(kit, "strong"), Label(kit, "number")
        row.addWidget(self._icon)
        row.addWidget(self._said, 1)
        row.addWidget(self._margin)

    def judge(self, evidence: Evidence) -> None:
        """Say how sure a gap is."""
        t, solid = self._kit.t, is_solid(evidence)
        own, overall = given(evidence.share), given(evidence.overall)
        role = "ok" if solid else "warn"
        ratio = t.ratio(own / overall) if overall > 0 else ""
        self.dress(f"{role}tint", "")
        self._icon.setPixmap(self._kit.picture("shield-check" if solid else "triangle-alert", role, 16))
        self._said.tint(role)
        if ratio:
            said = t("Solid gap, {ratio}", ratio=ratio) if solid else t("Fragile gap, {ratio}", ratio=ratio)
        else:
            said = t("Solid gap") if solid else t("Fragile gap")
        self._said.setText(said)
        known = evidence.low is not None and evidence.high is not None
        self._margin.setVisible(known)
        if known:
            self._margin.tint(role)
            self._margin.setText(t.points((given(evidence.high) - given(evidence.low)) / 2))


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
        facts.append((kit.t("Answer"), evidence.answer))
    return facts


def counts(project: Project, evidence: Evidence, kit: Kit) -> list[Fact]:
    """Return how many people, and of which wave."""
    t, facts = kit.t, []
    enough = evidence.base is not None and evidence.base >= FEWEST
    if evidence.count is not None and enough:
        facts.append((t("Respondents"), t("{count} of {base}", count=evidence.count, base=evidence.base)))
    wave = next((w for w in project.waves if w.id == evidence.wave), None)
    said = ", ".join(part for part in (wave.name, wave.date) if part) if wave is not None else ""
    return [*facts, (t("Wave"), said)] if said else facts


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
                    if finding.base >= FEWEST:
                        yield other, finding.share
                    break


def _alike(project: Project, persona: Persona, evidence: Evidence) -> Iterator[tuple[Persona, float]]:
    asked_ = (evidence.variable, evidence.wave, evidence.question, evidence.answer)
    for other in project.personas:
        for found in (a.evidence for a in other.attributes if other.id != persona.id):
            same = found and (found.variable, found.wave, found.question, found.answer) == asked_
            if found and same and found.level is None and found.share is not None:
                if (found.base or FEWEST) >= FEWEST:
                    yield other, found.share
                break
