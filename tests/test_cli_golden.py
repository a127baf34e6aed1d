"""`persona-studio golden`: what it says, what it writes, what it refuses."""

import json

import openpyxl
import pikepdf
import pytest

from helpers import typed
from persona_studio.cli import main
from persona_studio.domain.progress import Silent
from persona_studio.publish import scorer
from persona_studio.services.segments import golden
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with four segments that are known."""
    file = tmp_path_factory.mktemp("golden") / "tea.persona"
    ProjectFile.create(file, *typed.stored()).close()
    return file


def run(*words):
    return main([str(word) for word in words])


def test_the_json_is_what_the_services_found(project, capsys):
    before = project.read_bytes()
    assert run("golden", project, "--questions", 4, "--json", "--lang", "en") == 0
    told = json.loads(capsys.readouterr().out)
    found = golden.golden_file(project, golden.wish_of(4, None), Silent())
    assert told == {**golden.report(found, Texts("en")), "written": []}
    assert len(told["questions"]) == 4
    assert told["accuracy"] > told["chance"] + 0.2
    assert project.read_bytes() == before


def test_words_for_people(project, capsys):
    assert run("golden", project, "--accuracy", "0,9", "--lang", "fr") == 0
    said = capsys.readouterr().out
    assert "questions retrouvent le segment de" in said
    assert "plutôt" in said
    with ProjectFile.open(project, read_only=True) as file:
        assert file.project.segmentation.golden is None


def test_both_files_are_written(project, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(scorer, "PEOPLE", 20)
    workbook, paper = tmp_path / "q.xlsx", tmp_path / "q.pdf"
    assert run("golden", project, "--questions", 3, "--xlsx", workbook, "--pdf", paper, "--json") == 0
    assert json.loads(capsys.readouterr().out)["written"] == [str(workbook), str(paper)]
    assert len(openpyxl.load_workbook(workbook, read_only=True).sheetnames) == 3
    with pikepdf.open(paper) as pdf:
        assert len(pdf.pages) >= 2


@pytest.mark.parametrize(
    "words",
    [
        ("--questions", 2),
        ("--questions", 11),
        ("--accuracy", 0),
        ("--accuracy", "1.2"),
        ("--accuracy", "x"),
        ("--questions", 4, "--accuracy", 0.8),
    ],
)
def test_wishes_that_cannot_be_are_refused(project, words, capsys):
    with pytest.raises(SystemExit) as end:
        run("golden", project, *words, "--lang", "en")
    assert end.value.code == 2
    assert "not understood" in capsys.readouterr().err


def test_a_file_named_otherwise_than_what_it_holds_is_refused_before_any_work(project, tmp_path, capsys):
    assert run("golden", project, "--xlsx", tmp_path / "q.pdf", "--lang", "en") == 2
    assert ".xlsx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_project_without_segments_is_said(tmp_path, capsys):
    from persona_studio.domain.project import Project

    file = tmp_path / "none.persona"
    ProjectFile.create(file, Project(id="p", name="x"), {}).close()
    assert run("golden", file, "--lang", "en") == 2
    assert "Form segments first" in capsys.readouterr().err
