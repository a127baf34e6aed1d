"""The life of the personas: menus and dialogs that make, double, copy, put by and bring back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Kept, Persona
from persona_studio.domain.segments import Segment
from persona_studio.services.personas import casting
from persona_studio.ui.actions import Actions
from persona_studio.ui.given import given
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.file_dialog import FileDialog
from persona_studio.ui.wording import in_menu

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.place import PersonasPlace

BY_HAND, FROM_SEGMENT, FROM_ALL, KEPT = "hand", "segment", "segments", "kept"
_OF_ONE = (
    ("duplicate", "copy-plus", "Duplicate"),
    ("elsewhere", "folder-open", "Copy to another project…"),
    ("versions", "history", "Versions…"),
    ("", "", ""),
    ("aside", "archive", "Set aside"),
    ("bin", "trash-2", "Put in the bin"),
)
"""Gestures about one persona: what they are called here, icon and words; an empty one is a line between."""


class Cast(QObject):
    """Turns these gestures into edits; questions are asked above ``place``."""

    def __init__(self, studio: Studio, actions: Actions, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._studio, self._kit, self._place = studio, studio.kit, place
        self._acts = {
            "duplicate": self.duplicate,
            "elsewhere": self.ask_elsewhere,
            "versions": self.show_versions,
            "aside": self.set_aside,
            "bin": self.put_in_bin,
        }
        # Slots of this object, not functions around it: they end with the place when the window changes its
        # theme.
        for key, slot in (
            ("duplicate", self._duplicate),
            ("elsewhere", self._elsewhere),
            ("versions", self._versions),
            ("aside", self._aside),
            ("bin", self._bin),
        ):
            actions.on(f"persona-{key}", slot)
        actions.on("persona-kept", self.show_kept)
        self._actions = actions

    def allow(self, allowed: bool) -> None:
        """Let the gestures about the persona in view be made, or not."""
        self._actions.allow(allowed, *(f"persona-{key}" for key in self._acts))

    # -------------------------------------------------------------- new ones

    @Slot()
    def ask_new(self) -> None:
        """Make a persona by hand; or ask of what, when it can be of something else."""
        segments, kept = self.free_segments(), self.kept_count()
        if not segments and not kept:
            self._place.make_blank()
            return
        menu, t = self._menu(self._place), self._kit.t
        self._add(menu, "user-round-plus", t("By hand"), (BY_HAND, ""))
        if len(segments) > 1:
            menu.addSeparator()
            words = t("From the {n} segments that have none", n=len(segments))
            self._add(menu, "contact-round", words, (FROM_ALL, ""))
        for segment in segments:
            words = t("From segment {number}: {name}", number=segment.number, name=in_menu(segment.name))
            self._add(menu, "chart-scatter", words, (FROM_SEGMENT, segment.id))
        if kept:
            menu.addSeparator()
            words = t("Set aside, and in the bin ({n})…", n=kept)
            self._add(menu, "archive", words, (KEPT, ""))
        menu.triggered.connect(self._new_picked)
        button = self._place.strip.new_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot(QAction)
    def _new_picked(self, action: QAction) -> None:
        kind, which = action.data()
        if kind == BY_HAND:
            self._place.make_blank()
        elif kind == KEPT:
            self.show_kept()
        elif kind == FROM_ALL:
            self.draft_free()
        else:
            self.draft(which)

    def free_segments(self) -> list[Segment]:
        """Return the segments that feed the personas and have none yet."""
        project = self._studio.project
        found, used = project.segmentation, {p.segment for p in project.personas}
        segments = found.segments if found is not None else ()
        return [s for s in segments if s.id not in used and not s.set_aside]

    def kept_count(self) -> int:
        """Return how many personas are set aside or in the bin."""
        return sum(s.kept is not Kept.VERSION for s in self._studio.project.snapshots)

    def draft(self, segment: Id) -> None:
        """Draft the persona of one segment."""
        from persona_studio.ui.personas_maker import PersonasMaker  # noqa: PLC0415 - loads with the first draft

        PersonasMaker(self._studio, self).make_one(segment)

    @Slot()
    def draft_free(self) -> None:
        """Draft the personas of all segments that have none; the others stay."""
        from persona_studio.ui.personas_maker import PersonasMaker  # noqa: PLC0415 - loads with the first draft

        PersonasMaker(self._studio, self).make_missing()

    @Slot()
    def ask_again(self) -> None:
        """Draft the personas of the present segments in the place of those of others, after a word."""
        from persona_studio.ui.personas_maker import PersonasMaker  # noqa: PLC0415 - loads with the first draft

        PersonasMaker(self._studio, self._place).ask()

    # -------------------------------------------------------------- one of them

    def ask_about(self, persona: Id, at: QPoint) -> None:
        """Open the menu of a persona."""
        menu = self._menu(self._place)
        for key, icon, words in _OF_ONE:
            if key:
                self._add(menu, icon, self._kit.t(words), (key, persona))
            else:
                menu.addSeparator()
        menu.triggered.connect(self._asked)
        menu.popup(at)

    @Slot(QAction)
    def _asked(self, action: QAction) -> None:
        key, persona = action.data()
        self._acts[key](persona)

    @Slot()
    def _duplicate(self) -> None:
        self._on_current("duplicate")

    @Slot()
    def _elsewhere(self) -> None:
        self._on_current("elsewhere")

    @Slot()
    def _versions(self) -> None:
        self._on_current("versions")

    @Slot()
    def _aside(self) -> None:
        self._on_current("aside")

    @Slot()
    def _bin(self) -> None:
        self._on_current("bin")

    def _on_current(self, key: str) -> None:
        if self._place.isVisible() and self._place.current and self._studio.editable:
            self._acts[key](self._place.current)

    def duplicate(self, persona: Id) -> None:
        """Put a second one beside a persona and show it."""
        edit = casting.duplicate(self._studio.project, persona)
        if self._studio.do(edit, "Persona duplicated", say=True):
            self._place.show_persona(edit.thing.id)

    def set_aside(self, persona: Id) -> None:
        """Take a persona out of the strip, for later."""
        self._put_by(persona, Kept.ASIDE, "Persona set aside")

    def put_in_bin(self, persona: Id) -> None:
        """Take a persona out of the strip; the bin keeps it."""
        self._put_by(persona, Kept.BIN, "Persona put in the bin")

    def _put_by(self, persona: Id, kept: Kept, label: str) -> None:
        if self._place.let_go_of_line():
            self._studio.do(casting.put_by(self._studio.project, [persona], kept), label, say=True)

    def show_versions(self, persona: Id) -> None:
        """Open the versions of a persona."""
        from persona_studio.ui.dialogs.versions import Versions  # noqa: PLC0415 - loads when first asked for

        self._place.let_go_of_line()
        Versions(self._studio, self._place, persona).open()

    @Slot()
    def show_kept(self) -> None:
        """Open what is set aside and in the bin."""
        from persona_studio.ui.dialogs.kept import KeptPersonas  # noqa: PLC0415 - loads when first asked for

        if self._studio.session is not None:
            KeptPersonas(self._studio, self._place.window()).open()

    # -------------------------------------------------------------- another project

    def ask_elsewhere(self, persona: Id) -> None:
        """Ask for the project that gets a copy of a persona."""
        self._place.let_go_of_line()
        t = self._kit.t
        dialog = FileDialog(self._place, t("Copy to which project?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{t('Projects')} (*.persona)")
        dialog.fileSelected.connect(partial(self.copy_to, persona))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy_to(self, persona: Id, file: str) -> None:
        """Put a copy of a persona in another project; opening that one may take long."""
        from persona_studio.services.personas.copying import copy_to  # noqa: PLC0415 - opens another project

        studio, session = self._studio, given(self._studio.session)
        found = session.project.persona(persona)
        studio.jobs.start(
            f"copy-{persona}-{file}",
            self._kit.t("Copy of {name}", name=found.name),
            copy_to,
            found,
            session.pictures_of(found),
            session.path,
            Path(file),
            done=partial(_copied, studio, found),
            stopped=partial(_not_copied, studio, found.name),
        )

    # -------------------------------------------------------------- menus

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add(self, menu: QMenu, icon: str, words: str, data: tuple[str, Id]) -> None:
        action = menu.addAction(self._kit.icon(icon), words)
        action.setData(data)


def _copied(studio: Studio, persona: Persona, into: str) -> None:
    t, left = studio.kit.t, casting.respondents_words(persona)
    said = t("{name} is copied to “{project}”", name=persona.name, project=into)
    if left:
        stays = t.plural(
            "Respondents’ words stay here: {n} line", "Respondents’ words stay here: {n} lines", left
        )
        said = f"{said}. {stays}"
    studio.said.emit(said, False)


def _not_copied(studio: Studio, name: str) -> None:
    studio.said.emit(studio.kit.t("{name} is not copied: that was stopped", name=name), False)
