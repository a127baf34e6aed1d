"""The board of the workshop: pages chosen and put in order with keys, pointer and menu; one seen large."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from persona_studio.domain.deliverables import CARDS, COMPARISON, POSTER
from persona_studio.domain.edits import Remove
from persona_studio.publish.boxes import Page
from persona_studio.services.personas import casting
from persona_studio.services.session import Session
from persona_studio.texts import Texts
from persona_studio.ui.places.workshop.board import MIME
from persona_studio.ui.places.workshop.model import PagesModel, Printed, Role

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def workshop(open_place, whole_file):
    place = open_place(whole_file, "workshop")
    for deliverable in (POSTER, COMPARISON, CARDS):
        place.desk.tick(deliverable.id, True)
    assert len(place.pages) == 9
    QApplication.sendPostedEvents()
    return place


@pytest.fixture
def board(workshop):
    workshop.middle.board.setFocus()
    return workshop.middle.board


def titles(workshop):
    return [each.title for each in workshop.pages]


def at(board, row):
    """Return a point of a page, below the caption of its tile no more."""
    return board.page_rect(row).center()


def drag(board, row, point):
    """Take a page and carry it over a point; return what is carried."""
    data = QMimeData()
    data.setData(MIME, board.model().pages[row].key.encode())
    move, port = Qt.DropAction.MoveAction, board.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(point, move, data, LEFT, PLAIN))
    QApplication.sendEvent(port, QDragMoveEvent(point, move, data, LEFT, PLAIN))
    return data


def drop(board, row, point):
    data = drag(board, row, point)
    event = QDropEvent(QPointF(point), Qt.DropAction.MoveAction, data, LEFT, PLAIN)
    QApplication.sendEvent(board.viewport(), event)


# ------------------------------------------------------------------ the model


def printed(key, title="Fiche", width=100.0):
    return Printed(Page(width, 141.0, ()), None, title, key, "A4", "sheet")


def test_rows_come_go_and_change_as_a_model_must(qapp):
    model = PagesModel(Texts("fr"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for keys in ("abcd", "dabc", "", "abcdefgh", "hgfe", "xhyz", "z"):
        model.show([printed(key) for key in keys], Texts("fr"))
        assert [each.key for each in model.pages] == list(keys)
    model.show([printed("z", "Poster"), printed("y")], Texts("en"))
    assert model.index(0).data() == "Poster"
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Page 2: Fiche"
    assert model.index(0).data(Role.PRINTED).key == "z"
    assert model.data(model.index(9)) is None
    assert model.rowCount(model.index(0)) == 0
    del tester


def test_pages_that_are_as_they_were_change_no_row(qapp):
    model, changed = PagesModel(Texts("fr")), []
    model.show([printed("a"), printed("b")], Texts("fr"))
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.show([printed("a"), printed("b", width=90.0)], Texts("fr"))
    assert changed == [1]


# ------------------------------------------------------------------ choosing


def test_arrows_walk_over_the_ends_of_rows(workshop, board):
    board.choose(0)
    for row in range(1, 9):
        QTest.keyClick(board, Qt.Key.Key_Right)
        assert board.row == row
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.row == 8
    QTest.keyClick(board, Qt.Key.Key_Home)
    assert board.row == 0
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert board.visualRect(board.currentIndex()).top() > board.visualRect(board.model().index(0)).top()
    assert workshop.middle.said.whole().startswith("Page ")


def test_the_keyboard_finds_a_page_chosen(workshop, program):
    program.window.actions_["panel"].trigger()
    program.window.actions_["panel"].trigger()
    assert workshop.middle.board.hasFocus()
    assert workshop.middle.board.row == 0


def test_no_page_stands_beyond_the_board_and_rows_are_full(workshop, board):
    rights = [board.visualRect(board.model().index(row)).right() for row in range(9)]
    assert max(rights) <= board.viewport().width()
    tops = [board.visualRect(board.model().index(row)).top() for row in range(9)]
    assert tops.count(tops[0]) == 4


# ------------------------------------------------------------------ order


def test_a_page_is_moved_with_alt_and_arrows(workshop, board, program):
    before = titles(workshop)
    board.choose(0)
    QTest.keyClick(board, Qt.Key.Key_Right, ALT)
    assert titles(workshop)[:2] == [before[1], before[0]]
    assert board.row == 1
    assert workshop.middle.said.whole() == f"{before[0]} est maintenant la page 2 sur 9"
    QTest.keyClick(board, Qt.Key.Key_End, ALT)
    assert titles(workshop)[-1] == before[0]
    QTest.keyClick(board, Qt.Key.Key_Home, ALT)
    QTest.keyClick(board, Qt.Key.Key_Left, ALT)
    assert titles(workshop) == before
    for _ in range(3):
        program.window.actions_["undo"].trigger()
    assert titles(workshop) == before
    assert program.studio.project.kit.order == ()


def test_a_page_is_dragged_before_and_after_any_other(workshop, board):
    for row in (0, 3, 8):
        for target in (0, 2, 3, 4, 7, 8):
            before = titles(workshop)
            left = QPoint(board.page_rect(target).left() + 5, at(board, target).y())
            drop(board, row, left)
            expected = [each for each in before if each != before[row]]
            place = target - 1 if target > row else target
            expected.insert(place, before[row])
            assert titles(workshop) == expected
            workshop.middle.back_to_usual()


def test_where_a_page_would_land_is_shown_and_said(workshop, board):
    drag(board, 0, QPoint(board.page_rect(4).right() - 5, at(board, 4).y()))
    assert workshop.middle.said.whole() == "Déposer «\u202fFiche, Camille\u202f» en page 5"
    assert not board.line_rect(board._place).isNull()
    far = QPoint(board.viewport().width() - 4, board.viewport().height() - 4)
    drag(board, 0, far)
    assert workshop.middle.said.whole().endswith("en page 9")
    assert board.line_rect(board._place).intersects(board.viewport().rect())


def test_what_is_no_page_is_not_taken(workshop, board):
    data = QMimeData()
    data.setText("une phrase")
    event = QDragEnterEvent(at(board, 1), Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    QApplication.sendEvent(board.viewport(), event)
    assert not event.isAccepted()


def test_the_usual_order_is_a_press_a_menu_and_a_command_away(workshop, board, program):
    before = titles(workshop)
    actions = program.window.actions_
    assert not actions.ready("pages-usual")
    assert not workshop.middle.usual.isVisible()
    for way in ("button", "menu", "command"):
        board.choose(3)
        QTest.keyClick(board, Qt.Key.Key_Home, ALT)
        assert titles(workshop) != before
        if way == "button":
            QTest.mouseClick(workshop.middle.usual, LEFT)
        elif way == "command":
            assert actions.ready("pages-usual")
            actions["pages-usual"].trigger()
        else:
            pick(board, "Revenir à l’ordre habituel")
        assert titles(workshop) == before
    assert program.studio.project.kit.order == ()


def test_a_window_hidden_by_the_system_comes_back_with_the_gestures_of_its_pages(workshop, board, program):
    board.choose(3)
    QTest.keyClick(board, Qt.Key.Key_Home, ALT)
    program.window.hide()
    program.window.show()
    assert program.window.actions_.ready("pages-usual")


def pick(board, words):
    """Choose an entry of the menu of the page that is current, with the keyboard."""
    asks = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), board.mapToGlobal(QPoint(0, 0)))
    QApplication.sendEvent(board.viewport(), asks)
    menu = QApplication.activePopupWidget()
    action = next(a for a in menu.actions() if a.text().split("\t")[0] == words)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_the_menu_moves_a_page(workshop, board):
    before = titles(workshop)
    board.choose(2)
    pick(board, "Avancer d’une place")
    assert titles(workshop)[1] == before[2]
    pick(board, "Mettre en dernier")
    assert titles(workshop)[-1] == before[2]


def test_a_deliverable_that_comes_back_finds_its_place_again(workshop, board):
    board.choose(6)
    assert workshop.pages[6].title == "Comparatif"
    QTest.keyClick(board, Qt.Key.Key_Home, ALT)
    workshop.desk.tick(COMPARISON.id, False)
    assert "Comparatif" not in titles(workshop)
    workshop.desk.tick(COMPARISON.id, True)
    assert titles(workshop)[0] == "Comparatif"


# ------------------------------------------------------------------ pages that are left out


def test_a_page_is_left_out_with_delete_and_put_back(workshop, board, program):
    before = titles(workshop)
    board.choose(3)
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert titles(workshop) == [*before[:3], *before[4:]]
    assert workshop.middle.said.whole() == f"Page écartée\u202f: {before[3]}"
    assert (board.row, board.rows) == (-1, [])
    QTest.keyClick(board, Qt.Key.Key_Delete)  # what was next is not chosen: it stays
    assert titles(workshop) == [*before[:3], *before[4:]]
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.row == 3
    assert workshop.choice.deliverables._rows[POSTER.id]._count.text() == "2"
    pick(board, "Écarter cette page")
    assert titles(workshop) == [*before[:3], *before[5:]]
    assert workshop.middle.back.text() == "Remettre 2 pages"
    QTest.mouseClick(workshop.middle.back, LEFT)
    assert titles(workshop) == before
    assert not workshop.middle.back.isVisible()
    program.window.actions_["undo"].trigger()
    program.window.actions_["undo"].trigger()
    assert titles(workshop) == [*before[:3], *before[4:]]


def test_a_deliverable_all_of_whose_pages_are_left_out_says_so(workshop, board):
    row = workshop.choice.deliverables._rows[COMPARISON.id]
    board.choose(6)
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert "Comparatif" not in titles(workshop)
    assert row._hint.text() == "Ses pages sont écartées."
    QTest.mouseClick(row._way, LEFT)
    assert "Comparatif" in titles(workshop)
    board.choose(6)
    QTest.keyClick(board, Qt.Key.Key_Delete)
    workshop.desk.tick(COMPARISON.id, False)
    workshop.desk.tick(COMPARISON.id, True)
    assert "Comparatif" in titles(workshop)


def test_several_pages_are_left_out_together_and_come_back_together(workshop, board, program):
    before = titles(workshop)
    QTest.mouseClick(board.viewport(), LEFT, PLAIN, at(board, 1))
    QTest.mouseClick(board.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, at(board, 3))
    QTest.mouseClick(board.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, at(board, 5))
    assert board.rows == [1, 2, 3, 5]
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert titles(workshop) == [before[0], before[4], *before[6:]]
    assert workshop.middle.said.whole() == "4 pages écartées"
    program.window.actions_["undo"].trigger()
    assert titles(workshop) == before


def test_pages_of_a_persona_that_is_gone_are_left_out_no_longer(workshop, board, program):
    first = program.studio.project.personas[0].id
    gone = next(each.key for each in workshop.pages if each.persona == first)
    stays = next(each.key for each in workshop.pages if each.persona is None)
    board.choose(workshop.middle.model.row_of(gone))
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Delete)
    board.choose(workshop.middle.model.row_of(stays))
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert set(program.studio.project.kit.skipped) == {gone, stays}
    program.studio.do(Remove(first), "Persona removed")
    assert set(program.studio.project.kit.skipped) == {gone, stays}, (
        "taking a persona out is one edit, undone as one"
    )
    QTest.mouseClick(workshop.options.switches["rates"], LEFT)
    assert program.studio.project.kit.skipped == (stays,)
    program.studio.undo()
    program.studio.undo()
    assert set(program.studio.project.kit.skipped) == {gone, stays}


def test_what_is_left_out_is_not_written(workshop, board, tmp_path):
    import pypdfium2

    for _ in range(4):
        board.choose(0)
        QTest.keyClick(board, Qt.Key.Key_Delete)
    assert len(workshop.pages) == 5
    workshop.leaving.write(str(tmp_path / "a.pdf"))
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    assert sizes == [(round(each.page.width), round(each.page.height)) for each in workshop.pages]


# ------------------------------------------------------------------ one page, large


def test_a_page_is_seen_large_and_one_comes_back_to_where_one_was(workshop, board):
    board.choose(3)
    QTest.keyClick(board, Qt.Key.Key_Return)
    page = workshop.middle.page
    assert page.isVisible()
    assert page._paper.hasFocus()
    assert page._place.text() == "4 sur 9"
    for key, number in ((Qt.Key.Key_Right, 5), (Qt.Key.Key_PageDown, 6), (Qt.Key.Key_End, 9)):
        QTest.keyClick(page._paper, key)
        assert page._place.text() == f"{number} sur 9"
    assert not page._on.isEnabled()
    QTest.keyClick(page._paper, Qt.Key.Key_Left)
    QTest.keyClick(page._paper, Qt.Key.Key_Escape)
    assert board.isVisible()
    assert board.hasFocus()
    assert board.row == 7


def test_the_page_is_zoomed_with_the_keys_of_the_window(workshop, board, program):
    program.window.go("personas")
    sheet = program.window.place("personas").view
    before = sheet.zoom
    program.window.go("workshop")
    workshop.middle.open(0)
    page, actions = workshop.middle.page, program.window.actions_
    fits = page.area.zoom
    actions["zoom-in"].trigger()
    assert page.area.zoom > fits
    actions["zoom-out"].trigger()
    actions["zoom-out"].trigger()
    assert page.area.zoom < fits
    actions["zoom-fit"].trigger()
    assert page.area.zoom == fits
    assert sheet.zoom == before, "what is out of sight keeps its zoom"
    rect = page._paper.page_rect()
    assert rect.height() <= page.area.viewport().height()
    whole = workshop.pages[0].page
    assert abs(rect.width() / rect.height() - whole.width / whole.height) < 0.01


def test_a_page_says_to_a_screen_reader_what_is_on_it(workshop):
    workshop.middle.open(0)
    paper = workshop.middle.page._paper
    assert paper.accessibleName() == "Page 1 sur 9\u202f: Fiche, Camille"
    assert "Camille" in paper.accessibleDescription()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_all_that_stands_around_a_page_has_a_name_and_room(make_program, whole_file, scale):
    program = make_program(scale=scale, size=(1366, 768))
    program.studio.open(whole_file)
    program.window.go("workshop")
    middle = program.window.place("workshop").middle
    assert program.window.place("workshop").pages
    middle.open(1)
    QApplication.sendPostedEvents()
    buttons = [b for b in middle.page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) == 6
    for button in buttons:
        assert button.accessibleName() or button.text()
        assert button.width() >= button.minimumSizeHint().width()
        corner = button.mapTo(middle, button.rect().bottomRight())
        assert middle.rect().contains(corner)
    label = middle.page._place
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_the_switch_shows_all_pages_or_one(workshop, board):
    board.choose(5)
    switch = workshop.middle.switch
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Right)
    assert workshop.middle.page.isVisible()
    assert workshop.middle.page._place.text() == "6 sur 9"
    QTest.keyClick(switch, Qt.Key.Key_Left)
    assert board.isVisible()


@pytest.mark.parametrize("way", ["mouse", "enter"])
def test_arrows_turn_pages_once_the_page_is_asked_for(workshop, board, way):
    board.choose(5)
    switch = workshop.middle.switch

    def take(value):
        part = next(each for each in switch._parts if each.option.value == value)
        if way == "mouse":
            QTest.mouseClick(part, LEFT)
        else:
            part.setFocus()
            QTest.keyClick(part, Qt.Key.Key_Return)

    take("page")
    QTest.keyClick(workshop.window().focusWidget(), Qt.Key.Key_Right)
    assert workshop.middle.page.isVisible()
    assert workshop.middle.page._place.text() == "7 sur 9"
    take("board")
    QTest.keyClick(workshop.window().focusWidget(), Qt.Key.Key_Left)
    assert board.isVisible()
    assert board.row == 5


def test_another_theme_shows_the_same_page(workshop, board, program, settle):
    workshop.middle.open(4)
    key = workshop.middle.printed.key
    program.window.actions_["theme"].trigger()
    settle()
    again = program.window.place("workshop")
    assert again is not workshop
    assert again.pages
    assert again.middle.printed.key == key
    assert again.middle.page.isVisible()
    program.studio.leave()
    assert program.studio.wanted_page == ("", False)


# ------------------------------------------------------------------ many pages


@pytest.mark.slow
def test_forty_pages_get_small_thumbnails_and_only_those_in_view_are_painted(program, tmp_path, whole_file):
    program.studio.open(whole_file)
    project = program.studio.project
    personas = tuple(
        replace(casting.renewed(project.personas[n % 3]), name=f"Persona {n + 1}") for n in range(60)
    )
    program.studio.leave()
    many = replace(project, personas=personas, id="0123456789abcdef")
    Session.create(tmp_path / "many.persona", many, {}).close()
    program.studio.open(tmp_path / "many.persona")
    program.window.go("workshop")
    workshop = program.window.place("workshop")
    assert len(workshop.pages) == 60
    board, thumbs = workshop.middle.board, workshop.middle.thumbs
    QApplication.sendPostedEvents()
    assert board.page_rect(0).width() < 130
    board.viewport().grab()
    thumbs.finish()
    assert 0 < thumbs.count < 60
    bar, before = board.verticalScrollBar(), thumbs.count
    for part in range(1, 9):
        bar.setValue(bar.maximum() * part // 8)
        board.viewport().grab()
    thumbs.finish()
    in_view = [row for row in range(60) if board.page_rect(row).intersects(board.viewport().rect())]
    assert in_view[-1] == 59
    assert thumbs.count - before <= len(in_view), "pages that passed by are not painted before those in view"
    for row in in_view:
        page, size = board.model().pages[row], board.page_rect(row).size() * board.devicePixelRatioF()
        assert not thumbs.picture(page.key, page.page, size).isNull()
    assert not thumbs.under_way
