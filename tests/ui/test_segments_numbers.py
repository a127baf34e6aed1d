"""What Segments shows is, digit by digit, what the command line says of the same survey."""

import json

import pytest

from persona_studio.cli import main
from persona_studio.texts import Texts
from persona_studio.ui.places.segments.cards import FindingRow, SegmentCard

pytestmark = pytest.mark.slow
FR = Texts("fr")


@pytest.fixture
def said(shared_data, tmp_path, capsys):
    """Return what `build --json` says of the tea survey."""
    words = ["build", str(shared_data / "factominer_tea.csv"), "--out", str(tmp_path), "--segments", "3"]
    assert main([*words, "--json", "--lang", "fr"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_numbers_of_the_place_are_those_of_the_command_line(said, open_place):
    from pathlib import Path

    place = open_place(Path(said["project"]), "segments")
    cards = place.views.tab("map").cards.findChildren(SegmentCard)
    assert [c.segment.size for c in cards] == [s["size"] for s in said["segments"]]
    for card, told in zip(cards, said["segments"], strict=True):
        share, people = FR.percent(told["share"]), FR.integer(told["size"])
        assert card.accessibleName() == f"{told['name']}, {share}, {people} répondants"
        check_rows(card.findChildren(FindingRow), told, place)
    candidates = {b.candidate.k: b.candidate for b in place.candidates._buttons}
    by_k = {c["k"]: c for c in reversed(said["candidates"])}
    assert {k: c.stability for k, c in candidates.items()} == {k: c["stability"] for k, c in by_k.items()}
    place.views.tabs._tabs[1].click()
    check_profile(place.views.tab("profile").profile.table, said)
    share = sum(e["share"] for e in said["eigenvalues"][:2])
    assert FR.percent(share) in place.views.tab("map").map._inertia.text()


def check_rows(rows, told, place):
    assert rows
    variables = {v.id: v for v in place.studio.project.wave.variables}
    figures = {(f["variable"], f["level"]): f for f in told["findings"]}
    for row in rows:
        variable = variables[row._finding.variable]
        level = variable.level(row._finding.level)
        figure = figures[variable.name, level.value if level else None]
        assert FR.percent(figure["share"]) in row.toolTip()
        assert FR.percent(figure["overall"]) in row.toolTip()


def check_profile(table, said):
    figures = {(s["number"], f["variable"], f["level"]): f for s in said["segments"] for f in s["findings"]}
    compared = 0
    for r in range(table.rowCount()):
        row = table.row(r)
        for column, segment in enumerate(table.segments):
            level = row.variable.level(row.level) if row is not None and row.level is not None else None
            figure = figures.get((segment.number, row.variable.name, level.value)) if level else None
            if figure is not None:
                assert table.index(r, column).data() == FR.integer(100 * figure["share"])
                compared += 1
    assert compared > 20
