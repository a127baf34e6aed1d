"""The right side of the workshop: what is on the pages, and how they leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.deliverables import PRESENTATION
from persona_studio.domain.formats import FORMATS, PDF, PNG, PPTX, Format
from persona_studio.domain.kit import Kit as Chosen
from persona_studio.domain.kit import Options
from persona_studio.texts import LANGUAGES
from persona_studio.ui.frame.language import LANGUAGE_NAMES
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.workshop.slide_hints import SlideHints
from persona_studio.ui.widgets.buttons import PRIMARY, SECONDARY, Button, IconButton, MenuButton
from persona_studio.ui.widgets.fields import Check, Choice
from persona_studio.ui.widgets.labels import Label, Paragraph, Rule, labelled
from persona_studio.ui.widgets.notes import Strip
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Column, Panel
from persona_studio.ui.widgets.switch import Switch

SWITCHES: Mapping[str, tuple[str, str]] = {
    "marks": ("Provenance marks", "Data, verbatim or hypothesis, before each line."),
    "source": ("Source and number", "The survey and its respondents, at the foot."),
    "rates": ("Rates in the margin", "The share of respondents beside lines from data."),
    "crop": ("Crop marks", "3 mm of bleed and marks to cut along, on a larger page."),
    "grey": ("Check in grey", "How the pages come out of a printer without colours."),
}
"""Options of the pages: their words and what they do."""
USUAL_FORMATS = (PDF, PPTX, PNG)
DPIS = (96, 150, 200, 300)
USUAL_DPI = 200
LOW, ROOMY = 560, 900
"""Pixels of the drawings below which the export scrolls too, and those from which reminders stay below it."""
MARGINS = 24, 20
"""Pixels of the drawings to the left and right of all that the panel holds."""
LABELS = 78
"""Pixels of the drawings for the words before fields."""


class OptionsPanel(Panel):
    """``switched`` carries an option and whether it is on; ``brand`` is the room for the client's brand."""

    switched = Signal(str, bool)
    spoken = Signal(str)
    folder_wanted = Signal()
    format_chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "l")
        self._kit = kit
        px = kit.px
        self._format, self._wide = PDF, False
        self.brand = QVBoxLayout()
        self.switches: dict[str, Switch] = {}
        self.strip, self.shortened, self.reminder = Strip(kit), Strip(kit), Strip(kit)
        self.export = Button(kit, PRIMARY, "download")
        self.print_ = IconButton(kit, "printer", "Print…", side=36, size=19)
        self._column = Column(kit, margins=(MARGINS[0], 22, MARGINS[1], 12), gap=12)
        self._column.installEventFilter(self)
        self._waiting: dict[str, Callable[[], None]] = {}
        self._export = self._exporting()
        self._column.rows.addWidget(self._pages())
        self._column.rows.insertLayout(0, self.brand)
        self._column.rows.addStretch(1)
        self._notes, self._low, self._roomy = QVBoxLayout(), False, True
        self._notes.setSpacing(px(10))
        for strip in (self.shortened, self.reminder):
            self._notes.addWidget(strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, px(20))
        column.setSpacing(0)
        column.addWidget(self._column, 1)
        column.addWidget(Rule(kit))
        column.addLayout(self._foot())
        kit.name(self, "Options and export")

    # -------------------------------------------------------------- building

    def _heading(self, text: str) -> Label:
        label = Label(self._kit, "card")
        self._kit.say(label.setText, text)
        return label

    def _pages(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, self._kit.px(4))
        column.setSpacing(self._kit.px(10))
        column.addWidget(self._heading("On the pages"))
        for option in fields(Options):
            switch = self.switches[option.name] = Switch(self._kit, *SWITCHES[option.name])
            switch.setObjectName(option.name)
            switch.toggled.connect(self._switch)
            column.addWidget(switch)
        self._kit.name(part, "On the pages")
        return part

    def _exporting(self) -> QWidget:
        kit, px = self._kit, self._kit.px
        part = QWidget()
        self.more = MenuButton(kit, "small-medium")
        self.more.clicked.connect(self._ask_more)
        head = QHBoxLayout()
        head.addWidget(self._heading("Export"))
        head.addStretch(1)
        head.addWidget(self.more)
        self.format = Segmented(
            kit,
            [Option(each.id, each.name, translated=False) for each in USUAL_FORMATS],
            "Format of the file",
            compact=True,
        )
        self.format.choose(PDF.id)
        self.format.chosen.connect(self._choose_format)
        self.archive = Check(kit, wraps=True)
        kit.say(self.archive.setText, "For archives (PDF/A)")
        kit.say(self.archive.explain, "A file that opens the same in many years: PDF/A-2b.")
        self.dpi = Choice(kit, "Sharpness of the pictures")
        for dpi in DPIS:
            self.dpi.addItem(f"{dpi} dpi", dpi)
        self._dpi = self._field("Sharpness", self.dpi)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, px(4), 0, 0)
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(self.format)
        self.hints = SlideHints(kit)
        self._own = QStackedWidget()
        for row in (QWidget(), self.archive, self._dpi):
            self._own.addWidget(row)
        self.lines_stay = Paragraph(kit, "small", "text2")
        kit.say(self.lines_stay.setText, "Titles change language; lines stay as they are written.")
        self.lines_stay.hide()
        for row in (self._language(), self.lines_stay, self._folder(), self._own):
            column.addWidget(row)
        kit.name(part, "Export")
        return part

    def _field(self, text: str, field: QWidget) -> QWidget:
        """Return a row: words, then what is chosen."""
        part, row = QWidget(), labelled(self._kit, text, field, LABELS)
        row.setContentsMargins(0, 0, 0, 0)
        part.setLayout(row)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return part

    def _language(self) -> QWidget:
        self.language = Choice(self._kit, "Language of the pages")
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.activated.connect(self._speak)
        return self._field("Language", self.language)

    def _folder(self) -> QWidget:
        self.folder = FolderButton(self._kit)
        self.folder.clicked.connect(self.folder_wanted)
        return self._field("Folder", self.folder)

    def _foot(self) -> QVBoxLayout:
        px = self._kit.px
        self.export.setFixedHeight(px(40))
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.export, 1)
        row.addWidget(self.print_)
        column = QVBoxLayout()
        column.setContentsMargins(px(MARGINS[0]), px(8), px(MARGINS[1]), 0)
        column.setSpacing(px(10))
        column.addWidget(self.hints)  # above what stands from the bottom up, which it must not move
        column.addWidget(self._export)
        column.addWidget(self.strip)
        column.addLayout(self._notes)
        column.addLayout(row)
        self._feet = column
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the export in view, and reminders as long as there is room for both; errors always are."""
        super().resizeEvent(event)
        low, roomy = self.height() < self._kit.px(LOW), self.height() >= self._kit.px(ROOMY)
        if low != self._low:
            self._low = low
            for part in (self._export, self.hints):
                (self._feet if low else self._column.rows).removeWidget(part)
            # What stands from the top down has its hints below it, what stands from the bottom up above it.
            for place, part in enumerate((self._export, self.hints) if low else (self.hints, self._export)):
                if low:
                    self._column.rows.insertWidget(self._column.rows.count() - 1, part)
                else:
                    self._feet.insertWidget(place, part)
        if roomy != self._roomy:
            self._roomy = roomy
            (self._column.rows if roomy else self._feet).removeItem(self._notes)
            self._notes.setParent(None)
            if roomy:
                self._feet.insertLayout(self._feet.count() - 1, self._notes)
            else:
                self._column.rows.insertLayout(0, self._notes)

    # -------------------------------------------------------------- showing

    def show_kit(self, chosen: Chosen, language: str, written: str, folder: Path) -> None:
        """Show what is chosen, without telling; ``written`` is the language in which the lines are."""
        for name, switch in self.switches.items():
            switch.blockSignals(True)
            switch.setChecked(getattr(chosen.options, name))
            switch.blockSignals(False)
        self.archive.blockSignals(True)
        self.archive.setChecked(chosen.archive)
        self.archive.blockSignals(False)
        self._wide = PRESENTATION.id in chosen.deliverables
        self._tell_of_slides()
        self.language.setCurrentIndex(LANGUAGES.index(language))
        self.lines_stay.setVisible(language != written)
        self.show_folder(folder)
        self._name_more()  # perhaps in another language

    def show_folder(self, folder: Path) -> None:
        """Show where files go."""
        self.folder.show_folder(folder)

    @property
    def chosen_format(self) -> Format:
        """The format of the file."""
        return self._format

    def choose_format(self, id_: str) -> None:
        """Choose a format; one that is not among the usual ones is named at the menu."""
        self._format = next((each for each in FORMATS if each.id == id_), PDF)
        self.format.choose(self._format.id)
        self._name_more()
        # One of a stack: whichever it is, and none, the formats stay under the pointer.
        self._own.setCurrentIndex({PDF: 1, PNG: 2}.get(self._format, 0))
        self._tell_of_slides()

    def _name_more(self) -> None:
        t, usual = self._kit.t, self._format in USUAL_FORMATS
        words = t("Other formats") if usual else t(self._format.name)
        self.more.setText(words)
        self.more.setAccessibleName(words if usual else t("Format: {name}", name=words))
        self.more.updateGeometry()

    def _tell_of_slides(self) -> None:
        slides = self._format == PPTX
        self._hold()
        self.hints.tell(slides=slides, wide=self._wide, crop=self.switches["crop"].isChecked())

    def _hold(self) -> None:
        """Let what is below go without what is in view sliding down, until the pointer is elsewhere."""
        scrolled = self._column.verticalScrollBar().value()
        if scrolled and self._column.underMouse():
            self._column.content.setMinimumHeight(scrolled + self.height())

    def remind(self, tell: Callable[[], None]) -> None:
        """Let reminders come and go; those that stand on top wait while the pointer is on what is below."""
        self._tell("reminders", tell, at_once=self._roomy)

    def wait(self, what: str, tell: Callable[[], None], asking: Sequence[QWidget]) -> None:
        """Let something come or go at once while the pointer is on what asks for it, which stands above it.

        Else it waits until the pointer has left all that it might move; what is called the same replaces it.
        """
        self._tell(what, tell, at_once=any(part.underMouse() for part in asking))

    def _tell(self, what: str, tell: Callable[[], None], *, at_once: bool) -> None:
        self._waiting[what] = tell
        if at_once or not self._column.underMouse():
            self._tell_waiting(what)

    def _tell_waiting(self, *what: str) -> None:
        for each in what or tuple(self._waiting):
            self._waiting.pop(each)()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up once the pointer has gone."""
        if watched is self._column and event.type() == QEvent.Type.Leave:
            self._column.content.setMinimumHeight(0)
            self._tell_waiting()
        return super().eventFilter(watched, event)

    def forget(self) -> None:
        """Let go of what was said of another project."""
        self._waiting.clear()
        for strip in (self.strip, self.shortened, self.reminder):
            strip.hide()

    def choose_dpi(self, dpi: int) -> None:
        """Choose how sharp pictures are."""
        self.dpi.setCurrentIndex(max(0, self.dpi.findData(dpi)))

    # -------------------------------------------------------------- telling

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.switched.emit(self.sender().objectName(), on)

    @Slot(int)
    def _speak(self, _index: int) -> None:
        self.spoken.emit(self.language.currentData())

    @Slot(str)
    def _choose_format(self, id_: str) -> None:
        self.choose_format(id_)
        self.format_chosen.emit(id_)

    @Slot()
    def _ask_more(self) -> None:
        """Offer the formats that fewer people want."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for each in FORMATS:
            if each in USUAL_FORMATS:
                continue
            action = menu.addAction(self._kit.t(each.name))
            action.setData(each.id)
            action.setCheckable(True)
            action.setChecked(each == self._format)
            group.addAction(action)
        group.triggered.connect(self._take)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    @Slot(QAction)
    def _take(self, action: QAction) -> None:
        self._choose_format(action.data())


class FolderButton(Button):
    """Names a folder and asks for another; the whole path is in the tooltip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, SECONDARY, "folder")
        self._kit = kit
        self._name = ""
        self.setFont(kit.font("body"))

    def show_folder(self, folder: Path) -> None:
        """Name a folder."""
        self._name = folder.name or str(folder)
        self.setToolTip(str(folder))
        self.setAccessibleName(self._kit.t("Folder: {name}. Choose another one", name=self._name))
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        """Accept a shortened name."""
        return QSize(self._kit.px(60), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as there is room for."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = max(self._kit.px(20), self.width() - self._kit.px(11 + 17 + 8 + 8))
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room))

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        """Let the words begin where those of the other fields do."""
        px = self._kit.px
        picture = self._kit.picture("folder", ink, 17)
        painter.drawPixmap(px(11), round(rect.center().y() - px(17) / 2), picture)
        painter.setPen(self._kit.colour(ink))
        room = rect.adjusted(px(11 + 17 + 8), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
