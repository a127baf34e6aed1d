"""The order of the pages of a kit: the usual one, but for those that were put elsewhere."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from persona_studio.publish.boxes import Page
from persona_studio.publish.layout.deliverables import Printout


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a kit: the ``number``-th, from 0, of its ``printout``.

    ``key`` names it in ``Kit.order`` and ``Kit.skipped``: it stays the same while personas and deliverables
    come and go.
    """

    printout: Printout
    number: int
    key: str

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.printout.pages[self.number]


def in_order(
    printouts: Iterable[Printout], order: Sequence[str] = (), skipped: Collection[str] = ()
) -> list[Leaf]:
    """Return the pages in the order that names their keys, without those whose keys are ``skipped``.

    Pages it does not name follow the page that they usually follow, wherever that was put.
    """
    leaves = _ordered(printouts, order)
    return [leaf for leaf in leaves if leaf.key not in skipped] if skipped else leaves


def owner(key: str) -> str:
    """Return the id of the persona whose page a key names; "" where it is nobody's own."""
    return key.split("/")[1] if "/" in key else ""


def _ordered(printouts: Iterable[Printout], order: Sequence[str]) -> list[Leaf]:
    usual = [leaf for printout in printouts for leaf in _leaves(printout)]
    if not order:
        return usual
    leaves = {leaf.key: leaf for leaf in usual}
    asked = set(order)
    said = [key for key in dict.fromkeys(order) if key in leaves]
    before = ""
    for key in leaves:
        if key not in asked:
            said.insert(said.index(before) + 1 if before else 0, key)
        before = key
    return [leaves[key] for key in said]


def _leaves(printout: Printout) -> Iterator[Leaf]:
    """Yield the pages of a printout; those of one subject are numbered among themselves."""
    before: Counter[str] = Counter()
    for number, page in enumerate(printout.pages):
        subject = f"{page.subject}/" if page.subject else ""
        key = f"{printout.deliverable.id}/{printout.persona or ''}/{subject}{before[page.subject]}"
        before[page.subject] += 1
        yield Leaf(printout, number, key)
