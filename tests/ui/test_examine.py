"""Quality and privacy at the screen: what is listed, why, and what one press changes; with real events."""

import random

import pytest
import survey
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget

from persona_studio.domain.examination import Case, Copy, Few, Flat
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Role
from persona_studio.domain.waves import Removal, RemovalCount
from persona_studio.ingest import ImportOptions
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.texts import Texts
from persona_studio.ui.models.cases import LINE, CaseList
from persona_studio.ui.personal_data import Explained
from persona_studio.ui.places.data.examine import Examine, TopicButton
from persona_studio.ui.places.data.personal import PersonalCard
from persona_studio.ui.places.data.told import duration, grid_name, why
from persona_studio.ui.places.data.topics import Respondents
from persona_studio.ui.widgets.buttons import Button

PEOPLE = 120


def write(path):
    chance = random.Random(8)
    rows = []
    for i in range(PEOPLE):
        scores = [str(chance.randint(1, 5)) for _ in range(14)]
        if i in (10, 20, 30):
            scores = ["3"] * 14
        free = f"Rien de spécial à signaler cette fois encore, le {i}"
        if i == 40:
            free = "Rappelez-moi au 06 12 34 56 78 ce soir"
        rows.append([f"p{i}@exemple.fr", "France", *scores, free])
    rows[110] = list(rows[5])
    rows[111] = list(rows[6])
    head = ["Courriel", "Pays", *(f"Q5 - {letter}" for letter in "ABCDEFGHIJKLMN"), "Commentaire"]
    path.write_text("\n".join(";".join(row) for row in [head, *rows]) + "\n", "utf-8")
    return path


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "enquete.csv")


@pytest.fixture(params=[False])
def keep(request):
    return request.param


@pytest.fixture
def data(program, source, tmp_path, keep):
    imported = importing.import_file(source, ImportOptions(keep_personal=keep), Silent())
    with Session.create(tmp_path / "Client.persona", Project(id="0123456789abcdef", name="c")) as session:
        importing.add_wave(session, imported)
    assert program.studio.open(tmp_path / "Client.persona")
    program.window.go("data")
    settle()
    return program.window.place("data")


@pytest.fixture
def panel(data, qtbot):
    look = next(b for b in data.quality.findChildren(Button) if b.text() == "Examiner")
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    dialog = data.findChild(Examine)
    qtbot.waitUntil(lambda: dialog._found is not None)
    settle()
    return dialog


def settle():
    QApplication.sendPostedEvents()


def wave(program):
    return program.studio.project.wave


def go(panel, name):
    button = next(b for b in panel.findChildren(TopicButton) if b.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def lines(panel):
    return [panel.lines.index(row).data(LINE) for row in range(panel.lines.rowCount())]


def press(panel, row):
    """Press the button of a line with the mouse."""
    index = panel.lines.index(row)
    panel.view.scrollTo(index)
    place = panel.view._delegate.button(panel.view.visualRect(index), index.data(LINE)).center().toPoint()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def agree(owner, words):
    sheet = owner.findChildren(Explained)[-1]
    button = next(b for b in sheet.findChildren(Button) if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def choose_in_menu(text):
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(a for a in menu.actions() if a.text() == text))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()


def test_each_reason_is_told_by_line_of_the_file(panel):
    go(panel, "Doublons")
    assert [(line.title, line.reason, line.verb) for line in lines(panel)] == [
        ("Ligne 112", "identique à la ligne 7", "Rétablir"),
        ("Ligne 113", "identique à la ligne 8", "Rétablir"),
    ]
    go(panel, "Réponses en ligne droite")
    first = lines(panel)[0]
    assert (first.title, first.state, first.verb) == ("Ligne 12", "gardée", "Écarter")
    assert first.reason == "«\u202f3\u202f» aux 14 questions de la grille «\u202fQ5\u202f»"
    go(panel, "Même réponse partout")
    assert lines(panel)[0].reason == "«\u202fFrance\u202f», de 120 répondants"


def test_one_respondent_comes_back_and_leaves_again(panel, program):
    assert wave(program).usable == PEOPLE - 2
    go(panel, "Doublons")
    press(panel, 0)
    assert wave(program).quality.restored == ((110, Removal.DUPLICATE.bit),)
    assert wave(program).usable == PEOPLE - 1
    assert [line.state for line in lines(panel)] == ["gardée", "écartée"]
    press(panel, 0)
    assert wave(program).usable == PEOPLE - 2
    program.studio.undo()
    program.studio.undo()
    assert wave(program).quality.restored == ()


def test_chosen_lines_are_left_out_with_the_keyboard_alone(panel, program):
    button = next(b for b in panel.findChildren(TopicButton) if b.text() == "Doublons")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    settle()
    assert QApplication.focusWidget().text() == "Réponses en ligne droite"
    assert QApplication.focusWidget().isChecked()
    for _ in range(12):
        if QApplication.focusWidget() is panel.view:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(panel.view, Qt.Key.Key_Home)
    QTest.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    settle()
    assert [row for row, _ in wave(program).quality.excluded] == [10, 20]
    assert wave(program).usable == PEOPLE - 4
    assert [line.state for line in lines(panel)] == ["écartée", "écartée", "gardée"]
    assert len(panel.view.selectionModel().selectedIndexes()) == 2


def test_the_line_that_has_the_keyboard_needs_not_be_chosen(panel, program):
    go(panel, "Doublons")
    panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    panel.view.setCurrentIndex(panel.lines.index(1))
    panel.view.clearSelection()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert [row for row, _ in wave(program).quality.restored] == [111]


def test_a_whole_reason_at_once(panel, program):
    """Of a reason of which some are left out, all can be left out, and all be taken back."""
    go(panel, "Réponses en ligne droite")
    assert (panel._all.text(), panel._back.isVisible()) == ("Tout écarter", False)
    press(panel, 0)
    assert wave(program).usable == PEOPLE - 3
    assert panel._all.isVisible()
    assert panel._back.isVisible()
    assert panel._back.text() == "Tout rétablir"
    QTest.mouseClick(panel._all, Qt.MouseButton.LeftButton)
    settle()
    assert wave(program).usable == PEOPLE - 5
    assert not wave(program).quality.excluded
    assert "écartées" in panel._meaning.text()
    assert not panel._all.isVisible()
    QTest.mouseClick(panel._back, Qt.MouseButton.LeftButton)
    settle()
    assert wave(program).usable == PEOPLE - 2
    assert not panel._back.isVisible()


def test_the_button_that_goes_leaves_the_keyboard_to_the_other(panel, program):
    go(panel, "Réponses en ligne droite")
    panel._all.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(panel._all, Qt.Key.Key_Space)
    settle()
    assert wave(program).usable == PEOPLE - 5
    assert panel.focusWidget() is panel._back
    QTest.keyClick(panel._back, Qt.Key.Key_Space)
    settle()
    assert wave(program).usable == PEOPLE - 2


def test_taking_all_back_takes_back_those_of_another_reason_too():
    both = Removal.DUPLICATE.bit | Removal.UNFINISHED.bit
    found = survey.bare()[0]
    quality = found.wave.quality.__class__(
        removals=(RemovalCount(Removal.DUPLICATE, 1, True), RemovalCount(Removal.UNFINISHED, 2, True)),
        flagged=((both, 1), (Removal.UNFINISHED.bit, 1)),
    )
    from dataclasses import replace

    project = replace(found, waves=(replace(found.wave, quality=quality),))
    removal = quality.removals[0]
    topic = Respondents(project.wave, removal, [Case(3, both, Copy(1))], Texts("fr"))
    after = topic.gesture_for_all(project, back=True).apply(project).project
    assert after.wave.left_out == 1
    assert after.wave.quality.restored == ((3, both),)


def test_a_variable_is_ignored_and_used_again(panel, program):
    go(panel, "Même réponse partout")
    country = next(v for v in wave(program).variables if v.name == "Pays")
    assert country.role is Role.IGNORED
    press(panel, 0)
    assert wave(program).variable(country.id).role is Role.ILLUSTRATIVE
    assert lines(panel)[0].verb == "Ignorer"
    press(panel, 0)
    assert wave(program).variable(country.id).role is Role.IGNORED


def test_what_was_set_aside_is_kept_from_the_file(panel, program, source, monkeypatch):
    go(panel, "Données personnelles")
    assert [(line.title, line.state) for line in lines(panel)] == [
        ("Courriel", "mise de côté, absente du projet")
    ]
    monkeypatch.setattr(QFileDialog, "open", lambda self: self.fileSelected.emit(str(source)))
    press(panel, 0)
    agree(panel, "Choisir le fichier")
    mail = next(v for v in wave(program).variables if v.name == "Courriel")
    assert mail.stored
    answers = program.studio.session.answers(wave(program).id)
    assert answers.column(mail.id).texts[7] == "p7@exemple.fr"
    assert lines(panel)[0].state == "enregistrée dans le projet"


@pytest.mark.parametrize("keep", [True], indirect=True)
def test_kept_addresses_are_erased_for_good(panel, program, data):
    go(panel, "Données personnelles")
    assert [line.title for line in lines(panel)] == ["Courriel", "Commentaire"]
    assert lines(panel)[1].reason == "1 numéro de téléphone"
    press(panel, 0)
    choose_in_menu("Effacer du projet…")
    sheet = panel.findChild(Explained)
    told = sheet.findChildren(type(sheet.column.itemAt(1).widget()))
    assert any("120 adresses e-mail" in line.text() for line in told)
    assert sheet.focusWidget().text() == "Annuler"
    agree(panel, "Effacer pour toujours")
    mail = next(v for v in wave(program).variables if v.name == "Courriel")
    assert not mail.stored
    assert b"p7@exemple.fr" not in program.studio.session.path.read_bytes()
    assert not program.studio.session.undo_label
    assert lines(panel)[0].state == "mise de côté, absente du projet"
    press(panel, 1)
    agree(panel, "Masquer pour toujours")
    assert [line.title for line in lines(panel)] == ["Courriel"]
    free = next(v for v in wave(program).variables if v.name == "Commentaire")
    texts = program.studio.session.answers(wave(program).id).column(free.id).texts
    assert "Rappelez-moi au [téléphone] ce soir" in texts


@pytest.mark.parametrize("keep", [True], indirect=True)
def test_what_is_no_personal_data_is_used_like_any_other(panel, program, data):
    go(panel, "Données personnelles")
    press(panel, 0)
    choose_in_menu("Ce ne sont pas des données personnelles")
    mail = next(v for v in wave(program).variables if v.name == "Courriel")
    assert (mail.personal, mail.role) == (None, Role.VERBATIM)
    program.studio.undo()
    assert next(v for v in wave(program).variables if v.name == "Courriel").personal is not None


def test_nothing_can_be_changed_in_a_project_that_is_only_read(program, data, tmp_path):
    program.studio.leave()
    program.studio.adopt(Session.open(tmp_path / "Client.persona", read_only=True))
    program.window.go("data")
    settle()
    place = program.window.place("data")
    place.quality.asked.emit()
    panel = place.findChild(Examine)
    before = program.studio.project
    go(panel, "Doublons")
    press(panel, 0)
    assert not panel._all.isEnabled()
    assert program.studio.project == before


def test_the_strip_shows_what_there_is_room_for(data, program):
    strip = data.quality
    for width in (1440, 1200):
        program.window.resize(width, 800)
        settle()
        cells = [strip._cells.itemAt(i).widget() for i in range(strip._cells.count())]
        shown = [cell for cell in cells if cell is not None and cell.isVisible()]
        assert all(cell.width() >= cell.sizeHint().width() - 1 for cell in shown)
        assert shown[0].accessibleName().startswith("118 réponses exploitables")


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (45, "45 s", "45 s"),
        (59.6, "1 min", "1 min"),
        (250, "4 min 10 s", "4 min 10 s"),
        (3600, "1 h", "1 h"),
        (7500, "2 h 5 min", "2 h 5 min"),
    ],
)
def test_times_are_written_as_people_do(seconds, french, english):
    assert duration(seconds, "s", Texts("fr")).replace("\u00a0", " ") == french
    assert duration(seconds, "s", Texts("en")).replace("\u00a0", " ") == english
    assert duration(45, "", Texts("fr")) == "45"


def test_a_hundred_thousand_lines_are_made_only_when_seen(qapp):
    found = survey.bare()[0].wave
    many = [Case(row, 8, Few(1, 9)) for row in range(100_000)]
    topic = Respondents(found, RemovalCount(Removal.UNFINISHED, len(many), False), many, Texts("fr"))
    model = CaseList()
    model.show(topic)
    assert model.rowCount() == 100_000
    assert model.index(99_999).data() == "Ligne 100\u202f001"


def test_the_list_is_a_sound_model(qapp):
    found = survey.bare()[0].wave
    topic = Respondents(
        found, RemovalCount(Removal.UNFINISHED, 5, False), [Case(i, 8, None) for i in range(5)], Texts("fr")
    )
    model = CaseList()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(topic)
    model.renew(topic)
    assert model.index(4).data(LINE).reason == "réponse inachevée"
    model.show(None)
    assert model.rowCount() == 0
    del tester


def test_a_press_beside_the_button_changes_nothing(panel, program):
    go(panel, "Doublons")
    before = program.studio.project
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 15))
    assert program.studio.project is before


def card_of(data):
    """The card about personal data in the panel of the variable that is chosen."""
    return data.detail.findChildren(PersonalCard)[-1]


def test_the_panel_of_a_variable_says_what_became_of_it(data, program):
    data.view.selectRow(0)
    settle()
    card = card_of(data)
    assert card.isVisible()
    assert card.button.text() == "Garder…"
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    sheet = data.findChild(Explained)
    assert sheet.windowTitle().startswith("Garder «\u202fCourriel\u202f»")
    sheet.reject()
    data.view.selectRow(1)
    settle()
    assert not [card for card in data.detail.findChildren(PersonalCard) if card.isVisible()]


@pytest.mark.parametrize("keep", [True], indirect=True)
def test_identifiers_become_pseudonyms_from_the_panel(data, program):
    data.view.selectRow(0)
    settle()
    QTest.mouseClick(card_of(data).button, Qt.MouseButton.LeftButton)
    choose_in_menu("Remplacer par des pseudonymes…")
    agree(data, "Remplacer pour toujours")
    mail = next(v for v in wave(program).variables if v.name == "Courriel")
    assert (mail.pseudonymised, mail.role) == (True, Role.IDENTIFIER)
    texts = program.studio.session.answers(wave(program).id).column(mail.id).texts
    assert texts[:2] == ("R-0001", "R-0002")
    settle()
    assert not hasattr(card_of(data), "button")


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("Q5 - Accueil … Q5 - Site", "Q5"),
        ("Note [prix] … Note [choix]", "Note"),
        ("A1 … O5", "A1 … O5"),
        ("q0007", "q0007"),
        ("Gardening … Garage", "Gardening … Garage"),
    ],
)
def test_a_grid_is_named_by_what_its_items_share(block, name):
    assert grid_name(block) == name


def examine(program):
    """Open the examination of a project and return it."""
    program.window.go("data")
    settle()
    place = program.window.place("data")
    place.quality.asked.emit()
    return place.findChild(Examine)


@pytest.fixture
def client(tmp_path, source):
    """A project that holds the addresses of its respondents."""
    path = tmp_path / "Client.persona"
    imported = importing.import_file(source, ImportOptions(keep_personal=True), Silent())
    with Session.create(path, Project(id="0123456789abcdef", name="c")) as session:
        importing.add_wave(session, imported)
    return path


def test_an_examination_that_is_left_is_given_up(held, gate, client):
    assert held.studio.open(client)
    with gate:
        dialog = examine(held)
        assert held.studio.jobs.under_way("examine")
        dialog.reject()
        assert not held.studio.jobs.under_way("examine")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.studio.jobs.drain()


@pytest.mark.parametrize("look", [pytest.param("same", marks=pytest.mark.slow), "other"])
def test_what_is_erased_goes_though_the_examination_is_left(held, gate, client, qtbot, look):
    assert held.studio.open(client)
    dialog = examine(held)
    go(dialog, "Données personnelles")
    press(dialog, 0)
    choose_in_menu("Effacer du projet…")
    with gate:
        agree(dialog, "Effacer pour toujours")
        dialog.reject()
        if look == "other":
            held.window.actions_["theme"].trigger()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(held.studio.said):
        held.studio.jobs.drain()
    assert not next(v for v in wave(held).variables if v.name == "Courriel").stored
    assert b"p7@exemple.fr" not in client.read_bytes()


# ------------------------------------------------------------------ what was checked


def plain(path):
    """Write a survey without a flaw, without a duration and without a grid."""
    chance = random.Random(9)
    rows = [[str(chance.choice(("thé", "café", "eau", "lait"))) for _ in range(6)] for _ in range(PEOPLE)]
    head = ["Matin", "Midi", "Soir", "Chez soi", "Au bureau", "En voyage"]
    path.write_text("\n".join(";".join(row) for row in [head, *rows]) + "\n", "utf-8")
    return path


def told(panel):
    """Return what the page on checks says, by check."""
    found = {}
    for line in panel._checks.findChildren(QWidget):
        labels = line.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        texts = [label.text() for label in labels if label.text()]
        if line.accessibleName() and len(texts) == 2:
            found[texts[0]] = texts[1]
    return found


class TestWithoutFlaws:
    @pytest.fixture
    def source(self, tmp_path):
        return plain(tmp_path / "boissons.csv")

    def test_it_says_what_was_looked_for(self, panel):
        assert panel._group.checkedButton().text() == "Ce qui a été vérifié"
        assert panel._checks.isVisible()
        said = told(panel)
        assert said["Doublons"] == said["Données personnelles"] == "0"
        assert said["Réponses trop rapides"] == "non mesurable\u202f: le fichier ne dit pas la durée"
        assert said["Réponses en ligne droite"].startswith("non mesurable")
        assert panel._checks._meaning.text() == "Rien qui puisse gêner les segments."

    def test_the_file_s_reading_is_still_at_hand(self, panel):
        go(panel, "Lecture du fichier")
        assert panel._reading.isVisible()


def test_what_was_found_is_counted_among_what_was_checked(panel):
    go(panel, "Ce qui a été vérifié")
    said = told(panel)
    assert (said["Doublons"], said["Réponses en ligne droite"]) == ("2", "3")
    assert said["Réponses inachevées"] == "0"
    assert "trouvé quelque chose" in panel._checks._meaning.text()


def test_a_reason_of_the_import_says_that_roles_have_changed():
    t = Texts("fr")
    case = Case(3, Removal.UNFINISHED.bit, Few(4, 7, still=False))
    said = why(case, Removal.UNFINISHED, None, t)
    assert said == "d’après les rôles à l’import\u202f; d’après ceux d’aujourd’hui, 4 réponses sur 7"


def test_a_line_over_half_of_a_grid_says_of_how_many():
    t = Texts("fr")
    said = why(Case(3, 2, Flat(70, "3", "Q5", 135)), Removal.STRAIGHT_LINER, None, t)
    assert said == "«\u202f3\u202f» à 70 questions de suite, sur les 135 de la grille «\u202fQ5\u202f»"
