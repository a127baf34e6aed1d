"""The stability view: its figures are those of the command line, its tables can be walked and heard."""

import json
import shutil
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from persona_studio import paths
from persona_studio.cli import main
from persona_studio.domain.edits import SetField
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Correction
from persona_studio.services.segments import segmenting, shaping
from persona_studio.services.session import Session
from persona_studio.texts import Texts
from persona_studio.ui.models.figures import Figures
from persona_studio.ui.places.segments.flow_drawing import HEAD
from persona_studio.ui.places.segments.flow_layout import laid_out
from persona_studio.ui.places.segments.stability_parts import FlowViews, LongTable
from persona_studio.ui.places.segments.views import VIEWS
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.figure_table import FigureTable
from persona_studio.ui.widgets.labels import Paragraph

FR = Texts("fr")


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """The bundled example, with what would change its result."""
    file = shutil.copy(
        paths.resource("samples", "marketing-b2b.persona"), tmp_path_factory.mktemp("b") / "a.persona"
    )
    with Session.open(file) as session:
        made = shaping.measure_file(file, session.project.chosen, Silent())
        shaping.keep_measured(session, made)
    return file


@pytest.fixture
def sample_file(measured, tmp_path):
    """The same, free to be changed."""
    return shutil.copy(measured, tmp_path / "a.persona")


@pytest.fixture
def tab(open_place, sample_file):
    """The view."""
    place = open_place(sample_file, "segments")
    place.views.tabs._tabs[[v.module for v in VIEWS].index("stability")].click()
    QApplication.sendPostedEvents()
    return place.views.tab("stability")


def press(widget, words):
    QApplication.sendPostedEvents()
    button = next(b for b in widget.findChildren(Button) if b.text() == words and b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QApplication.sendPostedEvents()


def table(tab, name):
    """Return the rows shown under a name, as texts."""
    found = next(w for w in tab.findChildren(FigureTable) if w.accessibleName() == name)
    model = found.figures
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def told(tab, sample_file, capsys):
    """What the command line says of the same file."""
    main(["segments", str(sample_file), "--json", "--lang", "fr"])
    (found,) = json.loads(capsys.readouterr().out)["segmentations"]
    return found


def test_segments_stand_as_the_command_line_tells_them(tab, told):
    wanted = [
        [
            one["name"], FR.percent(one["share"]), FR.integer(one["size"]), FR.decimal(one["jaccard"], 2),
            one["word"],
        ]
        for one in told["segments"]
    ]  # fmt: skip
    assert table(tab, "Solidité de chaque segment") == wanted


def subtracted(one):
    """Return the gain as who subtracts the two figures of the row finds it."""
    return FR.decimal(round(one["stability"], 2) - round(one["null_stability"], 2), 2)


def test_candidates_stand_as_the_command_line_tells_them(tab, told):
    cards = tab.findChildren(LongTable)
    long = next(c for c in cards if c.table.accessibleName() == "Découpages essayés")
    assert len(table(tab, "Découpages essayés")) < len(told["candidates"])
    QTest.keyClick(long.more, Qt.Key.Key_Space)
    wanted = sorted(told["candidates"], key=lambda c: (c["k"], -c["gain"]))
    shown = table(tab, "Découpages essayés")
    assert len(shown) == len(wanted)
    for row, one in zip(shown, wanted, strict=True):
        ratio = "–" if one["inertia_ratio"] is None else FR.decimal(one["inertia_ratio"], 2)
        assert [row[1].removeprefix("★ "), *row[2:]] == [
            FR.integer(one["k"]), FR.decimal(one["stability"], 2), FR.decimal(one["null_stability"], 2),
            subtracted(one), one["word"], FR.percent(one["min_share"]),
            FR.decimal(one["silhouette"], 2), ratio,
        ]  # fmt: skip
        assert row[0].lower().startswith(FR.code("method", one["method"]))
    (advised,) = [row for row in shown if "★" in row[1]]
    assert advised[1] == f"★ {told['recommended']}"
    heard = [
        long.table.figures.index(i, 0).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(len(shown))
    ]
    assert sum("retenu, conseillé" in said for said in heard) == 1


def test_flows_stand_as_the_command_line_tells_them(tab, told):
    rows = iter(table(tab, "D’un nombre de segments au suivant"))
    for flow in told["flows"]:
        for people in flow["people"]:
            for count in sorted((n for n in people if n), reverse=True):
                assert next(rows)[2:] == [FR.integer(count), FR.percent(count / sum(people))]
    assert next(rows, None) is None


def test_what_would_change_stands_as_the_command_line_tells_it(tab, told):
    assert len(told["sensitivities"]) > 20
    long = next(
        c for c in tab.findChildren(LongTable) if c.table.accessibleName() == "Ce qui changerait le résultat"
    )
    QTest.keyClick(long.more, Qt.Key.Key_Space)
    shown = [row[1:] for row in table(tab, "Ce qui changerait le résultat")]
    assert shown == [[FR.decimal(s["agreement"], 2), s["word"]] for s in told["sensitivities"]]


def test_style_people_and_weights_are_said_with_the_same_figures(tab, told):
    said = " ".join(p.text() for p in tab.findChildren(Paragraph))
    style = told["response_style"]
    for share in (style["mean"], style["spread"], style["extreme"]):
        assert FR.percent(share) in said
    assert f"{told['respondents']['used']} répondants utilisés" in said
    assert FR.decimal(told["effective_n"], 0) in said


def test_what_is_found_when_asked_is_kept_and_can_be_undone(tab, program):
    known = program.studio.project.segmentation.sensitivities
    program.studio.do(SetField(program.studio.project.chosen, "sensitivities", ()), "forget")
    press(tab, "Essayer chaque choix")
    assert program.studio.project.segmentation.sensitivities == known
    assert QApplication.focusWidget() in (None, tab.findChild(Button, "try")), "the keyboard stays"
    program.studio.undo()
    assert program.studio.project.segmentation.sensitivities == ()
    assert any(b.text() == "Essayer chaque choix" for b in tab.findChildren(Button))


def test_the_drawing_has_the_table_for_who_cannot_see_it(tab):
    views = tab.findChild(FlowViews)
    assert views.drawing.isVisibleTo(views)
    views.choice._parts[0].setFocus()
    QTest.keyClick(views.choice, Qt.Key.Key_Right)
    assert views.table.isVisibleTo(views)
    assert not views.drawing.isVisibleTo(views)
    model = views.table.figures
    heard = model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"Répondants: {model.index(0, 2).data()}"


def test_a_ribbon_tells_who_goes_where(tab):
    drawing = tab.findChild(FlowViews).drawing
    drawing.grab()
    path, ribbon = max(drawing._ribbons, key=lambda pair: pair[1].people)
    middle = path.boundingRect().center().toPoint() + QPoint(drawing._kit.px(4), drawing._kit.px(HEAD))
    assert f"{ribbon.people} répondants" in drawing.told_at(middle)
    assert drawing.told_at(QPoint(1, 1)) == ""


def test_segmenting_again_asks_for_the_same_without_correction(tab, program, monkeypatch):
    asked = []
    monkeypatch.setattr(segmenting, "segment_file", lambda *words, progress: asked.append(words))
    monkeypatch.setattr(segmenting, "keep", lambda *_: None)
    found = program.studio.project.segmentation
    assert found.response_style.corrected
    press(tab, "Refaire sans correction")
    ((_path, wave, recipe),) = asked
    assert (wave, recipe.response_style) == (found.wave, Correction.OFF)
    assert (recipe.active, recipe.segments) == (found.recipe.active, found.recipe.segments)


def test_figures_keep_the_rules_of_models(tab):
    for found in tab.findChildren(FigureTable):
        QAbstractItemModelTester(found.figures, QAbstractItemModelTester.FailureReportingMode.Fatal)
    empty = Figures()
    QAbstractItemModelTester(empty, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.mark.parametrize("flows", [[[[30, 10], [0, 60]], [[30, 0, 0], [10, 40, 20]]], [[[5], [7]]]])
def test_blocks_and_ribbons_are_as_high_as_their_people(flows):
    blocks, ribbons = laid_out(flows, 600, 300)
    scale = blocks[0].height / blocks[0].people
    for block in blocks:
        assert block.height == pytest.approx(scale * block.people)
        assert block.y >= -1e-6
        assert block.y + block.height <= 300 + 1e-6
        assert 0 <= block.x <= 600
    for ribbon in ribbons:
        assert flows[ribbon.column][ribbon.source][ribbon.target] == ribbon.people
        assert ribbon.left[2] == ribbon.right[2] == pytest.approx(scale * ribbon.people)
    for column in range(len(flows) + 1):
        stack = sorted((b.y, b.y + b.height) for b in blocks if b.column == column)
        assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(stack))
    assert sum(r.people for r in ribbons) == sum(n for flow in flows for row in flow for n in row)
