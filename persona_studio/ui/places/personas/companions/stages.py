"""The stages of a journey by keys and pointer: added, moved, removed, felt; a pull shows what it would do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QKeyEvent

from persona_studio.domain.edits import Edit, SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Stage
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Page, Rect, Ref, frame
from persona_studio.publish.boxes import find as find_box
from persona_studio.services.companions import stages
from persona_studio.ui.canvas.spots import FEELING
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.places.personas import drop_words
from persona_studio.ui.places.personas.companions.names import feeling_keys, feeling_words

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.place import PersonasPlace

STEP, FAR = 5, 25
"""A key moves a feeling by so much of its hundred, a page key by so much."""
BURST_MS = 1500
"""Presses on a feeling that follow each other within this time are one gesture."""
_UP_DOWN = {
    Qt.Key.Key_Up: STEP,
    Qt.Key.Key_Down: -STEP,
    Qt.Key.Key_PageUp: FAR,
    Qt.Key.Key_PageDown: -FAR,
}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CHEVRON = ("stage", "chevron")


@dataclass(frozen=True, slots=True)
class _Pull:
    """What is being pulled: a feeling in its ``band``, or a stage among ``slots`` (the middle of each)."""

    ref: Ref
    page: int
    band: tuple[float, float] | None = None
    slots: tuple[tuple[Id, float], ...] = ()


class Stages(QObject):
    """Acts on the stage that is chosen."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio, self._canvas = place, place.studio, place.canvas
        self._since = QElapsedTimer()
        self._pull: _Pull | None = None
        self._given_up = False
        self._felt: Id = ""
        """The stage whose feeling the arrows move, "" while they walk."""
        self._canvas.chosen.connect(self._left)
        self._canvas.pressed.connect(self._taken)
        self._canvas.keyed.connect(self._keyed)
        self._canvas.pulled.connect(self._pulled)
        self._canvas.let_go.connect(self._let_go)
        self._studio.changed.connect(self._lose)
        self._studio.closed.connect(self._lose)

    # -------------------------------------------------------------- keys

    @Slot(object, QKeyEvent)
    def _keyed(self, place: Spot, event: QKeyEvent) -> None:
        act = self._act(place.ref, event)
        if act is not None:
            event.accept()
            act()

    def _act(self, ref: Ref, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does to a stage, or None."""
        key, pressed = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._pull is not None:
            return self._give_up if key == Qt.Key.Key_Escape else lambda: None
        if ref.kind not in ("stage", "journey") or not self._studio.editable:
            return None
        if pressed == Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return lambda: self.add(ref.id if ref.kind == "stage" else "")
        return self._of_stage(ref, key, pressed) if ref.kind == "stage" else None

    def _of_stage(self, ref: Ref, key: Qt.Key, pressed: Qt.KeyboardModifier) -> Callable[[], object] | None:
        if pressed == Qt.KeyboardModifier.AltModifier and key in _ALONG:
            return lambda: self.move(ref.id, _ALONG[key])
        if (ref.kind, ref.field) == FEELING:
            act = self._of_feeling(ref.id, key, pressed)
            if act is not None:
                return act
        return (lambda: self.remove(ref.id)) if key == Qt.Key.Key_Delete and not pressed else None

    def _of_feeling(
        self, stage: Id, key: Qt.Key, pressed: Qt.KeyboardModifier
    ) -> Callable[[], object] | None:
        """Arrows walk past a feeling; they move it with Alt, or once it was taken by Enter or a press."""
        held = self._felt == stage
        alone = pressed == Qt.KeyboardModifier.AltModifier
        if key in _UP_DOWN and (alone or (held and not pressed)):
            return lambda: self.nudge(stage, _UP_DOWN[key])
        if pressed:
            return None
        if key in _OPENS or (held and key == Qt.Key.Key_Escape):
            return lambda: self._feel("" if held else stage)
        return None

    def _feel(self, stage: Id) -> None:
        """Let the arrows move the feeling of a stage, or walk again; bar and panel say so."""
        self._felt = stage
        self._tell(self._canvas.current)
        self._place.inspecting.show()

    @Slot(object)
    def _taken(self, ref: Ref) -> None:
        """Let the arrows move the point that was pressed, or dragged."""
        if (ref.kind, ref.field) == FEELING and self._studio.editable:
            self._feel(ref.id)

    @Slot(object)
    def _left(self, ref: Ref | None) -> None:
        """Walk again once another thing is chosen; tell how the feeling that is come to is moved."""
        if ref is None or (ref.kind, ref.field) != FEELING or ref.id != self._felt:
            self._felt = ""
        self._tell(ref)

    def _tell(self, ref: Ref | None) -> None:
        on_point = ref is not None and (ref.kind, ref.field) == FEELING and self._studio.editable
        held = bool(self._felt)
        self._place.inspector.holds_feeling = held
        self._place.status.tell_keys(feeling_keys(self._place.kit.t, held=held) if on_point else "")

    def nudge(self, stage: Id, by: int) -> None:
        """Move a feeling by a step; presses in a row are one gesture."""
        found = find(self._studio.project, stage)
        if not isinstance(found, Stage) or self._studio.session is None:
            return
        if not self._since.isValid() or self._since.hasExpired(BURST_MS):
            self._studio.session.end_burst()
        self._since.start()
        self._studio.do(stages.set_feeling(stage, found.feeling + by), "Feeling changed", merge=True)

    def add(self, after: Id = "") -> None:
        """Add a stage behind another, or as the last, and write its name."""
        outline = self._place.outline()
        if outline is None or outline.journey is None or not self._place.pen.finish():
            return
        project, journey = self._studio.project, outline.journey.id
        insert = self._studio.attempt(stages.add_stage, project, journey, "", after)
        if insert is not None and self._studio.do(insert, "Stage added"):
            self._place.pen.write(Ref("stage", insert.thing.id, "name"))

    def move(self, stage: Id, steps: int) -> None:
        """Move a stage before or behind its neighbour."""
        self._studio.do(stages.move_stage(self._studio.project, stage, steps), "Stage moved")

    def remove(self, stage: Id) -> None:
        """Take a stage out, and leave the keyboard on its neighbour."""
        named = [ref.id for ref in self._names()]
        at = named.index(stage) if stage in named else 0
        edit = self._studio.attempt(stages.remove_stage, self._studio.project, stage)
        if self._studio.do(edit, "Stage removed", say=True):
            left = self._names()
            self._canvas.choose(None)
            if left:
                self._canvas.focus(left[min(at, len(left) - 1)])

    def set_key(self, stage: Id, key: bool) -> None:
        """Make a stage the one on which all depends, or not."""
        self._studio.do(stages.set_key(self._studio.project, stage, key), "Key stage chosen")

    def set_icon(self, stage: Id, icon: str) -> None:
        """Choose what stands beside the touchpoints of a stage."""
        self._studio.do(SetField(stage, "icon", icon), "Icon chosen")

    def _names(self) -> list[Ref]:
        places = (place.ref for place in self._canvas.places())
        return [ref for ref in dict.fromkeys(places) if (ref.kind, ref.field) == ("stage", "name")]

    # -------------------------------------------------------------- pulling

    @Slot(object, QPointF)
    def _pulled(self, place: Spot, point: QPointF) -> None:
        """Show what letting go here would do."""
        if self._given_up or not self._studio.editable or place.ref.kind != "stage":
            return
        if self._pull is None and not self._begin(place):
            return
        edit = self._edit(point)
        project = self._studio.project
        drafted = edit.apply(project).project if edit is not None else project
        self._place.pen.drawn.emit(drafted)
        stage = find(drafted, place.ref.id)
        if isinstance(stage, Stage):
            self._place.inspector.beside.tell_feeling(stage)
            escape = self._place.kit.t("Escape to cancel")
            self._place.status.tell_drop(self._words(stage), escape, taken=True)

    def _begin(self, place: Spot) -> bool:
        """Take hold of a feeling or of a stage."""
        if not self._place.pen.finish():
            return False
        page = self._canvas.pages[place.page]
        if (place.ref.kind, place.ref.field) == FEELING:
            band = _band(page, place.ref.id)
            self._pull = _Pull(place.ref, place.page, band=band) if band is not None else None
        elif place.ref.field in ("name", "when"):
            self._pull = _Pull(place.ref, place.page, slots=_slots(page))
        return self._pull is not None

    def _edit(self, point: QPointF) -> Edit | None:
        """Return what letting go at a point of the canvas does."""
        pull, project = self._pull, self._studio.project
        if pull is None or find(project, pull.ref.id) is None:
            return None
        at = (point - self._canvas.page_rect(pull.page).topLeft()) / self._canvas.scale
        if pull.band is not None:
            top, bottom = pull.band
            part = 1 - 2 * (at.y() - top) / (bottom - top)
            return stages.set_feeling(pull.ref.id, round(part * 100 / STEP) * STEP)
        passed = [stage for stage, middle in pull.slots if middle < at.x()]
        return stages.place_stage(project, pull.ref.id, self._index(passed, pull.slots))

    def _index(self, passed: list[Id], slots: tuple[tuple[Id, float], ...]) -> int:
        """Return before which stage one comes that was pulled past some of its page."""
        outline = self._place.outline()
        stages = [stage.id for stage in outline.stages] if outline is not None else []
        return stages.index(passed[-1]) + 1 if passed else stages.index(slots[0][0])

    def _words(self, stage: Stage) -> str:
        t, pull = self._place.kit.t, self._pull
        if pull is not None and pull.band is not None:
            return t("{stage}: feeling {feeling}", stage=stage.name, feeling=feeling_words(stage, t))
        ids = [ref.id for ref in self._names()]
        number = drop_words.ordinal(ids.index(stage.id) + 1 if stage.id in ids else 1, t.language)
        return t("{stage} in {place} place", stage=stage.name, place=number)

    @Slot(object, QPointF)
    def _let_go(self, _place: Spot, point: QPointF) -> None:
        """Keep what was pulled where it is."""
        pull, self._given_up = self._pull, False
        if pull is None:
            return
        edit = self._edit(point)
        self._end()
        label = "Feeling changed" if pull.band is not None else "Stage moved"
        if not self._studio.do(edit, label):
            self._place.pen.drawn.emit(self._studio.project)
        self._canvas.focus(pull.ref)

    def _give_up(self) -> None:
        """Show all as it is; what the pointer still does until it is let go means nothing."""
        self._given_up = True
        self._end()
        self._place.pen.drawn.emit(self._studio.project)

    @Slot()
    def _lose(self) -> None:
        """Hold nothing that is gone: it may never be let go, and until then it would have all keys."""
        pull = self._pull
        if pull is not None and (
            not self._studio.editable or find(self._studio.project, pull.ref.id) is None
        ):
            self._given_up = False
            self._end()

    def _end(self) -> None:
        pull, self._pull = self._pull, None
        stage = find(self._studio.project, pull.ref.id) if pull is not None and self._studio.session else None
        if isinstance(stage, Stage):
            self._place.inspector.beside.tell_feeling(stage)  # as it is, whatever it was pulled to
        self._place.status.end_drop()


def _band(page: Page, stage: Id) -> tuple[float, float] | None:
    """Return where the point of a stage is at its best and at its worst, from the top of the page."""
    box = find_box(page, Ref("stage", stage, "reach"))
    return (box.y, box.y + box.height) if isinstance(box, Rect) else None


def _slots(page: Page) -> tuple[tuple[Id, float], ...]:
    """Return each stage with the middle of its chevron."""
    found = []
    for box in page.boxes:
        if box.ref is not None and (box.ref.kind, box.ref.field) == _CHEVRON:
            left, _, right, _ = frame(box)
            found.append((box.ref.id, (left + right) / 2))
    return tuple(found)
