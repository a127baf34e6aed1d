"""What stands behind the lines of personas, in words to be said: the notes of slides."""

from collections.abc import Iterator

from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.publish.layout.gaps import asked
from persona_studio.publish.layout.marks import SIGNS, Mark, mark_name, mark_of
from persona_studio.publish.layout.rates import few, share_of
from persona_studio.publish.layout.sections import said
from persona_studio.services.workshop.publishing import lost_evidence
from persona_studio.texts import Texts, typography, unquoted

_BETWEEN = " · "


def spoken(project: Project, texts: Texts, options: Options | None = None) -> dict[Id, str]:
    """Return by attribute its words and, on a line of their own, what they rest on.

    The words of a persona are found by the id of the persona itself. A line that says nothing has no note.
    ``options`` are those of the pages: what is left out there, marks or source, is not told here either.
    """
    options = options or Options()
    notes: dict[Id, str] = {}
    for persona in project.personas:
        lost = lost_evidence(project, persona)
        for line in (_quote(persona), *persona.lines):
            words = said(line).strip()
            if words:
                sign, name = _marked(mark_of(line, lost=line.id in lost), texts, options)
                behind = _BETWEEN.join((*name, *_rests_on(project, persona, line, texts, options)))
                notes[line.id] = "\n".join(filter(None, (f"{sign} {words}", behind)))
    return notes


def _marked(mark: Mark, texts: Texts, options: Options) -> tuple[str, tuple[str, ...]]:
    """Return what a note begins with and where its line comes from; a dash, nothing, without marks."""
    return (SIGNS[mark], (mark_name(mark, texts),)) if options.marks else ("–", ())


def _quote(persona: Persona) -> Attribute:
    return Attribute(
        id=persona.id,
        text=persona.quote,
        provenance=persona.quote_provenance,
        evidence=persona.quote_evidence,
    )


def _rests_on(
    project: Project, persona: Persona, line: Attribute, texts: Texts, options: Options
) -> Iterator[str]:
    """Yield question, answer, figures, wave; a hypothesis rests on nothing."""
    proof = line.evidence
    if proof is None or line.provenance is Provenance.HYPOTHESIS:
        return
    if proof.question:
        yield texts.quoted(asked(proof, texts.language))
    quote = unquoted(proof.quote)
    if quote and quote != unquoted(line.text):
        yield texts.quoted(quote)
    elif proof.answer and not quote:
        yield texts("Answer: {answer}", answer=typography(proof.answer, texts.language))
    yield from _figures(persona, proof, texts, options)
    if not options.source:
        return
    wave = next((wave for wave in project.waves if wave.id == proof.wave), None)
    if wave is not None:
        yield from [", ".join(part for part in (wave.name, wave.date) if part)] if wave.name else []


def _figures(persona: Persona, proof: Evidence, texts: Texts, options: Options) -> Iterator[str]:
    """Yield share, that of everybody, margin and people; none of few respondents."""
    if few(proof):
        yield texts("Fewer than ten respondents: no figure is printed.").rstrip(".")
        return
    share = share_of(proof)
    if share is not None:
        yield f"{persona.name} {texts.percent(share)}".strip()
        if proof.overall is not None and 0 <= proof.overall <= 1:
            yield f"{texts('All respondents')} {texts.percent(proof.overall)}"
        if proof.low is not None and proof.high is not None:
            yield texts.points((proof.high - proof.low) / 2)
    if options.source and proof.base is not None and proof.count is not None:
        yield texts("{n} respondents of {total}", n=proof.count, total=proof.base)
