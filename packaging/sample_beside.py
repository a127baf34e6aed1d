"""What stands beside the sheets of the bundled example, written in `marketing_b2b_beside.toml`.

Every line that claims the survey is checked against it: a figure that is not there, or words that nobody
wrote, stop the script.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from persona_studio.domain.edits import Edit, Insert
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    Attribute,
    Evidence,
    Journey,
    Opportunity,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Stage,
    Task,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment
from persona_studio.domain.waves import Column, Wave
from persona_studio.services.companions import companions
from persona_studio.store.blobs import Packed
from persona_studio.texts import Texts, typography

_MARKS = {"●": Provenance.DATA, "❝": Provenance.VERBATIM, "○": Provenance.HYPOTHESIS}
Plan = Mapping[str, Any]


def beside(project: Project, columns: Mapping[str, Column | Packed], plan: Plan) -> Project:
    """Return the example with the companions of its first persona, and an empathy map of each other."""
    written = Written(project, columns, plan)
    drafted = [companions.begin_empathy(project, each.id, drafted=True) for each in project.personas[1:]]
    for edit in (*written.edits(), *drafted):
        project = edit.apply(project).project
    return project


class Written:
    """The companions of the first persona, line by line."""

    def __init__(self, project: Project, columns: Mapping[str, Column | Packed], plan: Plan) -> None:
        self._project, self._columns, self._plan = project, columns, plan
        self._persona: Persona = project.personas[0]
        self._wave: Wave = project.waves[0]
        self._texts = Texts(project.language)
        found = project.segmentations[0].segments
        self._segment: Segment = next(s for s in found if s.id == self._persona.segment)

    def edits(self) -> list[Edit]:
        """Return the edits that write them."""
        which = self._persona.id
        journey = self._journey()
        opportunities = {
            stage.name: lane.attributes[0].id
            for stage in journey.stages
            for lane in stage.lanes
            if lane.key is SectionKey.OPPORTUNITIES
        }
        said = [self._section(key, self._plan["empathy"][key.value]) for key in EMPATHY]
        blocks = [
            self._block(SectionKey(team), rows, opportunities) for team, rows in self._plan["plan"].items()
        ]
        things: tuple[Section | Journey, ...] = (*said, journey, *blocks)
        return [Insert(which, index, thing) for index, thing in enumerate(things)]

    def _section(self, key: SectionKey, lines: list[str]) -> Section:
        return Section(id=new_id(), key=key, attributes=tuple(map(self._line, lines)))

    def _line(self, written: str) -> Attribute:
        mark, rest = written[0], written[2:]
        text, _, code = (part.strip() for part in rest.partition("|"))
        provenance, proof = _MARKS[mark], None
        if provenance is Provenance.VERBATIM:
            proof, text = self._quoted(text), self._texts.quoted(text)
        elif provenance is Provenance.DATA:
            proof = self._found(code)
            text = text.replace("{share}", self._texts.percent(proof.share or 0.0))
        words = typography(text, self._project.language)
        return Attribute(id=new_id(), text=words, provenance=provenance, evidence=proof)

    def _found(self, code: str) -> Evidence:
        """Return what a line of the sheet rests on: the drafted lines are sure to hold."""
        proofs = (line.evidence for line in self._persona.lines if line.evidence is not None)
        return next(one for one in proofs if one.question.startswith(f"{code}."))

    def _quoted(self, words: str) -> Evidence:
        """Return the whole answer that some words are."""
        for variable in self._wave.variables:
            column = self._columns.get(variable.id)
            if isinstance(column, Column) and words in column.texts:
                return Evidence(
                    variable=variable.id,
                    segment=self._segment.id,
                    wave=self._wave.id,
                    question=variable.label or variable.name,
                    quote=typography(words, self._project.language),
                )
        raise ValueError(f"nobody wrote: {words}")

    def _journey(self) -> Journey:
        plan = self._plan["journey"]
        stages = tuple(map(self._stage, plan["stage"]))
        words = {f: typography(plan[f], self._project.language) for f in ("title", "length", "span", "note")}
        key = next(stage.id for stage in stages if stage.name == plan["key"])
        return Journey(id=new_id(), key=key, moment=(self._line(plan["moment"]),), stages=stages, **words)

    def _stage(self, plan: Plan) -> Stage:
        lanes = [self._section(key, [plan[key.value]]) for key in LANES]
        asked = Opportunity(team=SectionKey(plan["team"]), effort=plan["effort"], impact=plan["impact"])
        lanes[-1] = _with(lanes[-1], opportunity=asked)
        words = {f: typography(plan[f], self._project.language) for f in ("name", "when", "mood")}
        return Stage(id=new_id(), feeling=plan["feeling"], icon=plan["icon"], lanes=tuple(lanes), **words)

    def _block(self, team: SectionKey, rows: list[list[str]], because: Mapping[str, str]) -> Section:
        lines = []
        for what, who, until, stage in rows:
            due = typography(until.replace("1er ", "1ᵉʳ "), self._project.language)
            line = self._line(f"○ {what}")
            lines.append(replace(line, task=Task(owner=who, due=due, because=because[stage])))
        return Section(id=new_id(), key=team, attributes=tuple(lines))


def _with(section: Section, opportunity: Opportunity) -> Section:
    (line,) = section.attributes
    return replace(section, attributes=(replace(line, opportunity=opportunity),))
