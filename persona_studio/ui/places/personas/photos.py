"""The portrait of the sheet: opened, dropped on, pasted on; each way ends in one gesture."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QMenu

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Photo, Portrait
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import photos
from persona_studio.services.personas.photos import Taken
from persona_studio.ui.canvas.photo_zone import PhotoZone, Shows
from persona_studio.ui.canvas.spots import PORTRAIT
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.dialogs.photo import sources
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.ui.dialogs.photo.dialog import PhotoDialog
    from persona_studio.ui.places.personas.place import PersonasPlace


class PhotoDesk(QObject):
    """Does what is asked with the picture of the persona shown."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio, self._canvas = place, place.studio, place.canvas
        self.zone = PhotoZone(place.kit, place.canvas)
        place.actions_.on("photo", self.open)
        place.actions_.on("portrait", self.another)
        place.canvas.keyed.connect(self._keyed)
        place.canvas.arranged.connect(self.show_zone)
        place.dragging.drops.pictured.connect(self.take_picture)
        place.dragging.drops.aimed.connect(self._aimed)
        place.inspector.picture.opening.connect(self.open)
        place.inspector.picture.choosing.connect(self.open_portraits)
        place.inspector.picture.another.connect(self.another)

    def allow(self, allowed: bool) -> None:
        """Let the picture be changed from menus and the command field, or not."""
        self._place.actions_.allow(allowed, "photo", "portrait")

    # -------------------------------------------------------------- the zone

    @Slot()
    def show_zone(self) -> None:
        """Lie over the portrait of the sheet shown."""
        persona = self._place.persona() if self._studio.session is not None else None
        spot = self._canvas.place_of(Ref("persona", persona.id, "portrait")) if persona is not None else None
        lost = persona is not None and self.lost(persona)
        self.zone.stand(self._canvas.rect_of(spot) if spot is not None else None, lost=lost)

    def lost(self, persona: Persona) -> bool:
        """Tell whether the photo of a persona is not to be had."""
        return persona.photo is not None and not self._place.kit.album.holds(persona.photo)

    @Slot(bool, bool)
    def _aimed(self, picture: bool, portrait: bool) -> None:
        over = Shows.UNDER if portrait else Shows.INVITES
        self.zone.tell(over if picture else Shows.NOTHING)

    # -------------------------------------------------------------- ways in

    @Slot(object)
    def take_picture(self, source: str | QImage | None) -> None:
        """Take a picture for the persona shown: the path of a file, or an image."""
        persona = self._place.persona()
        if persona is None or not self._studio.editable:
            return
        if source is None:
            self._studio.refused.emit(UserError("no_picture_to_paste"))
            return
        self._place.pen.finish()
        done = partial(_keep_taken, self._studio, persona.id)
        sources.take(self._studio, source, whose=persona.id, done=done)

    @Slot(object, QKeyEvent)
    def _keyed(self, spot: Spot, event: QKeyEvent) -> None:
        act = self._act(event) if spot.ref.field == PORTRAIT and self._studio.editable else None
        if act is not None and not event.isAccepted():
            event.accept()
            act()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        if sources.pastes(event):
            return self.paste
        persona = self._place.persona()
        has = persona is not None and persona.photo is not None
        return self.put_away if has and event.key() == Qt.Key.Key_Delete else None

    @Slot()
    def paste(self) -> None:
        """Take the picture on the clipboard."""
        self.take_picture(sources.on_clipboard())

    @Slot()
    def put_away(self) -> None:
        """Let the portrait come back."""
        persona = self._place.persona()
        if persona is not None:
            self._studio.do(photos.put(persona, None), "Photo removed", say=True)

    @Slot()
    def another(self) -> None:
        """Draw another portrait."""
        persona = self._place.persona()
        if persona is not None:
            drawn = photos.another(persona, self._others(persona))
            self._studio.do(photos.draw(persona, drawn), "Portrait changed")

    # -------------------------------------------------------------- dialog and menu

    @Slot()
    def open(self) -> None:
        """Open the dialog at the photo."""
        self._open("photo")

    @Slot()
    def open_portraits(self) -> None:
        """Open the dialog at the drawn portraits."""
        self._open("drawn")

    def _open(self, page: str) -> "PhotoDialog | None":
        from persona_studio.ui.dialogs.photo.dialog import PhotoDialog  # noqa: PLC0415 - when it is first wanted

        persona = self._place.persona()
        if persona is None or not self._studio.editable:
            return None
        dialog = PhotoDialog(self._studio, self._place.window(), persona, self._others(persona), page)
        dialog.kept.connect(partial(_keep, self._studio, persona.id))
        dialog.drawn.connect(partial(_draw, self._studio, persona.id))
        dialog.open()
        return dialog

    def ask(self, at: QPoint) -> None:
        """Offer what can be done with the picture."""
        persona, kit = self._place.persona(), self._place.kit
        if persona is None or not self._studio.editable:
            return
        menu = QMenu(self._place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, words, act in (
            ("image", "Photo and cropping…", self.open),
            ("clipboard-paste", "Paste a photo", self.paste),
            ("smile", "Choose a drawn portrait…", self.open_portraits),
            ("refresh-cw", "Another portrait", self.another),
        ):
            menu.addAction(kit.icon(icon), kit.t(words)).triggered.connect(act)
        if persona.photo is not None:
            menu.addSeparator()
            menu.addAction(kit.icon("trash-2"), kit.t("Back to the portrait")).triggered.connect(
                self.put_away
            )
        menu.popup(at)

    def _others(self, persona: Persona) -> list[Persona]:
        return [each for each in self._studio.project.personas if each.id != persona.id]


def _persona(studio: Studio, which: Id) -> Persona | None:
    """Return a persona, be it shown or not; None when it has gone meanwhile."""
    found = studio.project.personas if studio.session is not None else ()
    return next((each for each in found if each.id == which), None)


def _keep_taken(studio: Studio, which: Id, taken: Taken) -> None:
    _keep(studio, which, photos.photo_of(taken), taken, say=True)


def _keep(studio: Studio, which: Id, photo: Photo, taken: Taken | None, *, say: bool = False) -> None:
    persona = _persona(studio, which)
    if persona is not None:
        new = {taken.picture: taken.data} if taken is not None else None
        label = "Photo placed" if taken is not None else "Photo cropped"
        studio.do(photos.put(persona, photo), label, say=say, pictures=new)
    elif studio.session is not None:
        studio.refused.emit(UserError("photo_of_nobody"))


def _draw(studio: Studio, which: Id, portrait: Portrait) -> None:
    persona = _persona(studio, which)
    if persona is not None:
        studio.do(photos.draw(persona, portrait), "Portrait changed")
