"""Dragging on the sheet with real events: handles, Escape, edges, the card at the pointer, menus."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.drags import BOTH, CTRL, LEFT, PLAIN, TEMPLATES, Dragged, Sheet, people, text_data
from helpers.examples import deepened
from helpers.on_sheet import press, write
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.session import Session
from persona_studio.ui.canvas.autoscroll import EDGE, FASTEST, speed
from persona_studio.ui.canvas.ghost import ghost_of, standing
from persona_studio.ui.places.personas.drop_words import ordinal


@pytest.fixture
def sheet(open_place, tmp_path, program, monkeypatch):
    file = tmp_path / "people.persona"
    Session.create(file, people(), {}).close()
    return Sheet(open_place(file, "personas"), program, monkeypatch)


# ------------------------------------------------------------------ lines by their handle


@pytest.mark.parametrize("template", deepened(TEMPLATES, quick=TEMPLATES[:1].__contains__))
def test_a_line_is_dragged_to_a_named_place_of_another_section(sheet, template):
    sheet.show(template)
    start = sheet.project
    shown = {p.ref.id for p in sheet.canvas.places() if p.ref.kind == "attribute"}
    source = next(i for i in range(2, 6) if sheet.section(i).attributes[0].id in shown)
    index = next(
        s.index
        for z in sheet.drops.aiming.zones(sheet.place.outline())
        if z.section == sheet.section(1).id
        for s in z.stops[1:]
    )
    moved = sheet.line(source, 0)
    said = []

    def script(drag):
        point = sheet.point(sheet.section(1), index)
        assert drag.move(sheet.port, point)
        said.append(sheet.fact())
        return drag.drop(sheet.port, point)

    sheet.take(moved, script)
    assert sheet.ids(1)[index] == moved.id
    assert moved.id not in sheet.ids(source)
    assert said[0].startswith("Déposer dans ")
    assert sheet.quiet()
    assert sheet.canvas.current == moved, "the keyboard is at what was moved"
    sheet.program.studio.undo()
    assert sheet.project == start, "one gesture"


def test_a_line_is_dragged_by_its_words(sheet):
    start, moved = sheet.project, sheet.line(4, 0)
    taken = []

    def script(drag):
        taken.append(sheet.carried.ids)
        return drag.drop(sheet.port, sheet.point(sheet.section(1), 1))

    sheet.pull(moved, script)
    assert taken == [(moved.id,)], "taken once"
    assert sheet.ids(1)[1] == moved.id
    assert sheet.canvas.current == moved
    assert sheet.place.pen.writing is None
    assert sheet.quiet()
    sheet.program.studio.undo()
    assert sheet.project == start


def test_a_short_way_is_a_press_and_chooses_only(sheet):
    start, line = sheet.project, sheet.line(4, 0)
    sheet.pull(line, lambda _drag: pytest.fail("nothing is dragged"), way=3)
    assert sheet.canvas.current == line
    assert sheet.project is start


def test_words_that_are_being_written_are_chosen_by_a_pull_not_dragged(sheet):
    line = sheet.line(4, 0)
    write(sheet.place, line)
    editor = sheet.canvas.editor
    assert editor.hasFocus()
    sheet.script = lambda _drag: pytest.fail("nothing is dragged")
    QTest.mousePress(editor.viewport(), LEFT, pos=QPoint(6, 8))
    for x in (20, 40, 60):
        at = QPointF(x, 8)
        kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        there = editor.viewport().mapToGlobal(at)
        QApplication.sendEvent(editor.viewport(), QMouseEvent(kind, at, there, none, LEFT, PLAIN))
    QTest.mouseRelease(editor.viewport(), LEFT, pos=QPoint(60, 8))
    first, last = editor.chosen()
    assert first < last
    assert sheet.place.pen.writing.ref == line


def test_several_chosen_lines_are_dragged_by_the_words_of_one(sheet):
    lines = [sheet.line(1, 0), sheet.line(4, 0)]
    sheet.canvas.choose_lines(lines)
    taken = []
    sheet.pull(lines[1], lambda _drag: taken.append(sheet.carried.ids))
    assert taken == [tuple(line.id for line in lines)]
    press(sheet.place, lines[0])
    assert sheet.canvas.chosen_refs() == (lines[0],), "let go where it was pressed, it alone is chosen"


def test_the_bar_names_the_place(sheet):
    """In words, counted from one; over nothing it says so and the pointer forbids."""

    def script(drag):
        assert drag.move(sheet.port, sheet.point(sheet.section(3), 0))
        first = sheet.fact()
        assert drag.move(sheet.port, sheet.point(sheet.section(3), 2))
        third, rest = sheet.fact(), sheet.place.status._rest.whole()
        assert drag.move(sheet.port, sheet.point(sheet.section(3), 2), CTRL)
        copied = sheet.fact()
        assert not drag.move(sheet.port, sheet.at(0, 3, 300))
        assert sheet.fact() == "Rien ne se dépose ici"
        assert not sheet.drops.indicator.isVisible()
        drag.leave()
        assert [first, third, rest, copied] == [
            f"Déposer dans {title}, en 1ʳᵉ position",
            f"Déposer dans {title}, en 3ᵉ position",
            "Échap pour annuler",
            f"Copier dans {title}, en 3ᵉ position",
        ]

    box = next(p for p in sheet.canvas.places() if p.ref == Ref("section", sheet.section(3).id, "title"))
    title = box.text.text
    sheet.take(sheet.line(1, 0), script)
    assert sheet.fact() != "Rien ne se dépose ici"


def test_at_large_text_the_bar_still_says_the_whole_place(make_program, tmp_path, monkeypatch):
    file = tmp_path / "people.persona"
    Session.create(file, people(), {}).close()
    program = make_program(scale=1.5)
    assert program.studio.open(file)
    program.window.go("personas")
    sheet = Sheet(program.window.place("personas"), program, monkeypatch)
    zoom = sheet.place.status._tools
    drag = Dragged(text_data("Mots"))
    drag.move(sheet.port, sheet.point(sheet.section(4), 2))
    QApplication.sendPostedEvents()
    assert sheet.place.status._fact.text() == "Déposer dans Motivationnel, en 3ᵉ position"
    drag.leave()
    assert zoom.isVisible()
    program.studio.leave()


def test_within_its_section_the_place_is_counted_without_the_line(sheet):
    before = sheet.ids(0)
    said = []

    def script(drag):
        point = sheet.point(sheet.section(0), 3)
        drag.move(sheet.port, point)
        said.append(sheet.fact())
        return drag.drop(sheet.port, point)

    sheet.take(sheet.line(0, 0), script)
    assert sheet.ids(0) == [before[1], before[2], before[0], *before[3:]]
    assert said[0].endswith("en 3ᵉ position")


def test_chosen_lines_move_together(sheet):
    refs = [sheet.line(0, 0), sheet.line(0, 2), sheet.line(1, 1)]
    start, there = sheet.project, sheet.ids(2)
    sheet.canvas.choose_lines(refs)
    sheet.take(refs[1], lambda drag: drag.drop(sheet.port, sheet.point(sheet.section(2), 1)))
    assert sheet.ids(2) == [there[0], *(ref.id for ref in refs), *there[1:]]
    assert sheet.canvas.chosen_lines() == tuple(ref.id for ref in refs)
    words = [find(sheet.project, ref.id).text for ref in refs]
    assert sheet.words == "\n".join(words), "other programs get the words"
    sheet.program.studio.undo()
    assert sheet.project == start


def test_a_line_that_is_not_chosen_moves_alone(sheet):
    sheet.canvas.choose_lines([sheet.line(0, 0), sheet.line(0, 1)])
    alone = sheet.line(1, 0)
    sheet.take(alone, lambda drag: drag.drop(sheet.port, sheet.point(sheet.section(2), 0)))
    assert sheet.carried.ids == (alone.id,)
    assert sheet.ids(2)[0] == alone.id


def test_ctrl_copies(sheet):
    there, ref = sheet.ids(2), sheet.line(0, 0)
    words = find(sheet.project, ref.id).text
    done = []
    sheet.take(ref, lambda drag: done.append(drag.drop(sheet.port, sheet.point(sheet.section(2), 0), CTRL)))
    assert done == [Qt.DropAction.CopyAction]
    assert ref.id in sheet.ids(0)
    assert sheet.section(2).attributes[0].text == words
    assert sheet.ids(2)[1:] == there


def test_escape_gives_up(sheet):
    start, bar = sheet.project, sheet.fact()

    def script(drag):
        assert drag.move(sheet.port, sheet.point(sheet.section(2), 0))
        assert ghost_of(sheet.view).isVisible()
        assert sheet.drops.indicator.isVisible()
        drag.leave()  # what the system sends when Escape is pressed

    sheet.take(sheet.line(0, 0), script)
    assert sheet.project == start
    assert sheet.quiet()
    assert sheet.fact() == bar


def test_let_go_where_it_was_nothing_happens(sheet):
    start, label = sheet.project, sheet.program.studio.session.undo_label
    sheet.take(sheet.line(0, 1), lambda drag: drag.drop(sheet.port, sheet.point(sheet.section(0), 2)))
    assert sheet.project is start
    assert sheet.program.studio.session.undo_label == label


def test_nothing_is_laid_out_while_dragging(sheet, monkeypatch):
    laid = []

    def script(drag):
        monkeypatch.setattr(sheet.place.press, "sheet", lambda *_, **__: laid.append(1))
        for down in range(40, sheet.port.height() - 60, 9):
            drag.move(sheet.port, QPoint(sheet.port.width() // 3, down))
        drag.leave()
        monkeypatch.undo()

    sheet.take(sheet.line(0, 0), script)
    assert laid == []


def test_what_is_written_is_kept_before_a_line_is_taken(sheet):
    ref = sheet.line(0, 1)
    sheet.place.pen.write(ref)
    sheet.canvas.editor.setPlainText("Mots écrits")
    sheet.take(sheet.line(0, 0), lambda drag: drag.drop(sheet.port, sheet.point(sheet.section(2), 0)))
    assert find(sheet.project, ref.id).text == "Mots écrits"


def test_a_new_line_being_written_is_kept_before_places_are_counted(sheet):
    ref, there = sheet.line(1, 0), sheet.ids(1)
    sheet.place.pen.add_line(ref)
    sheet.canvas.editor.setPlainText("Ligne neuve")
    Dragged(text_data("Venue d'ailleurs")).drop(sheet.port, sheet.point(sheet.section(1), 3))
    said = [line.text for line in sheet.section(1).attributes]
    assert said[1] == "Ligne neuve"
    assert "Venue d’ailleurs" in said[3:5]
    assert len(said) == len(there) + 2


def test_a_handle_stays_while_the_pointer_comes_to_it_and_goes_after(sheet, qtbot):
    shown = sheet.canvas.place_of(sheet.line(0, 0))
    sheet.canvas.hovered.emit(shown)
    assert sheet.handle.isVisible()
    rect = sheet.canvas.rect_of(shown)
    assert sheet.handle.geometry().right() <= rect.left(), "it covers nothing of the line"
    sheet.canvas.hovered.emit(None)
    assert sheet.handle.isVisible()
    qtbot.waitUntil(lambda: not sheet.handle.isVisible())


# ------------------------------------------------------------------ sections


def test_a_section_is_dragged_by_its_header(sheet):
    start, order = sheet.project, [s.id for s in sheet.persona.sections]
    said = []

    def script(drag):
        zone = next(z for z in sheet.drops.aiming.zones(sheet.place.outline()) if z.section == order[3])
        point = sheet.at(zone.page, zone.frame.left + 30, zone.frame.bottom - 4)
        drag.move(sheet.port, point)
        said.append(sheet.fact())
        return drag.drop(sheet.port, point)

    sheet.take(Ref("section", order[0], "title"), script)
    assert [s.id for s in sheet.persona.sections] == [*order[1:4], order[0], *order[4:]]
    assert said[0].startswith("Déposer en dessous de ")
    sheet.program.studio.undo()
    assert sheet.project == start


# ------------------------------------------------------------------ edges and ghost


def test_near_an_edge_the_sheet_scrolls_and_stops_when_the_pointer_leaves(sheet, qtbot):
    bar = sheet.view.verticalScrollBar()
    bar.setValue(0)
    drag = Dragged(text_data("Mots"))
    drag.move(sheet.port, QPoint(sheet.port.width() // 2, sheet.port.height() // 2))
    assert not sheet.drops.scroll.running
    drag.move(sheet.port, QPoint(sheet.port.width() // 2, sheet.port.height() - 2))
    assert sheet.drops.scroll.running
    qtbot.waitUntil(lambda: bar.value() > 50)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() and not sheet.drops.scroll.running)
    drag.move(sheet.port, QPoint(sheet.port.width() // 2, 2))
    assert sheet.drops.scroll.running
    drag.leave()
    assert not sheet.drops.scroll.running


def test_let_go_while_the_sheet_scrolls_it_lands_where_it_is_shown(sheet, qtbot):
    bar = sheet.view.verticalScrollBar()
    bar.setValue(0)
    drag, point = Dragged(text_data("En route")), QPoint(sheet.port.width() // 3, sheet.port.height() - 20)
    assert drag.move(sheet.port, point), "it may be let go later without another move"
    qtbot.waitUntil(lambda: bar.value() > 60)
    aim = sheet.drops.aim(QPointF(sheet.canvas.mapFrom(sheet.port, point)))
    assert sheet.drops.indicator.isVisible()
    drop = QDropEvent(QPointF(point), BOTH, drag.data, LEFT, PLAIN)
    QApplication.sendEvent(sheet.port, drop)
    made = find(sheet.project, aim.landing.parent).attributes[aim.landing.index]
    assert made.text == "En route"
    assert sheet.quiet()


def test_the_nearer_the_edge_the_faster():
    room = QSize(800, 600)
    down = [speed(QPoint(400, y), room).y() for y in range(600 - EDGE - 5, 601)]
    assert down[0] == 0
    assert down[-1] == FASTEST
    assert all(a <= b for a, b in pairwise(down))
    assert speed(QPoint(400, 0), room).y() == -FASTEST
    assert speed(QPoint(400, 300), room).isNull()
    assert speed(QPoint(0, 300), room).x() == -FASTEST


def test_the_ghost_is_beside_the_pointer_and_never_over_the_line(sheet):
    met = []

    def script(drag):
        for down in range(20, sheet.port.height(), 7):
            for across in (80, sheet.port.width() // 2, sheet.port.width() - 40):
                drag.move(sheet.port, QPoint(across, down))
                line, ghost = sheet.drops._in_window(), ghost_of(sheet.view)
                assert ghost.width() > 200
                if line is not None and sheet.drops.indicator.isVisible():
                    met.append(line)
                    assert not ghost.card_rect().intersects(line)
        drag.leave()

    sheet.take(sheet.line(0, 0), script)
    assert len(met) > 20


def test_the_ghost_stays_in_the_window():
    size, window, offset = QSize(238, 70), QSize(1000, 700), QPoint(14, 12)
    assert standing(size, QPoint(300, 300), offset, None, window) == QPoint(314, 312)
    for pointer in (QPoint(990, 300), QPoint(300, 690), QPoint(990, 690)):
        corner = standing(size, pointer, offset, None, window)
        assert 0 <= corner.x() <= window.width() - size.width()
        assert 0 <= corner.y() <= window.height() - size.height()


# ------------------------------------------------------------------ the same without dragging


def ways(sheet):
    menu = QMenu(sheet.place)
    sheet.place.dragging.add_ways(menu)
    return {action.text(): action.menu() for action in menu.actions()}


def test_menus_say_where_lines_can_go(sheet, qtbot):
    ref, there = sheet.line(0, 0), sheet.ids(2)
    sheet.canvas.focus(ref)
    to = ways(sheet)["Déplacer vers"]
    title = next(p.text.text for p in sheet.canvas.places() if p.ref.id == sheet.section(2).id)
    next(a for a in to.actions() if a.text() == title).trigger()
    qtbot.waitUntil(lambda: sheet.ids(2) == [*there, ref.id])
    assert sheet.canvas.current == ref
    other = sheet.project.personas[1]
    count = len(other.attributes)
    copy = ways(sheet)["Copier vers"]
    next(a for a in copy.actions() if a.text() == other.name).trigger()
    qtbot.waitUntil(lambda: len(sheet.project.personas[1].attributes) == count + 1)
    assert ref.id in sheet.ids(2)


def test_a_section_goes_to_another_sheet_by_its_menu(sheet, qtbot):
    start, moved = sheet.project, sheet.section(1)
    sheet.canvas.focus(Ref("section", moved.id, "title"))
    there = ways(sheet)["Déplacer sur la fiche de"]
    next(a for a in there.actions() if a.text() == "Marc").trigger()
    qtbot.waitUntil(lambda: sheet.project.personas[1].sections[-1].id == moved.id)
    landed = sheet.project.personas[1].sections[-1].attributes
    assert [(line.id, line.text) for line in landed] == [(line.id, line.text) for line in moved.attributes]
    assert all(line.evidence is None for line in landed), "Julie's figures prove nothing of Marc"
    assert moved not in sheet.persona.sections
    assert sheet.program.window.messages.toast.isVisible()
    sheet.program.studio.undo()
    assert sheet.project == start


def test_places_are_counted_as_people_do():
    assert [ordinal(n, "fr") for n in (1, 2, 11)] == ["1ʳᵉ", "2ᵉ", "11ᵉ"]
    said = [ordinal(n, "en") for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 112)]
    assert said == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "112th"]


def test_a_press_on_the_handle_opens_the_menu(sheet, qtbot):
    shown = sheet.canvas.place_of(sheet.line(0, 1))
    sheet.canvas.hovered.emit(shown)
    QTest.mouseClick(sheet.handle, LEFT, pos=sheet.handle.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Déplacer vers" in [action.text() for action in menu.actions()]
    menu.close()
