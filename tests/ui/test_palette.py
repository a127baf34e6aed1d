"""The palette with real events: findings, verbatims, hypotheses and the bank go to the sheet and back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.faces import show
from persona_studio.domain.personas import AttributeKind, Provenance
from persona_studio.services.personas.faces import Face
from persona_studio.services.personas.verbatims import Gathered, Verbatim
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.mime import FORMAT, LARGEST, Carried, Carries, carried, carry
from persona_studio.ui.models.palette import ROW, PaletteList
from persona_studio.ui.places.personas.palette.panel import BANK, FINDINGS, HYPOTHESES, VERBATIMS

CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def place(open_place, sample_file):
    """The bundled example: it was made from a survey with open questions."""
    return open_place(sample_file, "personas")


@pytest.fixture
def palette(place):
    return place.drawer


@pytest.fixture
def drags(monkeypatch):
    """What is dragged, in the place of the loop of events of the system."""
    done = []

    def exec_(drag, *_):
        view = drag.source()
        done.append(
            (carried(drag.mimeData()), drag.mimeData().text(), view._delegate.dragged, drag.hotSpot())
        )
        view.viewport().grab()
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    return done


def lines(program, persona=0):
    return [a for s in program.studio.project.personas[persona].sections for a in s.attributes]


def pull(view, row, qtbot):
    """Press on a row and move, as people drag."""
    index = view.model().index(row, 0)
    qtbot.waitUntil(lambda: view.indexAt(view.visualRect(index).center()) == index)
    start = view.visualRect(index).center()
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    for step in (8, 20, 40):
        QTest.mouseMove(view.viewport(), start + QPoint(step, step))
    QTest.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(40, 40))


# ------------------------------------------------------------------ what is carried


def test_mime_data_carry_words_for_everybody_and_values_for_us():
    what = Carried(Carries.FINDING, ("a", "b"), "Demande « une » démo", '{"x": 1}')
    data = carry(what)
    assert carried(data) == what
    assert data.text() == what.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 50_000,
        b'{"kind": "magic", "ids": [], "text": "", "payload": ""}',
        b'{"kind": "finding", "ids": "abc", "text": "", "payload": ""}',
        b'{"kind": "finding", "ids": [1], "text": "", "payload": ""}',
        b'{"kind": "finding", "ids": [], "text": "", "payload": {}}',
        b'{"kind": "section", "ids": [], "text": "", "payload": ""}',
        b'{"kind": "lines", "ids": [], "text": "", "payload": ""}',
        b'{"kind": "finding", "ids": [], "text": "", "payload": "", "source": 3}',
        b" " * (LARGEST + 1),
    ],
)
def test_damaged_mime_data_carry_nothing(content):
    data = QMimeData()
    data.setData(FORMAT, content)
    assert carried(data) is None


def test_text_of_another_program_is_none_of_ours():
    data = QMimeData()
    data.setText("bonjour")
    assert carried(data) is None
    assert carried(None) is None


# ------------------------------------------------------------------ findings


def test_the_lists_are_proper_models(palette, qtbot):
    for tab in (FINDINGS, VERBATIMS, HYPOTHESES, BANK):
        model = palette.open(tab).list.model()
        assert isinstance(model, PaletteList)
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        palette.open(tab).search.setText("prix")
        palette.open(tab).search.clear()
        del tester


def test_a_finding_is_placed_where_a_draft_would_by_the_keyboard(palette, program):
    page, before = palette.open(FINDINGS), lines(program)
    start = program.studio.project
    page.list.setFocus()
    row = page.list.chosen()
    QTest.keyClick(page.list, Qt.Key.Key_Return, CTRL)
    made = [a for a in lines(program) if a not in before]
    assert [a.provenance for a in made] == [Provenance.DATA]
    section = next(s for s in program.studio.project.personas[0].sections if made[0] in s.attributes)
    assert section.key is row.offer.section
    assert section.attributes[-1] == made[0]
    program.studio.undo()
    assert program.studio.project == start


def told(card, line):
    """Tell whether a line says what a card shows, which may put the answer before its question."""
    return card.split(" · ")[0].lower() in line.lower()


def test_arrows_choose_and_enter_places_after_the_chosen_line(palette, place, program):
    page = palette.open(FINDINGS)
    section = program.studio.project.personas[0].sections[0]
    place.show_line(section.attributes[0].id)
    page.list.setFocus()
    words = []
    for _ in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        words.append(page.list.currentIndex().data())
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    after = program.studio.project.personas[0].sections[0].attributes
    pairs = zip(words, after[1:3], strict=True)
    assert all(told(word, line.text) for word, line in pairs), "one after the other"
    assert place.line_chosen() == after[2].id


def test_what_is_placed_goes_from_one_list_to_the_other(palette, program):
    page = palette.open(FINDINGS)
    page.list.setFocus()
    row, many = page.list.chosen(), page.list.model().rowCount()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.list.model().rowCount() == many - 1
    assert page.list.chosen() is not None, "the next one is chosen"
    QTest.mouseClick(page.chips.placed, LEFT)
    found = page.list.rows.row(row.key)
    assert found.isValid()
    assert page._delegate.mark(found.data(ROW)) == "check"
    assert "sur la fiche" in found.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_finding_is_dragged_with_its_card(palette, drags, qtbot):
    page = palette.open(FINDINGS)
    row = page.list.model().index(2, 0).data(ROW)
    pull(page.list, 2, qtbot)
    ((what, text, outlined, hot),) = drags
    assert (what.kind, what.ids) == (Carries.FINDING, (row.key,))
    assert text == what.text
    assert told(page.list.rows.row(row.key).data(), text)
    assert outlined == row.key, "its place keeps an outline"
    assert not page._delegate.dragged
    assert hot.x() <= page._kit.px(18 - 14)
    assert hot.y() <= page._kit.px(18 - 12), "the card begins below and right of the pointer"


def test_search_finds_words_whatever_their_accents(palette, qtbot):
    page = palette.open(FINDINGS)
    page.search.setFocus()
    QTest.keyClicks(page.search, "TELETRAVAIL")
    said = [page.list.model().index(n, 0).data() for n in range(page.list.model().rowCount())]
    assert said
    assert all("télétravail" in text.lower() for text in said)
    QTest.keyClicks(page.search, "xyz")
    assert not page.list.isVisible()


def test_the_menu_places_in_a_named_section(palette, program):
    page, before = palette.open(FINDINGS), lines(program)
    page.list.setFocus()
    page.list.menued.emit(page.list.chosen(), page.mapToGlobal(QPoint(20, 20)))
    menu = page.findChild(QMenu)
    inside = next(action.menu() for action in menu.actions() if action.menu() is not None)
    inside.actions()[1].trigger()
    menu.close()
    (made,) = [a for a in lines(program) if a not in before]
    assert made in program.studio.project.personas[0].sections[1].attributes


def test_ctrl_f_goes_to_the_search_and_f6_from_strip_to_palette(palette, place, program):
    program.window.actions_["filter"].trigger()
    assert QApplication.focusWidget() is palette.page(FINDINGS).search
    assert place.panels()[:3] == [place.strip, palette, place.canvas]


def test_a_persona_without_segment_begins_with_hypotheses(palette, place, program):
    place.make_blank()
    place.canvas.editor.leave("cancel")
    assert palette.tabs.current() == HYPOTHESES
    page = palette.open(FINDINGS)
    assert not page.list.isVisible()
    assert page._said_why.text()


# ------------------------------------------------------------------ hypotheses


def test_hypotheses_are_written_noted_checked_placed_and_taken_back(palette, program):
    page, start = palette.open(HYPOTHESES), program.studio.project
    page.search.setFocus()
    QTest.keyClicks(page.search, "Compare les offres avant l'achat")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    (one,) = program.studio.project.personas[0].hypotheses
    assert one.text == "Compare les offres avant l’achat"
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    page.detail.due.setFocus()
    QTest.keyClicks(page.detail.due, "Claire, mars")
    QTest.keyClick(page.detail.due, Qt.Key.Key_Return)
    (one,) = program.studio.project.personas[0].hypotheses
    assert (one.checked, one.due) == (True, "Claire, mars")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert not program.studio.project.personas[0].hypotheses
    assert one in lines(program)
    for _ in range(4):
        program.studio.undo()
    assert program.studio.project == start


def test_a_hypothesis_is_deleted_with_undo_and_dragged_as_a_move(palette, program, drags, qtbot):
    page = palette.open(HYPOTHESES)
    page.search.setText("À vérifier")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    (one,) = program.studio.project.personas[0].hypotheses
    pull(page.list, 0, qtbot)
    assert [(what.kind, what.ids) for what, *_ in drags] == [(Carries.HYPOTHESIS, (one.id,))]
    page.list.setFocus()
    with qtbot.waitSignal(program.studio.said):
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert not program.studio.project.personas[0].hypotheses
    program.studio.undo()
    assert program.studio.project.personas[0].hypotheses == (one,)


# ------------------------------------------------------------------ verbatims


@pytest.fixture
def spoken(palette, program, qtbot):
    """The tab of the answers, read."""
    page = palette.open(VERBATIMS)
    qtbot.waitUntil(lambda: page.list.model().rowCount() > 0)
    return page


def test_a_selected_passage_is_placed_and_made_the_quote(spoken, program):
    spoken.list.setFocus()
    answer = spoken.list.chosen()
    assert answer.typical
    spoken.detail.text.setFocus()
    QTest.keyClick(spoken.detail.text, Qt.Key.Key_Home)
    for _ in range(2):
        QTest.keyClick(spoken.detail.text, Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    passage = spoken.detail.text.textCursor().selectedText().strip()
    assert passage
    before = lines(program)
    QTest.mouseClick(spoken.detail.place, LEFT)
    (made,) = [a for a in lines(program) if a not in before]
    assert made.provenance is Provenance.VERBATIM
    assert passage.replace("'", "’") in made.text
    assert made.evidence.variable == answer.variable
    QTest.mouseClick(spoken.detail.quote, LEFT)
    persona = program.studio.project.personas[0]
    assert persona.quote == passage.replace("'", "’")
    assert persona.quote_provenance is Provenance.VERBATIM


def test_what_is_dragged_out_of_an_answer_is_the_selection(spoken):
    spoken.list.setFocus()
    spoken.detail.text.selectAll()
    what = carried(spoken.detail.text.createMimeDataFromSelection())
    assert what.kind is Carries.VERBATIM
    assert spoken.list.chosen().text[:10].replace("'", "’") in what.text


def test_the_first_answer_pressed_stays_under_the_pointer_and_is_the_one_dragged(spoken, drags, qtbot):
    model, view = spoken.list.model(), spoken.list
    known = spoken._gathered
    words = "qui dit ce qu’elle veut " * 3
    answers = tuple(
        replace(known.answers[0], row=row, text=f"Réponse {row} {words}", plain=f"reponse {row}")
        for row in range(40)
    )
    spoken._show(replace(known, answers=answers))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert spoken.detail.isHidden()
    low = view.viewport().rect().center() + QPoint(0, view.viewport().height() // 3)
    qtbot.waitUntil(lambda: view.indexAt(low).isValid())
    pressed = view.indexAt(low)
    before = view.visualRect(pressed)
    start = before.center()
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QApplication.sendPostedEvents()
    assert view.currentIndex() == pressed
    assert view.visualRect(pressed) == before
    for step in (8, 20, 40):
        QTest.mouseMove(view.viewport(), start + QPoint(step, step))
    QTest.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(40, 40))
    ((what, *_),) = drags
    assert f"Réponse {pressed.row()} " in what.text
    qtbot.waitUntil(spoken.detail.isVisible)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(pressed)))
    assert model.rowCount() == 40


def test_ten_thousand_answers_are_listed_at_once_and_searched(spoken, qtbot):
    answers = tuple(
        Verbatim("v", row, f"Réponse {row} qui dit ce qu’elle veut", False, f"reponse {row} qui dit")
        for row in range(10_000)
    )
    spoken._show(Gathered(spoken._gathered.segment, {"v": "Question"}, answers))
    assert spoken.list.model().rowCount() == 10_000
    last = spoken.list.visualRect(spoken.list.model().index(9_999, 0))
    assert last.isValid(), "nothing is left to be measured"
    spoken.search.setText("9999")
    assert spoken.list.model().rowCount() == 1


def test_answers_that_say_nothing_are_counted_and_alone_they_are_said_to_be_too_short(spoken):
    known = spoken._gathered
    spoken._show(replace(known, silent=3))
    assert spoken.silent.text().startswith("3 réponses qui ne disent rien")
    assert spoken.silent.isVisibleTo(spoken)
    spoken._show(replace(known, silent=0))
    assert not spoken.silent.isVisibleTo(spoken)
    spoken._show(Gathered(known.segment, {}, (), silent=12))
    assert not spoken.silent.isVisibleTo(spoken)
    assert "trop courtes" in spoken._said_why.text()


# ------------------------------------------------------------------ companions


@pytest.mark.parametrize("tab", [FINDINGS, HYPOTHESES])
def test_what_is_placed_is_told_of_the_page_that_is_shown(place, palette, program, tab):
    page = palette.open(tab)
    assert page.chips.placed.text() == "Sur la fiche"
    assert page.chips.placed.accessibleDescription() != "0"
    show(place, Face.EMPATHY)
    if place.persona().empathy:
        place.companions.clear()
    place.companions._begin(False)
    assert page.chips.placed.text() == page.chips.placed.accessibleName() == "Sur la page"
    assert page.chips.placed.accessibleDescription() == "0"
    if tab == FINDINGS:
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        assert page.chips.placed.accessibleDescription() == "1"
    show(place, Face.SHEET)
    assert page.chips.placed.text() == "Sur la fiche"


# ------------------------------------------------------------------ bank


@pytest.fixture
def bank(palette, tmp_path, monkeypatch):
    monkeypatch.setenv("PERSONA_STUDIO_HOME", str(tmp_path / "home"))
    return palette.open(BANK)


def test_a_trait_of_the_bank_becomes_a_gauge(bank, program):
    before = lines(program)
    bank.list.setFocus()
    words = bank.list.currentIndex().data()
    QTest.keyClick(bank.list, Qt.Key.Key_Return)
    (made,) = [a for a in lines(program) if a not in before]
    assert made.kind is AttributeKind.GAUGE
    assert f"{made.gauge.left} ↔ {made.gauge.right}" == words


def test_the_chosen_line_is_kept_renamed_deleted_and_brought_back(bank, place, program):
    line = next(a for a in lines(program) if a.provenance is Provenance.DATA)
    place.show_line(line.id)
    QTest.mouseClick(bank.keep, LEFT)
    assert bank.list.currentIndex().data() == line.text
    bank.list.setFocus()
    QTest.keyClick(bank.list, Qt.Key.Key_F2)
    dialog = bank.findChild(AskText)
    dialog._field.setText("Un autre texte")
    dialog.accept()
    assert bank.list.currentIndex().data() == "Un autre texte"
    many = bank.list.model().rowCount()
    QTest.keyClick(bank.list, Qt.Key.Key_Delete)
    assert bank.list.model().rowCount() == many - 1
    bank._restore(bank._bank.entries("fr")[0][0])
    assert bank.note.isHidden()


def test_without_a_chosen_line_the_bank_says_what_to_do(bank, program, qtbot):
    with qtbot.waitSignal(program.studio.refused) as told:
        QTest.mouseClick(bank.keep, LEFT)
    assert told.args[0].code == "bank_no_line"


def test_every_list_has_a_name_and_takes_the_keyboard(palette):
    for tab in (FINDINGS, VERBATIMS, HYPOTHESES, BANK):
        page = palette.open(tab)
        assert page.list.accessibleName()
        assert page.search.accessibleName()
        assert page.list.focusPolicy() & Qt.FocusPolicy.TabFocus
