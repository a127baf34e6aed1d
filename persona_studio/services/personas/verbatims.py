"""What the respondents of a segment wrote, in their own words, to be read and put on a sheet.

Only questions that ask for words are read, from ten answers on; never respondents who are left out. Direct
identifiers were masked at import, and are once more: an answer may have been imported by an older program.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Provenance
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.drafting.counting import answered, texts_at, values
from persona_studio.services.drafting.quotes import anonymous, quotable
from persona_studio.services.drafting.silence import says_something
from persona_studio.services.drafting.words import clean, fold
from persona_studio.services.personas.placing import Carried, Carries, carry_lines
from persona_studio.services.session import Session
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts, typography

LONGEST = 160
"""Letters of an answer that go to the sheet when no passage of it was selected."""
_WHOLE = 400
"""Longest answer kept whole as evidence of a passage, when it names nobody."""
_LOOKED_AT = 200
"""Texts from which the language of the answers is told: marks are words of it."""
_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+(?!\w)|$)")


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What one respondent (row from 0) wrote; ``typical`` for those nearest to the centre of the segment.

    ``plain`` is the text for searches: no capitals, no accents.
    """

    variable: Id
    row: int
    text: str
    typical: bool
    plain: str

    @property
    def key(self) -> str:
        """What names it."""
        return f"{self.variable}:{self.row}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The answers of one segment, typical people first, and the questions they answer, by variable.

    ``silent`` counts the answers that are not among them: they say nothing, or what another said already.
    """

    segment: Id
    questions: dict[Id, str]
    answers: tuple[Verbatim, ...]
    silent: int = 0


def gather(path: Path, segment: Id, progress: Progress) -> Gathered:
    """Read what the respondents of a segment wrote. Runs in the worker, which only reads the file.

    Raises:
        UserError: `edit_target_gone`: the segment was taken out meanwhile.
    """
    with ProjectFile.open(path, read_only=True) as file:
        cut, found = _segment(file.project, segment)
        wave = wave_in(file.project, cut.wave)
        return read(wave, found, file.answers(wave.id), file.labels(cut.labels_key), progress)


def _segment(project: Project, segment: Id) -> tuple[Segmentation, Segment]:
    for cut in project.segmentations:
        for found in cut.segments:
            if found.id == segment:
                return cut, found
    raise UserError("edit_target_gone")


def read(wave: Wave, segment: Segment, answers: Answers, labels: Column, progress: Progress) -> Gathered:
    """Return the answers to the open questions of the people of a segment who are not left out."""
    # Heavy, and never loaded in the window.
    from persona_studio.analysis.table import kept  # noqa: PLC0415

    inside = (values(labels) == segment.number) & kept(wave, answers)
    rows = [row for row in segment.paragons if 0 <= row < len(inside) and inside[row]]
    typical = set(rows)
    rows += [row for row in inside.nonzero()[0].tolist() if row not in typical]
    asked = [v for v in wave.variables if quotable(v) and v.stored]
    written: list[Verbatim] = []
    for done, variable in enumerate(asked if len(rows) >= FEWEST else []):
        progress.step(done, len(asked), "verbatims")
        written += _written(variable, answers.column(variable.id), rows, typical)
    found = _telling(written)
    order = {row: place for place, row in enumerate(rows)}
    found.sort(key=lambda one: order[one.row])
    there = {one.variable for one in found}
    questions = {v.id: clean(v.label or v.name) for v in asked if v.id in there}
    return Gathered(segment.id, questions, tuple(found), len(written) - len(found))


def _telling(written: list[Verbatim]) -> list[Verbatim]:
    """Return the answers that tell something, each once for a question: of equal ones the most typical."""
    first: dict[tuple[Id, str], Verbatim] = {}
    for one in written:
        if says_something(one.text):
            first.setdefault((one.variable, one.plain), one)
    return list(first.values())


def _written(variable: Variable, column: Column, rows: list[int], typical: set[int]) -> list[Verbatim]:
    from persona_studio.ingest.masking import masked_text  # noqa: PLC0415 - heavy, never in the window
    from persona_studio.ingest.words import load_words  # noqa: PLC0415

    if answered(column) < FEWEST:
        return []
    words = load_words()
    marks = words.marks[words.language(column.texts[:_LOOKED_AT])]
    made = []
    for row, text in zip(rows, texts_at(column, rows), strict=True):
        said = " ".join(masked_text(text, marks)[0].split())
        if said:
            made.append(Verbatim(variable.id, row, said, row in typical, fold(said)))
    return made


def resting_on(session: Session, cut: Segmentation) -> tuple[object, ...]:
    """Return what the answers of a segment rest on: when that is other, they must be gathered anew."""
    wave = wave_in(session.project, cut.wave)
    asked = [v for v in wave.variables if quotable(v) and v.stored]
    marks = tuple((v.id, session.mark(wave.id, v.id)) for v in asked)
    return (marks, wave.quality, session.mark(cut.id, cut.labels_key))


def passage(text: str) -> str:
    """Return the part of an answer that goes to the sheet when none was selected: its first sentences."""
    said = ""
    for match in _SENTENCE.finditer(text):
        if len(said) + len(match[0]) > LONGEST:
            break
        said += match[0]
    if said.strip():
        return said.strip()
    cut = text[: LONGEST - 1]
    return cut if len(text) < LONGEST else f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"


def names_somebody(text: str) -> bool:
    """Tell whether a passage may name somebody: it should be read again before it is printed."""
    return not anonymous(text)


def carried(project: Project, segment: Id, verbatim: Verbatim, words: str, texts: Texts) -> Carried:
    """Return a passage of an answer on its way to a sheet, with the answer as its evidence.

    Raises:
        UserError: `edit_target_gone`: its segment or its question was taken out meanwhile.
    """
    cut, _ = _segment(project, segment)
    wave = wave_in(project, cut.wave)
    variable = next((v for v in wave.variables if v.id == verbatim.variable and v.stored), None)
    if variable is None:
        raise UserError("edit_target_gone")
    said = typography(" ".join(words.split()), texts.language)
    short = len(verbatim.text) < _WHOLE and anonymous(verbatim.text)
    evidence = Evidence(
        variable=variable.id,
        segment=segment,
        wave=wave.id,
        question=variable.label or variable.name,
        quote=typography(verbatim.text, texts.language) if short else said,
    )
    line = Attribute(
        id="",
        text=typography(texts.quoted(said), texts.language),
        provenance=Provenance.VERBATIM,
        evidence=evidence,
    )
    return carry_lines(Carries.VERBATIM, (verbatim.key,), (line,))
