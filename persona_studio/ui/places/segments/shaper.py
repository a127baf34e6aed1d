"""Shaping segments by hand: merging some, splitting one, setting one aside."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segment, Segmentation, Shaping
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.segments.cards import segment_name
from persona_studio.ui.places.segments.forming import FAMILY
from persona_studio.ui.studio import Studio
from persona_studio.ui.watching import start_about
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.labels import Label, Paragraph

if TYPE_CHECKING:
    from persona_studio.services.personas.following import Followed

LEAST_LEFT = 2


class Shaper(QObject):
    """Adds its gestures to the menu of a segment, and makes them."""

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        super().__init__(parent)
        self._studio, self._parent = studio, parent
        self._about: Id = ""
        self._name = ""

    def add_to(self, menu: QMenu, found: Segmentation, segment: Id) -> None:
        """Add the gestures for a segment; what cannot be done says why."""
        self._about = segment
        one, t, studio = found.segment(segment), self._studio.kit.t, self._studio
        free = studio.editable and not studio.jobs.under_way(FAMILY)
        why = t("The data or the roles have changed since.") if found.stale else ""
        menu.addSeparator()
        merge = self._act(menu, "merge", t("Merge with…"), free and not why)
        merge.triggered.connect(self.merge)
        if len(found.segments) <= LEAST_LEFT:
            merge.setEnabled(False)
            why = why or t("Two segments must be left.")
        split = self._act(menu, "split", t("Split in two"), free and not found.stale)
        split.triggered.connect(self.split)
        aside = t("Take back") if one.set_aside else t("Set aside")
        self._act(menu, "eye" if one.set_aside else "eye-off", aside, studio.editable).triggered.connect(
            self.set_aside
        )
        for action in (merge, split):
            action.setToolTip("" if action.isEnabled() else why)
        menu.setToolTipsVisible(True)

    def _act(self, menu: QMenu, icon: str, words: str, can: bool) -> QAction:
        action = QAction(self._studio.kit.icon(icon, "text2", 16), words, menu)
        action.setEnabled(can)
        menu.addAction(action)
        return action

    @property
    def _found(self) -> Segmentation | None:
        project = self._studio.project
        holds = (s for s in project.segmentations if any(one.id == self._about for one in s.segments))
        return next(holds, None)

    @Slot()
    def merge(self) -> None:
        """Ask with which segments, and under which name."""
        found = self._found
        if found is not None:
            dialog = PickSegments(self._studio.kit, self._parent, found, self._about)
            dialog.picked.connect(self._merge)
            dialog.open()

    @Slot(list, str)
    def _merge(self, segments: list[str], name: str) -> None:
        from persona_studio.services.segments import shaping  # noqa: PLC0415 - loads with the first use

        found = self._found
        if found is not None:
            self._name = name
            chosen = [s for s in found.segments if s.id in segments]
            self._start(found, shaping.merging(chosen))

    @Slot()
    def split(self) -> None:
        """Go one level down the tree of the segment's members."""
        from persona_studio.services.segments import shaping  # noqa: PLC0415 - loads with the first use

        found = self._found
        if found is not None:
            self._name = ""
            self._start(found, shaping.splitting(found.segment(self._about)))

    @Slot()
    def set_aside(self) -> None:
        """Let the segment feed no persona, or take it back; its persona goes or comes back with it."""
        from persona_studio.services.personas import following  # noqa: PLC0415 - loads with the first use

        found, studio = self._found, self._studio
        if found is None:
            return
        aside, t = not found.segment(self._about).set_aside, studio.kit.t
        edit, moved = following.set_aside(studio.project, self._about, aside)
        label = "Segment set aside" if aside else "Segment taken back"
        if studio.do(edit, label):
            form = "{names} is set aside with it." if aside else "{names} is back."
            words = f"{t(label)}. {t(form, names=t.listed(moved))}" if moved else t(label)
            studio.said.emit(words, True)

    def _start(self, found: Segmentation, change: Shaping) -> None:
        from persona_studio.services.segments import shaping  # noqa: PLC0415 - loads with the first use

        session = self._studio.session
        if session is None:
            return
        t = self._studio.kit.t
        title = t("Merging segments") if change.verb == "merge" else t("Splitting a segment")
        done = partial(_keep, self._studio, self._name)
        work = shaping.shape_file
        start_about(self._studio, found.id, FAMILY, title, work, session.path, found.id, change, done=done)


def _keep(studio: Studio, name: str, shaped: object) -> None:
    """Keep segments that were shaped, be the menu they were asked from there or not."""
    from persona_studio.services.personas.following import Followed  # noqa: PLC0415
    from persona_studio.services.segments import shaping  # noqa: PLC0415 - loaded already

    session = studio.session
    if session is None or not isinstance(shaped, shaping.ShapedFile):
        return
    told = studio.attempt(shaping.keep, session, shaped, name)
    if isinstance(told, Followed):
        studio.said.emit(followed(told, studio.kit.t(session.undo_label), studio.kit.t), True)


def followed(told: "Followed", done: str, t: Texts) -> str:
    """Say what was done, and what became of the sheets."""
    said = [f"{done}."]
    if told.counted:
        said.append(t.plural("{n} line counted anew.", "{n} lines counted anew.", told.counted))
    if told.lost:
        said.append(t.plural("{n} line to review.", "{n} lines to review.", told.lost))
    if told.binned:
        names = t.listed(told.binned)
        said.append(
            t.plural("{names} is in the bin.", "{names} are in the bin.", len(told.binned), names=names)
        )
    return " ".join(said) if len(said) > 1 else done


class PickSegments(Sheet):
    """The segments to merge with one, and a name for what they become."""

    picked = Signal(list, str)

    def __init__(self, kit: Kit, parent: QWidget, found: Segmentation, segment: Id) -> None:
        one = found.segment(segment)
        own = segment_name(one, kit)
        super().__init__(kit, parent, kit.t("Merge {name} with…", name=kit.t.quoted(own)))
        self._found, self._one = found, one
        self._written = False
        said = Paragraph(kit, "body", "text2")
        said.setText(
            kit.t(
                "Figures and findings are computed anew. The persona of the largest segment speaks for all, "
                "with the new figures; those of the others go to the bin."
            )
        )
        self.column.addWidget(said)
        self.checks: list[tuple[Segment, Check]] = []
        for other in found.segments:
            if other.id != segment:
                words = f"{segment_name(other, kit)} ({kit.t.percent(other.share)})"
                check = Check(kit, words)
                check.setAccessibleName(words)
                check.toggled.connect(self._ticked)
                self.checks.append((other, check))
                self.column.addWidget(check)
        label = Label(kit, "small", "text2")
        kit.say(label.setText, "Name of the segment")
        self.name = QLineEdit()
        self.name.setFont(kit.font("body"))
        kit.name(self.name, "Name of the segment")
        self.name.textEdited.connect(self._named)
        self.column.addWidget(label)
        self.column.addWidget(self.name)
        self.yes = self.foot("Merge")
        self.accepted.connect(self._answer)
        self._ticked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with Enter from a box too: the space bar ticks it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or not isinstance(self.focusWidget(), Check):
            super().keyPressEvent(event)
        elif self.yes.isEnabled():
            self.accept()

    def _chosen(self) -> list[Segment]:
        return [self._one, *(other for other, check in self.checks if check.isChecked())]

    @Slot(str)
    def _named(self, _text: str) -> None:
        self._written = True

    @Slot()
    def _ticked(self) -> None:
        chosen = self._chosen()
        left = len(self._found.segments) - len(chosen) + 1
        self.yes.setEnabled(len(chosen) > 1 and left >= LEAST_LEFT)
        self.yes.setToolTip("" if left >= LEAST_LEFT else self.kit.t("Two segments must be left."))
        if not self._written:
            self.name.setText(" + ".join(segment_name(s, self.kit) for s in chosen))

    @Slot()
    def _answer(self) -> None:
        self.picked.emit([s.id for s in self._chosen()], self.name.text())
