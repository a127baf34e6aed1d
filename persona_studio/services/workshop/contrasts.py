"""What the survey says of several personas side by side: the same answer in each of their segments."""

import re
from collections.abc import Iterator, Sequence

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.publish.layout.contrasts import Contrast
from persona_studio.publish.layout.rates import printable
from persona_studio.texts import Texts, typography

Answer = tuple[Id, int]
"""A variable and the code of one of its levels."""
_CODE = re.compile(r"^\s*[A-Za-z]{0,4}\d{1,4}[a-z]?\s*[.):]\s+(?=\S)")


def contrasts(project: Project, personas: Sequence[Persona], texts: Texts) -> tuple[Contrast, ...]:
    """Return, of each variable that some persona speaks of, the answer that sets the personas apart most.

    An answer of fewer than ten respondents of a segment has no share there.
    """
    found = {persona.id: _shares(project, persona) for persona in personas}
    best: dict[Id, Contrast] = {}
    for answer, evidence in _asked(personas):
        shares = tuple((id_, known[answer]) for id_, known in found.items() if answer in known)
        made = Contrast(
            answer[0], _label(evidence, texts), shares, evidence.overall or 0.0, _answer(evidence, texts)
        )
        held = best.get(answer[0])
        if len(shares) > 1 and (held is None or _rank(made) > _rank(held)):
            best[answer[0]] = made
    return tuple(sorted(best.values(), key=lambda contrast: -contrast.spread))


def _rank(contrast: Contrast) -> tuple[int, float]:
    return len(contrast.shares), contrast.spread


def _asked(personas: Sequence[Persona]) -> Iterator[tuple[Answer, Evidence]]:
    for persona in personas:
        for attribute in persona.attributes:
            evidence = attribute.evidence
            if attribute.provenance is not Provenance.DATA or evidence is None or not printable(evidence):
                continue
            if evidence.variable is not None and evidence.level is not None:
                yield (evidence.variable, evidence.level), evidence


def _shares(project: Project, persona: Persona) -> dict[Answer, float]:
    """Return the shares known of a persona: those of its segment, else those its lines carry."""
    shares = {answer: evidence.share for answer, evidence in _asked([persona]) if evidence.share is not None}
    segments = (s for made in project.segmentations for s in made.segments if s.id == persona.segment)
    for segment in segments:
        for finding in segment.findings:
            if finding.level is not None and min(finding.count, finding.base) >= FEWEST:
                shares[finding.variable, finding.level] = finding.share
    return shares


def _label(evidence: Evidence, texts: Texts) -> str:
    """Return question and answer in words, without the code of the question."""
    question, answer = _CODE.sub("", evidence.question).strip(), _answer(evidence, texts)
    if not question or not answer:
        return typography(question, texts.language) or answer
    if question.endswith(("?", ":", "…")):
        return typography(f"{question} {answer}", texts.language)
    return typography(texts("{question}: {answer}", question=question, answer=answer), texts.language)


def _answer(evidence: Evidence, texts: Texts) -> str:
    return typography(evidence.answer.strip(), texts.language)
