"""Building a project where an older one of the same name is."""

import random

import pytest

from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Method
from persona_studio.errors import UserError
from persona_studio.services.chain.asking import BuildOptions
from persona_studio.services.chain.building import build
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


@pytest.fixture
def survey(tmp_path):
    draw = random.Random(4)
    rows = [[draw.choice("abc"), draw.choice("xyz"), draw.choice(["oui", "non"])] for _ in range(120)]
    file = tmp_path / "enquete.csv"
    file.write_text("\n".join(";".join(row) for row in [["Un", "Deux", "Trois"], *rows]), encoding="utf-8")
    return file


def built(survey, out):
    options = BuildOptions(name="Étude", segments=2, method=Method.KMEANS)
    return build(survey, out, options, Texts("fr"), Silent())


def test_an_older_project_is_kept_beside_the_new(survey, tmp_path):
    out = tmp_path / "out"
    first = built(survey, out)
    second = built(survey, out)
    assert second.file == first.file
    with ProjectFile.open(second.kept, read_only=True) as kept:
        assert kept.project == first.project


def test_a_project_that_is_open_stays_where_it_is(survey, tmp_path):
    out = tmp_path / "out"
    first = built(survey, out)
    before = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
    with ProjectFile.open(first.file) as window:
        before[first.file.name] = first.file.stat().st_mtime_ns
        with pytest.raises(UserError) as caught:
            built(survey, out)
        assert (caught.value.code, caught.value.params["file"]) == ("project_busy", "Étude.persona")
        assert {file.name: file.stat().st_mtime_ns for file in out.iterdir()} == before
        window.write(window.project)
    assert built(survey, out).kept == out / "Étude (2).persona"


def test_a_file_that_is_no_project_is_set_aside(survey, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "Étude.persona").write_bytes(b"not ours")
    assert built(survey, out).kept.read_bytes() == b"not ours"


def test_who_answered_nothing_active_is_left_out_and_said(survey, tmp_path):
    survey.write_text(survey.read_text(encoding="utf-8") + "\n;;oui" * 4, encoding="utf-8")
    options = BuildOptions(segments=2, active=("Un", "Deux"), method=Method.KMEANS)
    made = build(survey, tmp_path / "out", options, Texts("fr"), Silent())
    assert made.project.segmentations[0].used == 120
    assert [dict(n.params) for n in made.notices if n.code == "left_out_silent"] == [{"count": "4"}]
    assert not set(made.labels.data[-4:]) - {0}
