"""The texts at the head of every template: what the persona says there, or an invitation to write it."""

from dataclasses import replace

from persona_studio.publish.layout.pieces import Words, words
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import TEXT3


def written(work: Work, field: str) -> Words | None:
    """Return a field of the persona to set, a quote between marks; None when it is empty."""
    said = words(field, _labels(work, field)[0], getattr(work.persona, field))
    if said is None or field != "quote" or said.text.lstrip().startswith(("«", "“", '"')):
        return said
    before, after = work.texts.quoted("\0").split("\0")
    return replace(said, before=before, after=after)


def shown(work: Work, field: str, faint: str = TEXT3) -> Words | None:
    """Return a field to set; an empty one is an invitation in the editor, and None on paper."""
    said = written(work, field)
    if said is not None or not work.facts.editing:
        return said
    return Words(field, *_labels(work, field), hint=True, faint=faint)


def _labels(work: Work, field: str) -> tuple[str, str]:
    """Return the name of a field and the invitation to write it."""
    texts = work.texts
    return {
        "name": (texts("First name"), texts("First name")),
        "title": (texts("Title"), texts("evocative title")),
        "role": (texts("Role"), texts("Role")),
        "priority": (texts("Priority"), texts("What matters most to them")),
        "objective": (texts("Objective"), texts("What they want to reach")),
        "quote": (texts("Quote"), texts("A sentence they could say")),
    }[field]
