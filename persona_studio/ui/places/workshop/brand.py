"""The client's brand at the top right of the workshop: logo, colours, families, words, brands kept."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.brand import Brand
from persona_studio.domain.project import Project
from persona_studio.publish.layout.values import Supplies
from persona_studio.services.workshop import branding
from persona_studio.services.workshop.branding import TakenLogo, Wearers
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.workshop.brand_parts import LogoTile, PairChoice, Swatch
from persona_studio.ui.widgets.buttons import LINK, Button, IconButton
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.notes import WARNING, Strip
from persona_studio.ui.widgets.surfaces import clear
from persona_studio.ui.widgets.title import Title

LABELS, NARROW = 78, 225
FEWEST, MOST = 4, 8
TOLD = {
    "shaded": "Shadings have become plain colours.",
    "seen_through": "Transparency has become plain colours, as on white paper.",
    "effects": "Effects and patterns were left out.",
    "dashes": "Dashed lines have become continuous.",
}
"""What is said of a logo that was simplified."""


Wait = Callable[[str, Callable[[], None], Sequence[QWidget]], None]
"""Lets messages come and go while the pointer is on nothing that they move; see ``OptionsPanel.wait``."""


class BrandPanel(QWidget):
    """Shows a brand and tells what is wanted; see ``brand_desk`` for what then happens.

    ``logo_wanted`` asks for a file, ``logo_dropped`` carries one; ``colour_wanted`` carries the place of a
    colour; ``coloured`` a place and a colour ("" is ours), ``proposed`` colours; ``menu_wanted`` where.
    """

    logo_wanted = Signal()
    logo_dropped = Signal(str)
    logo_removed = Signal()
    colour_wanted = Signal(int)
    coloured = Signal(int, str)
    proposed = Signal(object)
    paired = Signal(str)
    worded = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, kit: Kit, supplies: Supplies, wait: Wait) -> None:
        super().__init__()
        self._kit, self._wait = kit, wait
        self._shown: tuple[Brand, int, Wearers, bool, str] | None = None
        self._proposal: tuple[str, ...] = ()
        self._rows: list[QBoxLayout] = []
        self.swatches: list[Swatch] = []
        self.tile = LogoTile(kit, supplies)
        self.name, self._where = Title(kit, "Name of the brand", "strong"), Paragraph(kit, "small", "text2")
        self.more = IconButton(kit, "ellipsis", "Brand: open, keep, rename", side=28, size=18)
        self.colours = QWidget()
        self._dots = Flow(kit.px(7), kit.px(7))
        self.colours.setLayout(self._dots)
        self.pair = PairChoice(kit, "Families of the pages")
        self.footer = QLineEdit()
        self.alike, self.darker = Paragraph(kit, "small", "warn"), Paragraph(kit, "small", "text2")
        self.cut = Paragraph(kit, "small", "warn")
        self.proposal = QWidget()
        self.strip = Strip(kit)
        self._build()
        self.tile.clicked.connect(self.logo_wanted)
        self.tile.dropped.connect(self.logo_dropped)
        self.tile.removed.connect(self.logo_removed)
        self.pair.activated.connect(self._pair)
        self.footer.editingFinished.connect(self._word)
        self.footer.textChanged.connect(self.footer.setToolTip)  # the field is narrow
        self.more.clicked.connect(self._ask)
        kit.name(self, "Brand of the client")

    def _build(self) -> None:
        kit, px = self._kit, self._kit.px
        title = Label(kit, "card")
        kit.say(title.setText, "Brand of the client")
        kit.say(self._where.setText, "At the foot of each page")
        self.footer.setFont(kit.font("body"))
        self.footer.setMaxLength(200)
        kit.name(self.footer, "Words of the client at the foot of each page")
        kit.say(self.footer.setPlaceholderText, "Confidential…")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(10))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addLayout(self._logo())
        column.addWidget(self.strip)
        column.addWidget(self._proposal_row())
        column.addLayout(self._row("Colours", self.colours))
        column.addWidget(self.darker)
        column.addWidget(self.alike)
        column.addLayout(self._row("Fonts", self.pair))
        column.addLayout(self._row("Footer", self.footer))
        column.addWidget(self.cut)
        for part in (self.strip, self.proposal, self.darker, self.alike, self.cut):
            part.hide()

    def _logo(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(self._kit.px(2))
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self._where)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(12))
        row.addWidget(self.tile)
        row.addLayout(words, 1)
        return row

    def _proposal_row(self) -> QWidget:
        kit = self._kit
        self._found = Flow(kit.px(4), kit.px(4))
        said = Label(kit, "small", "text2")
        kit.say(said.setText, "In the logo")
        self._take_them = take = Button(kit, LINK, small=True)
        kit.say(take.setText, "Take these colours")
        take.clicked.connect(self._take)
        row = QVBoxLayout(self.proposal)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(4))
        top = QHBoxLayout()
        top.addWidget(said)
        holder = QWidget()
        holder.setLayout(self._found)
        top.addWidget(holder, 1)
        row.addLayout(top)
        row.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        kit.name(self.proposal, "Colours of the logo")
        return self.proposal

    def _row(self, text: str, field: QWidget) -> QBoxLayout:
        words = Label(self._kit, "body", "text2")
        self._kit.say(words.setText, text)
        words.setMinimumWidth(self._kit.px(LABELS))
        if field is not self.colours:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(self._kit.px(8))
        row.addWidget(words)
        row.addWidget(field, 1)
        self._rows.append(row)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put words over their fields where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self._kit.px(NARROW)
        ways = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
            row.setSpacing(self._kit.px(4 if narrow else 8))

    # -------------------------------------------------------------- showing

    def show_project(self, project: Project, *, editable: bool) -> None:
        """Show the brand of a project."""
        brand, count = project.brand, min(MOST, max(FEWEST, len(project.personas)))
        for part in (self.tile, self.name, self.pair, self.footer):
            part.setEnabled(editable)
        wearers = branding.wearers(project)
        shown = brand, count, wearers, editable, self._kit.t.language
        if self._shown == shown:
            return
        before = self._shown[0] if self._shown is not None else None
        self._shown = shown
        self.tile.show_brand(brand)
        unnamed = self._kit.t("No name") if brand.logo or brand.wordmark else self._kit.t("No logo")
        self.name.show_text(brand.name or unnamed, brand.name, about=project.id, editable=editable)
        self.pair.rename()
        self.pair.setCurrentIndex(max(0, self.pair.findData(brand.fonts)))
        if before is None or before.footer != brand.footer:
            self.footer.setText(brand.footer)
            self.footer.setCursorPosition(0)
        if before is not None and before.logo != brand.logo:
            self.propose(None)
        self._show_colours(brand, count, wearers, editable=editable)
        tell = partial(self._tell_of_colours, brand, count, wearers)
        self._wait("colours", tell, (self.tile, self.colours))

    def forget(self) -> None:
        """Let go of another project's brand."""
        self._shown = None
        self.name.show_text("", "", about="", editable=False)
        self.footer.setText("")
        self._propose(None)
        for part in (self.darker, self.alike, self.cut):
            part.hide()

    def propose(self, taken: TakenLogo | None) -> None:
        """Offer the colours of a logo, and say what of it was simplified, as soon as that moves nothing."""
        self._wait("logo", partial(self._propose, taken), (self.tile, self.more))

    def _propose(self, taken: TakenLogo | None) -> None:
        worn = branding.worn_colours(*self._shown[:2]) if self._shown is not None else ()
        found = taken.colours if taken is not None else ()
        self._proposal = found if set(found) - set(worn) else ()
        self._take_them.setEnabled(True)
        clear(self._found)
        for place, colour in enumerate(self._proposal):
            dot = Swatch(self._kit, place, colour)
            dot.setEnabled(False)
            dot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            dot.setAccessibleName(colour)
            self._found.addWidget(dot)
        self.proposal.setVisible(bool(self._proposal))
        told = taken.told if taken is not None else ()
        if told:
            said = " ".join(self._kit.t(TOLD[one]) for one in told)
            self.strip.tell(WARNING, self._kit.t("The logo was simplified."), said)
        else:
            self.strip.hide()

    def tell_cut(self, words: str) -> None:
        """Say where the words at the foot are cut, if anywhere."""
        above = (self.tile, self.colours, self.pair, self.footer)
        self._wait("footer", partial(self._tell_cut, words), above)

    def _tell_cut(self, words: str) -> None:
        self.cut.setText(words)
        self.cut.setVisible(bool(words))

    def _show_colours(self, brand: Brand, count: int, wearers: Wearers, *, editable: bool) -> None:
        focused = next((dot.place for dot in self.swatches if dot.hasFocus()), None)
        clear(self._dots)
        self.swatches = []
        worn, darker = branding.worn_colours(brand, count), branding.darkened(brand)
        for place, colour in enumerate(worn):
            dot = Swatch(self._kit, place, colour)
            dot.setEnabled(editable)
            named = self._kit.t.listed(wearers.get(place, ()))
            words = "Colour {n} ({names}): {colour}" if named else "Colour {n}: {colour}"
            said = self._kit.t(words, n=place + 1, names=named, colour=colour)
            if place in darker:
                said = self._kit.t("{said}. Under white words: {darker}", said=said, darker=darker[place])
            dot.setAccessibleName(said)
            dot.setToolTip(said)
            dot.clicked.connect(partial(self._ask_colour, dot, place < len(brand.colours)))
            self._add(dot)
        if len(worn) < MOST:
            plus = Swatch(self._kit, len(worn))
            plus.setEnabled(editable)
            plus.setAccessibleName(self._kit.t("Add a colour…"))
            plus.setToolTip(self._kit.t("Add a colour…"))
            plus.clicked.connect(partial(self.colour_wanted.emit, len(worn)))
            self._add(plus)
        if focused is not None and self.swatches:
            self.swatches[min(focused, len(self.swatches) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, dot: Swatch) -> None:
        self._dots.addWidget(dot)
        self.swatches.append(dot)
        dot.show()

    def _tell_of_colours(self, brand: Brand, count: int, wearers: Wearers) -> None:
        self._tell_darker(branding.darkened(brand), wearers)
        self._warn(branding.worn_colours(brand, count), wearers)

    def _tell_darker(self, darker: Mapping[int, str], wearers: Wearers) -> None:
        """Say which colours of the client do not print as they are wherever they are seen."""
        said = (
            "Darkened on the pages where white words stand on it: {colours}.",
            "Darkened on the pages where white words stand on them: {colours}.",
        )
        self.darker.setVisible(bool(darker))
        colours = self._kit.t.listed([self._whose(place, wearers) for place in darker])
        self.darker.setText(self._kit.t.plural(*said, len(darker), colours=colours))

    def _warn(self, colours: tuple[str, ...], wearers: Wearers) -> None:
        """Say which colours are nearest to each other, by who wears them; first two that somebody wears."""
        pairs = branding.hard_to_tell(colours)
        self.alike.setVisible(bool(pairs))
        if pairs:
            one, other = min(pairs, key=lambda pair: sum(place not in wearers for place in pair))
            said = "Two colours are hard to tell apart for some eyes: {one} and {other}."
            if (one, other) in branding.nearly_same(colours):
                said = "Two colours look nearly the same on the pages: {one} and {other}."
            told = self._kit.t(said, one=self._whose(one, wearers), other=self._whose(other, wearers))
            self.alike.setText(told)

    def _whose(self, place: int, wearers: Wearers) -> str:
        """Return who wears a colour; one that nobody wears has its number, as when it is pointed at."""
        t, names = self._kit.t, wearers.get(place, ())
        return f"{t.listed(names)} ({place + 1})" if names else t("colour {n}", n=place + 1)

    # -------------------------------------------------------------- telling

    def _ask_colour(self, dot: Swatch, own: bool) -> None:
        """Offer to change a colour, and to give ours back where it is the client's."""
        if not own:
            self.colour_wanted.emit(dot.place)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        change = menu.addAction(self._kit.icon("pencil"), self._kit.t("Change the colour…"))
        change.triggered.connect(partial(self.colour_wanted.emit, dot.place))
        back = menu.addAction(self._kit.icon("rotate-ccw"), self._kit.t("Back to our colour"))
        back.triggered.connect(partial(self.coloured.emit, dot.place, ""))
        menu.popup(dot.mapToGlobal(QPoint(0, dot.height())))

    @Slot()
    def _take(self) -> None:
        self.proposed.emit(self._proposal)
        self._take_them.setEnabled(False)
        self.propose(None)

    @Slot(int)
    def _pair(self, _index: int) -> None:
        self.paired.emit(self.pair.currentData())

    @Slot()
    def _word(self) -> None:
        self.worded.emit(self.footer.text())

    @property
    def writing(self) -> bool:
        """Whether words at the foot are being written, and were not told of yet."""
        return self.footer.isModified()

    @Slot()
    def _ask(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))
