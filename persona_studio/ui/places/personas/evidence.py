"""The panel "Preuve": what stands behind the chosen line. Built once, a choice only fills it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment
from persona_studio.publish.layout.marks import Mark, mark_of
from persona_studio.services.workshop.publishing import Lost, why_lost
from persona_studio.texts import unquoted
from persona_studio.ui import words
from persona_studio.ui.canvas.marks import mark_picture
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.bars import Bars
from persona_studio.ui.places.personas.facts import Fact, Facts, asked, counts
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card


class EvidencePanel(QWidget):
    """Shows one line at a time; its signals ask for another proof, for none, or for a hypothesis."""

    linking = Signal()
    relinking = Signal()
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
        self._lost.relinking.connect(self.relinking)
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

    def compare(self, compared: Sequence[tuple[Persona, float]]) -> None:
        """Show the share of other personas, known a moment later than the rest."""
        if not self._bars.isHidden():
            self._bars.show_others(compared)

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
        lost: int = 0,
        editable: bool = True,
    ) -> None:
        """Show the evidence of a line; ``lost`` counts those whose data are gone when it is one of them."""
        t, evidence = self._kit.t, line.evidence
        quoted = evidence is not None and bool(evidence.quote)
        self._pill.show_line(line, self._kit.accent_of(persona).fill, lost=lost > 0)
        shown = Shown(head=t("Evidence"), said=line.text or t("Empty line"), pill=True, lost=lost > 0)
        self._lost.allow(lost if editable else 0, quoted=quoted)
        self._lost.say(segment=evidence is not None and why_lost(project, evidence) is Lost.SEGMENT)
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
        # A line that is the quote need not be followed by it.
        if evidence.quote and unquoted(evidence.quote) != unquoted(line.text):
            shown = replace(shown, quote=t.quoted(evidence.quote))
        if evidence.base is not None and evidence.base < FEWEST:
            note = t("Fewer than {n} respondents: no figure is shown or printed.", n=FEWEST)
            return replace(shown, note=note, facts=told)
        if evidence.share is None or evidence.overall is None:
            return replace(shown, facts=told, active=evidence.active)
        if evidence.is_mean:
            means = ((persona.name, evidence.share), (t("Everybody"), evidence.overall))
            facts = (*((name, words.number(mean, t)) for name, mean in means), *told)
            return replace(shown, facts=facts, active=evidence.active)
        compared = [] if shown.lost else list(others(project, persona, evidence))
        self._bars.show_shares(persona, evidence, compared, outdated=shown.lost)
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
    if not line.modified or line.provenance is Provenance.HYPOTHESIS:
        return said
    data = line.provenance is Provenance.DATA
    return kit.t("{what}, reworded", what=said) if data else kit.t("Verbatim, reworded")


class LostCard(Card):
    """Says that the data behind a line are no longer there, and offers the two ways out."""

    linking = Signal()
    relinking = Signal()
    supposing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "warntint", "", 8)
        self._all = Button(kit, SECONDARY, small=True)
        self._all.clicked.connect(self.relinking)
        px = kit.px
        self._question, self._segment = (Paragraph(kit, "small", "text") for _ in range(2))
        kit.say(self._question.setText, "The question of these figures is no longer in the project.")
        kit.say(
            self._segment.setText,
            "These figures are those of a segment that no longer exists: they are outdated.",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addWidget(self._question)
        column.addWidget(self._segment)
        self._acts = QWidget()
        row = Flow(px(6), px(6))
        self._acts.setLayout(row)
        self._one, suppose = (Button(kit, SECONDARY, small=True) for _ in range(2))
        kit.say(self._one.setText, "Relink…")
        kit.say(suppose.setText, "Make it a hypothesis")
        self._one.clicked.connect(self.linking)
        suppose.clicked.connect(self.supposing)
        for button in (self._one, suppose, self._all):
            row.addWidget(button)
        column.addWidget(self._acts)

    def say(self, *, segment: bool) -> None:
        """Say what is no more: the segment, or the question."""
        self._segment.setVisible(segment)
        self._question.setVisible(not segment)

    def allow(self, lines: int, *, quoted: bool) -> None:
        """Offer the ways out, for all ``lines`` too when there are several; none: only say what happened.

        What was ``quoted`` is linked to no figure.
        """
        self._acts.setVisible(lines > 0)
        self._one.setVisible(not quoted)
        self._all.setVisible(lines > 1 and not quoted)
        t = self._kit.t
        self._all.setText(t.plural("Relink {n} line", "Relink {n} lines", lines))
        self._all.setToolTip(t("To the same answers, counted in the segment of the persona"))


def others(
    project: Project, persona: Persona, evidence: Evidence, counted: Mapping[Id, float] | None = None
) -> Iterator[tuple[Persona, float]]:
    """Yield the other personas and their share of the same answer, where it is known.

    ``counted`` are shares by segment where no finding tells them.

    What rests on no single answer (a mean, a side of a scale, a gender with an age) has no finding:
    there, only lines of the other personas about the very same thing are comparable.
    """
    if evidence.level is None:
        yield from _alike(project, persona, evidence)
        return
    segments = {s.id: s for found in project.segmentations for s in found.segments}
    for other in project.personas:
        segment = segments.get(other.segment or "")
        if segment is None or other.id == persona.id:
            continue
        share = _share(segment, evidence)
        if share is None and counted is not None:
            share = counted.get(segment.id)
        if share is not None:
            yield other, share


def _share(segment: Segment, evidence: Evidence) -> float | None:
    """Return the share that a finding of a segment holds for the same answer."""
    for finding in segment.findings:
        if finding.level == evidence.level and finding.variable == evidence.variable:
            return finding.share if finding.base >= FEWEST else None
    return None


def _alike(project: Project, persona: Persona, evidence: Evidence) -> Iterator[tuple[Persona, float]]:
    asked_ = (evidence.variable, evidence.wave, evidence.question, evidence.answer)
    for other in project.personas:
        for found in (a.evidence for a in other.attributes if other.id != persona.id):
            same = found and (found.variable, found.wave, found.question, found.answer) == asked_
            if found and same and found.level is None and found.share is not None:
                if (found.base or FEWEST) >= FEWEST:
                    yield other, found.share
                break
