"""The map with real events: pointing, walking, zooming, pressing, and what it says when there is none."""

import random
import struct
from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from persona_studio.domain.segments import MAP_COLUMN, Axis, Pole
from persona_studio.domain.variables import Role
from persona_studio.domain.waves import Column
from persona_studio.services import authoring
from persona_studio.services.session import Session
from persona_studio.ui.places.segments import map as map_view
from persona_studio.ui.places.segments import views
from persona_studio.ui.places.segments.cards import SegmentCard
from persona_studio.ui.places.segments.pills import placed

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
CENTRES = ((-2.0, 0.0), (2.0, 1.0), (1.0, -2.0))


def mapped():
    """Return the made-up project with three clouds on a map."""
    project, columns = survey.whole()
    (found,) = project.segmentations
    first, second = project.waves[0].with_role(Role.ACTIVE)[:2]
    axes = (
        Axis(0.2, (Pole(first.id, 0, 0.3),), (Pole(first.id, 1, 0.4),)),
        Axis(0.11, (Pole(second.id, 0, 0.3),), (Pole(second.id, 1, 0.2),)),
    )
    draw = random.Random(3)
    spots = [CENTRES[i % 3] for i in range(survey.RESPONDENTS)]
    x = [cx + draw.gauss(0, 0.4) for cx, _ in spots]
    y = [cy + draw.gauss(0, 0.4) for _, cy in spots]
    # As stored: who is left out has no place.
    x[0] = y[0] = float("nan")
    places = Column("f8", survey.RESPONDENTS, struct.pack(f"<{2 * len(x)}d", *x, *y), 2)
    project = replace(project, segmentations=(replace(found, map=axes),))
    return project, columns | {(found.id, MAP_COLUMN): places}


@pytest.fixture
def tab(open_place, tmp_path):
    path = tmp_path / "map.persona"
    Session.create(path, *mapped()).close()
    return open_place(path, "segments").views.tab("map")


@pytest.fixture
def canvas(tab, qtbot):
    qtbot.waitUntil(lambda: tab.map.canvas.view.width() > 100)
    return tab.map.canvas


def point_at(canvas, place):
    """Move the pointer onto a point."""
    at = canvas.position(place).toPoint()
    QTest.mouseMove(canvas.view.viewport(), QPoint(1, 1))
    QTest.mouseMove(canvas.view.viewport(), at)


def in_the_open(canvas):
    """Return a point that no name covers."""
    rects = [pill.rect for pill in canvas.pills()]
    clear = (
        i for i in range(len(canvas.points.rows)) if not any(r.contains(canvas.position(i)) for r in rects)
    )
    return next(clear)


def test_everybody_with_a_place_is_a_point_in_the_shape_of_the_segment(canvas):
    assert len(canvas.points.rows) == survey.RESPONDENTS - 1
    assert sorted(canvas._clouds) == [1, 2, 3]
    drawn = {number: len(cloud.data) for number, cloud in canvas._clouds.items()}
    assert drawn == {n: len(canvas.points.of(n)) for n in (1, 2, 3)}


def test_axes_are_told_in_words_and_figures(tab):
    assert tab.map.ends["right"].accessibleName() == "Moment préféré dans la journée\u202f: midi"
    assert tab.map.ends["down"].accessibleName() == "Thé\u202f: maison"
    assert tab.map._inertia.text() == "Les deux axes résument 31\u202f% de l’information."


def test_pointing_shows_the_answers_of_a_respondent_and_no_name(tab, canvas):
    place = in_the_open(canvas)
    point_at(canvas, place)
    person = tab.map.person
    assert person.isVisible()
    row = int(canvas.points.rows[canvas._at])
    assert person.accessibleName() == f"Répondant de la ligne {row + 2}"
    assert canvas.rect().contains(person.geometry())
    QTest.mouseMove(canvas.view.viewport(), QPoint(2, canvas.view.height() - 2))
    assert not person.isVisible()


def test_the_answers_have_their_room_from_one_respondent_to_the_next(tab, canvas):
    heights = set()
    for place in (in_the_open(canvas), *range(20, 30)):
        point_at(canvas, place)
        if tab.map.person.isVisible():
            heights.add(tab.map.person.height())
            lines = [label for pair in tab.map.person._lines for label in pair if label.isVisible()]
            assert len(lines) == 12, "six active questions with their answers"
            assert all(tab.map.person.rect().contains(label.geometry()) for label in lines)
    assert len(heights) == 1


def test_the_name_of_what_is_out_of_view_is_not_shown(canvas):
    canvas.box.setRange(QRectF(-3, -1, 2, 2), padding=0)
    assert [pill.number for pill in canvas.pills()] == [1]
    canvas.fit()
    assert len(canvas.pills()) == 3


def test_arrows_walk_from_respondent_to_respondent(tab, canvas):
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert tab.map.person.isVisible()
    walked = [canvas._at]
    for _ in range(2):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        walked.append(canvas._at)
    assert len(set(walked)) == 3
    across = [float(canvas.points.x[place]) for place in walked]
    assert across == sorted(across)
    assert canvas.accessibleDescription().startswith("Répondant de la ligne")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.highlighted == int(canvas.points.numbers[canvas._at])
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not tab.map.person.isVisible()
    assert canvas.highlighted == 0


def test_a_point_out_of_view_is_brought_into_it(canvas):
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    for _ in range(6):
        canvas.zoom_in()
    for _ in range(8):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
        assert QRectF(canvas.rect()).contains(canvas.position(canvas._at))


def test_keys_and_buttons_zoom_and_show_everybody_again(tab, canvas):
    canvas.setFocus()
    whole = canvas.box.viewRange()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    near = canvas.box.viewRange()
    assert near[0][1] - near[0][0] < whole[0][1] - whole[0][0]
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    tab.map._tools[1].click()
    far = canvas.box.viewRange()
    assert far[0][1] - far[0][0] > whole[0][1] - whole[0][0]
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.box.viewRange()[0] == pytest.approx(whole[0])


def test_a_name_pressed_brings_its_segment_forward_in_map_and_cards(tab, canvas):
    pill = next(p for p in canvas.pills() if p.number == 2)
    QTest.mouseClick(canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=pill.rect.center().toPoint())
    assert canvas.highlighted == 2
    lines = {c.segment.number: c._line for c in tab.cards.findChildren(SegmentCard)}
    assert lines == {1: "line", 2: "accent", 3: "line"}
    assert canvas._clouds[1].opacity() < 0.5
    assert canvas._clouds[2].opacity() == 1
    QTest.mouseClick(canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=pill.rect.center().toPoint())
    assert canvas.highlighted == 0


def test_a_card_pressed_does_the_same(tab, canvas):
    card = tab.cards.findChildren(SegmentCard)[2]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert canvas.highlighted == card.segment.number


def test_what_is_in_view_stays_when_only_a_name_changes(tab, canvas, program):
    canvas.zoom_in()
    seen = canvas.box.viewRange()
    segment = program.studio.project.segmentation.segments[0].id
    program.studio.do(authoring.rename(segment, "Fidèles"), "Segment renamed")
    assert canvas.box.viewRange() == seen
    assert any(n.text.startswith("Fidèles 45") for n in canvas._named.values())


def test_the_map_is_a_table_for_those_who_do_not_see_it(tab):
    tester = QAbstractItemModelTester(
        tab.map.centres.centres, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    tab.map._as_table.click()
    assert tab.map.centres.isVisible()
    table = tab.map.centres.centres
    rows = [[table.index(r, c).data() for c in range(4)] for r in range(3)]
    assert [row[0] for row in rows] == ["Amateurs 45\u202f%", "Pressés 33\u202f%", "Curieux 22\u202f%"]
    assert rows[0][2].startswith("−2,0")
    assert rows[0][2].endswith(", à gauche")
    assert rows[0][3].endswith("au milieu")
    assert rows[1][3].endswith(", en haut")
    told = table.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("vers «\u202fMoment préféré dans la journée\u202f: matin\u202f»")
    tab.map._as_table.click()
    assert tab.map.canvas.isVisible()
    del tester


def test_the_old_map_stays_and_says_so_when_roles_change(tab, canvas, program):
    assert not tab.map.stale.isVisible()
    active = program.studio.project.wave.with_role(Role.ACTIVE)[0].id
    program.studio.do(authoring.set_role(program.studio.project, [active], Role.ILLUSTRATIVE), "Role changed")
    assert tab.map.stale.isVisible()
    assert len(canvas.points.rows) == survey.RESPONDENTS - 1
    program.studio.undo()
    assert not tab.map.stale.isVisible()


def test_segments_from_before_there_were_maps_say_so(open_place, whole_file):
    tab = open_place(whole_file, "segments").views.tab("map")
    assert tab.map._pages.currentIndex() == 2
    assert tab.cards.isVisible()
    assert not tab.map._as_table.isVisible()


def test_typical_people_are_told_without_names(tab, program):
    from persona_studio.domain.edits import SetField
    from persona_studio.ui.places.segments.paragons import TypicalPeople

    segment = program.studio.project.segmentation.segments[0].id
    program.studio.do(SetField(segment, "paragons", (3, 9)), "Test")
    tab.cards.findChildren(SegmentCard)[0].more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(a for a in menu.actions() if a.text() == "Personnes types…"))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    table = tab.findChild(TypicalPeople).table
    tester = QAbstractItemModelTester(table, FATAL)
    heads = [table.headerData(c, Qt.Orientation.Horizontal) for c in range(table.columnCount())]
    assert heads == ["Ligne 5", "Ligne 11"]
    asked = [table.headerData(r, Qt.Orientation.Vertical) for r in range(table.rowCount())]
    assert set(asked) == {v.label for v in program.studio.project.wave.with_role(Role.ACTIVE)}
    assert all(table.index(r, 0).data() for r in range(table.rowCount()))
    del tester


def test_names_never_cover_one_another_while_there_is_room():
    draw = random.Random(5)
    room = QRectF(0, 0, 500, 500)
    for _ in range(200):
        wanted = [
            (n, (draw.uniform(80, 160), 26), QPointF(draw.uniform(0, 500), draw.uniform(0, 500)), 60.0)
            for n in range(8)
        ]
        rects = [pill.rect for pill in placed(wanted, room)]
        assert all(room.contains(rect) for rect in rects)
        assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])


@pytest.fixture
def crowd(monkeypatch, tmp_path):
    """A project that counts as one of many people: its views are shown a part at a time."""
    for module in (views, map_view):
        monkeypatch.setattr(module, "MANY", survey.RESPONDENTS // 2)
    path = tmp_path / "crowd.persona"
    Session.create(path, *mapped()).close()
    return path


def test_with_many_people_the_map_comes_after_the_rest(open_place, crowd, qtbot):
    place = open_place(crowd, "segments")
    tab = place.views.tab("map")
    assert tab.map.canvas.points is None
    assert place._sentence.text()
    qtbot.waitUntil(lambda: tab.map.canvas.points is not None)
    assert len(tab.cards.findChildren(SegmentCard)) == 3
    assert len(tab.map.canvas.points.rows) == survey.RESPONDENTS - 1


def test_a_project_closed_before_its_map_came_leaves_nothing_behind(
    open_place, crowd, program, bare_file, qtbot
):
    tab = open_place(crowd, "segments").views.tab("map")
    program.studio.leave()
    qtbot.waitUntil(lambda: not tab._later.isActive())
    assert program.studio.open(bare_file)
    program.window.go("segments")
    assert tab.map.canvas.points is None


def test_what_forms_the_segments_is_written_anew_only_when_it_changed(open_place, whole_file, program):
    place = open_place(whole_file, "segments")
    before = place.variables._checks()
    segment = program.studio.project.segmentation.segments[0].id
    program.studio.do(authoring.rename(segment, "Fidèles"), "Segment renamed")
    assert place.variables._checks() == before
    active = program.studio.project.wave.with_role(Role.ACTIVE)[0].id
    program.studio.do(authoring.set_role(program.studio.project, [active], Role.ILLUSTRATIVE), "Role changed")
    assert place.variables._checks() == before, "ticked where they are: the keyboard stays on them"
    assert not next(c for c in before if c.variables == [active]).isChecked()
    other = program.studio.project.wave.with_role(Role.ILLUSTRATIVE)[-1].id
    program.studio.do(authoring.set_role(program.studio.project, [other], Role.ACTIVE), "Role changed")
    assert len(place.variables._checks()) == len(before) + 1
