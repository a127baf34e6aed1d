"""The segmentations kept side by side: which feeds the personas, how each was made, what can be done."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelection, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.services import authoring
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import AskText, Sheet
from persona_studio.ui.models.figures import Cell, Head
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.figure_table import FigureTable
from persona_studio.ui.widgets.labels import Paragraph

WIDTH, HEIGHT, AROUND = 940, 240, 40


def segmentation_name(found: Segmentation, t: Texts) -> str:
    """Return the name of a segmentation, or what came out of it."""
    if found.name or found.segments:
        return found.name or t.plural("{n} segment", "{n} segments", len(found.segments))
    return t("No clear structure")


def recipe_words(found: Segmentation, t: Texts) -> str:
    """Say in a few words how a segmentation was made."""
    active = len(found.recipe.active)
    said = [words.capital(t.code("method", (found.method or found.recipe.method).value))]
    said.append(t.plural("{n} question", "{n} questions", active))
    if found.recipe.weight is not None:
        said.append(t("weighted"))
    if found.response_style.corrected:
        said.append(t("way of answering corrected"))
    if found.shaped:
        said.append(t("shaped by hand"))
    return ", ".join(said)


def when(found: Segmentation, t: Texts) -> str:
    """Return the day and the hour a segmentation was made, nothing where that is not known."""
    if not found.created:
        return ""
    made = datetime.fromisoformat(found.created).astimezone()
    return t("{day}, {time}", day=t.date(made), time=t.moment(made))


def dated(found: Segmentation, t: Texts) -> str:
    """Return the name of a segmentation in quotes, with when it was made: two may have the same name."""
    name = t.quoted(segmentation_name(found, t))
    if not found.created:
        return name
    made = datetime.fromisoformat(found.created).astimezone()
    return t("{name} of {day}, {time}", name=name, day=t.date(made), time=t.moment(made))


def strangers(project: Project) -> tuple[Persona, ...]:
    """Return the personas whose sheets were drafted from another segmentation than the one in use."""
    found = project.segmentation
    if found is None or not found.segments:
        return ()
    known = {None, *(segment.id for segment in found.segments)}
    return tuple(persona for persona in project.personas if persona.segment not in known)


def drafted_from(project: Project, personas: Sequence[Persona]) -> list[Segmentation]:
    """Return the segmentations that the sheets of some personas were drafted from, where still there."""
    wanted = {persona.segment for persona in personas}
    return [s for s in project.segmentations if any(one.id in wanted for one in s.segments)]


def mismatch(project: Project, t: Texts) -> str:
    """Say which segmentation is in use and which one the sheets come from; nothing where they agree."""
    found, others = project.segmentation, strangers(project)
    if found is None or not others:
        return ""
    older = [dated(one, t) for one in drafted_from(project, others)]
    return t(
        "In use: {used}. The sheets of {names} were drafted from {older} and stay as they are until the "
        "personas are created again.",
        used=dated(found, t),
        names=t.listed([persona.name for persona in others]),
        older=t.listed(older) if older else t("another one, deleted since"),
    )


def role_of(found: Segmentation, project: Project, t: Texts) -> str:
    """Say what a segmentation is to the personas, in the words of :func:`mismatch`."""
    others = strangers(project)
    if found.id == project.chosen:
        if others:
            return t("in use; the sheets do not come from it yet")
        return t("in use; feeds the personas")
    return t("the present sheets were drafted from it") if found in drafted_from(project, others) else ""


class SegmentationsDialog(Sheet):
    """A row a segmentation; the buttons are about the one chosen."""

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        super().__init__(studio.kit, parent, studio.kit.t("Segmentations"))
        self._studio = studio
        self._shown: tuple[Segmentation, ...] = ()
        said = Paragraph(self.kit, "body", "text2")
        said.setText(
            self.kit.t(
                "A new segmentation never replaces an older one. The one in use gives the segments shown and "
                "the personas created from now on; sheets stay with the one they were drafted from."
            )
        )
        self.column.addWidget(said)
        self.table = FigureTable(self.kit, "Segmentations")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(self.kit.px(HEIGHT))
        self.setMinimumWidth(min(self.kit.px(WIDTH), parent.window().width() - self.kit.px(AROUND)))
        area.setWidget(self.table)
        self.column.addWidget(area, 1)
        self._buttons()
        self.foot("Close", cancel="")
        self.table.selectionModel().selectionChanged.connect(self._chose)
        studio.changed.connect(self._changed)
        self._fill()
        self.table.setFocus()

    def _buttons(self) -> None:
        row = QHBoxLayout()
        self.use = self._button(row, "Use for the personas", self._use)
        self.rename = self._button(row, "Rename…", self._rename)
        self.copy = self._button(row, "Duplicate", self._duplicate)
        self.compare = self._button(row, "Compare…", self._compare)
        self.remove = self._button(row, "Delete", self._remove)
        row.addStretch(1)
        self.column.addLayout(row)

    def _button(self, row: QHBoxLayout, text: str, act: Callable[[], object]) -> Button:
        button = Button(self.kit, SECONDARY, small=True)
        self.kit.say(button.setText, text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        row.addWidget(button)
        return button

    # -------------------------------------------------------------- showing

    def _fill(self) -> None:
        project, t = self._studio.project, self.kit.t
        chosen = self.chosen
        self._shown = tuple(reversed(project.segmentations))
        heads = [Head(t("Name")), Head(""), Head(t("Made on")), Head(t("Recipe"))]
        rows = [self._row(found, project) for found in self._shown]
        self.table.show_figures(heads, rows, len(heads) - 1)
        ids = [s.id for s in self._shown]
        now = chosen.id if chosen is not None else project.chosen
        if ids:
            self.table.selectRow(ids.index(now) if now in ids else 0)
        self._chose()

    def _row(self, found: Segmentation, project: Project) -> list[Cell]:
        t, used = self.kit.t, found.id == project.chosen
        role = role_of(found, project, t)
        marks = [role] * bool(role) + [t("to be recomputed")] * found.stale
        tone = "warn" if found.stale or strangers(project) else "ok"
        return [
            Cell(segmentation_name(found, t), strong=used),
            Cell(", ".join(marks), tone=tone),
            Cell(when(found, t)),
            Cell(recipe_words(found, t), hint=recipe_words(found, t)),
        ]

    @property
    def chosen(self) -> Segmentation | None:
        """The segmentation that the buttons are about."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot(QItemSelection, QItemSelection)
    def _chose(self, _on: object = None, _off: object = None) -> None:
        found, editable = self.chosen, self._studio.editable
        for button in (self.rename, self.copy, self.remove):
            button.setEnabled(editable and found is not None)
        feeding = self._studio.project.chosen
        self.use.setEnabled(editable and found is not None and found.id != feeding)
        self.compare.setEnabled(found is not None and len(comparable(self._studio, found)) > 1)

    @Slot(object)
    def _changed(self, _changes: object) -> None:
        self._fill()

    # -------------------------------------------------------------- doing

    @Slot()
    def _use(self) -> None:
        project = self._studio.project
        self._studio.do(authoring.choose(project, self.chosen), "Segmentation chosen")

    @Slot()
    def _rename(self) -> None:
        found = self.chosen
        if found is not None:
            name = segmentation_name(found, self.kit.t)
            asked = "Rename the segmentation", "Name of the segmentation"
            dialog = AskText(self.kit, self, *asked, name, yes="Rename")
            dialog.answered.connect(self._renamed)
            dialog.open()

    @Slot(str)
    def _renamed(self, name: str) -> None:
        found = self.chosen
        if found is not None and name.strip():
            self._studio.do(authoring.rename(found.id, name), "Segmentation renamed")

    @Slot()
    def _duplicate(self) -> None:
        from persona_studio.services.segments import segmentations  # noqa: PLC0415 - loads with the first use

        found, session = self.chosen, self._studio.session
        if found is not None and session is not None:
            name = self.kit.t("{name} (copy)", name=segmentation_name(found, self.kit.t))
            self._studio.attempt(segmentations.duplicate, session, found.id, name)

    @Slot()
    def _remove(self) -> None:
        from persona_studio.services.segments import segmentations  # noqa: PLC0415 - loads with the first use

        found = self.chosen
        if found is not None:
            edit = segmentations.removing(self._studio.project, found.id)
            self._studio.do(edit, "Segmentation deleted", say=True)

    @Slot()
    def _compare(self) -> None:
        from persona_studio.ui.places.segments.compare import CompareDialog  # noqa: PLC0415 - first use

        found = self.chosen
        if found is not None:
            CompareDialog(self._studio, self, found).open()


def comparable(studio: Studio, found: Segmentation) -> list[Segmentation]:
    """Return the segmentations of the same survey that hold segments, ``found`` included if it does."""
    return [s for s in studio.project.segmentations if s.wave == found.wave and s.segments]
