"""The dialog that gives a persona its picture: a photo, cropped, with its rights; or a drawn portrait."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.cropping import sharpness
from persona_studio.domain.personas import Persona, Photo
from persona_studio.errors import UserError
from persona_studio.services.personas import photos
from persona_studio.services.personas.photos import Taken
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.dialogs.photo import sources
from persona_studio.ui.dialogs.photo.crop import CropView
from persona_studio.ui.dialogs.photo.portraits import PortraitPicker
from persona_studio.ui.messages import split
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.notes import ERROR, Strip
from persona_studio.ui.widgets.segmented import Option, Segmented

PHOTO, DRAWN = "photo", "drawn"
AROUND = 230
INCH, COARSE = 25.4, 150
"""Millimetres; dots per inch below which pixels are seen."""


class PhotoDialog(Sheet):
    """``kept`` carries the photo and, when it is a new one, its :class:`Taken`; ``drawn`` a portrait."""

    kept = Signal(object, object)
    drawn = Signal(object)

    def __init__(
        self, studio: Studio, parent: QWidget, persona: Persona, others: Sequence[Persona], page: str = PHOTO
    ) -> None:
        kit = studio.kit
        title = kit.t("Picture of {name}", name=persona.name) if persona.name else kit.t("Picture")
        super().__init__(kit, parent, title)
        self._studio, self._persona = studio, persona
        self._taken: Taken | None = None
        self._frame = photos.frame_of(persona.template)
        self.switch = Segmented(
            kit, (Option(PHOTO, "Photo", "image"), Option(DRAWN, "Drawn portrait", "smile")), "Picture"
        )
        self.crop = CropView(kit, self._frame, circle=persona.template in photos.ROUND)
        self.rights = QLineEdit(persona.photo.rights if persona.photo is not None else "")
        self.choose, self.paste = (
            Button(kit, SECONDARY, "file-image"),
            Button(kit, SECONDARY, "clipboard-paste"),
        )
        self.back = Button(kit, QUIET, "smile")
        self.picker = PortraitPicker(kit, persona, others)
        self.strip = Strip(kit)
        self._build()
        self._connect()
        self._show(persona.photo, self._stored(persona.photo))
        self.show_page(page)
        self.crop.fit(self.room() - kit.px(AROUND))

    # -------------------------------------------------------------- building

    def _build(self) -> None:
        kit, px = self.kit, self.kit.px
        self._pages = QStackedWidget()
        self._pages.addWidget(self._photo_page())
        self._pages.addWidget(self.picker)
        self.column.addWidget(self.switch)
        self.column.addWidget(self.strip)
        self.column.addWidget(self._pages)
        self.yes = self.foot("Keep")
        self.setMinimumWidth(px(660))
        for button, words in (
            (self.choose, "Choose a file"),
            (self.paste, "Paste"),
            (self.back, "Back to the portrait"),
        ):
            kit.say(button.setText, words)
            button.setAutoDefault(False)

    def _photo_page(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        page, row, side = QWidget(), QHBoxLayout(), QVBoxLayout()
        page.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(20))
        row.addWidget(self.crop)
        row.addLayout(side, 1)
        side.setSpacing(px(10))
        buttons = QHBoxLayout()
        for button in (self.choose, self.paste):
            buttons.addWidget(button)
        buttons.addStretch(1)
        side.addLayout(buttons)
        self._hint, self._sharp = Paragraph(kit, "small", "text2"), Paragraph(kit, "small", "text2")
        kit.say(self._hint.setText, "Wheel, + and −: size. Drag, arrows: cropping. Enter: keep.")
        side.addWidget(self._hint)
        side.addWidget(self._sharp)
        side.addSpacing(px(8))
        label = Label(kit, "strong")
        kit.say(label.setText, "Rights")
        side.addWidget(label)
        self.rights.setFont(kit.font("body"))
        kit.name(self.rights, "Who made the photo, under which licence")
        kit.say(self.rights.setPlaceholderText, "Who made it, under which licence")
        side.addWidget(self.rights)
        self._unknown = Paragraph(kit, "small", "warn")
        kit.say(
            self._unknown.setText, "Without a note of rights, nobody knows whether this sheet may be shared."
        )
        side.addWidget(self._unknown)
        side.addStretch(1)
        row_ = QHBoxLayout()
        row_.addWidget(self.back)
        row_.addStretch(1)
        side.addLayout(row_)
        return page

    def _connect(self) -> None:
        self.switch.chosen.connect(self.show_page)
        self.crop.cropped.connect(self._tell)
        self.crop.dropped.connect(self.take)
        self.crop.wanted.connect(self.ask_file)
        self.choose.clicked.connect(self.ask_file)
        self.paste.clicked.connect(self.paste_picture)
        self.back.clicked.connect(self._go_back)
        self.rights.textChanged.connect(self._tell)
        self.picker.taken.connect(self.accept)
        self.accepted.connect(self._answer)
        self._studio.closed.connect(self.reject)

    # -------------------------------------------------------------- showing

    @Slot(str)
    def show_page(self, page: str) -> None:
        """Show the photo, or the drawn portraits."""
        self.switch.choose(page)
        self._pages.setCurrentIndex(0 if page == PHOTO else 1)
        self._tell()
        (self.crop if page == PHOTO else self.picker.faces).setFocus()

    def _stored(self, photo: Photo | None) -> QPixmap:
        if photo is None or not self.kit.album.holds(photo):
            return QPixmap()
        return _pixmap(self.kit.album.read(photo.picture))

    def _show(self, photo: Photo | None, picture: QPixmap) -> None:
        """Show a photo to crop; one whose picture is not to be had is none."""
        self.crop.show_photo(photo if not picture.isNull() else None, picture)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Say how it prints, whether rights are missing, whether there is anything to keep."""
        photo, t = self.crop.photo, self.kit.t
        self._hint.setVisible(photo is not None)
        self._sharp.setVisible(photo is not None)
        self._unknown.setVisible(photo is not None and not self.rights.text().strip())
        self.rights.setEnabled(photo is not None)
        self.back.setVisible(self._persona.photo is not None)
        self.yes.setEnabled(photo is not None or self.switch.value() == DRAWN)
        if photo is not None:
            dots = sharpness(photo, *self._frame) * INCH
            self._sharp.tint("warn" if dots < COARSE else "text2")
            said = t("It prints at {dots} dots per inch.", dots=round(dots))
            if dots < COARSE:
                said = t("It prints at {dots} dots per inch: it will look coarse.", dots=round(dots))
            self._sharp.setText(said)

    # -------------------------------------------------------------- pictures

    @Slot()
    def ask_file(self) -> None:
        """Ask for a picture."""
        sources.ask_file(self, self.kit, self.take)

    @Slot()
    def paste_picture(self) -> None:
        """Take the picture on the clipboard."""
        found = sources.on_clipboard()
        if found is None:
            self._fail(UserError("no_picture_to_paste"))
        else:
            self.take(found)

    @Slot(str)
    @Slot(object)
    def take(self, source: str | Path | QImage) -> None:
        """Read a picture, in the worker."""
        self.strip.dismiss()
        sources.take(self._studio, source, whose=self._persona.id, done=self.arrived, failed=self._fail)

    def arrived(self, taken: Taken) -> None:
        """Show a picture that was read."""
        self._taken = taken
        self.rights.clear()
        self._show(photos.photo_of(taken), _pixmap(taken.data))
        self.show_page(PHOTO)

    def _fail(self, error: UserError) -> None:
        fact, rest = split(self.kit.t.error(error))
        self.strip.tell(ERROR, fact, rest)

    # -------------------------------------------------------------- answers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste a picture with Ctrl+V where no text is written."""
        if sources.pastes(event):
            self.paste_picture()
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_back(self) -> None:
        self.drawn.emit(self._persona.portrait)
        self.reject()

    @Slot()
    def _answer(self) -> None:
        photo = self.crop.photo
        if self.switch.value() == DRAWN:
            self.drawn.emit(self.picker.portrait)
        elif photo is not None:
            self.kept.emit(replace(photo, rights=self.rights.text()), self._taken)


def _pixmap(data: bytes | None) -> QPixmap:
    picture = QPixmap()
    picture.loadFromData(QByteArray(data or b""))
    return picture
