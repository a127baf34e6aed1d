"""What all personas of one segmentation share while they are drafted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Evidence
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.services.drafting.counting import Counter
from persona_studio.services.drafting.facts import usable
from persona_studio.services.drafting.meaning import Facet, Topic, language_of, topic
from persona_studio.texts import Texts


@dataclass(frozen=True, slots=True)
class Survey:
    """The wave with its answers, what its questions are about, and the language of the personas.

    ``counter`` counts respondents by segment, or is None when their segments are not at hand. ``language`` is
    that of the questions, or that of the personas when nothing tells; ``year`` that of the answers, from
    which ages are counted.
    """

    wave: Wave
    segmentation: Segmentation
    answers: Answers
    counter: Counter | None
    topics: Mapping[Id, Topic]
    language: str
    year: int
    texts: Texts

    def about(self, facet: Facet) -> list[Variable]:
        """Return the questions that tell something of that kind, in the order of the file."""
        return [t.variable for t in self.topics.values() if t.facet is facet]


def survey_of(
    project: Project, segmentation: Segmentation, answers: Answers, texts: Texts, labels: Column | None
) -> Survey:
    """Read what the personas of a segmentation share."""
    wave = next(w for w in project.waves if w.id == segmentation.wave)
    return Survey(
        wave=wave,
        segmentation=segmentation,
        answers=answers,
        counter=Counter(wave, segmentation, answers, labels) if labels is not None else None,
        topics={v.id: topic(v) for v in wave.variables if usable(v)},
        language=language_of(wave) or texts.language,
        year=_year(project, wave),
        texts=texts,
    )


def _year(project: Project, wave: Wave) -> int:
    """Return the year of the answers: as the wave says, else that of the project, else the present one."""
    found = re.search(r"\b(19|20)\d\d\b", f"{wave.date} {project.created}")
    return int(found[0]) if found else datetime.now(UTC).year


def evidence(finding: Finding, variable: Variable, answer: str, segment: Segment, wave: Wave) -> Evidence:
    """Return the numbers behind a line about an answer."""
    return Evidence(
        variable=variable.id,
        level=finding.level,
        segment=segment.id,
        wave=wave.id,
        question=variable.label or variable.name,
        answer=answer,
        share=finding.share,
        overall=finding.overall,
        low=finding.low,
        high=finding.high,
        count=finding.count,
        base=finding.base,
        v=finding.v,
        active=finding.active,
    )
