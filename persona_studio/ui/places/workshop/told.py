"""What the workshop says of its pages, in the window's language."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from persona_studio.domain.companions import placed_lines
from persona_studio.domain.deliverables import (
    COMPARISON,
    EMPATHY,
    JOURNEY,
    PLAN,
    Deliverable,
)
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.publish.boxes import Page, text_boxes
from persona_studio.publish.layout.deliverables import Printout
from persona_studio.publish.layout.presentation import titles
from persona_studio.services.personas import hypotheses
from persona_studio.services.workshop.ordering import Leaf
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.hypotheses_left import left, where
from persona_studio.ui.places.workshop.model import Printed

COMPANIONS = (EMPATHY.id, JOURNEY.id, PLAN.id)
"""Deliverables that print what is written beside the sheet, once it is begun."""
FEW = 3
CLOSING = " »”\u00a0\u202f"
"""What may stand after the ellipsis of a quote that was cut."""


def title_of(leaf: Leaf, project: Project, t: Texts) -> str:
    """Name a page."""
    deliverable, number = leaf.printout.deliverable, leaf.number
    if deliverable.titled and leaf.page.title:
        return leaf.page.title if leaf.page.language == t.language else _slide(leaf, project, t)
    if deliverable.sides:
        return t(deliverable.sides[number % len(deliverable.sides)])
    title = t(deliverable.page)
    if leaf.printout.persona is not None:
        name = project.persona(leaf.printout.persona).name
        title = t("{deliverable}, {name}", deliverable=title, name=name)
    return t("{deliverable} (continued)", deliverable=title) if number else title


def _slide(leaf: Leaf, project: Project, t: Texts) -> str:
    """Name a slide that is written in another language than the window's."""
    subjects = [page.subject for page in leaf.printout.pages]
    return titles(subjects, {p.id: p.name for p in project.personas}, t)[leaf.number]


def papers(pages: Sequence[Printed], t: Texts) -> str:
    """Tell how many pages print on which paper; the paper alone when there is one."""
    there = Counter(each.paper for each in pages)
    if len(there) < 2:
        return next(iter(there), "")
    return t.listed([t("{n} on {paper}", n=t.integer(n), paper=paper) for paper, n in there.items()])


def waiting(
    ticked: Sequence[Deliverable], pages: Mapping[str, int], personas: int, skipped: Sequence[Leaf], t: Texts
) -> dict[str, tuple[str, str]]:
    """Return what ticked deliverables without a page wait for, and the words of the way on, if any.

    ``skipped`` are the pages that there would be, were they not left out.
    """
    left_out = {leaf.printout.deliverable.id for leaf in skipped}
    return {
        each.id: (t("Its pages are left out."), t("Left out: put them back"))
        if each.id in left_out
        else _waits(each, personas, t)
        for each in ticked
        if not pages.get(each.id, 0)
    }


def _waits(deliverable: Deliverable, personas: int, t: Texts) -> tuple[str, str]:
    if not personas:
        return t("No persona is chosen."), ""
    if deliverable.id in COMPANIONS:
        return t("Not begun for these personas."), t("Begin it in Personas")
    if deliverable == COMPARISON:
        return t("Two personas are needed."), ""
    return t("Nothing to print yet."), ""


def shortened(made: Sequence[Printout], project: Project, t: Texts) -> tuple[str, str, Page | None]:
    """Say whose texts had no room for all that was written, and where; return the first such page.

    Empty when all had: nothing is cut in silence.
    """
    count = sum(len(out.cut) for out in made)
    if not count:
        return "", "", None
    cut = [out for out in made if out.cut]
    where = t.listed(list(dict.fromkeys(t(out.deliverable.name) for out in cut)))
    fact = t.plural("{n} text is shortened to fit.", "{n} texts are shortened to fit.", count)
    found = [(page, whose) for out in cut for page in out.pages for whose in _cut_on(page, out, project)]
    names = list(dict.fromkeys(whose.name for _, whose in found))
    first = found[0][0] if found else cut[0].pages[0]
    if not names or len(names) > FEW:
        return fact, t("On: {pages}.", pages=where), first
    return fact, t("On: {pages}, for {names}.", pages=where, names=t.listed(names)), first


def _cut_on(page: Page, out: Printout, project: Project) -> Iterator[Persona]:
    """Yield whose texts end with an ellipsis on a page of which some were cut."""
    owners = {line.id: persona for persona in project.personas for line in placed_lines(persona)}
    owners.update({persona.id: persona for persona in project.personas})
    for box in text_boxes(page):
        ref = box.ref
        if box.text.rstrip(CLOSING).endswith("…") and ref is not None and ref.id in owners:
            yield owners[ref.id]
        elif box.text.endswith("…") and out.persona is not None:
            yield owners[out.persona]


def footer_cut(made: Sequence[Printout], footer: str, t: Texts) -> str:
    """Say on which deliverables the client's words at the foot are cut; nothing when all print them whole."""
    said = " ".join(footer.split())
    cut = [out for out in made if any(_is_cut(box.text, said) for p in out.pages for box in text_boxes(p))]
    if not said or not cut:
        return ""
    where = t.listed(list(dict.fromkeys(t(out.deliverable.name) for out in cut)))
    return t("Too long, and cut, on: {pages}.", pages=where)


def _is_cut(text: str, whole: str) -> bool:
    return text.endswith("…") and text != whole and len(text) > 1 and whole.startswith(text[:-1])


def unchecked(
    pages: Sequence[Printed], personas: Sequence[Persona], t: Texts
) -> tuple[str, str, Persona | None]:
    """Say how many hypotheses of the personas of whom some are printed remain to check; return the first.

    All of a persona are told with where they are, printed or not: as at the start and beside its sheet.
    """
    printed = {line for page in pages for line in _lines(page)}
    open_ = {
        p.id: {line.id for lines in hypotheses.unchecked(p).values() for line in lines} for p in personas
    }
    whose = [p for p in personas if open_[p.id] & printed]
    if not whose:
        return "", "", None
    count = sum(len(open_[p.id]) for p in whose)
    fact = t.plural(
        "{n} hypothesis remains to check.",
        "{n} hypotheses remain to check.",
        count,
        n=words.capital(words.spelled(count, t)),
    )
    places = words.capital(where(left(whose), t, len(whose)))
    if len(whose) > FEW:
        of = t("Of {n} personas.", n=len(whose))
    else:
        several = len(whose) > 1
        names = t.listed([f"{p.name} ({len(open_[p.id])})" if several else p.name for p in whose])
        of = t.plural("Persona: {names}.", "Personas: {names}.", len(whose), names=names)
    return fact, f"{places}. {of}", whose[0]


def _lines(printed: Printed) -> set[Id]:
    """Return the lines of which a page prints words."""
    refs = (box.ref for box in text_boxes(printed.page) if box.text and not box.hint)
    return {ref.id for ref in refs if ref is not None and ref.kind == "attribute"}
