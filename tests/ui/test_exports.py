"""Exports to files: where they may go, what they are named, and what ends after another theme was put on."""

import pytest
from PySide6.QtWidgets import QFileDialog

from persona_studio.domain.golden import Wish
from persona_studio.store.opening import HEADER
from persona_studio.store.project_file import ProjectFile


def dialogs(program):
    return [dialog for dialog in program.window.findChildren(QFileDialog) if dialog.isVisible()]


def choose(program, file):
    """Choose a file in the dialog that is open, as a system's own dialog does."""
    [dialog] = dialogs(program)
    dialog.hide()
    dialog.fileSelected.emit(str(file))
    dialog.done(0)


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


def test_an_ending_is_added_to_a_name_with_a_dot(workshop, program, tmp_path):
    assert workshop.pages
    workshop.options.export.click()
    choose(program, tmp_path / "clients v2.1")
    assert (tmp_path / "clients v2.1.pdf").read_bytes()[:4] == b"%PDF"
    assert not (tmp_path / "clients v2.1").exists()


def test_a_file_nobody_was_asked_about_is_asked_about(workshop, program, tmp_path):
    there = tmp_path / "clients v2.1.pdf"
    there.write_bytes(b"mine")
    assert workshop.pages
    workshop.options.export.click()
    choose(program, tmp_path / "clients v2.1")
    assert there.read_bytes() == b"mine"
    [again] = dialogs(program)
    assert [file.rpartition("/")[2] for file in again.selectedFiles()] == [there.name]
    choose(program, there)
    assert there.read_bytes()[:4] == b"%PDF"


@pytest.mark.parametrize("which", ["open", "other"])
def test_sheets_never_take_the_place_of_a_project(workshop, program, whole_file, bare_file, which):
    target = whole_file if which == "open" else bare_file
    assert workshop.pages
    workshop.options.export.click()
    choose(program, target)
    assert target.read_bytes()[: len(HEADER)] == HEADER
    assert workshop.options.strip.isVisible()
    assert target.name in workshop.options.strip._fact.text()
    with ProjectFile.open(target, read_only=True) as file:
        assert file.project.waves


def test_golden_questions_never_take_the_place_of_a_project(open_place, program, whole_file):
    tab = open_place(whole_file, "segments").views.tab("golden.tab")
    tab.show_segmentation(program.studio.project.segmentation)
    tab._begin()
    before = program.studio.project
    tab.exports.ask_workbook()
    choose(program, whole_file)
    program.studio.leave()
    with ProjectFile.open(whole_file, read_only=True) as file:
        assert file.project == before


# ------------------------------------------------------------------ another theme while they are made


@pytest.fixture
def other_theme(held, settle):
    """Put on another theme: all places are made anew, and the old ones are gone."""

    def put_on():
        held.window.actions_["theme"].trigger()
        settle()

    return put_on


def test_golden_questions_are_kept_though_their_tab_is_made_anew(held, gate, other_theme, whole_file):
    held.studio.open(whole_file)
    held.window.go("segments")
    tab = held.window.place("segments").views.tab("golden.tab")
    tab.show_segmentation(held.studio.project.segmentation)
    with gate:
        tab._begin()
        other_theme()
    held.studio.jobs.drain()
    assert held.studio.project.segmentation.golden is not None


def test_what_went_wrong_is_told_though_the_tab_is_made_anew(held, gate, other_theme, whole_file, qtbot):
    held.studio.open(whole_file)
    held.window.go("segments")
    tab = held.window.place("segments").views.tab("golden.tab")
    tab.show_segmentation(held.studio.project.segmentation)
    with gate:
        tab._start(Wish(kept=("0" * 16,)))
        other_theme()
    with qtbot.waitSignal(held.studio.refused):
        held.studio.jobs.drain()


@pytest.mark.parametrize("name", ["sheets.pdf", "no/sheets.pdf"])
def test_an_export_tells_how_it_ended_though_the_workshop_is_made_anew(
    held, gate, other_theme, whole_file, tmp_path, qtbot, name
):
    held.studio.open(whole_file)
    held.window.go("workshop")
    with gate:
        held.window.place("workshop").leaving.write(str(tmp_path / name))
        other_theme()
    ends_well = (tmp_path / name).parent.is_dir()
    with qtbot.waitSignal(held.studio.offered if ends_well else held.studio.refused):
        held.studio.jobs.drain()


@pytest.mark.parametrize("way", ["stop", "close"])
def test_an_export_that_is_in_its_place_is_told_though_it_was_stopped(
    held, gate, whole_file, tmp_path, qtbot, way
):
    """Files were written: that none was would not be true."""
    said = []
    held.studio.said.connect(lambda text, _undo: said.append(text))
    held.studio.open(whole_file)
    held.window.go("workshop")
    with gate:
        held.window.place("workshop").leaving.write(str(tmp_path / "sheets.pdf"))
        assert (tmp_path / "sheets.pdf").exists()
        held.window.messages.progress.stopped.emit() if way == "stop" else held.studio.leave()
    with qtbot.waitSignal(held.studio.offered) as told:
        held.studio.jobs.drain()
    assert "sheets.pdf" in told.args[0]
    assert said == []


def test_personas_and_merged_segments_are_kept_though_their_place_is_made_anew(
    held, gate, other_theme, sample_file
):
    held.studio.open(sample_file)
    held.window.go("segments")
    place = held.window.place("segments")
    found = held.studio.project.segmentation
    with gate:
        shaper = place.views.tab("map").shaper
        shaper._about = found.segments[0].id
        shaper._merge([s.id for s in found.segments[:2]], "Ensemble")
        other_theme()
    held.studio.jobs.drain()
    assert "Ensemble" in [s.name for s in held.studio.project.segmentation.segments]
    before = [p.id for p in held.studio.project.personas]
    with gate:
        held.window.place("segments").maker.make()
        other_theme()
    held.studio.jobs.drain()
    assert {p.id for p in held.studio.project.personas if p.segment}.isdisjoint(before)
