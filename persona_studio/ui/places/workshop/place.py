"""Atelier: choose personas, look at the pages, export them."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.changes import Change
from persona_studio.domain.deliverables import ANNEXE, DELIVERABLES, USUAL
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Provenance
from persona_studio.domain.segments import Segmentation
from persona_studio.errors import UserError
from persona_studio.publish.layout.deliverables import Printout
from persona_studio.services import exporting, publishing
from persona_studio.texts import LANGUAGES, Texts
from persona_studio.ui import targets
from persona_studio.ui.actions import Actions
from persona_studio.ui.frame.language import LANGUAGE_NAMES
from persona_studio.ui.given import given
from persona_studio.ui.messages import split
from persona_studio.ui.places.place import Place
from persona_studio.ui.places.workshop.choice import PersonaChoice
from persona_studio.ui.places.workshop.pages import Pages, Printed
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import PRIMARY, Button
from persona_studio.ui.widgets.fields import Choice
from persona_studio.ui.widgets.labels import Label
from persona_studio.ui.widgets.notes import ERROR, WARNING, EmptyState, Strip
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Panel

if TYPE_CHECKING:
    from persona_studio.services.annexe import Counted

LIST, OPTIONS, MOST = 288, 308, 0.28
DPI = 200
LONGEST_FOLDER = 60
COUNT = "annexe"


class WorkshopPlace(Place):
    """From personas to paper."""

    title = "Workshop"

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__(studio, actions)
        self.press = publishing.Press(self.kit.album)
        self.choice = PersonaChoice(self.kit)
        self.choice.switched.connect(self._choose)
        self.choice.deliverables.switched.connect(self._choose_deliverable)
        self.pages = Pages(self.kit)
        self.pages.opened.connect(self._open)
        self._left_out: set[Id] = set()
        self._deliverables = USUAL
        self._printed: list[Printed] = []
        self._build()

    # -------------------------------------------------------------- building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._list, self._options = self._left(), self._right()
        row.addWidget(self._list)
        row.addWidget(self._middle(), 1)
        row.addWidget(self._options)

    def _left(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        panel = Panel(kit, "surface", "r")
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(26), px(22), px(20), px(20))
        column.setSpacing(px(14))
        title = Label(kit, "place")
        kit.say(title.setText, self.title)
        column.addWidget(title)
        column.addSpacing(px(4))
        column.addWidget(self.choice, 1)
        kit.name(panel, "What is printed")
        return panel

    def _middle(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        panel = Panel(kit, "canvas")
        self._count, self._format = Label(kit, "card"), Label(kit, "small", "text2")
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._count)
        head.addWidget(self._format)
        head.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self.pages)
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(24), px(24), px(20), 0)
        column.setSpacing(px(14))
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        return panel

    def _empty(self) -> QWidget:
        state = EmptyState(
            self.kit,
            "printer",
            "Choose what you print",
            "Tick a deliverable and a persona to see the pages here.",
        )
        button = Button(self.kit, PRIMARY).triggers(self.actions_["go-personas"])
        self.kit.say(button.setText, "See the personas")
        state.act(button)
        return state.centred(440)

    def _right(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        panel = Panel(kit, "surface", "l")
        title = Label(kit, "card")
        kit.say(title.setText, "Export")
        self.format = Segmented(
            kit,
            [Option("pdf", "PDF", translated=False), Option("png", "PNG", translated=False)],
            "Format of the file",
        )
        self.format.choose("pdf")
        language = Label(kit, "body", "text2")
        kit.say(language.setText, "Language")
        self.language = Choice(kit, "Language of the pages")
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.currentIndexChanged.connect(self._relanguage)
        row = QHBoxLayout()
        row.addWidget(language)
        row.addWidget(self.language, 1)
        self.strip = Strip(kit)
        self.reminder = Strip(kit)
        self.shortened = Strip(kit)
        self.export = Button(kit, PRIMARY, "download")
        self.export.setFixedHeight(px(40))
        self.export.clicked.connect(self.ask_target)
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(24), px(24), px(22), px(20))
        column.setSpacing(px(14))
        for part in (title, self.format):
            column.addWidget(part)
        column.addLayout(row)
        column.addStretch(1)
        for strip in (self.strip, self.shortened, self.reminder):
            column.addWidget(strip)
        column.addWidget(self.export)
        kit.name(panel, "Export")
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panels their widths, less where there is little room."""
        super().resizeEvent(event)
        most = round(self.width() * MOST)
        self._list.setFixedWidth(min(self.kit.px(LIST), most))
        self._options.setFixedWidth(min(self.kit.px(OPTIONS), most))

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show the personas and the pages of those chosen."""
        project = self.studio.project
        if self.language.currentData() not in LANGUAGES or not self._printed:
            self.language.blockSignals(True)
            self.language.setCurrentIndex(
                LANGUAGES.index(project.language) if project.language in LANGUAGES else 0
            )
            self.language.blockSignals(False)
        self.choice.show_personas(project.personas, self._left_out)
        self._show_pages()

    def forget(self) -> None:
        """Let go of what was left out of another project, and of its language."""
        self._left_out, self._printed = set(), []
        self._deliverables = USUAL
        self.choice.deliverables.tick(USUAL)
        self.strip.dismiss()

    def changed(self, changes: Sequence[Change]) -> None:
        """Show what changed."""
        self.refresh()

    def panels(self) -> list[QWidget]:
        """Return list, pages and options."""
        return [self.choice, self.pages, self._options]

    def _chosen(self) -> list[Persona]:
        return [p for p in self.studio.project.personas if p.id not in self._left_out]

    def _texts(self) -> Texts:
        return Texts(self.language.currentData())

    def _show_pages(self) -> None:
        t, ids = self.kit.t, [p.id for p in self._chosen()]
        made = self.press.printouts(self.studio.project, self._texts(), ids, self._deliverables)
        self._printed = [
            Printed(page, out.persona, self._title(out, i))
            for out in made
            for i, page in enumerate(out.pages)
        ]
        self.pages.show_pages(self._printed)
        self._count_answers()
        count = len(self._printed)
        self._stack.setCurrentIndex(1 if count else 0)
        self._count.setText(t.plural("{n} page", "{n} pages", count))
        pages, papers = Counter[str](), Counter[str]()
        for out in made:
            pages[out.deliverable.id] += len(out.pages)
            papers[out.deliverable.paper] += len(out.pages)
        self.choice.deliverables.show_counts(pages)
        self._format.setText(self._papers(papers))
        self.export.setText(t.plural("Export {n} page", "Export {n} pages", count))
        self.export.setEnabled(count > 0)
        self.export.setToolTip("" if count else t("Choose a deliverable and a persona first."))
        self._tell_shortened(made)
        self._remind()

    def _title(self, printout: Printout, number: int) -> str:
        """Name a page in the window's language."""
        t, sides = self.kit.t, printout.deliverable.sides
        if sides:
            return t(sides[number % len(sides)])
        title = t(printout.deliverable.page)
        if printout.persona is not None:
            name = self.studio.project.persona(printout.persona).name
            title = t("{deliverable}, {name}", deliverable=title, name=name)
        return t("{deliverable} (continued)", deliverable=title) if number else title

    def _papers(self, pages: Counter[str]) -> str:
        if len(pages) < 2:
            return next(iter(pages), "")
        t = self.kit.t
        return t.listed([t("{n} on {paper}", n=t.integer(n), paper=paper) for paper, n in pages.items()])

    def _tell_shortened(self, made: Sequence[Printout]) -> None:
        """Say which pages could not hold all that was written: nothing is cut in silence."""
        t, count = self.kit.t, sum(len(out.cut) for out in made)
        if not count:
            self.shortened.hide()
            return
        where = t.listed(list(dict.fromkeys(t(out.deliverable.name) for out in made if out.cut)))
        fact = t.plural("{n} text is shortened to fit.", "{n} texts are shortened to fit.", count)
        self.shortened.tell(WARNING, fact, t("On: {pages}.", pages=where), closes=False)

    def _remind(self) -> None:
        t, chosen = self.kit.t, self._chosen()
        open_ = {p.name: sum(a.provenance is Provenance.HYPOTHESIS for a in p.attributes) for p in chosen}
        open_ = {name: count for name, count in open_.items() if count}
        if not open_:
            self.reminder.hide()
            return
        count = sum(open_.values())
        names = t.listed(list(open_)) if len(open_) <= 3 else t("{n} personas", n=len(open_))
        fact = t.plural("{n} hypothesis remains to check.", "{n} hypotheses remain to check.", count)
        self.reminder.tell(WARNING, fact, t("On the sheets of {names}.", names=names), closes=False)

    def _count_answers(self) -> None:
        """Have counted in the worker what the annexe shows and no finding holds."""
        session, project = self.studio.session, self.studio.project
        if session is None or ANNEXE not in self._deliverables or self.studio.jobs.under_way(COUNT):
            return
        keys = self.press.uncounted(project, self._texts())
        found = project.segmentation
        if found is None or not keys:
            return
        from persona_studio.services import profiling  # noqa: PLC0415 - loads with the first annexe

        self.studio.jobs.start(
            COUNT,
            self.kit.t("Methodological annexe"),
            profiling.count_file,
            session.path,
            found.id,
            keys,
            done=partial(self._counted, found),
            failed=self._give_up,
        )

    def _counted(self, found: Segmentation, counted: "Counted") -> None:
        self.press.keep_counted(found, counted)
        if self.studio.session is not None:
            self._show_pages()

    def _give_up(self, _error: object) -> None:
        """Leave cells empty: the segmentation was taken out, or its file is not to be read now."""

    # -------------------------------------------------------------- doing

    @Slot(str, bool)
    def _choose(self, persona: Id, on: bool) -> None:
        if on:
            self._left_out.discard(persona)
        else:
            self._left_out.add(persona)
        self._show_pages()

    @Slot(str, bool)
    def _choose_deliverable(self, deliverable: str, on: bool) -> None:
        ids = {each.id for each in self._deliverables if each.id != deliverable} | (
            {deliverable} if on else set()
        )
        self._deliverables = tuple(each for each in DELIVERABLES if each.id in ids)
        self._show_pages()

    @Slot(int)
    def _relanguage(self, _index: int) -> None:
        if self.studio.session is not None:
            self._show_pages()

    @Slot(str)
    def _open(self, persona: Id) -> None:
        self.studio.wanted_persona = persona
        self.studio.wanted.emit("personas")

    def export_chosen(self) -> None:
        """Ask where the pages go, when there are some."""
        if self.export.isEnabled():
            self.ask_target()

    @Slot()
    def ask_target(self) -> None:
        """Ask where the file goes."""
        proposed = f"{self.studio.project.name}.{self.format.value()}"
        targets.ask_target(self.studio, self, self.kit.t("Export"), proposed, self.write)

    @Slot(str)
    def write(self, file: str) -> None:
        """Export to a file, in the worker."""
        target = Path(file)
        self.strip.dismiss()
        ids = tuple(p.id for p in self._chosen())
        self.studio.jobs.start(
            "export",
            self.kit.t("Export of {file}", file=self.kit.t.quoted(target.name)),
            exporting.export_pages,
            self.studio.project,
            target,
            exporting.Printing(
                self.language.currentData(),
                ids,
                DPI,
                given(self.studio.session).path,
                self._deliverables,
            ),
            done=partial(_written, self.studio, target),
            failed=self._failed,
        )

    def _failed(self, error: UserError) -> None:
        fact, rest = split(self.kit.t.error(error))
        self.strip.tell(ERROR, fact, rest, (("Choose another folder", self.ask_target),))


def _written(studio: Studio, target: Path, made: exporting.Exported) -> None:
    """Say so wherever the user is by now."""
    targets.remember_folder(studio, target)
    said = studio.kit.t.plural(
        "{n} page exported to {file}, in {folder}",
        "{n} pages exported to {file}, in {folder}",
        made.pages,
        file=target.name,
        folder=shown_folder(target.parent),
    )
    studio.said.emit(said, False)


def shown_folder(folder: Path) -> str:
    """Return a folder as people know it: from their home on, and its end when it lies deep."""
    home = Path.home()
    parts = folder.relative_to(home).parts if folder.is_relative_to(home) else folder.parts
    said = str(Path(*parts)) if parts else home.name
    return said if len(said) <= LONGEST_FOLDER else str(Path("…", *parts[-2:]))
