"""The whole kit of the bundled example, every deliverable in every format, as other programs read it."""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pikepdf
import pytest

from persona_studio.domain.deliverables import DELIVERABLES
from persona_studio.domain.formats import FORMATS, PDF, SVG
from persona_studio.paths import resource
from persona_studio.publish.boxes import text_boxes
from persona_studio.services.workshop.ordering import in_order
from persona_studio.services.workshop.outputs import file_name
from persona_studio.services.workshop.publishing import Press
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

SAMPLE = resource("samples", "marketing-b2b.persona")


def exported(out: Path, seed: str, formats=FORMATS, *words: str) -> dict[str, bytes]:
    """Export in a process of its own, whose sets and dictionaries are in another order."""
    command = [
        sys.executable,
        "-m",
        "persona_studio",
        "export",
        str(SAMPLE),
        "--out",
        str(out),
        "--lang",
        "fr",
    ]
    names = ",".join(each.id for each in formats)
    command += ["--format", names, "--dpi", "36", *(words or ("--deliverables", "all"))]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in out.iterdir()}


ONE = ("--personas", "Julie", "--deliverables", "sheet,cards")
"""Of the kit, what is quick to make."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("kit")
    exported(made, "1", (PDF, SVG))
    return made


@pytest.fixture(scope="module")
def project():
    with ProjectFile.open(SAMPLE, read_only=True) as file:
        return file.project


@pytest.fixture(scope="module")
def file(folder, project) -> Path:
    return folder / f"{file_name(project.name)}.pdf"


@pytest.fixture(scope="module")
def pages(project):
    return [leaf.page for leaf in in_order(Press().printouts(project, Texts("fr"), None, DELIVERABLES))]


def read_by(name: str, *arguments: object) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    command = [program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def assert_same(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    assert first.keys() == second.keys()
    assert {Path(name).suffix for name in first} == {each.ending for each in FORMATS}
    assert [name for name in first if first[name] != second[name]] == []


def test_two_runs_in_two_processes_give_the_same_files_which_others_read(tmp_path):
    first, second = (exported(tmp_path / seed, seed, FORMATS, *ONE) for seed in ("1", "2"))
    assert_same(first, second)
    (pdf,) = (tmp_path / "1").glob("*.pdf")
    assert "No syntax or stream encoding errors found" in read_by("qpdf", "--check", pdf)
    drawings = [ET.fromstring(content) for name, content in first.items() if name.endswith(".svg")]
    assert drawings
    assert all(root.get("width").endswith("mm") and len(root) > 2 for root in drawings)


@pytest.mark.slow
def test_two_runs_of_the_whole_kit_give_the_same_files(tmp_path):
    assert_same(*(exported(tmp_path / seed, seed) for seed in ("1", "2")))


@pytest.mark.slow
def test_qpdf_finds_no_fault(file):
    assert "No syntax or stream encoding errors found" in read_by("qpdf", "--check", file)


@pytest.mark.slow
def test_every_font_is_embedded_and_can_be_read_back(file):
    rows = read_by("pdffonts", file).splitlines()[2:]
    assert len(rows) > 5
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row
        assert re.match(r"[A-Z]{6}\+(PSInter|PSDisplay|PSText|DejaVuSans)", row), row


@pytest.mark.slow
def test_the_file_is_tagged_and_titled(file, pages, project):
    facts = dict(line.split(":", 1) for line in read_by("pdfinfo", file).splitlines())
    assert facts["Tagged"].strip() == "yes"
    assert facts["Title"].strip() == project.name
    assert int(facts["Pages"]) >= len(pages) > 20


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


@pytest.mark.slow
def test_text_is_read_in_the_order_of_the_pages(file, pages):
    """What poppler reads of each page holds every text of it, whole, one after the other."""
    read = read_by("pdftotext", "-raw", file, "-").split("\f")
    with pikepdf.open(file) as pdf:
        sizes = [(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in pdf.pages]
    checked = 0
    left = list(zip(read, sizes, strict=False))
    for page in pages:
        # The annexe of the file holds figures that were counted for it: its pages are passed over here.
        found = next(
            (i for i, (text, size) in enumerate(left) if holds(text, page) and fits(size, page)), None
        )
        if found is not None:
            del left[: found + 1]
            checked += 1
    assert checked >= len(pages) - 3


def holds(text: str, page) -> bool:
    at, whole = 0, squeezed(text)
    for box in text_boxes(page):
        said = squeezed(box.text)
        if box.role == "artifact" or box.hint or not said.isprintable():
            continue
        at = whole.find(said, at)
        if at < 0:
            return False
        at += len(said)
    return True


def fits(size, page) -> bool:
    return size == (round(page.width), round(page.height))


@pytest.mark.slow
def test_bookmarks_name_each_deliverable_and_the_personas_below(file, project):
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        chapters = [(item.title, [child.title for child in item.children]) for item in outline.root]
    titles = [title for title, _ in chapters]
    assert titles == list(dict.fromkeys(titles))
    t = Texts("fr")
    assert set(titles) <= {t(each.name) for each in DELIVERABLES}
    sheets = dict(chapters)[t("A4 sheet")]
    assert [any(p.name in title for title in sheets) for p in project.personas] == [True] * len(
        project.personas
    )


@pytest.mark.slow
def test_each_drawing_is_xml_of_the_size_of_its_page(folder, pages, project):
    drawings = sorted(folder.glob("*.svg"), key=lambda f: int(re.search(r"(\d+)\.svg", f.name)[1]))
    assert len(drawings) >= len(pages)
    for drawing in drawings:
        root = ET.parse(drawing).getroot()
        assert root.get("width").endswith("mm")
        assert len(root) > 2
