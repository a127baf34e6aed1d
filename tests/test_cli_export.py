"""The export command: formats, folders, personas, options; what it refuses, and in which words."""

import json
import signal
import sys
from dataclasses import replace

import pikepdf
import pytest

from persona_studio.domain.formats import FORMATS
from persona_studio.domain.kit import Kit
from persona_studio.paths import resource
from persona_studio.services.workshop.made_here import made_here
from persona_studio.services.workshop.outputs import file_name
from persona_studio.store import together
from persona_studio.store.project_file import ProjectFile
from test_cli import run

SAMPLE = resource("samples", "marketing-b2b.persona")


@pytest.fixture(scope="module")
def project():
    with ProjectFile.open(SAMPLE, read_only=True) as file:
        return file.project


def export(*words):
    return run("export", SAMPLE, *words, "--lang", "fr")


def test_all_formats_go_into_one_folder_named_after_the_project(capsys, tmp_path, project):
    out = tmp_path / "new" / "kit"
    names = ",".join(each.id for each in FORMATS)
    assert export("--out", out, "--format", names, "--personas", "julie", "--dpi", 40, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    stem = file_name(project.name)
    assert report["pages"] == 1
    files = {each: out / f"{stem}{' - page 1' if each.paged else ''}{each.ending}" for each in FORMATS}
    assert report["files"] == [str(file) for file in files.values()]
    assert all(made_here(each, file) for each, file in files.items())
    assert len(list(out.iterdir())) == len(FORMATS)


def test_a_second_export_replaces_the_first_and_nothing_else(capsys, tmp_path, project):
    words = ("--out", tmp_path, "--format", "pdf,png,csv", "--personas", "Julie", "--dpi", 40)
    assert export(*words) == export(*words) == 0
    mine = tmp_path / f"{file_name(project.name)}.pdf"
    mine.write_bytes(b"%PDF-1.4 of somebody else")
    capsys.readouterr()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert export(*words) == 2
    assert mine.name in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.id)
def test_the_ending_of_a_file_names_its_format(capsys, tmp_path, each):
    target = tmp_path / f"x{each.ending.upper()}"
    assert export("--out", target, "--personas", "Julie", "--dpi", 40) == 0
    assert made_here(each, target)
    assert target.name in capsys.readouterr().out


@pytest.mark.parametrize("nobody", ["", " ,,"])
def test_no_name_is_not_everybody(capsys, tmp_path, nobody):
    with pytest.raises(SystemExit) as left:
        export("--out", tmp_path / "a.pdf", "--personas", nobody)
    assert left.value.code == 2
    assert "--personas" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_personas_are_named_as_people_write_them(capsys, tmp_path, project):
    assert export("--out", tmp_path / "a.pdf", "--personas", "STÉPHANE, julie") == 0
    assert "2 pages" in capsys.readouterr().out
    assert export("--out", tmp_path / "b.pdf", "--personas", project.personas[1].id) == 0
    assert export("--out", tmp_path / "c.pdf", "--personas", "Julie,Zoé") == 2
    said = capsys.readouterr().err
    assert "Zoé" in said
    assert "Stéphane" in said
    assert not (tmp_path / "c.pdf").exists()


@pytest.fixture
def with_kit(tmp_path, project):
    """The example with a kit of its own: two deliverables, one page skipped, some left out, English."""
    julie = project.personas[0]
    kit = Kit(
        deliverables=("sheet", "poster"),
        left_out=tuple(p.id for p in project.personas[2:]),
        skipped=(f"poster/{julie.id}/0",),
        language="en",
    )
    file = tmp_path / "kit.persona"
    ProjectFile.create(file, replace(project, kit=kit)).close()
    return file


def counted(capsys, file, *words):
    capsys.readouterr()
    assert run("export", file, "--out", file.with_suffix(".pdf"), "--json", *words) == 0
    with pikepdf.open(file.with_suffix(".pdf")) as pdf:
        return json.loads(capsys.readouterr().out)["pages"], str(pdf.Root.Lang)


def test_what_is_not_said_is_as_in_the_kit(capsys, with_kit):
    assert counted(capsys, with_kit) == (3, "en")
    assert counted(capsys, with_kit, "--all-pages") == (4, "en")
    assert counted(capsys, with_kit, "--lang", "fr", "--deliverables", "sheet") == (2, "fr")
    assert counted(capsys, with_kit, "--personas", "Aurélie") == (2, "en")


def boxes(file):
    with pikepdf.open(file) as pdf:
        page = pdf.pages[0]
        return [float(value) for value in page.mediabox], [float(value) for value in page.trimbox]


def test_options_change_what_is_on_the_pages(capsys, tmp_path):
    one = ("--personas", "Julie")
    assert export("--out", tmp_path / "plain.pdf", *one) == 0
    assert export("--out", tmp_path / "cut.pdf", *one, "--options", "crop,grey,no-marks,no-source") == 0
    plain, cut = boxes(tmp_path / "plain.pdf"), boxes(tmp_path / "cut.pdf")
    assert plain[0] == plain[1]
    assert cut[0][2] - plain[0][2] == pytest.approx(20 / 25.4 * 72, abs=0.1)
    assert cut[1][2] - cut[1][0] == pytest.approx(plain[0][2], abs=0.01)
    with pikepdf.open(tmp_path / "cut.pdf") as pdf:
        painted = pikepdf.parse_content_stream(pdf.pages[0])
        fills = [tuple(map(float, operands)) for operands, name in painted if str(name) in ("rg", "RG")]
    assert fills
    assert all(red == green == blue for red, green, blue in fills)


def test_what_to_do_first_depends_on_how_far_the_project_is(capsys, tmp_path, project):
    bare = replace(project, personas=(), kit=Kit())
    for name, made, advice in (
        ("segments", bare, "create the personas"),
        ("survey", replace(bare, segmentations=()), "Segment the survey"),
    ):
        file = tmp_path / f"{name}.persona"
        ProjectFile.create(file, made).close()
        for ending in ("pdf", "xlsx"):
            assert run("export", file, "--out", tmp_path / f"a.{ending}", "--lang", "en") == 2
            assert advice in capsys.readouterr().err


def test_an_archive_claims_the_standard(capsys, tmp_path):
    assert export("--out", tmp_path / "a.pdf", "--archive") == 0
    with pikepdf.open(tmp_path / "a.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "kit.pdf", "--format", "pdf"), "dossier"),
        (("--out", "kit.docx"), ".pptx"),
        (("--out", "kit"), ".pptx"),
        (("--out", "kit.persona"), "projet"),
        (("--out", "nowhere/kit.pdf"), "nowhere"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_sentence(capsys, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    assert export(*words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "pdf,docx"), "pdf, pptx, png"),
        (("--options", "blue"), "marks, source"),
        (("--options", "no-no-crop"), "marks, source"),
        (("--dpi", "5"), "36…600"),
    ],
)
def test_what_is_not_known_is_told_with_what_is(capsys, tmp_path, words, said):
    with pytest.raises(SystemExit) as end:
        export("--out", tmp_path, *words)
    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_a_folder_made_for_nothing_goes_again(capsys, tmp_path):
    assert export("--out", tmp_path / "a" / "b", "--format", "pdf", "--personas", "Zoé") == 2
    assert not list(tmp_path.iterdir())


def test_a_brand_takes_the_place_of_the_project_s(capsys, tmp_path):
    from persona_studio.domain.brand import ENDING, Brand
    from persona_studio.store.brand_file import brand_bytes

    brand = tmp_path / f"client{ENDING}"
    brand.write_bytes(brand_bytes(Brand(name="Belvoir", footer="Confidentiel Belvoir"), None))
    assert export("--out", tmp_path / "a.svg", "--personas", "Julie", "--brand", brand) == 0
    assert "Confidentiel Belvoir" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    brand.write_bytes(b"no brand")
    assert export("--out", tmp_path / "b.svg", "--brand", brand) == 2
    assert not (tmp_path / "b.svg").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_the_project_is_only_read(capsys, tmp_path):
    copy = tmp_path / "p.persona"
    copy.write_bytes(SAMPLE.read_bytes())
    before = copy.read_bytes()
    assert run("export", copy, "--out", tmp_path / "kit", "--format", "pdf,csv", "--deliverables", "all") == 0
    assert copy.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kit", "p.persona"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("formats", [(), ("--format", "svg")], ids=["file", "folder"])
def test_files_that_are_taking_their_places_all_take_them(
    capsys, tmp_path, monkeypatch, number, status, formats
):
    """Whoever asks the program to end in that moment finds no mixture, and is told what was written."""
    out = tmp_path / "kit" if formats else tmp_path / "x.svg"
    words = ("--out", out, *formats, "--personas", "Julie", "--deliverables", "sheet,poster")
    assert export(*words, "--options", "grey") == 0
    folder = out if formats else tmp_path
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len(before) > 1
    put = together.put

    def struck(temporary, target):
        put(temporary, target)
        signal.raise_signal(number)

    capsys.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr(together, "put", struck)
        assert export(*words) == status
    after = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    written, sentence = capsys.readouterr().err.splitlines()
    first, *_, last = sorted(after, key=lambda name: (len(name), name))
    assert written.endswith(f"{folder / first} … {last}")
    assert sentence
