"""A second file beside the survey, by the window."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.ui.dialogs.joining.dialog import JoinFiles
from persona_studio.ui.widgets.buttons import Chip
from persona_studio.ui.widgets.ticks import TickList


@pytest.fixture
def files(tmp_path):
    """A survey with numbers and addresses, and a customer file that knows most of them."""
    survey, crm = tmp_path / "enquete.csv", tmp_path / "crm.csv"
    rows = [f"R{n};p{n}@exemple.fr;{'Oui' if n % 3 else 'Non'};{20 + n % 40}" for n in range(80)]
    survey.write_text("numero;email;achete;age\n" + "\n".join(rows) + "\n", encoding="utf-8")
    rows = [f"p{n}@exemple.fr;R{n};{'Or' if n % 2 else 'Argent'};{n * 10}" for n in range(60)]
    crm.write_text("mail;client;carte;depenses\n" + "\n".join([*rows, rows[7]]) + "\n", encoding="utf-8")
    return survey, crm


@pytest.fixture
def window(program, files, tmp_path):
    """The window on a project of that survey."""
    path = tmp_path / "projet.persona"
    session = Session.create(path, Project(id="p", name="Projet"), {})
    importing.add_wave(session, importing.import_file(files[0], None, Silent()))
    session.close()
    assert program.studio.open(path)
    return program.window


def _dialog(window):
    return next(d for d in window.findChildren(JoinFiles) if d.isVisible())


def test_the_second_file_is_looked_at_then_joined_by_keyboard(window, files):
    window.joins.bring(str(files[1]))
    dialog = _dialog(window)
    assert "59" in dialog._sentence.text()
    assert "80" in dialog._sentence.text()
    assert dialog.rows.index(0, 0).data() == "Ligne 62\u202f: r60"
    before = [v.name for v in window.studio.project.wave.variables]
    assert [dialog.taken.index(i, 0).data() for i in range(dialog.taken.rowCount())] == ["carte", "depenses"]
    ticks = dialog.findChild(TickList)
    at = ticks.visualRect(dialog.taken.index(1, 0)).center()
    QTest.mouseClick(ticks.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.taken.taken() == ("carte",)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wave = window.studio.project.wave
    assert [v.name for v in wave.variables] == [*before, "carte"]
    assert wave.completed[0].file == "crm.csv"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    chips = {c.text(): c.accessibleDescription() for c in window.place("data").findChildren(Chip)}
    assert (chips["enquete"], chips["crm"]) == ("80", "59")
    window.studio.undo()
    assert [v.name for v in window.studio.project.wave.variables] == before


def test_what_stands_twice_is_joined_when_the_user_says_which(window, files):
    window.joins.bring(str(files[1]))
    dialog = _dialog(window)
    dialog.repeated.setCurrentIndex(1)
    assert "60" in dialog._sentence.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.studio.project.wave.variables[-1].missing_count == 20


def test_nothing_in_common_is_said_and_joins_nothing(window, tmp_path):
    other = tmp_path / "autre.csv"
    lines = [f"{n * 7919 + 1000000};{'Nord' if n % 2 else 'Sud'}" for n in range(50)]
    other.write_text("code;region\n" + "\n".join(lines) + "\n", encoding="utf-8")
    window.joins.bring(str(other))
    assert not _dialog(window)._yes.isEnabled()
    _dialog(window).reject()
    assert window.studio.project.wave.completed == ()


def test_the_survey_s_own_file_lends_the_addresses(window, files, monkeypatch):
    window.joins.bring(str(files[1]))
    window.joins._survey = files[0]
    _dialog(window).reject()
    window.joins._propose()
    dialog = _dialog(window)
    shown = [dialog.keys.itemText(i) for i in range(dialog.keys.count())]
    assert any(text.startswith("email = mail") for text in shown)


@pytest.mark.slow
def test_each_join_is_told(window, files, tmp_path, qtbot):
    zones = tmp_path / "zones.csv"
    rows = [f"R{n};{'Nord' if n % 2 else 'Sud'}" for n in range(80)]
    zones.write_text("client;zone\n" + "\n".join(rows) + "\n", encoding="utf-8")
    said = []
    window.studio.said.connect(lambda text, _undo: said.append(text))
    for file in (files[1], zones):
        window.joins.bring(str(file))
        _dialog(window).accept()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(said) == 2
