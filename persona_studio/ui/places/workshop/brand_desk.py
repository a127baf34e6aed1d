"""What the panel of the brand asks for, done: each is one gesture that can be undone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from persona_studio.domain.brand import ENDING
from persona_studio.services.workshop import branding
from persona_studio.services.workshop.branding import KeptBrand, KeptBrands, Opened, TakenLogo
from persona_studio.ui import targets
from persona_studio.ui.actions import Actions
from persona_studio.ui.given import given
from persona_studio.ui.places.workshop.brand import FEWEST, BrandPanel
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.file_dialog import FileDialog
from persona_studio.ui.wording import in_menu

if TYPE_CHECKING:
    from persona_studio.domain.edits import Edit

LOGO, BRAND = "logo", "brand"
KINDS = "*.svg *.png *.jpg *.jpeg *.webp *.gif *.tif *.tiff *.bmp"
PICTURES = QStandardPaths.StandardLocation.PicturesLocation
DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


class BrandDesk(QObject):
    """Turns what the panel asks for into edits; dialogs open above ``window``."""

    def __init__(self, studio: Studio, panel: BrandPanel, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._studio, self._kit, self._panel, self._window = studio, studio.kit, panel, window
        self._actions = actions
        for key, act in (
            ("logo", self.ask_logo),
            ("brand-open", self.ask_open),
            ("brand-keep", self.ask_save),
        ):
            actions.on(key, act)
        self._allow(shown=False)
        panel.logo_wanted.connect(self.ask_logo)
        panel.logo_dropped.connect(self.take_logo)
        panel.logo_removed.connect(self.remove_logo)
        panel.colour_wanted.connect(self.ask_colour)
        panel.coloured.connect(self._colour)
        panel.proposed.connect(self._take_colours)
        panel.paired.connect(self._pair)
        panel.worded.connect(self._word)
        panel.name.written.connect(self._name)
        panel.menu_wanted.connect(self.ask)
        keep = self.keep_words
        studio.settling.connect(keep)
        studio.leaving.connect(keep)
        studio.hold(window, keep)

    def show(self) -> None:
        """Show the brand of the project."""
        self._panel.show_project(self._studio.project, editable=self._studio.editable)
        self._allow(shown=True)

    def forget(self) -> None:
        """Let go of another project's brand."""
        self._panel.forget()
        self._allow(shown=False)

    def _allow(self, *, shown: bool) -> None:
        self._actions.allow(shown and self._studio.editable, "logo", "brand-open")
        self._actions.allow(shown, "brand-keep")

    def _do(self, edit: "Edit", label: str) -> bool:
        return self._studio.editable and self._studio.do(edit, label)

    # -------------------------------------------------------------- logo

    @Slot()
    def ask_logo(self) -> None:
        """Ask for the file of a logo."""
        if self._studio.editable:
            filters = [self._kit.t("Logos ({endings})", endings=KINDS), self._kit.t("All files (*)")]
            self._ask_file(self._kit.t("Choose a logo"), PICTURES, filters, self.take_logo)

    @Slot(str)
    def take_logo(self, file: str) -> None:
        """Read a logo in a process of its own, which may crash on it."""
        if not self._studio.editable:
            return
        if Path(file).suffix.lower() == ENDING:
            self.open_brand(Path(file))
            return
        name = Path(file).name
        title = self._kit.t("Reading of {file}", file=name)
        done = partial(_keep_logo, self._studio, self._panel)
        self._studio.jobs.bare.start(LOGO, title, branding.take_logo, Path(file), name, done=done)

    @Slot()
    def remove_logo(self) -> None:
        """Take the logo away."""
        if self._studio.editable:
            self._studio.do(branding.put_logo(self._studio.project, None), "Logo removed", say=True)

    def colours_of_logo(self) -> None:
        """Propose the colours of the logo there is."""
        session, logo = self._studio.session, self._studio.project.brand.logo
        data = self._kit.album.read(logo.picture) if logo is not None else None
        if session is None or data is None:
            return
        title = self._kit.t("Colours of the logo")
        self._studio.jobs.bare.start(LOGO, title, branding.take_logo, data, title, done=self._panel.propose)

    # -------------------------------------------------------------- colours, families, words

    @Slot(int)
    def ask_colour(self, place: int) -> None:
        """Ask for a colour to be worn at a place."""
        from persona_studio.ui.dialogs.colour import ColourDialog  # noqa: PLC0415 - made when first asked for

        if not self._studio.editable:
            return
        brand = self._studio.project.brand
        now = branding.worn_colours(brand, place + 1)[place]
        named = brand.name or self._studio.project.name
        dialog = ColourDialog(self._kit, self._window, named, now)
        dialog.chosen.connect(partial(self._colour, place))
        dialog.open()

    @Slot(int, str)
    def _colour(self, place: int, colour: str) -> None:
        self._do(branding.change_colour(self._studio.project, place, colour), "Colour of the brand changed")

    @Slot(object)
    def _take_colours(self, colours: tuple[str, ...]) -> None:
        project = self._studio.project
        made = branding.for_personas(colours, max(FEWEST, len(project.personas)))
        done = self._do(branding.set_colours(project, made), "Colours of the logo taken")
        if done and made != colours:
            words = "The logo has too few colours that differ enough: usual ones complete them"
            self._studio.said.emit(self._kit.t(words), True)

    @Slot(str)
    def _pair(self, pair: str) -> None:
        self._do(branding.set_fonts(self._studio.project, pair), "Fonts of the brand changed")

    @Slot(str)
    def _word(self, words: str) -> bool:
        if not self._studio.editable:
            return True
        kept = self._do(branding.set_footer(self._studio.project, words), "Words at the foot changed")
        # Else what was typed and taken back would come again in place of words written elsewhere.
        self._panel.footer.setModified(not kept)
        return kept

    @Slot()
    def keep_words(self) -> bool:
        """Keep the words that are being written, name and foot, and tell whether that went well."""
        foot = self._word(self._panel.footer.text()) if self._panel.writing else True
        return self._panel.name.keep() and foot

    # -------------------------------------------------------------- brands as files

    @Slot(QPoint)
    def ask(self, at: QPoint) -> None:
        """Offer what can be done with the brand as a whole."""
        menu, t, kit = QMenu(self._window), self._kit.t, self._kit
        menu.aboutToHide.connect(menu.deleteLater)
        brand, editable = self._studio.project.brand, self._studio.editable
        acts: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            ("image-plus", "Choose a logo…", self.ask_logo, editable),
            ("palette", "Colours of the logo", self.colours_of_logo, editable and brand.logo is not None),
            ("trash-2", "Remove the logo", self.remove_logo, editable and brand.logo is not None),
            ("pencil", "Rename the brand", self._panel.name.write, editable),
            ("", "", self.ask_open, False),
            ("save", "Keep as a brand file…", self.ask_save, True),
            ("folder-open", "Open a brand…", self.ask_open, editable),
        )
        for icon, words, act, allowed in acts:
            if not words:
                menu.addSeparator()
                continue
            action = menu.addAction(kit.icon(icon), t(words))
            action.setEnabled(allowed)
            action.triggered.connect(partial(_call, act))
        self._add_kept(menu, editable=editable)
        menu.popup(at)

    def _add_kept(self, menu: QMenu, *, editable: bool) -> None:
        kept = KeptBrands().all()
        if kept:
            menu.addSection(self._kit.t("Brands used before"))
        for each in kept:
            action = menu.addAction(self._kit.icon("history"), in_menu(each.name))
            action.setEnabled(editable)
            action.triggered.connect(partial(self._open_kept, each))

    def _open_kept(self, kept: KeptBrand, _checked: bool = False) -> None:
        self.open_brand(kept.file)

    @Slot(str)
    def _name(self, name: str) -> None:
        self._do(branding.set_name(self._studio.project, name), "Brand renamed")

    @Slot()
    def ask_save(self) -> None:
        """Ask where the brand is kept as a file."""
        brand = self._studio.project.brand
        proposed = f"{brand.name or self._studio.project.name}{ENDING}"
        targets.ask_target(
            self._studio, self._window.window(), self._kit.t("Keep the brand"), proposed, self.save
        )

    @Slot(str)
    def save(self, file: str) -> None:
        """Keep the brand as a file."""
        read, brand = given(self._studio.session).picture, self._studio.project.brand
        if self._studio.attempt(_saved, brand, read, Path(file)):
            targets.remember_folder(self._studio, Path(file).parent, targets.whose(self._studio))
            self._studio.said.emit(self._kit.t("Brand kept in {file}", file=Path(file).name), False)

    @Slot()
    def ask_open(self) -> None:
        """Ask for a brand file."""
        filters = [self._kit.t("Brands ({endings})", endings=f"*{ENDING}"), self._kit.t("All files (*)")]
        self._ask_file(self._kit.t("Open a brand"), DOCUMENTS, filters, self._open)

    @Slot(str)
    def _open(self, file: str) -> None:
        self.open_brand(Path(file))

    def open_brand(self, file: Path) -> None:
        """Wear the brand in a file, read in a process of its own."""
        title = self._kit.t("Reading of {file}", file=file.name)
        done = partial(_keep_brand, self._studio, file)
        self._studio.jobs.bare.start(BRAND, title, branding.open_brand, file, done=done)

    def _ask_file(
        self,
        title: str,
        where: QStandardPaths.StandardLocation,
        filters: list[str],
        then: Callable[[str], object],
    ) -> None:
        dialog = FileDialog(self._window.window(), title, QStandardPaths.writableLocation(where))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(filters)
        dialog.fileSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _call(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _saved(*args: object) -> bool:
    branding.save_brand(*args)  # type: ignore[arg-type]
    return True


def _keep_logo(studio: Studio, panel: BrandPanel, taken: TakenLogo) -> None:
    """Place a logo wherever the user is by now; its colours are proposed where the panel still is."""
    import shiboken6  # noqa: PLC0415 - only to tell a panel that is gone

    if studio.session is None:
        return
    edit = branding.put_logo(studio.project, taken)
    placed = studio.do(edit, "Logo placed", say=True, pictures={taken.logo.picture: taken.data})
    if placed and shiboken6.isValid(panel):
        panel.propose(taken)


def _keep_brand(studio: Studio, file: Path, opened: Opened) -> None:
    if studio.session is None:
        return
    if studio.do(branding.apply(studio.project, opened), "Brand opened", say=True, pictures=opened.pictures):
        branding.remember(file, opened.brand.name or file.stem)
