"""The picture of a persona with real events: dropped, pasted, cropped, put away, drawn anew."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QWheelEvent,
)
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Photo, Portrait
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import photos
from persona_studio.services.session import Session
from persona_studio.ui.canvas.photo_zone import Shows
from persona_studio.ui.dialogs.photo.dialog import DRAWN, PhotoDialog
from persona_studio.ui.models.portraits import PortraitList

RED, BLUE = (200, 20, 30), (20, 40, 200)


@pytest.fixture
def place(open_place, julie_file):
    return open_place(julie_file, "personas")


@pytest.fixture
def persona(program):
    return lambda: program.studio.project.personas[0]


@pytest.fixture
def photo_file(tmp_path):
    """A photo, red above and blue below, that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[27] = b"SECRET-PLACE"
    picture = Image.new("RGB", (400, 600), RED)
    picture.paste(BLUE, (0, 300, 400, 600))
    picture.paste((0, 0, 0), (0, 0, 400, 4))
    picture.save(tmp_path / "photo.jpg", exif=exif, quality=95)
    return tmp_path / "photo.jpg"


def portrait_of(place):
    return place.canvas.place_of(Ref("persona", place.current, "portrait"))


def spot_of(place):
    return place.canvas.childAt(place.canvas.rect_of(portrait_of(place)).center().toPoint())


def dropped(place, data, point):
    """Drag something to a point of the canvas and let it go there, as a system does."""
    port = place.view.viewport()
    at = place.canvas.mapTo(port, point)
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(port, QDragEnterEvent(at, copy, data, button, none))
    QApplication.sendEvent(port, QDragMoveEvent(at, copy, data, button, none))
    shown = place.photos.zone.shows
    QApplication.sendEvent(port, QDropEvent(QPointF(at), copy, data, button, none))
    return shown


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def middle(place):
    return place.canvas.rect_of(portrait_of(place)).center().toPoint()


def colour_at(place, point):
    return QColor(place.canvas.grab().toImage().pixelColor(point)).getRgb()[:3]


def near(colour, wanted, within=12):
    return all(abs(a - b) <= within for a, b in zip(colour, wanted, strict=True))


def with_photo(program, file, **cropped):
    studio = program.studio
    taken = photos.take(file, "", _Silent())
    photo = replace(photos.photo_of(taken), **cropped)
    person = studio.project.personas[0]
    assert studio.do(photos.put(person, photo), "Photo placed", pictures={taken.picture: taken.data})
    return taken


class _Silent:
    def step(self, done, total, code):
        """Hear nothing."""


@pytest.fixture
def dialog(program, settle):
    """Open the dialog and return it."""

    def opened(place):
        found = [w for w in program.window.findChildren(PhotoDialog) if w.isVisible()]
        assert len(found) == 1
        return found[0]

    yield opened
    for each in program.window.findChildren(PhotoDialog):
        each.reject()
    settle()


# ---------------------------------------------------------------- drops and pastes


def test_a_file_dropped_on_the_portrait_becomes_the_photo(place, persona, program, photo_file):
    assert dropped(place, files(photo_file), middle(place)) is Shows.UNDER
    assert place.photos.zone.shows is Shows.NOTHING
    photo = persona().photo
    assert (photo.width, photo.height) == (400, 600)
    assert program.studio.session.picture(photo.picture) is not None
    place.canvas.choose(None)
    point, tall = middle(place), place.canvas.rect_of(portrait_of(place)).height()
    assert near(colour_at(place, point - QPoint(0, round(tall / 3))), RED)
    assert near(colour_at(place, point + QPoint(0, round(tall / 3))), BLUE)
    program.studio.undo()
    assert persona().photo is None
    program.studio.redo()
    assert persona().photo == photo


def test_a_picture_beside_the_portrait_is_invited_and_not_taken(place, persona, photo_file):
    away = middle(place) + QPoint(0, 250)
    assert dropped(place, files(photo_file), away) is Shows.INVITES
    assert persona().photo is None
    assert place.photos.zone.shows is Shows.NOTHING


def test_a_picture_without_a_file_is_taken_too(place, persona):
    image = QImage(120, 150, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    data = QMimeData()
    data.setImageData(image)
    dropped(place, data, middle(place))
    assert (persona().photo.width, persona().photo.height) == (120, 150)


def test_a_disguised_file_is_refused_in_words(place, persona, program, tmp_path, qtbot):
    (tmp_path / "photo.jpg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    with qtbot.waitSignal(program.studio.jobs.broke) as told:
        dropped(place, files(tmp_path / "photo.jpg"), middle(place))
    assert told.args[0].code == "picture_svg"
    assert persona().photo is None


def test_a_picture_is_pasted_on_the_portrait(place, persona, program):
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(QColor(*BLUE))
    QGuiApplication.clipboard().setImage(image)
    place.canvas.focus(portrait_of(place).ref)
    QTest.keyClick(spot_of(place), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert persona().photo.width == 100
    QTest.keyClick(spot_of(place), Qt.Key.Key_Delete)
    assert persona().photo is None
    QGuiApplication.clipboard().setText("no picture")
    QTest.keyClick(spot_of(place), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert persona().photo is None


def test_nothing_of_where_it_was_taken_is_in_the_project(place, persona, program, photo_file):
    assert b"SECRET-PLACE" in photo_file.read_bytes()
    dropped(place, files(photo_file), middle(place))
    file = program.studio.session.path
    assert b"SECRET" not in file.read_bytes()
    assert b"Exif" not in program.studio.session.picture(persona().photo.picture)
    program.studio.leave()
    assert b"SECRET" not in file.read_bytes()


# ---------------------------------------------------------------- the dialog


def test_one_press_chooses_the_portrait_two_open_it(place, dialog, program):
    QTest.mouseClick(spot_of(place), Qt.MouseButton.LeftButton)
    assert place.canvas.current == portrait_of(place).ref
    assert not program.window.findChildren(PhotoDialog)
    QTest.mouseDClick(spot_of(place), Qt.MouseButton.LeftButton)
    assert dialog(place).crop.photo is None


def test_a_photo_is_chosen_cropped_and_kept_by_keyboard(place, dialog, persona, program, photo_file):
    place.canvas.focus(portrait_of(place).ref)
    QTest.keyClick(spot_of(place), Qt.Key.Key_Return)
    box = dialog(place)
    box.take(str(photo_file))
    before = box.crop.photo
    assert box.yes.isEnabled()
    for _ in range(6):
        QTest.keyClick(box.crop, Qt.Key.Key_Plus)
    QTest.keyClick(box.crop, Qt.Key.Key_Right)
    QTest.keyClick(box.crop, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    after = box.crop.photo
    assert after.zoom > 1.5
    assert after.x > before.x
    assert after.y < before.y
    QTest.keyClicks(box.rights, "Jean Dupont, CC BY 4.0")
    QTest.keyClick(box.crop, Qt.Key.Key_Return)
    assert persona().photo == replace(after, rights="Jean Dupont, CC BY 4.0")
    assert program.studio.session.picture(after.picture) is not None


def test_cropping_with_wheel_drag_and_knob_keeps_the_ratio(place, dialog, persona, program, photo_file):
    with_photo(program, photo_file)
    place.photos.open()
    crop = dialog(place).crop
    wide, tall = photos.frame_of("classique")

    def ratio():
        frame = crop.frame_rect()
        return frame.width() / frame.height()

    assert ratio() == pytest.approx(wide / tall, rel=1e-6)
    centre = crop.frame_rect().center()
    turn = QWheelEvent(
        centre, QPointF(crop.mapToGlobal(centre)), QPoint(), QPoint(0, 480), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = crop.frame_rect()
    QApplication.sendEvent(crop, turn)
    smaller = crop.frame_rect()
    assert smaller.width() < before.width()
    start = smaller.center().toPoint()
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(crop, start + QPoint(12, 20))
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=start + QPoint(12, 20))
    moved = crop.frame_rect()
    assert moved.center().x() - smaller.center().x() == pytest.approx(12, abs=1.5)
    assert moved.center().y() - smaller.center().y() == pytest.approx(20, abs=1.5)
    knob = moved.bottomRight().toPoint()
    inwards = knob - QPoint(20, 25)
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=knob)
    QTest.mouseMove(crop, inwards)
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=inwards)
    assert crop.frame_rect().width() < moved.width() - 20
    assert ratio() == pytest.approx(wide / tall, rel=1e-6)
    dialog(place).accept()
    assert persona().photo.zoom > 1.2


def test_the_way_back_to_the_portrait(place, dialog, persona, program, photo_file):
    with_photo(program, photo_file, rights="Me")
    drawn = persona().portrait
    place.photos.open()
    QTest.mouseClick(dialog(place).back, Qt.MouseButton.LeftButton)
    assert persona().photo is None
    assert persona().portrait == drawn
    program.studio.undo()
    assert persona().photo.rights == "Me"


def test_missing_rights_are_said(place, dialog, persona, program, photo_file):
    with_photo(program, photo_file)
    place.photos.open()
    box = dialog(place)
    assert box._unknown.isVisibleTo(box)
    box.rights.setText("Me")
    assert not box._unknown.isVisibleTo(box)


def test_what_cannot_be_read_is_said_in_the_dialog(place, dialog, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    place.photos.open()
    box = dialog(place)
    box.take(str(tmp_path / "a.png"))
    assert box.strip.isVisible()
    assert "a.png" in box.strip.accessibleName()
    assert not box.yes.isEnabled()


def test_a_dialog_that_is_closed_meanwhile_gets_no_picture(held, gate, julie_file, photo_file, settle):
    assert held.studio.open(julie_file)
    held.window.go("personas")
    place = held.window.place("personas")
    with gate:
        place.photos.open()
        box = held.window.findChild(PhotoDialog)
        box.take(str(photo_file))
        box.reject()
        settle()
    held.studio.jobs.bare.drain()
    assert held.studio.project.personas[0].photo is None


def test_the_dialog_fits_a_small_screen_at_large_text(make_program, julie_file, photo_file):
    program = make_program(scale=1.5, size=(1366, 768))
    assert program.studio.open(julie_file)
    program.window.go("personas")
    with_photo(program, photo_file)
    for page in ("photo", DRAWN):
        program.window.place("personas").photos._open(page)
        box = next(w for w in program.window.findChildren(PhotoDialog) if w.isVisible())
        assert box.height() <= 768
        assert box.width() <= 1366
        box.reject()


# ---------------------------------------------------------------- drawn portraits


def test_a_portrait_is_found_by_words_and_kept(place, dialog, persona, program):
    place.photos.open_portraits()
    box = dialog(place)
    assert box.switch.value() == DRAWN
    QTest.keyClicks(box.picker.search, "turban")
    assert box.picker.faces.model().rowCount() == 1
    box.picker.faces.setFocus()
    box.picker.faces.setCurrentIndex(box.picker.faces.model().index(0, 0))
    tone = box.picker.skins._group.button(3)
    QTest.mouseClick(tone, Qt.MouseButton.LeftButton)
    QTest.keyClick(box.picker.faces, Qt.Key.Key_Return)
    assert persona().portrait == Portrait("m15", photos.SKINS[3])


def test_another_portrait_in_one_press(place, persona, program):
    place.canvas.focus(portrait_of(place).ref)
    seen = [persona().portrait.drawing]
    for _ in range(4):
        place.photos.another()
        seen.append(persona().portrait.drawing)
    assert len(set(seen)) == 5
    assert all(name.startswith("f") for name in seen)
    program.studio.undo()
    assert persona().portrait.drawing == seen[-2]


def test_the_list_of_portraits_is_a_sound_model():
    model = PortraitList("fr")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == len(photos.drawings())
    model.ask("lunettes rondes")
    assert 0 < model.rowCount() < len(photos.drawings())
    model.ask("xyz")
    assert model.rowCount() == 0


# ---------------------------------------------------------------- what is not to be had


def test_a_photo_that_is_missing_shows_the_portrait_and_a_word(place, persona, program, photo_file):
    gone = Photo(picture="0123456789abcdef", width=400, height=600)
    program.studio.do(SetField(persona().id, "photo", gone), "Photo placed")
    assert place.photos.zone.shows is Shows.LOST
    place.canvas.focus(portrait_of(place).ref)
    place.grab()
    assert program.studio.session.project.personas[0].photo == gone
    program.window.go("workshop")
    program.window.grab()


def test_a_photo_that_was_tampered_with_is_not_decoded(place, persona, program, photo_file):
    bomb = BytesIO()
    Image.new("RGB", (9000, 40)).save(bomb, "PNG")
    photo = Photo(picture="0123456789abcdef", width=9000, height=40)
    program.studio.do(
        SetField(persona().id, "photo", photo), "Photo placed", pictures={photo.picture: bomb.getvalue()}
    )
    assert place.photos.zone.shows is Shows.LOST
    program.window.grab()


def test_the_photo_is_the_face_everywhere(place, persona, program, photo_file):
    plain = place.strip.grab().toImage()
    with_photo(program, photo_file)
    assert place.strip.grab().toImage() != plain
    kit = program.studio.kit
    face = kit.face(persona(), 40).toImage()
    assert near(face.pixelColor(face.width() // 2, face.height() // 4).getRgb()[:3], RED, 40)


def test_read_only_projects_take_no_picture(program, julie_file, photo_file):
    with Session.open(julie_file):
        program.studio.open(julie_file)
        program.window.go("personas")
        place = program.window.place("personas")
        assert program.studio.session.read_only
        place.photos.take_picture(str(photo_file))
        place.photos.open()
        assert not program.window.findChildren(PhotoDialog)
        program.studio.leave()


def test_commands_reach_the_picture_while_a_sheet_is_shown(place, persona, program, dialog):
    actions = program.window.actions_
    before = persona().portrait.drawing
    actions["portrait"].trigger()
    assert persona().portrait.drawing != before
    actions["photo"].trigger()
    dialog(place).reject()
    program.window.go("data")
    assert not actions["photo"].isEnabled()


def test_a_photo_of_a_persona_put_in_the_bin_meanwhile_is_not_dropped_without_a_word(
    place, persona, program, photo_file, monkeypatch
):
    said, asked = [], {}
    program.studio.refused.connect(lambda error: said.append(error.code))
    monkeypatch.setattr(
        program.studio.jobs.bare, "start", lambda *_args, done, **_named: asked.update(done=done)
    )
    place.photos.take_picture(str(photo_file))
    who = persona().id
    place.cast.put_in_bin(who)
    asked["done"](photos.take(photo_file, "", _Silent()))
    assert said == ["photo_of_nobody"]
    assert all(each.id != who for each in program.studio.project.personas)
