"""Atelier: choose personas and deliverables, look at the pages, let them leave."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from persona_studio.domain.changes import Change
from persona_studio.domain.deliverables import ANNEXE
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segmentation
from persona_studio.publish.boxes import Page
from persona_studio.services.personas.faces import Face
from persona_studio.services.workshop.ordering import Leaf
from persona_studio.ui.actions import Actions
from persona_studio.ui.places.place import Place
from persona_studio.ui.places.workshop import told
from persona_studio.ui.places.workshop.brand import BrandPanel
from persona_studio.ui.places.workshop.brand_desk import BrandDesk
from persona_studio.ui.places.workshop.choice import PersonaChoice
from persona_studio.ui.places.workshop.desk import Desk
from persona_studio.ui.places.workshop.laying import Layer
from persona_studio.ui.places.workshop.leaving import Leaving
from persona_studio.ui.places.workshop.middle import Middle
from persona_studio.ui.places.workshop.model import Printed
from persona_studio.ui.places.workshop.options import OptionsPanel
from persona_studio.ui.places.workshop.printing import PrintDesk
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.labels import Label
from persona_studio.ui.widgets.notes import WARNING
from persona_studio.ui.widgets.surfaces import Panel
from persona_studio.ui.wording import in_menu

if TYPE_CHECKING:
    from persona_studio.services.segments.profiling import Key
    from persona_studio.services.workshop.annexe import Counted

    _Asked = tuple[Segmentation, tuple[Key, ...]]
    """What was to be counted for the annexe."""

LIST, OPTIONS, MOST = 288, 308, 0.3
COUNT = "annexe"


class WorkshopPlace(Place):
    """From personas to paper: list at the left, pages in the middle, options at the right."""

    title = "Workshop"

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__(studio, actions)
        self.press = studio.press
        self.desk = Desk(studio, self)
        self.choice = PersonaChoice(self.kit)
        self.middle = Middle(self.kit, actions)
        self.layer = Layer(self.press, self, lambda: self.middle.thumbs.under_way)
        self.options = OptionsPanel(self.kit)
        self.brand = BrandPanel(self.kit, self.press.supplies, self.options.wait)
        self.options.brand.addWidget(self.brand)
        self.branding = BrandDesk(studio, self.brand, self, actions)
        self.leaving = Leaving(studio, self.desk, self.options, self)
        self.printing = PrintDesk(studio, self.options.strip, self)
        self._print_waits = False
        self._uncounted: _Asked | None = None
        self._build()
        self._connect()
        studio.jobs.stop(COUNT)  # the place of another theme asked: nobody would hear the answer

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._list = self._left()
        row.addWidget(self._list)
        row.addWidget(self.middle, 1)
        row.addWidget(self.options)

    def _left(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        panel = Panel(kit, "surface", "r")
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(22), px(22), px(8), px(12))
        column.setSpacing(px(10))
        title = Label(kit, "place")
        kit.say(title.setText, self.title)
        title.setContentsMargins(px(4), 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.choice, 1)
        kit.name(panel, "What is printed")
        return panel

    def _connect(self) -> None:
        self.choice.switched.connect(self.desk.print_persona)
        self.choice.deliverables.switched.connect(self.desk.tick)
        self.choice.deliverables.wanted.connect(self._go_on)
        self.choice.deliverables.whom.connect(self._ask_whom)
        self.options.switched.connect(self.desk.switch)
        self.options.format_chosen.connect(self._choose_format)
        self.options.archive.toggled.connect(self.desk.archive)
        self.options.spoken.connect(self.desk.speak)
        self.middle.ordered.connect(self.desk.put_in_order)
        self.middle.wanted.connect(self._open)
        self.middle.skipping.connect(self.desk.skip)
        self.middle.putting_back.connect(self.desk.put_back)
        self.options.print_.clicked.connect(self.print_chosen)
        self.printing.export_wanted.connect(self.leaving.export_pdf)
        self.desk.chosen.connect(self.refresh)
        self.layer.laid.connect(self._show)
        self.layer.slowed.connect(self._count_on)
        self.layer.ended.connect(self._laid_out)
        area = self.middle.page.area
        for key, act in (
            ("zoom-in", area.zoom_in),
            ("zoom-out", area.zoom_out),
            ("zoom-fit", area.fit),
            ("pages-usual", self.middle.back_to_usual),
        ):
            self.actions_.on(key, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panels their widths, less where there is little room."""
        super().resizeEvent(event)
        most = round(self.width() * MOST)
        self._list.setFixedWidth(min(self.kit.px(LIST), most))
        self.options.setFixedWidth(min(self.kit.px(OPTIONS), most))

    # -------------------------------------------------------------- showing

    @Slot()
    def refresh(self) -> None:
        """Show what is chosen, and its pages as they come."""
        desk = self.desk
        self.choice.show_personas(self.studio.project.personas, frozenset(desk.kit.left_out))
        self.choice.deliverables.tick(desk.deliverables)
        self.branding.show()
        self.options.show_kit(desk.kit, desk.language, self.studio.project.language, self.leaving.folder)
        self.layer.lay(self.studio.project, desk.kit, desk.texts, desk.deliverables)

    def changed(self, changes: Sequence[Change]) -> None:
        """Show what changed."""
        self.refresh()

    def remember(self) -> None:
        """Come back to the page that is chosen."""
        self.branding.keep_words()
        self.studio.wanted_page = self.middle.note()

    def forget(self) -> None:
        """Let go of the pages and of what was chosen in another project."""
        self._print_waits, self.studio.wanted_page = False, ("", False)
        self._uncounted = None
        self.layer.forget()
        self.desk.forget()
        self.middle.forget()
        self.branding.forget()
        self.options.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the gestures of the pages."""
        self.actions_.allow(False, "pages-usual")
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take them back, be it the whole window that was hidden meanwhile."""
        super().showEvent(event)
        ordered = self.studio.session is not None and bool(self.desk.kit.order)
        self.actions_.allow(ordered, "pages-usual")

    def enter(self) -> None:
        """Come into view, perhaps on the page that was chosen in another theme."""
        (key, large), self.studio.wanted_page = self.studio.wanted_page, ("", False)
        if key:
            self.middle.resume(key, large=large)
        super().enter()

    def panels(self) -> list[QWidget]:
        """Return list, pages and options."""
        shown: QWidget = self.middle.page if self.middle.page.isVisible() else self.middle.board
        return [self.choice, shown, self.options]

    @property
    def pages(self) -> list[Printed]:
        """All pages in the order in which they print, laid out to the last."""
        self.layer.finish()
        return self.middle.pages

    @Slot(object)
    def _show(self, leaves: Sequence[Leaf]) -> None:
        t, project = self.kit.t, self.studio.project
        pages = [
            Printed(
                leaf.page,
                leaf.printout.persona,
                told.title_of(leaf, project, t),
                leaf.key,
                leaf.printout.deliverable.paper,
                leaf.printout.deliverable.id,
            )
            for leaf in leaves
        ]
        ordered = bool(self.desk.kit.order)
        left_out = self.layer.left_out
        self.middle.count_on(counting=self.layer.slow)
        self.middle.show_pages(pages, told.papers(pages, t), ordered=ordered, skipped=len(left_out))
        self.actions_.allow(ordered and bool(pages) and self.isVisible(), "pages-usual")
        self._allow(len(pages))
        if self.layer.under_way:
            return
        counts = Counter(each.deliverable for each in pages)
        waiting = told.waiting(self.desk.deliverables, counts, len(self.desk.personas), left_out, t)
        self.choice.deliverables.show_counts(counts, waiting)
        self.brand.tell_cut(told.footer_cut(self.layer.printouts, project.brand.footer, t))
        self.options.remind(self._say_what_is_left)

    @Slot()
    def _count_on(self) -> None:
        """Say how many pages there are, or that they are still being counted."""
        self.middle.count_on(counting=self.layer.slow)
        self._allow(len(self.middle.pages))

    def _allow(self, count: int) -> None:
        t, export, data = self.kit.t, self.options.export, self.options.chosen_format.data
        words = t.plural("Export {n} page", "Export {n} pages", count)
        if data or self.layer.slow:
            words = t("Export the data") if data else t("Export the pages")
        export.setText(words)
        allowed = bool(self.studio.project.personas) if data else count > 0
        export.setEnabled(allowed)
        export.setToolTip("" if allowed else t("Choose a deliverable and a persona first."))
        self.options.print_.setEnabled(count > 0)

    @Slot(str)
    def _choose_format(self, _format: str) -> None:
        self._allow(len(self.middle.pages))

    def _tell(self, fact: str, rest: str, page: Page | None) -> None:
        if not fact:
            self.options.shortened.hide()
            return
        keys = [each.key for each in self.middle.pages if each.page == page]
        acts = (("See the page", partial(self._see, keys[0])),) if keys else ()
        self.options.shortened.tell(WARNING, fact, rest, acts, closes=False)

    def _see(self, key: str) -> None:
        row = self.middle.model.row_of(key)
        if row >= 0:  # it may have gone since
            self.middle.open(row)

    def _say_what_is_left(self) -> None:
        """Say which texts were shortened and which hypotheses are not checked."""
        self._tell(*told.shortened(self.layer.printouts, self.studio.project, self.kit.t))
        self._remind()

    def _remind(self) -> None:
        fact, rest, first = told.unchecked(self.middle.pages, self.studio.project.personas, self.kit.t)
        if first is None:
            self.options.reminder.hide()
            return
        see: Callable[[], object] = partial(self._list_hypotheses, first.id)
        self.options.reminder.tell(WARNING, fact, rest, (("See them", see),), closes=False)

    @Slot()
    def _count_answers(self) -> None:
        """Have counted in the worker what the annexe shows and no finding holds."""
        session, project = self.studio.session, self.studio.project
        if ANNEXE not in self.desk.deliverables:
            self._uncounted = None  # ticked anew, it is tried again
            return
        if session is None or self.studio.jobs.under_way(COUNT):
            return
        keys = self.press.uncounted(project, self.desk.texts)
        found = project.segmentation
        if found is None or not keys or _same((found, keys), self._uncounted):
            return
        from persona_studio.services.segments import profiling  # noqa: PLC0415 - loads with the first annexe

        self.studio.jobs.start(
            COUNT,
            self.kit.t("Methodological annexe"),
            profiling.count_file,
            session.path,
            found.id,
            keys,
            done=partial(self._counted, found),
            failed=partial(self._give_up, (found, keys)),
            stopped=self._wait_no_more,
            fault=partial(self._break_off, (found, keys)),
        )

    def _counted(self, found: Segmentation, counted: "Counted") -> None:
        self.press.keep_counted(found, counted)
        if self.studio.session is not None:
            self.refresh()

    def _give_up(self, asked: "_Asked", _error: object) -> None:
        """Leave cells empty: the segmentation was taken out, or its file is not to be read now."""
        self._uncounted = asked
        self._print_waiting()

    def _break_off(self, asked: "_Asked", trace: str) -> None:
        """Print nothing of what was asked for before a fault of ours, and let it be told."""
        self._uncounted, self._print_waits = asked, False
        self.studio.jobs.bug.emit(trace)

    # -------------------------------------------------------------- doing

    @Slot(str, str)
    def _open(self, persona: Id, deliverable: str = "") -> None:
        """Open a persona at what a page of a deliverable shows of it."""
        self.studio.wanted_persona = persona
        self.studio.wanted_face = deliverable if deliverable in told.COMPANIONS else Face.SHEET
        self.studio.wanted.emit("personas")

    def _list_hypotheses(self, persona: Id) -> None:
        """Open a persona with the list of what remains to check of it."""
        self.studio.wanted_review = True
        self._open(persona)

    @Slot(str)
    def _go_on(self, deliverable: str) -> None:
        """Give a deliverable what it waits for: its pages back, or a companion that is begun."""
        before = self.desk.kit
        self.desk.put_back(deliverable)
        if self.desk.kit == before:
            self._open(self.desk.personas[0].id, deliverable)

    @Slot(str, QPoint)
    def _ask_whom(self, deliverable: str, at: QPoint) -> None:
        """Offer the personas of whom a deliverable is printed, to tick."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(self.kit.t("For whom?"))
        skipped = self.desk.kit.skipped
        for persona in self.desk.personas:
            keys = self.layer.keys_of(deliverable, persona.id)
            action = menu.addAction(in_menu(persona.name))
            action.setCheckable(True)
            action.setEnabled(bool(keys))
            action.setChecked(bool(keys) and not all(key in skipped for key in keys))
            action.toggled.connect(partial(self._print_for, keys))
        menu.popup(at)

    def _print_for(self, keys: Sequence[str], on: bool) -> None:
        self.desk.print_for(keys, on=on)

    def export_chosen(self) -> None:
        """Ask where the pages go, when there are some; the worker lays them out again."""
        self.branding.keep_words()
        if self.options.export.isEnabled():
            self.leaving.ask_target()

    @Slot()
    def print_chosen(self) -> None:
        """Print the pages, when there are some and all are laid out, with all their figures."""
        self.branding.keep_words()
        counting = ANNEXE in self.desk.deliverables and self.studio.jobs.under_way(COUNT)
        self._print_waits = self.layer.under_way or counting
        if not self._print_waits and self.middle.pages:
            self.printing.ask(self.middle.pages, self.middle.row)

    @Slot()
    def _laid_out(self) -> None:
        self._count_answers()
        self._print_waiting()

    def _wait_no_more(self) -> None:
        self._print_waits = False

    def _print_waiting(self) -> None:
        if self._print_waits:
            self.print_chosen()


def _same(asked: "_Asked", before: "_Asked | None") -> bool:
    """Tell whether what is asked for was asked for before: an edit makes a segmentation of its own."""
    return before is not None and asked[0] is before[0] and asked[1] == before[1]
