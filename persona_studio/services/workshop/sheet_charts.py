"""What the Synthèse shows of a segment besides attributes: small charts, from its findings only."""

from collections.abc import Iterator
from dataclasses import dataclass

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.variables import Kind, Variable
from persona_studio.publish.layout.values import Bar, Chart, Figure
from persona_studio.services.drafting.words import capital, clean
from persona_studio.texts import Texts, typography

_CHARTS, _FIGURES, _BARS = 2, 3, 5
_COLUMNS = (3, 5)
"""Fewest and most answers of a question shown as columns."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of the segment of a persona; ``people``: in it, and all that were used."""

    charts: tuple[Chart, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[int, int] | None = None


def shown(project: Project, persona: Persona, texts: Texts) -> Shown:
    """Return the charts of a persona's segment; nothing when it has none, or fewer than ten respondents."""
    cut = project.segmentation
    segment = next((s for s in cut.segments if s.id == persona.segment), None) if cut else None
    wave = next((w for w in project.waves if cut and w.id == cut.wave), None)
    if cut is None or segment is None or wave is None or segment.size < FEWEST:
        return Shown()
    variables = {v.id: v for v in wave.variables if v.personal is None}
    found = _by_variable(segment)
    asked = [_Asked(variables[one], tested, texts) for one, tested in found.items() if one in variables]
    charts = tuple(_charts(asked))
    figures = tuple(each.figure() for each in asked if each.is_number)[:_FIGURES]
    return Shown(charts, figures, (segment.size, cut.used or wave.usable))


def _by_variable(segment: Segment) -> dict[Id, list[Finding]]:
    """Group findings by their question, those of enough respondents only, the strongest question first."""
    found: dict[Id, list[Finding]] = {}
    for finding in segment.findings:
        if finding.base >= FEWEST:
            found.setdefault(finding.variable, []).append(finding)
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and what the segment answered."""

    variable: Variable
    found: list[Finding]
    texts: Texts

    @property
    def title(self) -> str:
        """The question as people read it."""
        return self._said(self.variable.label or self.variable.name)

    def _said(self, label: str) -> str:
        return typography(capital(clean(label)), self.texts.language)

    @property
    def is_number(self) -> bool:
        return any(finding.level is None and finding.shown for finding in self.found)

    def figure(self) -> Figure:
        """Return the mean, beside everybody's."""
        finding = next(one for one in self.found if one.level is None)
        own, overall = (self.texts.decimal(value, 1) for value in (finding.share, finding.overall))
        words = "{label} (all respondents: {overall})"
        said = self.texts(words, label=self.title, overall=overall)
        return Figure(own, said)

    @property
    def is_whole(self) -> bool:
        """Tell whether all answers on a scale are known, few enough for columns, and most can be printed."""
        fewest, most = _COLUMNS
        levels = self.variable.levels
        known = {finding.level for finding in self.found}
        printed = sum(finding.count >= FEWEST for finding in self.found)
        whole = printed >= fewest and all(level.code in known for level in levels)
        return self.variable.kind is Kind.ORDINAL and len(levels) <= most and whole

    def columns(self) -> Chart:
        """Return all answers in their order; those of too few respondents without a figure."""
        by_level = {finding.level: finding for finding in self.found}
        bars = (self._bar(level.label, by_level[level.code]) for level in self.variable.levels)
        return Chart(self.title, tuple(bars), ordered=True)

    def bars(self) -> Chart | None:
        """Return the most frequent answers, None when fewer than three can be printed."""
        labels = {level.code: level.label for level in self.variable.levels}
        known = [f for f in self.found if f.level in labels and f.count >= FEWEST]
        best = sorted(known, key=lambda finding: -finding.share)[:_BARS]
        bars = tuple(self._bar(labels[f.level], f) for f in best if f.level is not None)
        return Chart(self.title, bars) if len(bars) >= _COLUMNS[0] else None

    def _bar(self, label: str, finding: Finding) -> Bar:
        share = finding.share if finding.count >= FEWEST else None
        return Bar(self._said(label), share, finding.overall)


def _charts(asked: list[_Asked]) -> Iterator[Chart]:
    """Yield the strongest question as columns and a multiple choice as bars, or what else there is."""
    whole = next((each for each in asked if each.is_whole), None)
    if whole is not None:
        yield whole.columns()
    multiple = (each for each in asked if each.variable.kind is Kind.MULTIPLE)
    others = (each for each in asked if each.variable.kind is not Kind.MULTIPLE and each is not whole)
    made = [chart for each in (*multiple, *others) if (chart := each.bars())]
    yield from made[: _CHARTS if whole is None else _CHARTS - 1]
