"""Where an export may go: it is named as what it holds, and takes the place of no project."""

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import typed
from persona_studio.domain.formats import PDF, PNG
from persona_studio.domain.personas import Persona
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.segments import golden
from persona_studio.services.targets import refuse_project, with_ending
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

FRENCH = Texts("fr")
JULIE = Project(id="p", name="x", personas=(Persona(id="a", name="Julie"),))
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\\\0"), min_size=1).filter(
    lambda name: name not in (".", "..")
)


@pytest.fixture
def project(tmp_path):
    file = tmp_path / "the.persona"
    ProjectFile.create(file, JULIE, {}).close()
    return file


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ("clients v2.1", "clients v2.1.xlsx"),
        ("clients", "clients.xlsx"),
        ("clients.xlsx", "clients.xlsx"),
        ("clients.XLSX", "clients.XLSX"),
        ("clients.pdf", "clients.pdf.xlsx"),
        ("enquête.persona", "enquête.persona"),
    ],
)
def test_the_ending_asked_for_is_added_where_it_is_not_there(chosen, wanted):
    assert with_ending(Path("folder") / chosen, ".xlsx") == Path("folder") / wanted


@given(NAMES)
def test_an_ending_is_added_once_and_what_was_written_stays(name):
    once = with_ending(Path(name), ".pdf")
    assert with_ending(once, ".pdf") == once
    assert once.name.startswith(name)
    assert once.suffix.lower() in (".pdf", ".persona")


@pytest.mark.parametrize(
    "name", ["the.persona", "THE.Persona", "not-there.persona", "sheets.pdf", "link.pdf"]
)
def test_a_project_is_known_by_its_name_or_by_what_it_holds(project, name):
    target = project.with_name(name)
    if name == "link.pdf":
        target.symlink_to(project)
    elif name == "sheets.pdf":
        shutil.copy(project, target)
    with pytest.raises(UserError) as caught:
        refuse_project(target)
    assert (caught.value.code, caught.value.params["file"]) == ("export_over_project", name)


def test_anything_else_may_be_replaced(tmp_path):
    (tmp_path / "old.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "empty.pdf").touch()
    for name in ("old.pdf", "empty.pdf", "new.pdf", "no/folder.pdf"):
        refuse_project(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names there")
@pytest.mark.parametrize("formats", [(), (PNG,), (PDF,)], ids=["file", "png", "pdf"])
@pytest.mark.parametrize("odd", ["pipe", "ring"])
def test_a_pipe_or_a_ring_of_links_is_no_place_for_an_export(tmp_path, odd, formats):
    """Who opens a pipe would wait for ever: this test ends in its time, or not at all."""
    ending = formats[0].ending if formats else ".pdf"
    target = tmp_path / (f"x - page 1{ending}" if PNG in formats else f"x{ending}")
    if odd == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(target.name)
    out = tmp_path if formats else target
    with pytest.raises(UserError) as caught:
        export_pages(JULIE, out, Printing("fr", ("a",), 30, formats=formats), Silent())
    wanted = {"pipe": "file_is_device", "ring": "file_not_writable"}[odd]
    assert (caught.value.code, caught.value.params["file"]) == (wanted, target.name)
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names there")
def test_a_pipe_in_the_place_of_a_further_page_is_refused(tmp_path):
    two = replace(JULIE, personas=(*JULIE.personas, Persona(id="b", name="Marc")))
    os.mkfifo(tmp_path / "x - page 2.png")
    with pytest.raises(UserError) as caught:
        export_pages(two, tmp_path / "x.png", Printing("fr", None, 30), Silent())
    assert (caught.value.code, caught.value.params["file"]) == ("file_is_device", "x - page 2.png")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names there")
def test_a_pipe_is_no_project_to_open(tmp_path):
    os.mkfifo(tmp_path / "x.persona")
    with pytest.raises(UserError, match="project_not_one"):
        ProjectFile.open(tmp_path / "x.persona", read_only=True)


@pytest.mark.parametrize("name", ["the.persona", "the.png"])
def test_sheets_take_the_place_of_no_project(project, name):
    target = project.rename(project.with_name(name))
    before = target.read_bytes()
    with pytest.raises(UserError, match="export_over_project"):
        export_pages(JULIE, target, Printing("fr", ("a",), 30), Silent())
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_golden_questions_take_the_place_of_no_project(tmp_path):
    file = tmp_path / "tea.persona"
    ProjectFile.create(file, *typed.stored()).close()
    found = golden.golden_file(file, golden.wish_of(2, None), Silent())
    before = file.read_bytes()
    for write in (golden.export_workbook, golden.export_questionnaire):
        with pytest.raises(UserError, match="export_over_project"):
            write(found, file, FRENCH)
    with pytest.raises(UserError, match="export_over_project"):
        golden.check_endings(None, shutil.copy(file, tmp_path / "q.pdf"))
    assert file.read_bytes() == before
