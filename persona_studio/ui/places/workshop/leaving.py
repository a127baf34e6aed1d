"""How pages leave the workshop: where the file goes, how far it is, what became of it."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from persona_studio.domain.deliverables import PRESENTATION
from persona_studio.domain.formats import FORMATS, PDF
from persona_studio.errors import UserError
from persona_studio.logs import without_answers
from persona_studio.services.workshop.exporting import Exported, Printing, export_pages
from persona_studio.services.workshop.font_files import save_fonts
from persona_studio.ui import targets
from persona_studio.ui.given import given
from persona_studio.ui.messages import split
from persona_studio.ui.places.workshop.desk import Desk
from persona_studio.ui.places.workshop.options import DPIS, USUAL_DPI, OptionsPanel
from persona_studio.ui.projects import EXPORTING
from persona_studio.ui.studio import Studio
from persona_studio.ui.targets import open_folder
from persona_studio.ui.widgets.notes import ERROR

if TYPE_CHECKING:
    from persona_studio.ui.places.place import Place

FORMAT, DPI = "export_format", "export_dpi"
LONGEST_FOLDER = 60


class Leaving(QObject):
    """Exports what is chosen, in the worker; format and sharpness are remembered between projects,
    the folder for each: what is one client's is not proposed to another.
    """

    def __init__(self, studio: Studio, desk: Desk, panel: OptionsPanel, parent: "Place") -> None:
        super().__init__(parent)
        self._studio, self._kit, self._desk, self._panel, self._window = (
            studio,
            studio.kit,
            desk,
            panel,
            parent,
        )
        panel.export.clicked.connect(self.ask_target)
        panel.folder_wanted.connect(self.ask_folder)
        panel.hints.ticked.connect(self._tick_slides)
        panel.hints.saved.connect(self.ask_fonts)
        panel.format_chosen.connect(self._remember_format)
        panel.dpi.activated.connect(self._remember_dpi)
        studio.moved.connect(self._take_place)
        studio.offered.connect(self._show_folder)  # an export has ended well, perhaps in another folder
        format_, dpi = studio.preferences.get(FORMAT, PDF.id), studio.preferences.get(DPI, USUAL_DPI)
        panel.choose_format(format_ if format_ in [each.id for each in FORMATS] else PDF.id)
        panel.choose_dpi(dpi if dpi in DPIS else USUAL_DPI)

    @property
    def folder(self) -> Path:
        """Where files go unless told otherwise."""
        return targets.folder(self._studio)

    @Slot(str)
    def _remember_format(self, format_: str) -> None:
        self._studio.preferences.set(FORMAT, format_)

    @Slot(int)
    def _remember_dpi(self, _index: int) -> None:
        self._studio.preferences.set(DPI, self._panel.dpi.currentData())

    @Slot()
    def ask_folder(self) -> None:
        """Ask for the folder where files go."""
        targets.ask_folder(
            self._studio, self._window, self._kit.t("Folder of the exports"), self._take_folder
        )

    def _take_folder(self, folder: str) -> None:
        targets.remember_folder(self._studio, Path(folder), targets.whose(self._studio))
        self._panel.strip.dismiss()
        self._show_folder()

    @Slot()
    def _show_folder(self) -> None:
        if self._studio.session is not None:
            self._panel.show_folder(self.folder)

    @Slot()
    def _take_place(self) -> None:
        """Propose the folder of the copy in which the project goes on."""
        self._panel.strip.dismiss()
        self._show_folder()

    @Slot()
    def _tick_slides(self) -> None:
        self._desk.tick(PRESENTATION.id, on=True)

    @Slot()
    def ask_fonts(self) -> None:
        """Ask for a folder, and save the fonts there that slides ask for."""
        title = self._kit.t("Folder for the fonts")
        targets.ask_folder(self._studio, self._window, title, self.save_fonts)

    def save_fonts(self, folder: str) -> None:
        """Save the fonts that slides ask for into a folder."""
        try:
            into = save_fonts(Path(folder))
        except UserError as error:
            fact, rest = split(self._kit.t.error(error))
            self._panel.strip.tell(ERROR, fact, rest)
            return
        said = self._kit.t("Fonts saved in {folder}", folder=shown_folder(into))
        self._studio.offered.emit(said, "Open the folder", partial(open_folder, into))

    @Slot()
    def ask_target(self) -> None:
        """Ask where the file goes."""
        proposed = f"{self._studio.project.name}{self._panel.chosen_format.ending}"
        targets.ask_target(self._studio, self._window, self._kit.t("Export"), proposed, self.write)

    @Slot()
    def export_pdf(self) -> None:
        """Ask where a PDF goes."""
        self._panel.choose_format(PDF.id)
        self.ask_target()

    @Slot(str)
    def write(self, file: str) -> None:
        """Export to a file, in the worker."""
        target = Path(file)
        self._panel.strip.dismiss()
        self._studio.jobs.start(
            EXPORTING,
            self._kit.t("Export of {file}", file=self._kit.t.quoted(target.name)),
            export_pages,
            self._studio.project,
            target,
            self._asked(),
            done=partial(_written, self._studio, targets.whose(self._studio), target),
            failed=self._failed,
            stopped=partial(_stopped, self._studio),
            fault=self._broken,
        )

    def _asked(self) -> Printing:
        kit = self._desk.kit
        return Printing(
            self._desk.language,
            tuple(p.id for p in self._desk.personas),
            self._panel.dpi.currentData(),
            given(self._studio.session).path,
            self._desk.deliverables,
            options=kit.options,
            order=kit.order,
            skipped=kit.skipped,
            archive=kit.archive,
        )

    def _failed(self, error: UserError) -> None:
        fact, rest = split(self._kit.t.error(error))
        way = ("Choose another folder", self.ask_target)
        if error.code == "project_missing":  # no folder would help: what is in this window must be kept first
            way = ("Save a copy…", self._window.actions_["copy"].trigger)
        self._panel.strip.tell(ERROR, fact, rest, (way,))

    def _broken(self, trace: str) -> None:
        """Say what a fault of ours means for the export; its trace is for those who ask for it."""
        t, details = self._kit.t, partial(self._studio.jobs.bug.emit, trace)
        logging.getLogger(__name__).error("bug\n%s", without_answers(trace))
        fact = t("A deliverable could not be made.")
        self._panel.strip.tell(ERROR, fact, t("Nothing was written."), (("See the details", details),))


def _written(studio: Studio, project: str, target: Path, done: Exported) -> None:
    """Say so wherever the user is by now."""
    targets.remember_folder(studio, target.parent, project)
    t, where = studio.kit.t, {"file": target.name, "folder": shown_folder(target.parent)}
    said = t("{file} exported to {folder}", **where)
    if done.pages:
        said = t.plural(
            "{n} page exported to {file}, in {folder}",
            "{n} pages exported to {file}, in {folder}",
            done.pages,
            **where,
        )
    studio.offered.emit(said, "Open the folder", partial(open_folder, target.parent))


def _stopped(studio: Studio) -> None:
    if studio.session is not None:
        studio.said.emit(studio.kit.t("Export stopped: no file was written"), False)


def shown_folder(folder: Path) -> str:
    """Return a folder as people know it: from their home on, and its end when it lies deep."""
    home = Path.home()
    parts = folder.relative_to(home).parts if folder.is_relative_to(home) else folder.parts
    said = str(Path(*parts)) if parts else home.name
    return said if len(said) <= LONGEST_FOLDER else str(Path("…", *parts[-2:]))
