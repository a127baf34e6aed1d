"""What could give segments where there are none: each way with what is known of it, and a press to go it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.words import clean, shortened
from persona_studio.services.segments.ways import PEOPLE_PER_QUESTION, Tried, Way, crowded, ways_on
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.surfaces import Card, clear

_NAME = 60
"""Letters of a question where several are named in a row."""


Shown = tuple[Id, Wave | None]
"""The segmentation whose ways are shown; with the wave, where that is no longer the one it was made of."""


class WaysCard(Card):
    """The ways of a segmentation that advises nothing; what trying them gave is kept while it is the same."""

    taken = Signal(object)
    trying = Signal(list)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        px = kit.px
        heading = Label(kit, "card")
        kit.say(heading.setText, "What could change the result")
        self.try_each = Button(kit, SECONDARY, small=True)
        kit.say(self.try_each.setText, "Try each way")
        kit.say(
            self.try_each.setToolTip,
            "People are segmented each way, to see what it gives. Nothing is changed.",
        )
        self.try_each.clicked.connect(self._try)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.try_each)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        self._foot = Paragraph(kit, "small", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(14), px(16), px(16))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addWidget(self._foot)
        self._found: Shown = ("", None)
        self._ways: tuple[Way, ...] = ()
        self._tried: dict[Way, Tried] = {}
        self.buttons: list[Button] = []
        kit.name(self, "What could change the result")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_ways(self, wave: Wave, found: Segmentation, *, editable: bool) -> None:
        """Show the ways on from a segmentation; hidden where there is none, or it has segments.

        Once the data or the roles have changed, the ways are those of the wave as it is now.
        """
        ways = () if found.segments else ways_on(wave, found)
        shown = (found.id, wave if found.stale else None)
        if shown != self._found or set(ways) != set(self._ways):
            self._found, self._ways, self._tried = shown, ways, {}
        lack = crowded(wave, found) if ways else None
        self._fill(editable=editable, lack=lack)
        self.setVisible(bool(ways))

    def show_tried(self, found: Shown, tried: Sequence[Tried]) -> None:
        """Show what the ways gave, those that lead to segments first; dropped when others are shown."""
        if found != self._found or {one.way for one in tried} - set(self._ways):
            return
        self._tried = {one.way: one for one in tried}
        order = {one.way: place for place, one in enumerate(tried)}
        self._ways = tuple(sorted(self._ways, key=lambda way: order.get(way, len(order))))

    @property
    def found(self) -> Shown:
        """The segmentation whose ways are shown."""
        return self._found

    def _fill(self, *, editable: bool, lack: tuple[int, int] | None) -> None:
        t = self._kit.t
        clear(self._rows)
        self.buttons = []
        for way in self._ways:
            self._rows.addWidget(self._row(way, editable=editable))
        self.try_each.setVisible(any(not way.more for way in self._ways))
        self.try_each.setEnabled(editable)
        said = []
        if lack is not None:
            said.append(
                t(
                    "{people} respondents for {questions} questions: {each} respondents a question are "
                    "advised.",
                    people=t.integer(lack[0]),
                    questions=t.integer(lack[1]),
                    each=PEOPLE_PER_QUESTION,
                )
            )
        if any(one.leads for one in self._tried.values()):
            said.append(
                t(
                    "The more ways are tried, the more easily one succeeds by chance: take the one you can "
                    "explain."
                )
            )
        self._foot.setText(" ".join(said))
        self._foot.setVisible(bool(said))

    def _row(self, way: Way, *, editable: bool) -> QWidget:
        row, t = QWidget(), self._kit.t
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # never crushed
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._kit.px(12))
        words = QVBoxLayout()
        words.setSpacing(0)
        told = Paragraph(self._kit, "body")
        told.setText(said(way, t))
        words.addWidget(told)
        tried = self._tried.get(way)
        if tried is not None:
            gave = Paragraph(self._kit, "small", "ok" if tried.leads and not tried.contested else "text2")
            gave.setText(outcome(tried, t))
            words.addWidget(gave)
        button = Button(self._kit, SECONDARY, small=True)
        button.setText(t("Choose questions…") if way.more else t("Segment this way"))
        button.setAccessibleDescription(said(way, t))
        button.setEnabled(editable)
        # Queued: the row it stands in is made anew by what it does.
        button.clicked.connect(self._taker(way), Qt.ConnectionType.QueuedConnection)
        self.buttons.append(button)
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _taker(self, way: Way) -> Callable[[], None]:
        return partial(self.taken.emit, way)

    @Slot()
    def _try(self) -> None:
        self.trying.emit([way for way in self._ways if not way.more])


def said(way: Way, t: Texts) -> str:
    """Say what is known of a way."""
    params = dict(way.params)
    n = int(params.get("n", "0"))
    match way.code:
        case "style":
            return t(
                "{share} of the differences between people’s mean answer lie between the groups tried: the "
                "way of answering can be taken out.",
                share=t.percent(float(params["share"])),
            )
        case "grouping":
            return t(
                "Once answers given by less than {share} are put together, fewer than two questions vary: "
                "they can be left apart.",
                share=t.percent(float(params["share"])),
            )
        case "alike":
            names = [t.quoted(shortened(clean(name), _NAME)) for _, name in way.params]
            return t.plural(
                "Nearly everybody answers the same to {names}: do without it.",
                "Nearly everybody answers the same to {names}: do without them.",
                len(names),
                names=t.listed(names),
            )
        case "theme":
            return t.plural(
                "Only the {n} question of the theme {theme}.",
                "Only the {n} questions of the theme {theme}.",
                n,
                theme=t.quoted(t.code("theme", params["theme"])),
            )
        case "more":
            return t.plural(
                "{n} question describes people without forming segments: it can be made active.",
                "{n} questions describe people without forming segments: some can be made active.",
                n,
            )
        case _:
            return _of_people(way, n, t)


def _of_people(way: Way, n: int, t: Texts) -> str:
    match way.code:
        case "out_straight_liner":
            return t.plural(
                "{n} respondent who gave one same answer to a whole grid still counts.",
                "{n} respondents who gave one same answer to a whole grid still count.",
                n,
            )
        case "out_speeder":
            return t.plural(
                "{n} respondent who took less than a third of the usual time still counts.",
                "{n} respondents who took less than a third of the usual time still count.",
                n,
            )
        case "back_straight_liner":
            return t.plural(
                "{n} respondent is left out for one same answer to a whole grid.",
                "{n} respondents are left out for one same answer to a whole grid.",
                n,
            )
        case "back_speeder":
            return t.plural(
                "{n} respondent is left out for having answered fast.",
                "{n} respondents are left out for having answered fast.",
                n,
            )
        case _:
            return t.plural(
                "{n} respondent is left out for not having finished.",
                "{n} respondents are left out for not having finished.",
                n,
            )


def outcome(tried: Tried, t: Texts) -> str:
    """Say what a way gave."""
    best = tried.best
    if best is None:
        return t("Tried: there is too little to form segments.")
    figures = {"value": t.decimal(best.stability, 2), "null": t.decimal(best.null_stability, 2)}
    if tried.leads and tried.contested:
        return t(
            "Tried: {k} segments to be confirmed, as another choice gives other groups (stability {value} "
            "out of 1; chance alone gives {null}).",
            k=best.k,
            **figures,
        )
    if tried.leads:
        return t(
            "Tried: {k} segments found again better than by chance (stability {value} out of 1; chance "
            "alone gives {null}).",
            k=best.k,
            **figures,
        )
    return t(
        "Tried: no clear structure either, at best {value} out of 1 (chance alone gives {null}).", **figures
    )
