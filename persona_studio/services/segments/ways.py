"""What could give a survey segments that has none: what is certain of it, and, once tried, what it gives.

Nothing is advised that was not counted in this very survey. Trying a way segments the survey that way, with
the same limits (methods §4): a way that leads nowhere is said to lead nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from persona_studio.domain.edits import Edit, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.recipes import USABLE, recipe_of
from persona_studio.domain.segments import Candidate, Correction, Recipe, Segmentation, Verdict
from persona_studio.domain.strength import STYLE
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Answers, Removal, Wave
from persona_studio.services.authoring import set_removal, set_role, wave_in
from persona_studio.services.segments.believed import contradicted
from persona_studio.services.survey.themes import by_theme
from persona_studio.store.project_file import ProjectFile

LEAST_VARIABLES = 3
PEOPLE_PER_QUESTION = 60
"""Respondents that each question forming segments asks for (methods §4)."""
_DOUBTFUL = (Removal.STRAIGHT_LINER, Removal.SPEEDER)
"""Who answered without reading, it seems, and still counts."""
_NEARLY_ALL = 0.95
"""Share of one answer from which those who gave another are fewer than the smallest segment (methods §4)."""
_LEFT_OUT = (Removal.UNFINISHED, Removal.SPEEDER, Removal.STRAIGHT_LINER)
"""Who can be taken back where people are few; whoever is there twice is not another person."""
Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One thing made otherwise; ``code`` and ``params`` tell it (catalogue ``way.<code>``).

    ``active`` are the only questions to form segments (empty: those that do now); ``removal`` the reason for
    which people are left out, or taken back when not ``applied``. ``more`` needs somebody to choose
    questions: it cannot be followed by itself.
    """

    code: str
    params: Params = ()
    active: tuple[Id, ...] = ()
    removal: Removal | None = None
    applied: bool = True
    correction: Correction = Correction.AUTO
    rare: float | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What a way gives: the verdict, and the candidate advised or else the one that comes nearest to it.

    ``contested`` tells that another choice, of the method first, gives other segments than those advised.
    """

    way: Way
    verdict: Verdict
    best: Candidate | None
    contested: bool = False

    @property
    def leads(self) -> bool:
        """Whether segments are advised that way."""
        return self.verdict in (Verdict.CLEAR, Verdict.USEFUL)


def ways_on(wave: Wave, found: Segmentation) -> tuple[Way, ...]:
    """Return what could be made otherwise where no segments are advised, what costs least first."""
    if found.verdict not in (Verdict.NONE, Verdict.TOO_FEW):
        return ()
    active = wave.with_role(Role.ACTIVE)
    return (
        *_style(found),
        *_grouping(found),
        *_people(wave, found),
        *_alike(active, found),
        *_themes(active, found),
        *_more(wave),
    )


def _style(found: Segmentation) -> Iterator[Way]:
    style = found.response_style
    if style.mean is not None and not style.corrected and style.mean > STYLE:
        yield Way(code="style", params=(("share", str(style.mean)),), correction=Correction.ON)


def _grouping(found: Segmentation) -> Iterator[Way]:
    if found.reason == "too_few_grouped":
        yield Way(code="grouping", params=(("share", str(found.recipe.rare)),), rare=0.0)


def _people(wave: Wave, found: Segmentation) -> Iterator[Way]:
    """Yield whom to leave out; or, where people are too few, whom to take back."""
    few = found.reason == "too_few_respondents"
    for removal in wave.quality.removals:
        wanted = removal.reason in (_LEFT_OUT if few else _DOUBTFUL) and removal.count > 0
        if wanted and removal.applied is few:
            code = f"{'back' if few else 'out'}_{removal.reason.value}"
            params = (("n", str(removal.count)),)
            yield Way(code=code, params=params, removal=removal.reason, applied=not few)


def _alike(active: Sequence[Variable], found: Segmentation) -> Iterator[Way]:
    """Yield leaving out the questions to which nearly everybody answers the same: few people make groups."""
    flat = [v for v in active if _most_given(v) >= _NEARLY_ALL]
    rest = tuple(v.id for v in active if v not in flat)
    if found.verdict is Verdict.NONE and flat and len(rest) >= LEAST_VARIABLES:
        yield Way(code="alike", params=tuple(("name", v.label or v.name) for v in flat), active=rest)


def _most_given(variable: Variable) -> float:
    """Return the share of the answer given most often, 0 where answers are numbers or several."""
    counts = [level.count for level in variable.levels] if variable.kind is not Kind.MULTIPLE else []
    return max(counts) / sum(counts) if sum(counts) else 0.0


def _themes(active: Sequence[Variable], found: Segmentation) -> Iterator[Way]:
    """Yield each theme whose questions could form segments by themselves, the largest first."""
    themes = by_theme(active)
    if len(themes) < 2 or found.reason in ("too_few_variables", "no_active_variable"):
        return
    for theme, asked in sorted(themes.items(), key=lambda pair: -len(pair[1])):
        ids = tuple(variable.id for one in asked for variable in one.variables)
        crowded = found.reason == "too_few_respondents" and len(ids) > found.used
        if len(ids) >= LEAST_VARIABLES and not crowded:
            yield Way(code="theme", params=(("theme", theme.value), ("n", str(len(asked)))), active=ids)


def _more(wave: Wave) -> Iterator[Way]:
    others = [v for v in wave.with_role(Role.ILLUSTRATIVE) if v.kind in USABLE and v.stored]
    if others:
        yield Way(code="more", params=(("n", str(len(others))),), more=True)


def crowded(wave: Wave, found: Segmentation) -> tuple[int, int] | None:
    """Return respondents and questions where there are fewer than 60 of the former for each of the latter."""
    questions = sum(map(len, by_theme(wave.with_role(Role.ACTIVE)).values()))
    return (found.used, questions) if found.used < PEOPLE_PER_QUESTION * questions else None


def edit_of(project: Project, wave: Id, way: Way) -> Edit | None:
    """Return what a way changes in the project before people are segmented, None when nothing."""
    if way.removal is not None:
        return set_removal(project, wave, way.removal, way.applied)
    if not way.active:
        return None
    others = [v.id for v in wave_in(project, wave).with_role(Role.ACTIVE) if v.id not in way.active]
    return Together((set_role(project, others, Role.ILLUSTRATIVE),)) if others else None


def recipe_for(wave: Wave, way: Way) -> Recipe:
    """Return the recipe of a way, on the wave as its edit left it."""
    made = replace(recipe_of(wave), response_style=way.correction)
    return made if way.rare is None else replace(made, rare=way.rare)


def try_file(path: Path, wave: Id, ways: Sequence[Way], progress: Progress) -> tuple[Tried, ...]:
    """Segment a wave of a project each way, those that lead to segments first. Runs in the worker.

    Raises:
        UserError: the answers do not suit, or the wave was taken out meanwhile.
    """
    with ProjectFile.open(path, read_only=True) as file:
        answers, made = file.answers(wave), []
        for done, way in enumerate(ways):
            progress.step(done, len(ways), "ways")
            edit = edit_of(file.project, wave, way)
            project = file.project if edit is None else edit.apply(file.project).project
            made.append(_tried(wave_in(project, wave), answers, way, _Within(progress, done, len(ways))))
        progress.step(len(ways), len(ways), "ways")
    return tuple(sorted(made, key=lambda one: (not one.leads, -_gain(one))))


def _gain(tried: Tried) -> float:
    return tried.best.gain if tried.best is not None else -1.0


def _tried(wave: Wave, answers: Answers, way: Way, progress: Progress) -> Tried:
    from persona_studio import analysis  # noqa: PLC0415 - heavy, and never loaded in the window

    found = analysis.segment(wave, answers, recipe_for(wave, way), progress).segmentation
    advised = [c for c in found.candidates if c.k == found.recommended]
    tried = advised or sorted(found.candidates, key=lambda c: -c.gain)
    return Tried(way, found.verdict, tried[0] if tried else None, contradicted(found) is not None)


@dataclass(frozen=True, slots=True)
class _Within:
    """The progress of one way among several: its own steps are not told, but it can be stopped at each."""

    whole: Progress
    done: int
    of: int

    def step(self, done: int, total: int, code: str) -> None:
        """Let the whole be stopped."""
        self.whole.step(self.done, self.of, "ways")
