"""Shaping segments from their cards, and segmentations side by side, with the keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from persona_studio.domain.personas import Kept
from persona_studio.domain.progress import Silent
from persona_studio.services.segments import profiling, shaping
from persona_studio.services.workshop.publishing import lost_evidence
from persona_studio.ui.places.segments.compare import CompareDialog
from persona_studio.ui.places.segments.segmentations import SegmentationsDialog
from persona_studio.ui.places.segments.shaper import PickSegments
from persona_studio.ui.places.segments.stability_parts import FlowViews
from persona_studio.ui.widgets.labels import Paragraph


@pytest.fixture
def place(open_place, sample_file):
    """The Segments place with the bundled example."""
    return open_place(sample_file, "segments")


def choose(place, segment, words):
    """Open the menu of a segment's card with the keyboard, and choose an action by arrows."""
    card = next(c for c in place.views.tab("map").cards._cards if c.segment.name == segment)
    card.more.setFocus()
    QTest.keyClick(card.more, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    for _ in range(len(menu.actions()) + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction() is not None and menu.activeAction().text() == words:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            break
    else:
        menu.close()
        pytest.fail(f"{words} cannot be reached")
    QApplication.sendPostedEvents()


def dialog(place, kind):
    return next(d for d in place.window().findChildren(kind) if d.isVisible())


def names(program):
    return [s.name for s in program.studio.project.segmentation.segments]


def test_two_segments_are_merged_with_the_keyboard_and_undone(place, program):
    before = program.studio.project
    choose(place, "Experts", "Fusionner avec…")
    asked = dialog(place, PickSegments)
    assert not asked.yes.isEnabled(), "with itself, nothing is merged"
    check = next(c for other, c in asked.checks if other.name == "Curieux")
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert asked.name.text() == "Experts + Curieux"
    QTest.keyClick(asked.yes, Qt.Key.Key_Space)
    assert "Experts + Curieux" in names(program)
    assert len(names(program)) == 3
    heir = next(s for s in program.studio.project.segmentation.segments if "+" in s.name)
    assert sum(p.segment == heir.id for p in program.studio.project.personas) == 1
    shown = [c.segment.name for c in place.views.tab("map").cards._cards]
    assert shown == names(program)
    program.studio.undo()
    assert program.studio.project == before


def test_a_merge_says_what_became_of_the_sheets_and_leaves_few_lines_to_review(place, program):
    before, told = program.studio.project, []
    program.studio.said.connect(lambda words, _undo: told.append(words))
    owner = {p.segment: p for p in before.personas}
    found = before.segmentation
    pair = [next(s for s in found.segments if s.name == name) for name in ("Experts", "Curieux")]
    larger, smaller = sorted(pair, key=lambda s: -s.size)
    choose(place, "Experts", "Fusionner avec…")
    asked = dialog(place, PickSegments)
    check = next(c for other, c in asked.checks if other.name == "Curieux")
    QTest.keyClick(check, Qt.Key.Key_Space)
    QTest.keyClick(check, Qt.Key.Key_Return)
    assert len(program.studio.project.segmentation.segments) == 3, "Enter confirms, and unticks nothing"
    project = program.studio.project
    kept = project.persona(owner[larger.id].id)
    lost = lost_evidence(project, kept)
    resting = [a for a in kept.attributes if a.evidence and a.evidence.level is not None]
    assert resting
    assert sum(a.id in lost for a in resting) <= len(resting) // 3
    assert f"{owner[smaller.id].name} est dans la corbeille." in told[-1]
    assert "recomptées" in told[-1]
    assert [s.persona.name for s in project.snapshots if s.kept is Kept.BIN] == [owner[smaller.id].name]
    program.studio.undo()
    assert program.studio.project == before


def test_all_segments_cannot_be_merged(place):
    choose(place, "Experts", "Fusionner avec…")
    asked = dialog(place, PickSegments)
    for _, check in asked.checks:
        QTest.keyClick(check, Qt.Key.Key_Space)
    assert not asked.yes.isEnabled()
    assert asked.yes.toolTip()
    asked.reject()


def test_a_segment_is_split_and_nothing_says_the_stability_of_another_cut(place, program):
    choose(place, "Pragmatiques", "Couper en deux")
    found = program.studio.project.segmentation
    assert {"Pragmatiques 1", "Pragmatiques 2"} <= set(names(program))
    assert sum(s.size for s in found.segments) == found.used
    assert not any(b.isChecked() for b in place.candidates._buttons)
    assert "sur 1" not in place._sentence.text()


def test_a_segment_set_aside_feeds_no_persona(place, program):
    choose(place, "Curieux", "Mettre de côté")
    aside = next(s for s in program.studio.project.segmentation.segments if s.name == "Curieux")
    assert aside.set_aside
    place.maker.make()
    assert {p.segment for p in program.studio.project.personas} == {
        s.id for s in program.studio.project.segmentation.segments if not s.set_aside
    }
    choose(place, "Curieux", "Reprendre")
    assert not program.studio.project.segmentation.segment(aside.id).set_aside


def test_segmentations_are_copied_chosen_compared_and_deleted(place, program):
    first = program.studio.project.segmentation
    QTest.keyClick(place.others, Qt.Key.Key_Space)
    asked = dialog(place, SegmentationsDialog)
    assert not asked.compare.isEnabled(), "alone, it compares with nothing"
    QTest.keyClick(asked.copy, Qt.Key.Key_Space)
    copy = program.studio.project.segmentations[1]
    assert copy.name == "4 segments (copie)"
    asked.table.setFocus()
    QTest.keyClick(asked.table, Qt.Key.Key_Up)
    assert asked.chosen.id == copy.id
    QTest.keyClick(asked.use, Qt.Key.Key_Space)
    assert program.studio.project.chosen == copy.id
    QTest.keyClick(asked.compare, Qt.Key.Key_Space)
    said = dialog(asked, CompareDialog)
    words = " ".join(p.text() for p in said.findChildren(Paragraph))
    assert "Accord de 1,00 sur 1" in words
    assert "100\u202f% de «\u202fPragmatiques\u202f» se retrouvent dans «\u202fPragmatiques\u202f»." in words
    model = said.findChild(FlowViews).table.figures
    for row, segment in enumerate(first.segments):
        assert model.index(row, row + 1).data() == f"{segment.size} (100\u202f%)"
    said.accept()
    QTest.keyClick(asked.remove, Qt.Key.Key_Space)
    assert program.studio.project.segmentations == (first,)
    assert program.studio.project.chosen == first.id
    asked.accept()
    assert not [d for d in place.findChildren(QDialog) if d.isVisible()]


def test_a_project_that_can_only_be_read_offers_nothing_that_changes_it(place, program, monkeypatch):
    monkeypatch.setattr(type(program.studio), "editable", property(lambda _: False))
    place.refresh()
    tab = place.views.tab("map")
    found = program.studio.project.segmentation
    tab._about = found.segments[0].id
    menu = tab._menu()
    changing = {"Fusionner avec…", "Couper en deux", "Mettre de côté"}
    assert not [a.text() for a in menu.actions() if a.text() in changing and a.isEnabled()]
    menu.deleteLater()


def strayed(place, program):
    """Return how many points of the map are shown in another segment than theirs."""
    points = place.views.tab("map").map.canvas.points
    labels = program.studio.session.labels(program.studio.project.segmentation.labels_key)
    theirs = np.frombuffer(labels.data, np.uint8)[points.rows]
    return int((theirs != points.numbers).sum())


def test_the_map_shows_everybody_in_the_present_segments(place, program):
    def stands():
        numbers = {s.number for s in program.studio.project.segmentation.segments}
        canvas = place.views.tab("map").map.canvas
        return strayed(place, program) == 0 and set(canvas._clouds) == numbers

    assert stands()
    choose(place, "Pragmatiques", "Couper en deux")
    assert stands()
    choose(place, "Experts", "Fusionner avec…")
    asked = dialog(place, PickSegments)
    QTest.keyClick(asked.checks[0][1], Qt.Key.Key_Space)
    QTest.keyClick(asked.yes, Qt.Key.Key_Space)
    assert stands()
    for back in (program.studio.undo, program.studio.undo, program.studio.redo):
        back()
        assert stands()


def test_the_map_of_a_copy_of_the_project_is_that_of_the_copy(place, program, settle):
    copy = program.studio.session.path.with_name("copy.persona")
    program.studio.session.save_copy(copy)
    choose(place, "Pragmatiques", "Couper en deux")
    assert program.studio.open(copy)
    program.window.go("segments")
    settle()
    assert strayed(program.window.place("segments"), program) == 0


def figures(tab):
    """Return the share of each answer in each segment, by question and answer."""
    rows = [row for row in map(tab.profile.table.row, range(tab.profile.table.rowCount())) if row is not None]
    return {row.key: [cell.share if cell else None for cell in row.cells] for row in rows}


def truth(program, keys):
    session = program.studio.session
    counted = profiling.count_file(session.path, program.studio.project.segmentation.id, keys, Silent())
    return {key: [cell.share for cell in cells] for key, cells in counted.items()}


def shape(program, change):
    session = program.studio.session
    found = session.project.segmentation
    shaping.keep(session, shaping.shape_file(session.path, found.id, change, Silent()))


def assert_counted(tab, program):
    """Every figure shown is that of the present segments."""
    shown = figures(tab)
    for key, shares in truth(program, tuple(shown)).items():
        assert shown[key] == pytest.approx(shares, abs=0.005)


def test_the_profile_counts_anew_for_other_segments(place, program):
    place.views.tabs._tabs[1].click()
    tab = place.views.tab("profile")
    shape(program, shaping.splitting(program.studio.project.segmentation.segments[0]))
    assert_counted(tab, program)
    shape(program, shaping.merging(program.studio.project.segmentation.segments[-2:]))
    assert_counted(tab, program)
    program.studio.undo()
    assert_counted(tab, program)


def test_figures_under_way_when_the_segments_change_are_not_shown(held, gate, sample_file):
    assert held.studio.open(sample_file)
    held.window.go("segments")
    place = held.window.place("segments")
    with gate:
        place.views.tabs._tabs[1].click()
        tab = place.views.tab("profile")
        assert held.studio.jobs.under_way("profile")
        late = held.studio.jobs._running["profile"].done
        shape(held, shaping.splitting(held.studio.project.segmentation.segments[0]))
        before = figures(tab)
        late(dict.fromkeys(before, (None,) * 4))
        assert figures(tab) == before
    held.studio.jobs.drain()
    assert_counted(tab, held)


def test_no_persona_is_made_of_segments_that_are_no_more(held, gate, sample_file, qtbot):
    assert held.studio.open(sample_file)
    held.window.go("segments")
    with gate:
        held.window.place("segments").maker.make()
        shape(held, shaping.merging(held.studio.project.segmentation.segments[:2]))
        before = held.studio.project.personas
    with qtbot.waitSignal(held.studio.refused) as refused:
        held.studio.jobs.drain()
    assert refused.args[0].code == "segments_changed_meanwhile"
    assert [p.id for p in held.studio.project.personas] == [p.id for p in before]
    ids = {s.id for s in held.studio.project.segmentation.segments}
    assert {p.segment for p in held.studio.project.personas} <= ids | {None}
