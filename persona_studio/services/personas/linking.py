"""Linking a line to an answer by hand: which answers there are, their figures, and the edits.

The figures are those that a finding has: the stored finding's where there is one, else they are computed from
the columns by the same functions, in the worker. Nothing of fewer than ten respondents is linked (privacy).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from persona_studio.domain.companions import placed_lines
from persona_studio.domain.edits import Edit, SetField, Together
from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.drafting.facts import TYPICAL
from persona_studio.services.drafting.poles import side_of
from persona_studio.services.drafting.proof import side_words
from persona_studio.services.overtaken import refuse_reworded
from persona_studio.services.remembered import remembered
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import LANGUAGES, Texts

_KINDS = (Kind.ORDINAL, Kind.NOMINAL, Kind.MULTIPLE, Kind.NUMERIC)
_ROLES = (Role.ACTIVE, Role.ILLUSTRATIVE)
Key = tuple[Id, int | None, bool] | tuple[str, str]
"""A variable, the code of a level, and without one whether it is above a mean, or the upper side of a scale.

What rests on no answer of a list (ages, a gender with ages) has its question and its answer in words.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer a line may rest on.

    It is a level; or, ``level`` being None, more or less than the mean of a number, or a side of a scale: "4
    or 5", ``over`` its middle, or "1 or 2".
    """

    variable: Variable
    level: Level | None = None
    over: bool = True

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.variable.id, self.level.code if self.level is not None else None, self.over

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels it holds, none of a number."""
        if self.level is not None:
            return (self.level,)
        return () if self.variable.kind is Kind.NUMERIC else side_of(self.variable, self.over)


@dataclass(frozen=True, slots=True)
class Figures:
    """Weighted shares (0 to 1), the 95 % interval, people (unweighted) and test value of one answer.

    ``mean`` is everybody's, of a number.
    """

    share: float
    overall: float
    low: float
    high: float
    count: int
    base: int
    v: float
    mean: float | None = None

    @property
    def enough(self) -> bool:
        """Whether enough respondents answered for them to be shown."""
        return self.base >= FEWEST and self.count >= FEWEST


@dataclass(frozen=True, slots=True)
class Ground:
    """Where answers are counted: a segment, its segmentation and its wave."""

    segment: Segment
    segmentation: Segmentation
    wave: Wave


def grounds(project: Project, persona: Persona) -> tuple[Ground, ...]:
    """Return the segments that a line of a persona may be linked to: its own, or any when that is gone."""
    waves = {wave.id: wave for wave in project.waves}
    first = sorted(project.segmentations, key=lambda found: found.id != project.chosen)
    every = [
        Ground(segment, found, waves[found.wave])
        for found in first
        if found.wave in waves
        for segment in found.segments
    ]
    own = [ground for ground in every if ground.segment.id == persona.segment]
    return tuple(own or every)


def answers_of(wave: Wave) -> Iterator[Answer]:
    """Yield the answers of a wave that a line may rest on, in the order of the file."""
    for variable in wave.variables:
        if variable.kind not in _KINDS or variable.role not in _ROLES or not variable.stored:
            continue
        if variable.kind is Kind.NUMERIC:
            yield from (Answer(variable, over=over) for over in (True, False))
        else:
            yield from (Answer(variable, level) for level in variable.levels)
            yield from (Answer(variable, over=over) for over in _sides(variable))


@remembered
def _sides(variable: Variable) -> tuple[bool, ...]:
    """Return which sides of a scale hold several answers: drafted lines rest on these together."""
    return tuple(over for over in (True, False) if len(side_of(variable, over)) > 1)


def asked_by(
    line: Attribute, answers: Sequence[Answer], figures: Mapping[Key, Figures], texts: Texts
) -> Answer | None:
    """Return the answer that a line is about, else the first one to its question; None of neither."""
    proof = line.evidence
    if proof is None:
        return None
    own = [a for a in answers if a.variable.id == proof.variable]
    own = own or [a for a in answers if (a.variable.label or a.variable.name) == proof.question]
    same = (a for a in own if a.level is not None and a.level.code == proof.level)
    spoken = (a for a in own if said(a, figures.get(a.key), texts) == proof.answer)
    return next(chain(same, spoken, own), None)


def known(segment: Segment) -> dict[Key, Figures]:
    """Return the figures that the findings of a segment hold."""
    return {
        (f.variable, f.level, True): Figures(f.share, f.overall, f.low, f.high, f.count, f.base, f.v)
        for f in segment.findings
        if f.level is not None
    }


def measure_file(path: Path, segmentation: Id, segment: Id, progress: Progress) -> dict[Key, Figures]:
    """Count every answer in a segment. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: `edit_target_gone`: the segment was taken out meanwhile.
    """
    with ProjectFile.open(path, read_only=True) as file:
        found = next((s for s in file.project.segmentations if s.id == segmentation), None)
        if found is None or all(s.id != segment for s in found.segments):
            raise UserError("edit_target_gone")
        wave = wave_in(file.project, found.wave)
        ground = Ground(found.segment(segment), found, wave)
        answers, labels = file.answers(wave.id), file.labels(found.labels_key)
        counted = measure(ground, answers, labels, progress)
        return counted | measure_told(file.project, ground, answers, labels)


def measure(ground: Ground, answers: Answers, labels: Column, progress: Progress) -> dict[Key, Figures]:
    """Return the figures of every answer in a segment."""
    # Heavy, and never loaded in the window.
    from persona_studio.analysis.describe import figures  # noqa: PLC0415

    segment, recipe = ground.segment, ground.segmentation.recipe
    found = figures(ground.wave, answers, labels, recipe, segment.number, progress)
    made: dict[Key, Figures] = {
        (variable, level, True): Figures(f.share, f.overall, f.low, f.high, f.count, f.base, f.v)
        for (variable, level), f in found.items()
    }
    return made | _counted(ground, answers, labels, made)


def measure_told(project: Project, ground: Ground, answers: Answers, labels: Column) -> dict[Key, Figures]:
    """Return, in a segment, the figures of the ages and of the genders with ages that sheets tell."""
    from persona_studio.services.drafting.survey import survey_of  # noqa: PLC0415 - with the first count
    from persona_studio.services.drafting.who import counted_again  # noqa: PLC0415

    lines = (line for persona in project.personas for line in placed_lines(persona))
    proofs = [
        line.evidence for line in lines if line.evidence is not None and line.evidence.share is not None
    ]
    survey = survey_of(project, ground.segmentation, answers, Texts(project.language), labels)
    told: dict[Key, Figures] = {}
    for proof in (proof for proof in proofs if proof.level is None):
        c = counted_again(proof, ground.segment, survey)
        if c is not None:
            told[proof.question, proof.answer] = Figures(
                c.share, c.overall, c.low, c.high, c.count, c.base, c.v
            )
    return told


def _counted(
    ground: Ground, answers: Answers, labels: Column, made: Mapping[Key, Figures]
) -> dict[Key, Figures]:
    """Count what no test tells: who is beyond a mean, and answers that nobody or everybody gave."""
    from persona_studio.services.drafting.counting import Counter  # noqa: PLC0415 - as above

    counter = Counter(ground.wave, ground.segmentation, answers, labels)
    counted: dict[Key, Figures] = {}
    for answer in answers_of(ground.wave):
        if answer.key in made:
            continue
        mean = counter.mean(answer.variable) if answer.variable.kind is Kind.NUMERIC else None
        if mean is None:
            masks = counter.gave(answer.variable, [level.code for level in answer.levels])
        else:
            masks = counter.beyond(answer.variable, mean, over=answer.over)
        c = counter.count(ground.segment, *masks)
        counted[answer.key] = Figures(c.share, c.overall, c.low, c.high, c.count, c.base, c.v, mean)
    return counted


def evidence_of(answer: Answer, figures: Figures, ground: Ground, texts: Texts) -> Evidence:
    """Return the evidence that an answer gives, with the figures and the words a drafted line has.

    Raises:
        UserError: `link_too_few`: fewer than ten respondents are behind it.
    """
    if not figures.enough:
        raise UserError("link_too_few", least=FEWEST)
    variable = answer.variable
    return Evidence(
        variable=variable.id,
        level=answer.level.code if answer.level is not None else None,
        segment=ground.segment.id,
        wave=ground.wave.id,
        question=variable.label or variable.name,
        answer=said(answer, figures, texts),
        share=figures.share,
        overall=figures.overall,
        low=figures.low,
        high=figures.high,
        count=figures.count,
        base=figures.base,
        v=figures.v,
        active=variable.id in ground.segmentation.recipe.active,
    )


def said(answer: Answer, figures: Figures | None, texts: Texts) -> str:
    """Say an answer: the words of a level, "4 or 5" of a side of a scale, "more than 42" of a number."""
    if answer.level is not None:
        return answer.level.label
    levels = answer.levels
    return side_words(levels, texts) if levels else beyond(answer, figures, texts)


def beyond(answer: Answer, figures: Figures | None, texts: Texts) -> str:
    """Say "more than 42" or "less than 42", everybody's mean of a number; it is unknown without figures."""
    mean = figures.mean if figures is not None else None
    if mean is None:
        return texts("more than the mean") if answer.over else texts("less than the mean")
    form = "more than {mean}" if answer.over else "less than {mean}"
    return texts(form, mean=texts.decimal(mean, 0 if abs(mean) >= 100 else 1))


def link(line: Attribute, evidence: Evidence) -> Edit:
    """Let a line rest on figures. Its words stay, marked as somebody’s own: the figures may say less."""
    return _proved(line, evidence, Provenance.DATA, modified=True)


def _proved(
    line: Attribute, evidence: Evidence | None, provenance: Provenance, *, modified: bool = False
) -> Edit:
    """Give a line another proof, or none; whose words it holds stays known."""
    values = {"evidence": evidence, "provenance": provenance, "modified": modified, "quoted": line.sources}
    return Together(tuple(SetField(line.id, name, value) for name, value in values.items()))


def still(project: Project, ground: Ground) -> Ground:
    """Return where answers were counted as it is now, so that no words come back that were erased meanwhile.

    Raises:
        UserError: `edit_target_gone`: segment or survey are gone; `transform_overtaken`: a variable of it was
            emptied, masked, reworded since.
    """
    waves = {wave.id: wave for wave in project.waves}
    for cut in project.segmentations:
        wave = waves.get(cut.wave)
        for segment in cut.segments:
            if segment.id == ground.segment.id and wave is not None:
                refuse_reworded(wave, ground.wave)
                return Ground(segment, cut, wave)
    raise UserError("edit_target_gone")


def holds(project: Project, proof: Evidence) -> bool:
    """Tell whether the survey still says what a link was made with: question and answer in the same words."""
    found = (v for wave in project.waves if wave.id == proof.wave for v in wave.variables)
    variable = next((v for v in found if v.id == proof.variable and v.stored), None)
    if variable is None or (variable.label or variable.name) != proof.question:
        return False
    level = variable.level(proof.level) if proof.level is not None else None
    return proof.level is None or (level is not None and level.label == proof.answer)


def relink(
    lines: Iterable[Attribute], ground: Ground, figures: Mapping[Key, Figures], texts: Texts
) -> Edit | None:
    """Let lines rest on the same answers, counted in a segment; None when none of them can.

    An answer is the same by its question's id, or by the words of both when the survey was imported anew.
    Lines whose answer is not found, was given by too few, or does not bear their words out any more stay as
    they are.
    """
    counted = Recount(ground, figures, texts)
    found = ((line, counted.of(line.evidence)) for line in lines if line.evidence is not None)
    edits: list[Edit] = [
        SetField(line.id, "evidence", proof)
        for line, proof in found
        if proof is not None and bears(line, proof)
    ]
    return Together(tuple(edits)) if edits else None


class Recount:
    """The same answers as those of other evidence, counted in a segment."""

    def __init__(self, ground: Ground, figures: Mapping[Key, Figures], texts: Texts) -> None:
        self._ground, self._figures, self._texts = ground, figures, texts
        self._by_id: dict[tuple[Id, int | str], Answer] = {}
        self._by_words: dict[tuple[str, str], Answer] = {}
        # A sheet may have been drafted in another language than it is in now.
        languages = [Texts(language) for language in LANGUAGES]
        for answer in answers_of(ground.wave):
            question, level = answer.variable.label or answer.variable.name, answer.level
            if level is not None:
                self._by_id[answer.variable.id, level.code] = answer
            spoken = {
                said(answer, figures.get(answer.key), one) for one in (languages if not level else [texts])
            }
            for words in spoken:
                self._by_id[answer.variable.id, words] = answer
                self._by_words[question, words] = answer

    def of(self, proof: Evidence) -> Evidence | None:
        """Return the evidence that the same answer gives; None of none, or of too few."""
        same, found = self.answer(proof), self._figures.get((proof.question, proof.answer))
        found = found if same is None else self._figures.get(same.key)
        if found is None or not found.enough:
            return None
        moved = _moved(proof, found, self._ground)
        return moved if same is None else evidence_of(same, found, self._ground, self._texts)

    def answer(self, proof: Evidence) -> Answer | None:
        """Return the answer that an evidence is about, None when it is none of the list."""
        by_level = (proof.variable or "", proof.level) if proof.level is not None else None
        same = self._by_id.get(by_level) if by_level is not None else None
        if same is None and proof.level is None:
            same = self._by_id.get((proof.variable or "", proof.answer))
        return same or self._by_words.get((proof.question, proof.answer))


def _moved(proof: Evidence, found: Figures, ground: Ground) -> Evidence:
    """Return an evidence that says the same of another segment."""
    figures = {
        name: getattr(found, name) for name in ("share", "overall", "low", "high", "count", "base", "v")
    }
    return replace(proof, segment=ground.segment.id, wave=ground.wave.id, **figures)


def bears(line: Attribute, found: Evidence) -> bool:
    """Tell whether new figures bear the words of a line out.

    The segment must still be on the same side of everybody; what was drafted ("Woman") tells of half of its
    people too.
    """
    was, now = line.evidence, found
    if was is None or None in (was.share, was.overall, now.share, now.overall) or was.is_mean or now.is_mean:
        return True
    if _over(was) != _over(now):
        return False
    return line.modified or ((was.share or 0.0) >= TYPICAL) == ((now.share or 0.0) >= TYPICAL)


def _over(proof: Evidence) -> bool:
    return (proof.share or 0.0) >= (proof.overall or 0.0)


def unlink(line: Attribute) -> Edit:
    """Take the figures away from a line: it is a hypothesis then."""
    return _proved(line, None, Provenance.HYPOTHESIS)


def to_original(attribute: Id, text: str) -> Edit:
    """Give a line back the sentence that its figures say."""
    return Together((SetField(attribute, "text", text), SetField(attribute, "modified", False)))
