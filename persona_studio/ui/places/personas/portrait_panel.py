"""What the inspector says of the picture of a persona: what it is, its rights, and ways to another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.personas import Persona, Photo
from persona_studio.services.personas import photos
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.figures import Avatar
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import clear

FACE = 56


class PortraitPanel(QWidget):
    """``opening`` asks for the photo, ``choosing`` for drawn portraits, ``another`` for another of them."""

    opening = Signal()
    choosing = Signal()
    another = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.px(10))
        self.hide()

    def show_persona(self, persona: Persona, *, editable: bool) -> None:
        """Show the picture of a persona."""
        clear(self._column)
        kit = self._kit
        head = QHBoxLayout()
        head.setSpacing(kit.px(12))
        head.addWidget(Avatar(kit, persona, FACE), 0, Qt.AlignmentFlag.AlignTop)
        said = Paragraph(kit, "body")
        said.setText(self._what(persona))
        head.addWidget(said, 1)
        self._column.addLayout(head)
        if persona.photo is not None:
            self._rights(persona.photo)
        if editable:
            self._buttons(has=persona.photo is not None)

    def _what(self, persona: Persona) -> str:
        t = self._kit.t
        if persona.photo is not None and not self._kit.album.holds(persona.photo):
            return t("The photo is missing or damaged in this file: the portrait takes its place.")
        return picture_words(persona, t)

    def _rights(self, photo: Photo) -> None:
        t = self._kit.t
        note = Paragraph(self._kit, "small", "text2" if photo.rights else "warn")
        note.setText(
            t("Rights: {rights}", rights=photo.rights)
            if photo.rights
            else t("Without a note of rights, nobody knows whether this sheet may be shared.")
        )
        self._column.addWidget(note)

    def _buttons(self, *, has: bool) -> None:
        kit, row = self._kit, Flow(self._kit.px(6), self._kit.px(6))
        holder = QWidget()
        holder.setLayout(row)
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for icon, words, kind, signal in (
            (
                "crop" if has else "image-plus",
                "Crop the photo" if has else "Add a photo",
                SECONDARY,
                self.opening,
            ),
            ("smile", "Drawn portraits", SECONDARY, self.choosing),
            ("refresh-cw", "Another", QUIET, self.another),
        ):
            button = Button(kit, kind, icon, small=True)
            kit.say(button.setText, words)
            button.clicked.connect(signal)
            row.addWidget(button)
        self._column.addWidget(holder)


def picture_words(persona: Persona, t: Texts) -> str:
    """Say what the picture of a persona is."""
    if persona.photo is not None:
        return t("Photo")
    seen = next((each for each in photos.drawings() if each.name == persona.portrait.drawing), None)
    return seen.label(t.language) if seen is not None else t("Illustrated portrait")
