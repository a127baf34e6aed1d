"""Erasing seen from the window: what goes along is said before, and work begun before brings nothing back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.traces import traces
from persona_studio import paths
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.transforms import Recode
from persona_studio.domain.variables import Kind
from persona_studio.ingest import ImportOptions
from persona_studio.services import authoring
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, purging, transforming
from persona_studio.ui.personal_data import Explained, PersonalGestures
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.labels import Paragraph

PEOPLE = ["Dupont Jean", "Martin Claire", "Durand Paul", "Petit Anne"]


@pytest.fixture
def named_people(tmp_path):
    """A project that holds names, and a question made of them."""
    source, project = tmp_path / "noms.csv", tmp_path / "n.persona"
    rows = [f"{PEOPLE[i % 4]};{i % 5 + 1};{'oui' if i % 3 else 'non'}" for i in range(80)]
    source.write_text("\n".join(["Nom;Note;Client", *rows]) + "\n", "utf-8")
    options = ImportOptions(keep_personal=True, kinds=(("Nom", Kind.NOMINAL),))
    with Session.create(project, Project(id="feedfeedfeedfeed", name="n")) as session:
        importing.add_wave(session, importing.import_file(source, options, Silent()))
        transforming.keep(
            session, transforming.transform(project, session.project.wave.id, copy(session), Silent())
        )
    source.unlink()
    return project


def copy(session):
    found = named(session, "Nom")
    return Recode(found.id, tuple((level.label, (level.code,)) for level in found.levels), "Copie")


def named(session, name):
    return next(v for v in session.project.wave.variables if v.name == name)


def choose_in_menu(text):
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(a for a in menu.actions() if a.text() == text))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()


@pytest.mark.parametrize(
    ("asked", "agreed"),
    [
        ("Effacer du projet…", "Effacer pour toujours"),
        ("Remplacer par des pseudonymes…", "Remplacer pour toujours"),
    ],
)
def test_what_was_made_of_erased_answers_is_said_to_go_and_goes(
    program, named_people, tmp_path, asked, agreed
):
    assert program.studio.open(named_people)
    program.window.go("data")
    window, session = program.window, program.studio.session
    gestures = PersonalGestures(program.studio, window.place("data"))
    gestures.ask(named(session, "Nom"), QPoint(5, 5), window)
    choose_in_menu(asked)
    sheet = window.findChildren(Explained)[-1]
    told = [line.text() for line in sheet.findChildren(Paragraph)]
    assert any(
        "1 variable que vous en avez tirée est vidée avec elle." in line.replace("\u202f", " ")
        for line in told
    )
    QTest.mouseClick(
        next(b for b in sheet.findChildren(Button) if b.text() == agreed), Qt.MouseButton.LeftButton
    )
    QApplication.sendPostedEvents()
    assert not named(session, "Nom_2").stored
    gestures.ask(named(session, "Nom_2"), QPoint(5, 5), window)
    assert QApplication.activePopupWidget() is None
    assert not [one for one in window.findChildren(Explained) if one.isVisible()], "no file holds these"
    program.studio.leave()
    assert traces(tmp_path, PEOPLE) == {}


def test_a_purge_that_the_project_is_closed_on_leaves_no_file(held, gate, named_people, tmp_path):
    assert held.studio.open(named_people)
    held.window.go("data")
    gestures = PersonalGestures(held.studio, held.window.place("data"))
    with gate:
        gestures.ask(named(held.studio.session, "Nom"), QPoint(5, 5), held.window)
        choose_in_menu("Effacer du projet…")
        sheet = held.window.findChildren(Explained)[-1]
        sheet.accept()
        assert list(paths.backups_dir().rglob(".*.persona"))
        held.studio.leave()
    held.studio.jobs.drain()
    assert not [*paths.backups_dir().rglob(".*.persona"), *tmp_path.glob(".*.persona")]


def test_personas_drafted_from_answers_that_are_others_by_now_are_refused(held, gate, sample_file, qtbot):
    assert held.studio.open(sample_file)
    held.window.go("segments")
    session, before = held.studio.session, held.studio.project.personas
    active = session.project.segmentation.recipe.active[0]
    with gate:
        held.window.place("segments").maker.make()
        what = purging.Erasure(wave=session.project.wave.id, emptied=(active,))
        purging.finish(session, purging.prepare(session.path, what, paths.backups_dir(), Silent()))
    with qtbot.waitSignal(held.studio.refused) as refused:
        held.studio.jobs.drain()
    assert refused.args[0].code == "transform_overtaken"
    assert [p.id for p in held.studio.project.personas] == [p.id for p in before]
    assert held.studio.project.segmentation.stale


def test_segments_of_what_is_no_personal_data_after_all_are_outdated(program, sample_file):
    assert program.studio.open(sample_file)
    active = program.studio.project.segmentation.recipe.active[0]
    assert not program.studio.project.segmentation.stale
    program.studio.do(authoring.not_personal(program.studio.project, active), "Personal data or not")
    assert program.studio.project.segmentation.stale
