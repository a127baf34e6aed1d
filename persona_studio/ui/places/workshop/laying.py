"""Laying the pages out, a little at a time: the window never waits for a whole kit."""

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from persona_studio.domain.deliverables import Deliverable
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Kit, Options
from persona_studio.domain.project import Project
from persona_studio.publish.boxes import Page
from persona_studio.publish.layout.deliverables import Printout
from persona_studio.services.workshop.ordering import Leaf, in_order
from persona_studio.services.workshop.publishing import Press, as_printed
from persona_studio.texts import Texts

SLICE = 0.008
"""Seconds at a stretch; a step that has begun is ended."""
SLOW_MS = 400
"""Milliseconds from which pages that are being laid out are said to be counted."""
TELLING = 0.04
"""Seconds between two times that new pages are told of: each time all of them are gone through."""
Step = tuple[Deliverable, Id | None]


class Layer(QObject):
    """Lays a kit out in steps: a deliverable of one persona, or one that shows them all.

    ``laid`` carries the pages (:class:`Leaf`) in their order, again and again while more come; pages of
    steps still to be done are those of before. ``ended`` tells that all are up to date, ``slowed`` that this
    takes long.
    """

    laid = Signal(object)
    slowed = Signal()
    ended = Signal()

    def __init__(
        self, press: Press, parent: QObject | None = None, gives_way: Callable[[], bool] = lambda: False
    ) -> None:
        """``gives_way`` tells whether pages in view are being painted: the others can wait for that."""
        super().__init__(parent)
        self._press, self._gives_way = press, gives_way
        self._made: dict[tuple[str, Id | None], list[Printout]] = {}
        self._plain: dict[tuple[str, Id | None], tuple[tuple[Page, ...], Options, Printout]] = {}
        self._steps: list[Step] = []
        self._left: Iterator[Step] = iter(())
        self._turns_left: Iterator[None] = iter(())
        self._asked: tuple[Project, Kit, Texts] | None = None
        self.under_way = self.slow = self._fresh = False
        self._told = 0.0
        self._timer, self._patience = QTimer(self), QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SLOW_MS)
        self._patience.timeout.connect(self._slow)

    @property
    def printouts(self) -> list[Printout]:
        """What is laid out so far, in the usual order."""
        return [out for each, persona in self._steps for out in self._made.get((each.id, persona), ())]

    def lay(self, project: Project, kit: Kit, texts: Texts, deliverables: Sequence[Deliverable]) -> None:
        """Begin to lay a kit out; what is under way for another one is given up."""
        ids = tuple(p.id for p in project.personas if p.id not in kit.left_out)
        opening, self._asked = self._asked is None, (project, kit, texts)
        self._steps = [
            (each, persona) for each in deliverables for persona in ((None,) if each.shared else ids)
        ]
        wanted = {(each.id, persona) for each, persona in self._steps}
        self._made = {step: made for step, made in self._made.items() if step in wanted}
        self._left, self._turns_left = iter(self._steps), self._turns()
        self.under_way = self._fresh = True  # the order is shown at once, be the pages those of before
        self._told = 0.0
        self._timer.start()
        if not (self.slow or self._patience.isActive()):
            self._patience.start()
        if not opening:  # then the window first shows itself
            self._go_on()

    def _turns(self) -> Iterator[None]:
        """Do the steps that are left, a little at a turn."""
        for deliverable, persona in self._left:
            try:
                yield from self._lay_out(deliverable, persona)
            except Exception:
                # One that breaks takes no other with it, and shows no page of before.
                self._made.pop((deliverable.id, persona), None)
                self._turns_left = self._turns()
                raise

    def _lay_out(self, deliverable: Deliverable, persona: Id | None) -> Iterator[None]:
        """Do a step; what is laid out for the first time is set in parts before."""
        if self._asked is None:
            return
        project, kit, texts = self._asked
        ids = tuple(p.id for p in project.personas if p.id not in kit.left_out)
        of = ids if persona is None else (persona,)
        if (deliverable.id, persona) not in self._made:
            yield from self._press.warming(project, texts, of, deliverable, kit.options)
        made = self._press.printouts(project, texts, of, (deliverable,), kit.options)
        self._made[deliverable.id, persona] = [self._finished(out, kit.options) for out in made]
        self._fresh = True
        yield

    def finish(self) -> None:
        """Lay out all that is left, at once: it is to be printed."""
        while self.under_way:
            self._go_on()

    def forget(self) -> None:
        """Let go of the pages of a project that is closed."""
        self._rest()
        self._made, self._plain, self._steps, self._asked = {}, {}, [], None
        self._turns_left = iter(())

    @Slot()
    def _turn(self) -> None:
        if not self._gives_way():
            self._go_on()

    def _go_on(self) -> None:
        until = perf_counter() + SLICE
        for _ in self._turns_left:
            if perf_counter() > until or not self._told:  # the very first page is shown at once
                break
        else:
            self._rest()
        late = perf_counter() - self._told > TELLING
        if not self.under_way or (self._fresh and late):
            self._fresh, self._told = False, perf_counter()
            self.laid.emit(self.leaves())
        if not self.under_way:
            self.ended.emit()

    def _rest(self) -> None:
        self.under_way = self.slow = False
        self._timer.stop()
        self._patience.stop()

    @Slot()
    def _slow(self) -> None:
        self.slow = True
        self.slowed.emit()

    def _finished(self, out: Printout, options: Options) -> Printout:
        """Return a printout as it comes out of the printer, made anew only when it is another one."""
        key = (out.deliverable.id, out.persona)
        pages, before, made = self._plain.get(key, ((), None, out))
        if before != options or pages != out.pages:
            made = as_printed(out, options)
            self._plain[key] = (out.pages, options, made)
        return made

    def leaves(self) -> list[Leaf]:
        """Return the pages so far, in the order of the kit."""
        if self._asked is None:
            return []
        _, kit, _ = self._asked
        return in_order(self.printouts, kit.order, kit.skipped)

    def keys_of(self, deliverable: str, persona: Id) -> tuple[str, ...]:
        """Return the keys of the pages of a deliverable that one persona has, left out or not."""
        made = (out for out in self.printouts if (out.deliverable.id, out.persona) == (deliverable, persona))
        return tuple(leaf.key for leaf in in_order(made))

    @property
    def left_out(self) -> list[Leaf]:
        """The pages so far that are not to print."""
        if self._asked is None or not self._asked[1].skipped:
            return []
        skipped = frozenset(self._asked[1].skipped)
        return [leaf for leaf in in_order(self.printouts) if leaf.key in skipped]
