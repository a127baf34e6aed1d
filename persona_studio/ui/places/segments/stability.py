"""How far the segments can be believed: who comes back, what was tried, what would change the result."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.recipes import recipe_of
from persona_studio.domain.segments import Correction, Segmentation
from persona_studio.services.segments.believed import became, judged
from persona_studio.ui.places.segments import stability_rows as told
from persona_studio.ui.places.segments.flow_drawing import FlowColumn
from persona_studio.ui.places.segments.forming import form
from persona_studio.ui.places.segments.stability_parts import FlowViews, LongTable
from persona_studio.ui.places.segments.tab import Tab
from persona_studio.ui.studio import Studio
from persona_studio.ui.watching import start_about
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.figure_table import FigureTable
from persona_studio.ui.widgets.focus import stops
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.surfaces import Card, Column, clear

MEASURE = "sensitivity"
WIDE = 900
FIRST = 12
"""Choices shown at once; a survey may have hundreds of questions."""


class StabilityTab(Tab):
    """Six cards, the last of which is filled when asked for."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._found: Segmentation | None = None
        self._key: object = None
        self._column = Column(self.kit, margins=(0, 0, 6, 20), gap=12)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show how far a segmentation can be believed."""
        wave = self.wave_of(found)
        key = (found, wave, self.accents_of(found), self.kit.t.language, self.studio.editable)
        if key == self._key:
            return
        self._key, self._found = key, found
        self._fill(found)

    def _fill(self, found: Segmentation) -> None:
        at, held = self._column.verticalScrollBar().value(), self._held()
        clear(self._column.rows)
        rows = self._column.rows
        rows.addWidget(self._segments(found))
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(self.kit.px(12))
        for card in (self._people(found), self._style(found)):
            self._ways.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(self._ways)
        rows.addWidget(self._otherwise(found))
        rows.addWidget(self._flows(found))
        rows.addWidget(self._candidates(found))
        rows.addStretch(1)
        self._direct(self.width())
        self._column.verticalScrollBar().setValue(at)
        again = next((part for part in stops(self) if held and _known(part) == held), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> str:
        """Return what of this view has the keyboard, so that it has it again once all is made anew."""
        part = QApplication.focusWidget() or self
        return _known(part) if self.isAncestorOf(part) and part.hasFocus() else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two cards side by side where there is room."""
        super().resizeEvent(event)
        self._direct(event.size().width())

    def _direct(self, width: int) -> None:
        ways = QBoxLayout.Direction
        self._ways.setDirection(ways.LeftToRight if width >= self.kit.px(WIDE) else ways.TopToBottom)

    # -------------------------------------------------------------- cards

    def _card(self, title: str, sentences: list[str]) -> tuple[Card, QVBoxLayout, QHBoxLayout]:
        """Return a card, its column, and the row of its title, which takes buttons at the right."""
        kit, px = self.kit, self.kit.px
        card, head = Card(kit), QHBoxLayout()
        heading = Label(kit, "card")
        heading.setText(title)
        head.addWidget(heading)
        head.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(px(20), px(14), px(20), px(16))
        column.setSpacing(px(6))
        column.addLayout(head)
        for sentence in sentences:
            paragraph = Paragraph(kit, "body", "text2")
            paragraph.setText(sentence)
            column.addWidget(paragraph)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        return card, column, head

    def _segments(self, found: Segmentation) -> QWidget:
        t = self.kit.t
        said = [t("Were the survey run again: 1 if a segment always finds its own people back, 0 if never.")]
        candidate = became(found)
        if candidate is not None:
            said.append(
                t(
                    "The whole cut: {word}. Its stability ({value}) is the figure above; chance alone gives "
                    "{null}, which is not taken off.",
                    word=t.code("gained", judged(candidate, found)),
                    value=t.decimal(candidate.stability, 2),
                    null=t.decimal(candidate.null_stability, 2),
                )
            )
        if found.shaped and any(s.jaccard is None for s in found.segments):
            said.append(t("The solidity of segments shaped by hand could not be measured."))
        card, column, _ = self._card(t("Solidity of each segment"), said)
        table = FigureTable(self.kit, "Solidity of each segment")
        accents = self.accents_of(found)
        table.show_figures(told.steadiness_heads(t), told.steadiness_rows(found, accents, self.kit))
        column.addWidget(table)
        return card

    def _people(self, found: Segmentation) -> QWidget:
        t = self.kit.t
        return self._card(t("Who counts"), told.people_sentences(found, self.wave_of(found), t))[0]

    def _style(self, found: Segmentation) -> QWidget:
        t, style = self.kit.t, found.response_style
        card, column, _ = self._card(t("Way of answering"), told.style_sentences(found, t))
        if style.mean is not None:
            off = style.corrected
            words = "Segment again without correction" if off else "Segment again with correction"
            button = self._button(words, self._without_correction if off else self._with_correction)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return card

    def _otherwise(self, found: Segmentation) -> QWidget:
        t = self.kit.t
        said = [t("Each choice is made otherwise, one at a time: does everybody stay with the same people?")]
        candidate = became(found)
        if found.sensitivities and candidate is not None:
            value = t.decimal(candidate.stability, 2)
            said.append(
                t(
                    "Drawing people again at random gives {value}: what stays above counts little.",
                    value=value,
                )
            )
        card, column, head = self._card(t("What would change the result"), said)
        # Other methods are tried with the segments themselves: the other choices are still to be.
        whole = any(one.code != "method" for one in found.sensitivities)
        again = "Try again" if whole else "Try each choice"
        button = self._button(again, self.measure)
        button.setObjectName("try")
        button.setEnabled(button.isEnabled() and not found.stale)
        button.setToolTip(t("The data or the roles have changed since.") if found.stale else "")
        head.addWidget(button)
        if found.sensitivities:
            rows = told.sensitivity_rows(found.sensitivities, self.variables_of(found), t)
            heads = told.sensitivity_heads(t)
            column.addWidget(LongTable(self.kit, "What would change the result", heads, rows[:FIRST], rows))
        return card

    def _flows(self, found: Segmentation) -> QWidget:
        t = self.kit.t
        said = [t("Where people go when one segment more is formed, by the same method.")]
        if found.shaped:
            said.append(t("Segments shaped by hand are not among them."))
        card, column, head = self._card(t("From one number of segments to the next"), said)
        if not found.flows:
            card.hide()
            return card
        names = told.flow_names(found, self.kit)
        views = FlowViews(self.kit, "From one number of segments to the next")
        rows = told.flow_rows(found.flows, names, t)
        flows = [flow.people for flow in found.flows]
        views.show_flows(self._flow_columns(found, names), flows, told.flow_heads(t), rows)
        head.addWidget(views.choice)
        column.addWidget(views)
        return card

    def _flow_columns(self, found: Segmentation, names: dict[tuple[int, int], str]) -> list[FlowColumn]:
        accents = self.accents_of(found)
        own = tuple(accents[s.id] for s in found.segments)
        counts = [(flow.coarse, len(flow.people)) for flow in found.flows]
        last = found.flows[-1]
        counts.append((last.fine, len(last.people[0])))
        return [
            FlowColumn(
                self.kit.t.plural("{n} segment", "{n} segments", k),
                tuple(names.get((k, segment), "") for segment in range(count)),
                own if (k, 0) in names else (),
            )
            for k, count in counts
        ]

    def _candidates(self, found: Segmentation) -> QWidget:
        t = self.kit.t
        said = [t("A cut is worth what it gains over the same on answers shuffled at random.")]
        card, column, _ = self._card(t("Cuts that were tried"), said)
        few, every = (told.candidate_rows(found, t, every=whole) for whole in (False, True))
        column.addWidget(LongTable(self.kit, "Cuts that were tried", told.candidate_heads(t), few, every))
        return card

    def _button(self, words: str, act: Callable[[], object]) -> Button:
        button = Button(self.kit, SECONDARY, small=True)
        self.kit.say(button.setText, words)
        button.setEnabled(self.studio.editable)
        # Queued: what it does may make this view, and with it the button, anew.
        button.clicked.connect(act, Qt.ConnectionType.QueuedConnection)
        return button

    # -------------------------------------------------------------- doing

    @Slot()
    def measure(self) -> None:
        """Find what would change the result."""
        from persona_studio.services.segments import shaping  # noqa: PLC0415 - loads with the first use

        session, found = self.studio.session, self._found
        if session is not None and found is not None and not self.studio.jobs.under_way(MEASURE):
            title = self.kit.t("What would change the result")
            done = partial(_keep_measured, self.studio)
            work = shaping.measure_file
            start_about(self.studio, found.id, MEASURE, title, work, session.path, found.id, done=done)

    @Slot()
    def _with_correction(self) -> None:
        self._redo(Correction.ON)

    @Slot()
    def _without_correction(self) -> None:
        self._redo(Correction.OFF)

    def _redo(self, correction: Correction) -> None:
        found = self._found
        wave = self.wave_of(found) if found is not None and self.studio.session is not None else None
        if found is None or wave is None:
            return
        recipe = recipe_of(wave, found.recipe.segments, found.recipe.method)
        form(self.studio, wave, replace(recipe, response_style=correction), self._redone)

    def _redone(self) -> None:
        self.studio.said.emit(self.kit.t("Segmented again; the older segments stay in the list."), True)


def _known(part: QWidget) -> str:
    """Return what stays of a widget when it is made anew: the name of a table, the part a button plays."""
    return part.objectName() or part.accessibleName()


def _keep_measured(studio: Studio, measured: object) -> None:
    """Keep what was measured, be the tab there or not."""
    from persona_studio.services.segments import shaping  # noqa: PLC0415 - loaded already

    if studio.session is not None:
        studio.attempt(shaping.keep_measured, studio.session, measured)
