"""The findings of a segment that can be put on a sheet: what each would say there, and whether it is there.

Listing them costs next to nothing; a sentence is written, and people are counted, when it comes into view.
Nothing that rests on fewer than ten respondents is listed (privacy), nor on a base under thirty.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Wave
from persona_studio.errors import UserError
from persona_studio.services.drafting.brief import in_a_row
from persona_studio.services.drafting.counting import Counter
from persona_studio.services.drafting.facts import (
    SMALLEST_BASE,
    Asked,
    Fact,
    answer_fact,
    number_fact,
    settled,
    steps_of,
    usable,
)
from persona_studio.services.drafting.meaning import Topic, topic
from persona_studio.services.drafting.proof import proof
from persona_studio.services.drafting.sentences import line_of, rarer
from persona_studio.services.drafting.survey import survey_of
from persona_studio.services.drafting.voice import Voice, inner
from persona_studio.services.drafting.words import capital, clean, fold
from persona_studio.services.personas.placing import Carried, Carries, carry_lines
from persona_studio.services.remembered import remembered
from persona_studio.services.session import Session
from persona_studio.texts import Texts, typography

_TWO_LINES = 72
_SHARED = 25
"""Cards that begin with as many of the same letters cannot be told apart at a glance."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding that can be put on a sheet; ``key`` tells it from the others of its segment."""

    key: str
    fact: Fact

    @property
    def over(self) -> bool:
        """Whether more of the segment do it than of everybody: always so of a mean, be it a low one."""
        return self.fact.over or not self.fact.levels

    @property
    def section(self) -> SectionKey:
        """The section that a draft would put it in."""
        return self.fact.topic.section


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares (0 to 1) of the segment and of everybody, and the one over the other (0 when nobody does)."""

    share: float
    overall: float
    ratio: float


def segment_of(project: Project, persona: Persona) -> tuple[Segmentation, Segment] | None:
    """Return the segment that a persona was made from, with its segmentation; None when it is no more."""
    for found in project.segmentations:
        for segment in found.segments:
            if segment.id == persona.segment:
                return found, segment
    return None


def offers(segment: Segment, wave: Wave) -> tuple[Offer, ...]:
    """Return the findings of a segment, the strongest gap first, those it is under everybody in last.

    Of what says the same twice (a yes more often, a no more rarely; two steps of one side of a scale) the
    stronger is listed.
    """
    topics = {v.id: _topic(v) for v in wave.variables if usable(v)}
    by_variable: dict[Id, list[Finding]] = defaultdict(list)
    for finding in segment.findings:
        if finding.variable in topics:
            by_variable[finding.variable].append(finding)
    found = [
        Offer(_key(fact), fact)
        for variable, findings in by_variable.items()
        for fact in _of_question(Asked(topics[variable], findings, segment, None))
    ]
    return tuple(sorted(found, key=lambda offer: (not offer.over, -offer.fact.strength)))


def on_sheet(
    persona: Persona, listed: Sequence[Offer], lines: Sequence[Attribute] | None = None
) -> frozenset[str]:
    """Return the keys of the findings that a line rests on: of the sheet, or ``lines`` of another page."""
    shown = persona.attributes if lines is None else lines
    proofs = [line.evidence for line in shown if line.evidence is not None]
    proofs = [e for e in proofs if e.segment == persona.segment and not e.quote]
    by_variable: dict[Id | None, list[Evidence]] = defaultdict(list)
    for one in proofs:
        by_variable[one.variable].append(one)
    joint = [one for one in proofs if " / " in one.question]
    return frozenset(o.key for o in listed if _said(o.fact, by_variable, joint))


@remembered  # asked again for each persona, and slow to find
def _topic(variable: Variable) -> Topic:
    return topic(variable)


def _of_question(asked: Asked) -> Iterator[Fact]:
    """Yield what one question tells, each thing once."""
    shown = [f for f in asked.findings if f.shown]
    if asked.topic.variable.kind is Kind.NUMERIC:
        yield from (number_fact(asked.topic, f) for f in shown if f.base >= SMALLEST_BASE)
        return
    facts = [fact for f in shown if (fact := answer_fact(asked, f)) is not None]
    over = sorted((f for f in facts if f.over), key=lambda f: -f.strength)
    yield from _over(over)
    mirrored = bool(over) and len(asked.topic.variable.levels) == 2
    if not mirrored or asked.topic.variable.kind is Kind.MULTIPLE:
        yield from _under([f for f in facts if not f.over], {f.pole for f in over})


def _over(facts: Sequence[Fact]) -> Iterator[Fact]:
    poles: set[bool | None] = set()
    for fact in facts:
        if len(steps_of(fact)) < 2:
            yield fact
        elif fact.pole not in poles:
            poles.add(fact.pole)
            yield fact


def _under(facts: Sequence[Fact], over: set[bool | None]) -> Iterator[Fact]:
    """Yield answers that are rare here; a pole only when the segment is not known for the other one."""
    poles: set[bool] = set()
    for fact in sorted(facts, key=lambda f: -f.strength):
        if fact.pole is None:
            yield fact
        elif fact.pole not in poles and not over - {None}:
            poles.add(fact.pole)
            yield fact


def _key(fact: Fact) -> str:
    levels = ",".join(str(level.code) for level in fact.levels)
    return f"{fact.topic.variable.id}:{levels}"


def _said(fact: Fact, by_variable: Mapping[Id | None, Sequence[Evidence]], joint: Sequence[Evidence]) -> bool:
    """Tell whether an evidence is about a fact: the same answer, or one that holds it with others."""
    variable, codes = fact.topic.variable, {level.code for level in steps_of(fact)}
    for one in by_variable.get(variable.id, ()):
        if one.level in codes or (not codes and one.level is None) or _holds(one, fact):
            return True
    return any(fold(fact.topic.question) in fold(one.question) and _holds(one, fact) for one in joint)


def _holds(evidence: Evidence, fact: Fact) -> bool:
    said = fold(evidence.answer)
    return evidence.level is None and any(fold(clean(level.label)) in said for level in fact.levels)


class Wording:
    """What the findings of one persona's segment say on its sheet, and their figures, each made once.

    Args:
        session: the open project; answers are read from it when people must be counted.
        persona: whose sheet it is.
        texts: in the language of the sheet.

    Raises:
        UserError: `edit_target_gone`: the persona has no segment any more.
    """

    def __init__(self, session: Session, persona: Persona, texts: Texts) -> None:
        found = segment_of(session.project, persona)
        if found is None:
            raise UserError("edit_target_gone")
        self._session = session
        self._segmentation, self.segment = found
        answers = session.answers(self._segmentation.wave)
        self._survey = survey_of(session.project, self._segmentation, answers, texts, None)
        self.voice = Voice(texts, persona.feminine, self._survey.language)
        self._lines: dict[str, str] = {}
        self._proofs: dict[str, Evidence | None] = {}
        self._facts: dict[str, Fact] = {}

    def line(self, offer: Offer) -> str:
        """Return what a finding says, as it would stand on the sheet."""
        if offer.key not in self._lines:
            self._lines[offer.key] = _sentence(self._told(offer), self.voice)
        return self._lines[offer.key]

    def card(self, offer: Offer) -> str:
        """Return a finding as a list shows it: the answer first where its question would hide it.

        Of a survey in another language than the sheet no sentence can be made: there it always comes first.
        """
        line, fact = self.line(offer), self._told(offer)
        answer = clean(fact.answer)
        if len(fact.levels) != 1 or not answer:
            return line
        hidden = fact.pole is None and fold(line).find(fold(answer)) >= _SHARED and self._crowded(fact, line)
        if self.voice.grammar and not hidden:
            return line
        said = capital(answer) if fact.over else self._rarer(capital(answer))
        return typography(in_a_row(said, fact.topic.question), self.voice.texts.language)

    def _crowded(self, fact: Fact, line: str) -> bool:
        """Tell whether a line takes more than two lines of a card, or begins like those of its neighbours."""
        asked = fact.topic.variable.id
        return (
            len(line) > _TWO_LINES or sum(f.shown and f.variable == asked for f in self.segment.findings) > 1
        )

    def _rarer(self, answer: str) -> str:
        return self.voice.texts("{answer}, less often", answer=answer)

    def evidence(self, offer: Offer) -> Evidence | None:
        """Return what proves it; None when counting people does not bear it out, or too few do."""
        if offer.key not in self._proofs:
            self._proofs[offer.key] = self._counted(self._told(offer))
        return self._proofs[offer.key]

    def figures(self, offer: Offer) -> Figures | None:
        """Return the shares that its evidence shows, None when it shows none."""
        found = self.evidence(offer)
        if found is None or found.share is None or found.overall is None:
            return None
        ratio = found.share / found.overall if found.overall > 0 else 0.0
        return Figures(found.share, found.overall, ratio)

    def carried(self, offer: Offer) -> Carried:
        """Return a finding on its way to a sheet.

        Raises:
            UserError: `finding_not_borne_out`: nothing proves it.
        """
        evidence = self.evidence(offer)
        if evidence is None:
            raise UserError("finding_not_borne_out")
        line = Attribute(id="", text=self.line(offer), provenance=Provenance.DATA, evidence=evidence)
        return carry_lines(Carries.FINDING, (offer.key,), (line,))

    def _told(self, offer: Offer) -> Fact:
        """Return what a finding tells of its question; a step that its side does not bear is quoted."""
        if offer.key not in self._facts:
            fact = offer.fact
            self._facts[offer.key] = fact if len(steps_of(fact)) < 2 else self._settled(fact)
        return self._facts[offer.key]

    def _settled(self, fact: Fact) -> Fact:
        self._count()
        found = [f for f in self.segment.findings if f.variable == fact.topic.variable.id]
        try:
            told = settled(fact, Asked(fact.topic, found, self.segment, self._survey.counter))
        except KeyError:  # its answers were erased since
            told = None
        return told or replace(fact, exact=True)

    def _count(self) -> None:
        if self._survey.counter is None:
            self._survey = replace(self._survey, counter=self._counter())

    def _counted(self, fact: Fact) -> Evidence | None:
        # One answer has its finding; only a mean, or a side of a scale, must be counted in the answers.
        if len(fact.levels) != 1:
            self._count()
        try:
            return proof(fact, self.segment, self._survey)
        except KeyError:  # its answers were erased since
            return None

    def _counter(self) -> Counter:
        found, survey = self._segmentation, self._survey
        return Counter(survey.wave, found, survey.answers, self._session.labels(found.labels_key))


def _sentence(fact: Fact, voice: Voice) -> str:
    line = line_of(fact, voice)
    if line is not None:
        return line.text
    made = next((text for form in _FORMS if (text := form(fact, voice))), "")
    return typography(capital(made), voice.texts.language)


def _less(fact: Fact, voice: Voice) -> str:
    """Say of a statement or a yes that it is less true here: "Less than average, decides alone"."""
    usual = line_of(replace(fact, over=True, typical=True), voice) if fact.pole else None
    if fact.over or usual is None:
        return ""
    return voice.texts("Less than average, {line}", line=inner(usual.text, voice))


def _asked(fact: Fact, voice: Voice) -> str:
    """Put question and answer side by side, in the words of the survey."""
    question, answer = fact.topic.question, clean(fact.answer)
    if not fact.levels:
        form = "{topic}: above average" if fact.over else "{topic}: below average"
        return voice.texts(form, topic=question)
    if not fact.over:
        return rarer(fact, voice, question, inner(answer, voice))
    form = "{question} {answer}" if question.endswith("?") else "{topic}: {answer}"
    return voice.texts(form, question=question, topic=question, answer=capital(answer))


_FORMS: tuple[Callable[[Fact, Voice], str], ...] = (_less, _asked)
