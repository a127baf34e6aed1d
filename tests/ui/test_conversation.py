"""The dialog before an import, by keys and pointer: what it shows, what can be changed, what it stores."""

from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import Notice
from persona_studio.services.jobs import Worker
from persona_studio.ui.dialogs.importing.conversation import Conversation
from persona_studio.ui.dialogs.importing.lines import LinesModel
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.labels import Paragraph

ROWS = 60
HEADER = "Ville préférée;Âge;Note;Courriel"
TOWNS = ("Orléans", "Évry", "Lyon")


def survey(folder, name="enquête.csv", encoding="cp1252"):
    rows = [f"{TOWNS[i % 3]};{20 + i % 40};{i % 5},5;a{i}@exemple.fr" for i in range(ROWS)]
    path = folder / name
    path.write_bytes("\r\n".join([HEADER, *rows, ""]).encode(encoding))
    return path


@pytest.fixture
def program(make_program, monkeypatch):
    """A window that stops at the end of the conversation: what comes after is not looked at here."""
    made = make_program()
    made.window.surveys.got = []
    monkeypatch.setattr(made.window.surveys, "_imported", made.window.surveys.got.append)
    return made


@pytest.fixture
def talk(program):
    """Bring a file and return the conversation about it."""

    def bring(path):
        program.window.projects.bring(str(path))
        return dialog_of(program)

    yield bring
    for dialog in program.window.findChildren(Conversation):
        dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dialog_of(program):
    return next(d for d in program.window.findChildren(Conversation) if d.isVisible())


def cells(model: QAbstractItemModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def pick(dialog, point, value):
    """Choose with the keyboard: the list has the focus, arrows move in it."""
    choice = dialog.form.choice(point)
    choice.setFocus()
    wanted = choice.findData(value)
    assert wanted >= 0
    key = Qt.Key.Key_Down if wanted > choice.currentIndex() else Qt.Key.Key_Up
    while choice.currentIndex() != wanted:
        QTest.keyClick(choice, key)


def said(dialog) -> str:
    return " ".join(
        label.text()
        for label in dialog.findChildren(QLabel)
        if label.isVisible() and isinstance(label, Paragraph)
    )


def test_it_shows_what_was_understood_and_stores_nothing(talk, program, tmp_path):
    dialog = talk(survey(tmp_path))
    assert dialog.isModal()
    assert "60 répondants, 4 questions" in said(dialog)
    shown = {p: dialog.form.choice(p).currentText() for p in ("encoding", "delimiter", "decimal")}
    assert shown == {
        "encoding": "Windows cp1252 · auto",
        "delimiter": "«\u202f;\u202f» · auto",
        "decimal": "«\u202f,\u202f» · auto",
    }
    assert not dialog.form.choice("sheet").isVisible()
    assert cells(dialog.lines, 0) == HEADER.split(";")
    assert cells(dialog.lines, 2)[0] == "Évry"
    assert dialog.lines.line(0).header
    assert dialog.lines.headerData(1, Qt.Orientation.Vertical) == "2"
    assert program.studio.session is None
    assert [file.name for file in tmp_path.glob("*.persona")] == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.window.surveys.got == []
    assert [file.name for file in tmp_path.glob("*.persona")] == []


def test_the_counts_of_kinds_make_up_the_questions(talk, tmp_path):
    file = tmp_path / "poids.csv"
    lines = [
        f"{i + 1};p{i}@exemple.fr;{'oui' if i % 3 else 'non'};{i % 60};mot {i} et {i * i};{0.5 + i % 7 / 10}"
        for i in range(60)
    ]
    file.write_text("id;courriel;achat;age;avis;poids\n" + "\n".join(lines) + "\n", encoding="utf-8")
    dialog = talk(file)
    kinds = {v.kind for v in dialog._imported.wave.variables}
    assert {Kind.IDENTIFIER, Kind.WEIGHT} <= kinds, "kinds that were not counted before"
    whole, *counts = dialog._understood.text().split(" · ")
    assert whole.endswith("6 questions")
    assert sum(int(count.rsplit(" ", 1)[1]) for count in counts) == 6


def test_enter_imports_what_was_shown(talk, program, tmp_path):
    dialog = talk(survey(tmp_path))
    assert QApplication.focusWidget() in (dialog.yes, None)
    QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    (imported,) = program.window.surveys.got
    assert imported.wave.respondents == ROWS
    assert imported.wave.source.encoding == "cp1252"


def test_each_point_can_be_changed_and_the_lines_follow(talk, program, tmp_path, qtbot):
    dialog = talk(survey(tmp_path))
    pick(dialog, "encoding", "mac_roman")
    assert cells(dialog.lines, 0)[0] == "Ville prÈfÈrÈe"
    assert dialog.form.choice("delimiter").currentData() is None
    pick(dialog, "encoding", None)
    pick(dialog, "header_rows", 0)
    assert not dialog.lines.line(0).header
    pick(dialog, "platform", "limesurvey")
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    (imported,) = program.window.surveys.got
    source = imported.wave.source
    assert (source.encoding, source.header_rows, source.platform) == ("cp1252", 0, "limesurvey")
    assert imported.wave.respondents == ROWS + 1


def test_the_wheel_changes_nothing_on_its_way(talk, tmp_path):
    dialog = talk(survey(tmp_path))
    choice = dialog.form.choice("encoding")
    at, none = QPointF(choice.rect().center()), QPoint()
    wheel = QWheelEvent(
        at,
        choice.mapToGlobal(at),
        none,
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert choice.currentIndex() == 0


def test_a_way_that_does_not_work_is_said_and_another_can_be_tried(talk, program, tmp_path, qtbot):
    dialog = talk(survey(tmp_path))
    pick(dialog, "delimiter", "|")
    assert dialog.strip.isVisible()
    assert "une colonne" in said(dialog)
    assert not dialog.yes.isEnabled()
    assert cells(dialog.lines, 0) == [HEADER], "the line is shown, so that the separator can be seen"
    pick(dialog, "delimiter", ";")
    assert not dialog.strip.isVisible()
    assert dialog.yes.isEnabled()
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert program.window.surveys.got[0].wave.source.delimiter == ";"


def test_a_file_that_cannot_be_read_at_first_stays_in_the_dialog(talk, program, tmp_path):
    path = tmp_path / "pipes.csv"
    path.write_text("ville~note\n" + "Lyon~3\nÉvry~4\n" * 10, encoding="utf-8")
    dialog = talk(path)
    assert dialog.strip.isVisible()
    assert not dialog.yes.isEnabled()
    assert cells(dialog.lines, 1) == ["Lyon~3"]


def test_remarks_name_line_and_column(talk, tmp_path):
    path = survey(tmp_path, encoding="utf-8")
    lines = path.read_bytes().split(b"\r\n")
    lines[40] = lines[40].replace(b";", b";;;", 1)
    lines[46] = b"\xe9" + lines[46]
    path.write_bytes(b"\r\n".join(lines))
    dialog = talk(path)
    words = said(dialog)
    assert "La ligne 41 compte 6 au lieu de 4 colonnes." in words
    assert "Ligne 47, colonne 1" in words
    assert [line.number for line in dialog.lines.uneven] == [41]


def test_remarks_told_again_are_there_to_be_read(talk, tmp_path):
    """Told while the card is in view, they fill it as well: no empty box is left."""
    dialog = talk(survey(tmp_path))
    long = Notice("row_width", (("line", "3"), ("found", "1"), ("columns", "4")))
    for notices in ((long,), (long, long), (long,)):
        dialog.remarks.tell(notices)
        assert dialog.remarks.isVisible()
        shown = [label for label in dialog.remarks.findChildren(Paragraph) if label.isVisible()]
        assert [label.text() for label in shown] == ["La ligne 3 compte 1 au lieu de 4 colonnes."] * len(
            notices
        )
        assert dialog.remarks.column.height() >= len(notices) * shown[0].fontMetrics().height()
    dialog.remarks.tell(())
    assert not dialog.remarks.isVisible()


def test_personal_data_is_listed_set_aside_and_kept_on_demand(talk, program, tmp_path, qtbot):
    dialog = talk(survey(tmp_path))
    assert "Mises de côté" in said(dialog)
    assert any("Courriel" in label.text() for label in dialog.personal.findChildren(QLabel))
    assert dialog.lines.headerData(3, Qt.Orientation.Horizontal) == "4 · mis de côté"
    dialog.personal.check.setFocus()
    QTest.keyClick(dialog.personal.check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Enregistrées" in said(dialog))
    assert dialog.lines.headerData(3, Qt.Orientation.Horizontal) == "4"
    QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    (imported,) = program.window.surveys.got
    courriel = next(v for v in imported.wave.variables if v.name == "Courriel")
    assert courriel.stored
    assert courriel.id in imported.columns


def attach(dialog, path):
    dialog.codebook._attach.click()
    asked = dialog.findChild(QFileDialog)
    asked.fileSelected.emit(str(path))
    asked.reject()


def test_a_codebook_is_attached_and_taken_out(talk, program, tmp_path, qtbot):
    words = tmp_path / "codes.csv"
    words.write_text("Libellé;Nom\nOù vivez-vous ?;Ville préférée\nSans objet;Zone\n", encoding="utf-8")
    dialog = talk(survey(tmp_path))
    attach(dialog, words)
    qtbot.waitUntil(lambda: "1 sur 4" in said(dialog))
    assert "Zone" in said(dialog)
    other = tmp_path / "autre.csv"
    other.write_text("a;b\nc;d\n", encoding="utf-8")
    taken_out = next(b for b in dialog.codebook.findChildren(IconButton))
    taken_out.click()
    attach(dialog, other)
    qtbot.waitUntil(dialog.strip.isVisible)
    assert not dialog.yes.isEnabled()
    taken_out.click()
    qtbot.waitUntil(lambda: dialog.yes.isEnabled() and not dialog.strip.isVisible())
    attach(dialog, words)
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    (imported,) = program.window.surveys.got
    assert imported.wave.variables[0].label == "Où vivez-vous ?"


def test_another_sheet_of_a_workbook_can_be_chosen(talk, program, tmp_path, qtbot):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in [["a", "b"], *([[1, 2]] * 8)]:
        book.active.append(row)
    sheet = book.create_sheet("Réponses")
    for row in [["Âge", "Ville", "Thé"], *([[31, "Évry", "noir"], [40, "Lyon", "vert"]] * 8)]:
        sheet.append(row)
    book.save(tmp_path / "classeur.xlsx")
    dialog = talk(tmp_path / "classeur.xlsx")
    assert dialog.form.choice("sheet").isVisible()
    assert not dialog.form.choice("encoding").isVisible()
    assert not dialog.form.choice("delimiter").isVisible()
    pick(dialog, "sheet", "Réponses")
    assert cells(dialog.lines, 1) == ["31", "Évry", "noir"]
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert program.window.surveys.got[0].wave.source.sheet == "Réponses"


# ---------------------------------------------------------------- the clipboard


def copy(text="", html=""):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


TABLE = "Ville\tNote\n" + "Évry\t3\nLyon\t4\n" * 10
PAGE = "<p>Avant</p><table><tr><th>Ville<th>Note</tr>" + "<tr><td>Évry</td><td>3</td></tr>" * 12 + "</table>"


@pytest.mark.parametrize("board", [{"text": TABLE}, {"text": "Ville Note", "html": PAGE}])
def test_a_table_is_pasted_and_leaves_no_file_behind(program, board):
    copy(**board)
    QTest.keyClick(program.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(program)
    assert cells(dialog.lines, 0) == ["Ville", "Note"]
    assert cells(dialog.lines, 1) == ["Évry", "3"]
    folder = dialog.path.parent
    assert folder.is_dir()
    QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    (imported,) = program.window.surveys.got
    assert imported.wave.name == "Presse-papiers"
    assert not folder.exists()


def test_nothing_is_left_of_a_table_that_is_not_imported(program):
    copy(TABLE)
    program.window.actions_["paste"].trigger()
    dialog = dialog_of(program)
    folder = dialog.path.parent
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.window.surveys.got == []
    assert not folder.exists()


def test_a_clipboard_that_holds_nothing_at_all_is_told(program, monkeypatch):
    nothing = SimpleNamespace(mimeData=lambda: None)  # what Qt gives while another program holds it
    monkeypatch.setattr("persona_studio.ui.surveys.QGuiApplication.clipboard", lambda: nothing)
    program.window.actions_["paste"].trigger()
    assert "presse-papiers" in program.window.start.strip._fact.text()


def test_a_clipboard_without_a_table_is_told(program):
    copy("Bonjour")
    program.window.actions_["paste"].trigger()
    assert not [d for d in program.window.findChildren(Conversation) if d.isVisible()]
    assert "presse-papiers" in program.window.start.strip._fact.text()


def test_pasting_belongs_to_the_start_and_the_data(make_program, whole_file):
    window = (program := make_program()).window
    assert window.actions_["paste"].isEnabled()
    program.studio.open(whole_file)
    window.go("personas")
    assert not window.actions_["paste"].isEnabled(), "there, the same keys paste texts"
    program.studio.leave()
    assert window.actions_["paste"].isEnabled()


def test_the_project_of_a_pasted_table_goes_to_the_documents(make_program, tmp_path, monkeypatch):
    monkeypatch.setattr("persona_studio.ui.folders.documents", lambda: tmp_path / "Documents")
    program = make_program()
    monkeypatch.setattr(program.window, "go", lambda _place: None)
    copy(TABLE)
    program.window.actions_["paste"].trigger()
    QTest.keyClick(dialog_of(program).yes, Qt.Key.Key_Return)
    program.window.surveys._steps.finish()
    assert program.studio.session.path == tmp_path / "Documents" / "Presse-papiers.persona"
    assert program.studio.project.wave.name == "Presse-papiers"
    assert not program.window.surveys.can_read_again()


def test_another_file_ends_the_conversation_under_way(program, talk, tmp_path):
    first = talk(survey(tmp_path))
    second = talk(survey(tmp_path, "autre.csv"))
    assert not first.isVisible()
    assert second.isVisible()
    copy(TABLE)
    program.window.actions_["paste"].trigger()
    pasted = dialog_of(program)
    assert not second.isVisible()
    folder = pasted.path.parent
    assert folder.is_dir()
    talk(survey(tmp_path, "encore.csv"))
    assert not folder.exists()


# ---------------------------------------------------------------- while a large file is read


@pytest.mark.slow
def test_a_change_while_the_file_is_read_is_what_is_imported(make_program, tmp_path, monkeypatch, qtbot):
    program = make_program(executor=Worker)
    got = []
    monkeypatch.setattr(program.window.surveys, "_imported", got.append)
    path = tmp_path / "grand.csv"
    rows = (f"{TOWNS[i % 3]};{20 + i % 40};{i % 5},5;{i}" for i in range(200_000))
    path.write_bytes("\n".join(["Ville préférée;Âge;Note;Numéro", *rows]).encode("cp1252"))
    program.window.projects.bring(str(path))
    qtbot.waitUntil(lambda: bool(program.window.findChildren(Conversation)))
    dialog = dialog_of(program)
    qtbot.waitUntil(lambda: program.studio.jobs.under_way("import"))
    pick(dialog, "encoding", "mac_roman")
    qtbot.waitUntil(lambda: cells(dialog.lines, 0)[0] == "Ville prÈfÈrÈe")
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
        assert not dialog.yes.isEnabled(), "what was asked for comes when the file is read"
    assert got[0].wave.source.encoding == "mac_roman"
    assert got[0].wave.respondents == 200_000
    assert not dialog._beside._worker.pid


# ---------------------------------------------------------------- for everybody


@pytest.mark.parametrize(("language", "scale"), [("fr", 1.0), ("en", 1.0), ("fr", 1.5)])
@pytest.mark.parametrize("size", [pytest.param((1366, 768), marks=pytest.mark.slow), (1200, 760)])
def test_it_fits_the_window_and_nothing_is_cut(make_program, tmp_path, language, scale, size):
    window = make_program(language, scale, size).window
    window.projects.bring(str(survey(tmp_path)))
    dialog = next(d for d in window.findChildren(Conversation) if d.isVisible())
    QApplication.sendPostedEvents()
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    for label in dialog.findChildren(Paragraph):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
    assert dialog.yes.width() >= dialog.yes.sizeHint().width()
    assert dialog.view.viewport().height() > 5 * dialog.view.rowHeight(0)
    dialog.reject()


def test_tab_reaches_every_point_and_all_have_names(talk, tmp_path):
    dialog = talk(survey(tmp_path))
    met = []
    for _ in range(30):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus in met:
            break
        met.append(focus)
    points = [dialog.form.choice(p) for p in ("encoding", "delimiter", "decimal", "header_rows", "platform")]
    wanted = [*points, dialog.personal.check, dialog.codebook._attach, dialog.view]
    assert [w for w in met if w in wanted] == wanted, "in the order they are read"
    assert dialog.yes in met
    assert all(w.accessibleName() or w.text() for w in met)


def test_the_lines_are_a_sound_model(make_program, tmp_path, application):
    program = make_program()
    model = LinesModel(program.studio.kit)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    from persona_studio.domain.progress import Silent
    from persona_studio.services.survey.importing import Reading, look_at

    model.show(look_at(Path(survey(tmp_path)), Reading(), None, Silent()))
    model.set_aside(frozenset({3}))
    model.show(None)
    assert model.rowCount() == 0
    del tester


def test_a_look_under_way_is_given_up_with_the_conversation(held, gate, tmp_path):
    held.window.projects.bring(str(survey(tmp_path)))
    dialog = dialog_of(held)
    with gate:
        pick(dialog, "encoding", "mac_roman")
        assert held.studio.jobs.under_way("look")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not held.studio.jobs.under_way("look")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.studio.jobs.drain()
