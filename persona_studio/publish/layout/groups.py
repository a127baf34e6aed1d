"""Personas that share pages, so many at a time."""

from collections.abc import Sequence

from persona_studio.publish.layout.values import Work


def subject(works: Sequence[Work], of: Sequence[Work]) -> str:
    """Name what a page is about that shows some of several personas: exactly these.

    One that shows all of them needs no name: it is the same page whoever they are. Of several pages one may
    be left out of the print; with another persona on it, it is not the one that was.
    """
    return "" if len(works) == len(of) else ",".join(work.persona.id for work in works)
