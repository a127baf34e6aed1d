"""Two segmentations of the same people side by side: who is where, in words, drawn, and in numbers."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from persona_studio.domain.segments import Segmentation
from persona_studio.domain.strength import agreed
from persona_studio.services.segments.segmentations import Comparison, compare
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.figures import Cell, Head
from persona_studio.ui.places.segments.cards import segment_name
from persona_studio.ui.places.segments.flow_drawing import FlowColumn
from persona_studio.ui.places.segments.segmentations import comparable, recipe_words, segmentation_name
from persona_studio.ui.places.segments.stability_parts import FlowViews
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.fields import Choice
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.surfaces import Column, clear

WIDTH, HEIGHT, AROUND = 900, 470, 40
SHORTEST = 16
"""Letters that a choice shows at the least."""


class CompareDialog(Sheet):
    """Two choices and what lies between them."""

    def __init__(self, studio: Studio, parent: QWidget, found: Segmentation) -> None:
        super().__init__(studio.kit, parent, studio.kit.t("Compare two segmentations"))
        self._studio = studio
        self._all = comparable(studio, found)
        self.first, self.second = (
            Choice(self.kit, "First segmentation"),
            Choice(self.kit, "Second segmentation"),
        )
        for choice in (self.first, self.second):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(SHORTEST)
            for one in self._all:
                said = f"{segmentation_name(one, self.kit.t)} ({recipe_words(one, self.kit.t)})"
                choice.addItem(said, one.id)
        ids = [s.id for s in self._all]
        here = ids.index(found.id) if found.id in ids else 0
        feeding = studio.project.chosen
        other = ids.index(feeding) if feeding in ids and feeding != found.id else (here - 1) % len(ids)
        self.first.setCurrentIndex(other)
        self.second.setCurrentIndex(here)
        row = QHBoxLayout()
        versus = Label(self.kit, "body", "text2")
        self.kit.say(versus.setText, "and")
        row.addWidget(self.first, 1)
        row.addWidget(versus)
        row.addWidget(self.second, 1)
        self.column.addLayout(row)
        self.body = Column(self.kit, gap=8, margins=(0, 4, 8, 4))
        around = studio.kit.px(AROUND)
        room = parent.window().parentWidget() or parent.window()
        self.setMinimumWidth(min(self.kit.px(WIDTH), room.window().width() - around))
        self.body.setMinimumHeight(min(self.kit.px(HEIGHT), room.window().height() - 6 * around))
        self.column.addWidget(self.body, 1)
        self.foot("Close", cancel="")
        self.first.currentIndexChanged.connect(self._show)
        self.second.currentIndexChanged.connect(self._show)
        self._show()

    @Slot()
    def _show(self, _index: int = 0) -> None:
        clear(self.body.rows)
        session = self._studio.session
        if session is None:
            return
        made = self._studio.attempt(compare, session, self.first.currentData(), self.second.currentData())
        if made is None:
            return
        for sentence in sentences(made, self.kit):
            paragraph = Paragraph(self.kit, "body")
            paragraph.setText(sentence)
            self.body.rows.addWidget(paragraph)
        views = FlowViews(self.kit, "Who is where")
        views.show_flows(columns(made, self.kit), [made.people], heads(made, self.kit), rows(made, self.kit))
        choice = QHBoxLayout()
        choice.addStretch(1)
        choice.addWidget(views.choice)
        self.body.rows.addLayout(choice)
        self.body.rows.addWidget(views)
        self.body.rows.addStretch(1)


def sentences(made: Comparison, kit: Kit) -> list[str]:
    """Say how far two segmentations agree, and where most people of each segment are."""
    t = kit.t
    said = [
        t(
            "Agreement {value} out of 1: {word}.",
            value=t.decimal(made.agreement, 2),
            word=t.code("agreed", agreed(made.agreement)),
        )
    ]
    for row, segment in enumerate(made.first.segments):
        column = made.foremost(row)
        said.append(
            t(
                "{share} of {first} are in {second}.",
                share=t.percent(made.share(row, column)),
                first=t.quoted(segment_name(segment, kit)),
                second=t.quoted(segment_name(made.second.segments[column], kit)),
            )
        )
    if made.only_first or made.only_second:
        said.append(
            t(
                "Used by one of them only: {first} by the first, {second} by the second.",
                first=made.only_first,
                second=made.only_second,
            )
        )
    return said


def columns(made: Comparison, kit: Kit) -> list[FlowColumn]:
    """Return the two columns of the drawing."""
    return [
        FlowColumn(
            segmentation_name(one, kit.t),
            tuple(segment_name(s, kit) for s in one.segments),
            tuple((s.number - 1) % 8 + 1 for s in one.segments) if coloured else (),
        )
        for one, coloured in ((made.first, True), (made.second, False))
    ]


def heads(made: Comparison, kit: Kit) -> list[Head]:
    """Return the heads of the cross-table: the segments of the second segmentation."""
    return [
        Head(_title(made.first, made.second, kit.t)),
        *(Head(segment_name(s, kit), number=True) for s in made.second.segments),
    ]


def _title(first: Segmentation, second: Segmentation, t: Texts) -> str:
    return t(
        "{first} ↓ in {second} →", first=segmentation_name(first, t), second=segmentation_name(second, t)
    )


def rows(made: Comparison, kit: Kit) -> list[list[Cell]]:
    """Return a row for each segment of the first: people, and their share of it."""
    t = kit.t
    return [
        [
            Cell(segment_name(segment, kit), accent=(segment.number - 1) % 8 + 1, strong=True),
            *(
                Cell(
                    t("{n} ({share})", n=made.people[row][column], share=t.percent(made.share(row, column))),
                    number=True,
                    strong=column == made.foremost(row),
                )
                for column in range(len(made.second.segments))
            ),
        ]
        for row, segment in enumerate(made.first.segments)
    ]
