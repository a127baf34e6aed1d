"""Segments: from active variables to segments that can be believed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.changes import Change
from persona_studio.domain.recipes import USABLE, recipe_of
from persona_studio.domain.segments import Segmentation, Verdict
from persona_studio.domain.variables import Role
from persona_studio.domain.waves import Wave
from persona_studio.services import authoring
from persona_studio.services.segments import ways
from persona_studio.services.segments.believed import advice, silent_told
from persona_studio.services.segments.ways import Way
from persona_studio.ui.actions import Actions
from persona_studio.ui.dialogs.pick import PickVariables
from persona_studio.ui.given import given
from persona_studio.ui.personas_maker import PersonasMaker
from persona_studio.ui.places.place import Place
from persona_studio.ui.places.segments.candidates import Candidates
from persona_studio.ui.places.segments.forming import FAMILY, form
from persona_studio.ui.places.segments.told import headline, modest, sentence, verdict, weighting
from persona_studio.ui.places.segments.variables import ActiveVariables
from persona_studio.ui.places.segments.views import Views
from persona_studio.ui.places.segments.ways import Shown, WaysCard
from persona_studio.ui.studio import Studio
from persona_studio.ui.watching import start_about
from persona_studio.ui.widgets.buttons import PRIMARY, SECONDARY, Button
from persona_studio.ui.widgets.keeping import Keyboard
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.notes import WARNING, EmptyState, Strip
from persona_studio.ui.widgets.surfaces import Column

TRYING = "ways"
LEAST_VARIABLES, LEAST_RESPONDENTS = 3, 60
WIDE = 1110
LEFT, RIGHT = 32, 22


class SegmentsPlace(Place):
    """Active variables at the left, segments at the right."""

    title = "Segments"

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__(studio, actions)
        self.variables = ActiveVariables(self.kit)
        self.variables.switched.connect(self._switch)
        self.variables.adding.connect(self._add)
        self.variables.segmenting.connect(self.segment)
        actions.on("segment", self._segment_by_key)
        self.candidates = Candidates(self.kit)
        self.candidates.chosen.connect(self._choose_number)
        self.strip = Strip(self.kit, beside=True)
        self.ways = WaysCard(self.kit)
        self.ways.taken.connect(self._take)
        self.ways.trying.connect(self._try_ways)
        self.maker = PersonasMaker(studio, self)
        self._build()
        self._keyboard = Keyboard(self, self.panels)
        studio.jobs.busy.connect(self._busy)

    # -------------------------------------------------------------- building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.variables)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing())
        self._pages.addWidget(self._waiting())
        self._pages.addWidget(self._result())
        row.addWidget(self._pages, 1)

    def _nothing(self) -> QWidget:
        state = EmptyState(
            self.kit, "file-spreadsheet", "Import a survey first", "Segments are formed from its answers."
        )
        button = Button(self.kit, PRIMARY).triggers(self.actions_["import"])
        self.kit.say(button.setText, "Choose a file")
        state.act(button)
        return state.centred(500)

    def _waiting(self) -> QWidget:
        state = EmptyState(
            self.kit,
            "shapes",
            "Bring out the segments",
            "Respondents who give the same answers are put together, and only reliable groups are shown.",
        )
        self._first = Button(self.kit, PRIMARY, "shapes")
        self.kit.say(self._first.setText, "Segment")
        self._first.clicked.connect(self.segment)
        state.act(self._first)
        return state.centred(500)

    def _result(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        page = Column(kit, margins=(LEFT, 22, RIGHT, 0), gap=12)
        title = Label(kit, "place")
        kit.say(title.setText, self.title)
        self._headline, self._sentence = Paragraph(kit, "body", "text2"), Paragraph(kit, "body", "text2")
        titles = QVBoxLayout()
        titles.setSpacing(px(2))
        titles.addWidget(title)
        titles.addWidget(self._headline)
        self._advice = Paragraph(kit, "small", "text2")
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(titles, 1)
        self._head.setAlignment(titles, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.candidates, 0, Qt.AlignmentFlag.AlignTop)
        self._make = Button(kit, PRIMARY, "contact-round")
        kit.say(self._make.setText, "Create the personas")
        self._make.clicked.connect(self.maker.ask)
        self.others = Button(kit, SECONDARY, "layers", small=True)
        self.others.clicked.connect(self._open_segmentations)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(px(8))
        self._beside.addWidget(self._make)
        self.views = Views(self.studio, self._beside)
        column = page.rows
        column.addLayout(self._head)
        said = QVBoxLayout()
        said.setSpacing(px(4))
        said.addLayout(self._said())
        said.addWidget(self._advice)
        column.addLayout(said)
        column.addWidget(self.strip)
        column.addWidget(self.ways)
        column.addWidget(self.views, 1)
        column.addStretch()  # without segments to show, all above stays at the top
        return page

    def _said(self) -> QHBoxLayout:
        """Return the row of the sentence, on small screens with the way to the other segmentations."""
        self._row = QHBoxLayout()
        self._row.addWidget(self._sentence, 1)
        return self._row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the candidates under the title where there is no room beside it."""
        super().resizeEvent(event)
        px, wide = self.kit.px, self.width() >= self.kit.px(WIDE)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        if wide:
            # At the end: nothing must slide under the pointer when the button that makes personas goes.
            self._beside.addWidget(self.others, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._row.addWidget(self.others, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.candidates.fit(self.width() - self.variables.width() - px(LEFT + RIGHT))

    # -------------------------------------------------------------- showing

    def enter(self) -> None:
        """Come into view; the library of the map loads after that, so that no result waits for it."""
        super().enter()
        QTimer.singleShot(0, self.views.warm)

    def refresh(self) -> None:
        """Show the chosen segmentation of the newest wave."""
        project, wave = self.studio.project, self.studio.project.wave
        self.variables.setVisible(wave is not None)
        found = project.segmentation
        self._pages.setCurrentIndex(0 if wave is None else 2 if found is not None else 1)
        if wave is None:
            return
        why_not = self._why_not(wave)
        self.variables.show_wave(wave, why_not, editable=self.studio.editable)
        self._first.setEnabled(self.studio.editable and not why_not)
        self._first.setToolTip(self.variables.go.toolTip())
        if found is not None:
            self._show(found)

    def _show(self, found: Segmentation) -> None:
        personas, editable = self.studio.project.personas, self.studio.editable
        self.candidates.show_segmentation(found, editable=editable, why=advice(found, self.kit.t))
        brief, whole = headline(found, self.kit), sentence(found, self.kit)
        self._headline.setText(brief)
        self._headline.setToolTip(whole)
        self._headline.setVisible(bool(brief))
        self._sentence.setText(whole)
        self._sentence.setVisible(not brief)
        self._advise(found)
        self.kit.say(self.others.setText, "Segmentations ({n})", n=len(self.studio.project.segmentations))
        made = {p.segment for p in personas}
        lacking = bool(found.segments) and not any(s.id in made for s in found.segments)
        self._show_strip(found, offers=editable and not lacking)
        wave = next((w for w in self.studio.project.waves if w.id == found.wave), None)
        if wave is not None:
            self.ways.show_ways(wave, found, editable=editable)
        self._make.setVisible(lacking and editable)
        self.kit.say(self._make.setText, "Create the personas again" if personas else "Create the personas")
        self.views.setVisible(bool(found.segments))
        if found.segments:
            self.views.show_segmentation(found)

    def _advise(self, found: Segmentation) -> None:
        """Say why the star stands where it does, and by what shares are weighted."""
        t, project = self.kit.t, self.studio.project
        wave = next((w for w in project.waves if w.id == found.wave), None)
        said = advice(found, t)
        if wave is not None and found.segments:
            weights = weighting(found, {v.id: v for v in wave.variables}, t)
            said = " ".join(filter(None, (said, weights, silent_told(found, wave, t))))
        self._advice.setText(said)
        self._advice.setVisible(bool(said))

    def _show_strip(self, found: Segmentation, *, offers: bool) -> None:
        """Warn of what must be known first; ``offers`` the gesture where no other button does."""
        t = self.kit.t
        best = modest(found)
        if found.stale:
            kept = t("These segments are kept as they were.")
            if not found.segments:
                kept = t(
                    "What came out before: {said}", said=" ".join(verdict(found, self.kit, editable=False))
                )
            self.strip.tell(
                WARNING,
                t("The data or the roles have changed since."),
                kept,
                (("Segment again", self.segment),) if self.studio.editable else (),
                closes=False,
            )
        elif found.verdict in (Verdict.NONE, Verdict.TOO_FEW):
            fact, rest = verdict(found, self.kit, editable=self.studio.editable)
            ways = best is not None and not found.segments and self.studio.editable
            self._guess = best.k if best is not None else 0
            said = t("Segment into {n} anyway", n=self._guess)
            self.strip.tell(
                WARNING, fact, rest, ((said, self._segment_anyway),) if ways else (), closes=False
            )
        elif said := self._mismatch():
            self.strip.tell(
                WARNING,
                t("The sheets do not come from the segmentation in use."),
                said,
                (("Create the personas again", self.maker.ask),) if offers else (),
                closes=False,
            )
        else:
            self.strip.dismiss()

    def _mismatch(self) -> str:
        """Say which segmentation is in use and which one the sheets come from, as the list of them does."""
        if not self.studio.project.personas:
            return ""
        from persona_studio.ui.places.segments.segmentations import mismatch  # noqa: PLC0415 - first use

        return mismatch(self.studio.project, self.kit.t)

    def _why_not(self, wave: Wave) -> str:
        t, active = self.kit.t, len(wave.with_role(Role.ACTIVE))
        if active < LEAST_VARIABLES:
            return t("At least {n} active variables are needed.", n=LEAST_VARIABLES)
        if wave.usable < LEAST_RESPONDENTS:
            return t("At least {n} usable answers are needed.", n=LEAST_RESPONDENTS)
        return ""

    def forget(self) -> None:
        """Let go of the variables ticked out in another project."""
        self.variables.forget()

    def changed(self, changes: Sequence[Change]) -> None:
        """Show what changed; the keyboard stays where it is."""
        with self._keyboard.kept():
            self.refresh()

    def panels(self) -> list[QWidget]:
        """Return the variables and the segments."""
        return [self.variables, self.candidates, self.ways, self.views]

    # -------------------------------------------------------------- doing

    @Slot()
    def segment(self) -> None:
        """Segment with the active variables, letting the data say how many."""
        self._start(None)

    @Slot()
    def _segment_by_key(self) -> None:
        """Do what the button would, while it is in view and can be pressed."""
        if self.isVisible() and self.variables.go.isEnabled():
            self.segment()

    @Slot()
    def _open_segmentations(self) -> None:
        from persona_studio.ui.places.segments.segmentations import SegmentationsDialog  # noqa: PLC0415 - first use

        SegmentationsDialog(self.studio, self).open()

    @Slot(int)
    def _choose_number(self, number: int) -> None:
        found = self._known(number)
        if found is None:
            self._start(number)
        elif found is not self.studio.project.segmentation:
            self.studio.do(authoring.choose(self.studio.project, found), "Number of segments changed")
        else:
            self.refresh()

    def _known(self, number: int) -> Segmentation | None:
        """Return a segmentation made already with that number from what forms the present one."""
        now = self.studio.project.segmentation
        if now is None:
            return None
        same = [
            s
            for s in self.studio.project.segmentations
            if s.wave == now.wave and s.recipe.active == now.recipe.active and not s.stale and not s.shaped
        ]
        return next((s for s in reversed(same) if len(s.segments) == number), None)

    @Slot(object)
    def _take(self, way: Way) -> None:
        """Make one thing otherwise, as its card says, and segment."""
        studio = self.studio
        wave = studio.project.wave if studio.session is not None else None
        if wave is None:
            return
        if way.more:
            self._add()
            return
        edit = ways.edit_of(studio.project, wave.id, way)
        if edit is not None and not studio.do(
            edit, "Role changed" if way.active else "Answers left out changed"
        ):
            return
        wave = given(studio.project.wave)
        form(studio, wave, ways.recipe_for(wave, way), self._segmented)

    @Slot(list)
    def _try_ways(self, asked: list[Way]) -> None:
        studio = self.studio
        wave = studio.project.wave if studio.session is not None else None
        if wave is not None and not studio.jobs.under_way(TRYING):
            done = partial(self._tried, self.ways.found)
            title, path = self.kit.t("What could change the result"), given(studio.session).path
            work = ways.try_file
            start_about(studio, wave.id, TRYING, title, work, path, wave.id, tuple(asked), done=done)

    def _tried(self, found: Shown, tried: Sequence[ways.Tried]) -> None:
        self.ways.show_tried(found, tried)
        if self.studio.session is not None:
            self.refresh()

    @Slot()
    def _segment_anyway(self) -> None:
        self._start(self._guess)

    def _start(self, number: int | None) -> None:
        wave = self.studio.project.wave if self.studio.session is not None else None
        if wave is not None:
            form(self.studio, wave, recipe_of(wave, number), self._segmented)

    def _segmented(self) -> None:
        found = self.studio.project.segmentation
        if found is None or not found.segments:
            return
        # Groups that may be due to chance become sheets only when somebody asks for that.
        if self.studio.project.personas or found.verdict in (Verdict.NONE, Verdict.TOO_FEW):
            said = self.kit.t.plural("{n} segment", "{n} segments", len(found.segments))
            self.studio.said.emit(said, True)
        else:
            self.maker.make()

    @Slot(str, bool)
    def _busy(self, family: str, busy: bool) -> None:
        if family == FAMILY and self.studio.session is not None and self.studio.project.wave is not None:
            can = self.studio.editable and not busy and not self._why_not(self.studio.project.wave)
            self.variables.go.setEnabled(can)
            self._first.setEnabled(can)
            self.candidates.setEnabled(not busy)

    @Slot(list, bool)
    def _switch(self, variables: list[str], active: bool) -> None:
        role = Role.ACTIVE if active else Role.ILLUSTRATIVE
        edit = self.studio.attempt(authoring.set_role, self.studio.project, variables, role)
        self.studio.do(edit, "Role changed")

    @Slot()
    def _add(self) -> None:
        wave = self.studio.project.wave
        if wave is None:
            return
        others = [
            v for v in wave.variables if v.kind in USABLE and v.role in (Role.ILLUSTRATIVE, Role.IGNORED)
        ]
        dialog = PickVariables(self.kit, self, "Add an active variable", others)
        dialog.picked.connect(self._added)
        dialog.open()

    @Slot(list)
    def _added(self, variables: list[str]) -> None:
        edit = self.studio.attempt(authoring.set_role, self.studio.project, variables, Role.ACTIVE)
        self.studio.do(edit, "Role changed")
