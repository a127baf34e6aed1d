"""The command line as people and programs meet it: words, one JSON object, exit statuses."""

import csv
import io
import json
import os
import re
import signal
import sqlite3
import sys
from contextlib import closing
from ctypes.util import find_library
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from persona_studio import __version__, app, ingest, terminal
from persona_studio.cli import COMMANDS, main
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.services.personas import photos
from persona_studio.services.session import Session
from persona_studio.store.project_file import ProjectFile

TWO = ("--segments", 2, "--method", "tree")
"""Two segments made in one way: quicker than by all ways, where segments are not what is asked about."""


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A small French survey with two groups that differ on every question."""
    rows = [
        {
            "id": i,
            "Âge": 25 + (i % 7) if i % 2 else 50 + (i % 9),
            "Achat": "En ligne" if (i % 2) ^ (i % 11 == 0) else "En magasin",
            "Prix": "Important" if (i % 2) ^ (i % 13 == 0) else "Secondaire",
            "Conseil": "Oui" if (i % 2) ^ (i % 7 == 0) else "Non",
            "Marque": "Oui" if (i % 2) ^ (i % 9 == 0) else "Non",
        }
        for i in range(1, 241)
    ]
    path = tmp_path / "enquête.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter=";")
        table.writeheader()
        table.writerows(rows)
    return path


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_version(capsys):
    with pytest.raises(SystemExit) as end:
        run("--version")
    assert end.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(("language", "word"), [("fr", "pas comprise"), ("en", "not understood")])
def test_unknown_option_speaks_the_users_language(capsys, language, word):
    with pytest.raises(SystemExit) as end:
        run("inspect", "x.csv", "--lang", language, "--nonsense")
    assert end.value.code == 2
    assert word in capsys.readouterr().err


@pytest.mark.parametrize("words", [("segment", "t.csv"), ("segment",), ("bild", "t.csv", "--out", "x")])
@pytest.mark.parametrize(("language", "said"), [("fr", "ni une commande"), ("en", "neither a command")])
def test_a_mistyped_command_is_told_those_that_exist(capsys, monkeypatch, tmp_path, words, language, said):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    assert run(*words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert words[0] in told
    assert all(command in told for command in COMMANDS)


@pytest.mark.parametrize("command", [(), ("inspect",), ("build",), ("export",)])
def test_help_is_whole_in_french(capsys, monkeypatch, command):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    with pytest.raises(SystemExit, match="0"):
        run(*command, "--help")
    said = capsys.readouterr().out
    assert said.startswith(f"utilisation\u00a0: {' '.join(('persona-studio', *command))} [-h]")
    assert not re.search(r"\b(usage|show|exit|arguments)\b", said)
    assert not re.search(r"\w:$", said, re.MULTILINE)


def test_missing_file_is_a_sentence_and_status_2(capsys, tmp_path):
    assert run("inspect", tmp_path / "absent.csv", "--lang", "fr") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "absent.csv" in said.err
    assert "Traceback" not in said.err
    assert "error." not in said.err


def test_inspect_prints_one_json_object(capsys, survey):
    assert run("inspect", survey, "--json") == 0
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert said.err == ""
    assert report["respondents"] == 240
    assert report["columns"] == 6
    assert report["delimiter"] == ";"
    kinds = {v["name"]: v["kind"] for v in report["variables"]}
    assert kinds["id"] == "identifier"
    assert kinds["Âge"] == "numeric"
    prix = next(v for v in report["variables"] if v["name"] == "Prix")
    assert sum(level["count"] for level in prix["levels"]) == 240
    assert all(v["reason"] and "reason." not in v["reason"] for v in report["variables"])


def test_build_writes_project_pdf_and_labels(capsys, survey, tmp_path):
    out, labels = tmp_path / "sortie", tmp_path / "labels.csv"
    words = (*TWO, "--active", "Achat,Prix,Conseil,Marque", "--labels", labels, "--json")
    assert run("build", survey, "--out", out, "--name", "Essai", *words) == 0
    report = json.loads(capsys.readouterr().out)
    assert Path(report["project"]) == out / "Essai.persona"
    assert (out / "Essai.pdf").read_bytes().startswith(b"%PDF")
    assert report["respondents"] == {"read": 240, "used": 240}
    assert [len(report[key]) for key in ("segments", "personas")] == [2, 2]
    with labels.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["row"] for row in rows] == [str(i) for i in range(1, 241)]
    sizes = [sum(row["segment"] == str(s["number"]) for row in rows) for s in report["segments"]]
    assert sizes == [s["size"] for s in report["segments"]]
    assert sum(sizes) == 240


def test_findings_can_be_recounted_from_the_file(capsys, survey, tmp_path):
    labels = tmp_path / "labels.csv"
    run(
        "build",
        survey,
        "--out",
        tmp_path,
        *TWO,
        "--active",
        "Achat,Prix,Conseil,Marque",
        "--labels",
        labels,
        "--json",
    )
    report = json.loads(capsys.readouterr().out)
    with labels.open(encoding="utf-8", newline="") as file:
        segment = [row["segment"] for row in csv.DictReader(file)]
    with survey.open(encoding="utf-8-sig", newline="") as file:
        answers = list(csv.DictReader(file, delimiter=";"))
    for one in report["segments"]:
        for finding in one["findings"]:
            if finding["numeric"]:
                continue
            members = [a for a, s in zip(answers, segment, strict=True) if s == str(one["number"])]
            count = sum(a[finding["variable"]] == finding["level"] for a in members)
            assert finding["count"] == count
            assert finding["share"] == pytest.approx(count / len(members))


def test_an_older_project_is_kept_with_its_pdf_and_is_untouched_when_the_new_one_cannot_be_written(
    survey, tmp_path, monkeypatch
):
    assert run("build", survey, "--out", tmp_path, *TWO, "--json") == 0
    before = {p.name: p.read_bytes() for p in tmp_path.glob("enquête.p*")}
    assert len(before) == 2
    with monkeypatch.context() as patch:
        patch.setattr(ProjectFile, "create", _full_disk)
        assert run("build", survey, "--out", tmp_path, *TWO, "--json") == 2
    assert {p.name: p.read_bytes() for p in tmp_path.glob("*.p*")} == before
    assert run("build", survey, "--out", tmp_path, "--segments", 3, "--method", "tree", "--json") == 0
    assert sorted(p.name for p in tmp_path.glob("*.persona")) == ["enquête (2).persona", "enquête.persona"]
    assert (tmp_path / "enquête (2).pdf").read_bytes() == before["enquête.pdf"]
    assert (tmp_path / "enquête (2).persona").read_bytes() == before["enquête.persona"]
    assert not list(tmp_path.glob(".*"))


def _full_disk(*_: object) -> None:
    raise UserError("disk_full", file="x")


@pytest.mark.parametrize(
    ("words", "french"), [(["build", "en"], True), (["--lang=en"], False), (["x", "--lang", "en"], False)]
)
def test_only_the_option_chooses_the_language(capsys, monkeypatch, words, french):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    with pytest.raises(SystemExit):
        run("inspect", "a.csv", "--nonsense", *words)
    assert ("pas comprise" in capsys.readouterr().err) is french


@pytest.mark.parametrize("option", [("--seed", "-1"), ("--seed", "²"), ("--segments", "1"), ("--rare", "2")])
def test_a_number_out_of_range_is_a_sentence(capsys, survey, tmp_path, option):
    with pytest.raises(SystemExit) as end:
        run("build", survey, "--out", tmp_path, *option)
    assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_output_that_knows_few_letters_loses_nothing(survey, monkeypatch):
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)
    assert run("inspect", survey, "--json") == 0
    assert run("inspect", survey) == 0
    narrow.seek(0)
    first, *others = narrow.read().splitlines()
    assert "Âge" in {v["name"] for v in json.loads(first)["variables"]}
    assert any("\\xc2ge" in line for line in others)


@pytest.mark.parametrize("pattern", ["Absente", "q9*"])
def test_a_pattern_that_names_nothing_is_refused(capsys, survey, tmp_path, pattern):
    assert run("build", survey, "--out", tmp_path / "o", "--active", pattern, "--lang", "en") == 2
    assert pattern in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_folder_that_is_a_file(capsys, survey):
    assert run("build", survey, "--out", survey) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_sample_and_export(capsys, tmp_path, ending):
    project = tmp_path / "julie.persona"
    assert run("sample", "julie", "--out", project) == 0
    out = tmp_path / f"julie.{ending}"
    assert run("export", project, "--out", out) == 0
    assert out.stat().st_size > 10_000


def test_deliverables_are_printed_together_in_their_order(capsys, tmp_path):
    project, out = tmp_path / "b2b.persona", tmp_path / "kit.pdf"
    assert run("sample", "marketing-b2b", "--out", project) == 0
    assert run("export", project, "--out", out, "--deliverables", "cards,poster,comparison") == 0
    document = pypdfium2.PdfDocument(out)
    sizes = [tuple(round(v / 72 * 25.4) for v in page.get_size()) for page in document]
    document.close()
    assert sizes == [(297, 420)] * 4 + [(297, 210)] + [(210, 297)] * 2


def test_one_persona_is_compared_to_nobody(capsys, tmp_path):
    project, out = tmp_path / "julie.persona", tmp_path / "kit.pdf"
    run("sample", "julie", "--out", project)
    assert run("export", project, "--out", out, "--deliverables", "comparison", "--lang", "fr") == 2
    assert "au moins deux personas" in capsys.readouterr().err
    assert not out.exists()
    assert run("export", project, "--out", out, "--deliverables", "all") == 0
    with pytest.raises(SystemExit):
        run("export", project, "--out", out, "--deliverables", "wallpaper", "--lang", "en")
    assert "all, sheet, poster" in capsys.readouterr().err


def test_export_says_that_a_damaged_photo_is_not_printed(capsys, tmp_path):
    project = tmp_path / "julie.persona"
    run("sample", "julie", "--out", project)
    session = Session.open(project)
    persona = session.project.personas[0]
    picture = io.BytesIO()
    Image.new("RGB", (200, 240), "red").save(picture, "PNG")
    taken = photos.take(picture.getvalue(), "", Silent())
    session.do(
        photos.put(persona, photos.photo_of(taken)), "Photo placed", pictures={taken.picture: taken.data}
    )
    session.close()
    assert run("export", project, "--out", tmp_path / "whole.pdf") == 0
    assert capsys.readouterr().err == ""
    with closing(sqlite3.connect(project)) as file, file:
        file.execute("UPDATE picture SET data = x'00'")
    assert run("export", project, "--out", tmp_path / "damaged.pdf", "--lang", "fr") == 0
    said = capsys.readouterr()
    assert f"La photo de {persona.name} n’a pas pu être lue" in said.err
    assert "1 page" in said.out


def test_export_wants_an_ending_it_knows(capsys, tmp_path):
    project = tmp_path / "julie.persona"
    run("sample", "julie", "--out", project)
    assert run("export", project, "--out", tmp_path / "julie.docx", "--lang", "en") == 2
    assert "julie.docx" in capsys.readouterr().err
    assert not (tmp_path / "julie.docx").exists()


def test_no_display_says_so(capsys, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert run("anything.persona") == 2
    assert capsys.readouterr().err.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
@pytest.mark.parametrize("platform", ["", "xcb"])
def test_a_display_that_does_not_answer_says_so(capsys, monkeypatch, platform):
    if find_library("xcb") is None:
        pytest.skip("no libxcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", ":58123")
    monkeypatch.setattr(app, "run", lambda _: pytest.fail("Qt ends the program"))
    assert run("anything.persona") == 2
    assert "écran" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="another error there")
def test_a_reader_who_has_seen_enough_is_no_failure(survey, monkeypatch):
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", encoding="utf-8") as gone, monkeypatch.context() as patch:
        patch.setattr("sys.stdout", gone)
        assert run("inspect", survey) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("inspect", "a.csv", "extra"),
        ("inspect",),
        ("inspect", "a.csv", "--json=yes"),
        ("inspect", "a.csv", "--decimal"),
        ("inspect", "a.csv", "--decimal", "?"),
        ("inspect", "a.csv", "--he", "1"),
        ("golden", "a.persona", "--questions", "3", "--accuracy", "0.8"),
        ("export", "a.persona", "--out", "o", "--dpi", "0"),
    ],
)
def test_a_command_that_is_wrong_is_told_in_one_language(capsys, words):
    with pytest.raises(SystemExit) as end:
        run(*words, "--lang", "fr")
    assert end.value.code == 2
    said = capsys.readouterr().err.splitlines()[0]
    assert said.startswith("Cette commande n’est pas comprise")
    english = {"arguments", "unrecognized", "required", "expected", "allowed", "with", "choose", "from"}
    english |= {"ignored", "explicit", "ambiguous", "could", "match", "invalid", "choice", "the", "is"}
    assert not english & set(re.findall(r"[a-z]+", said.partition(":")[2]))


# ---------------------------------------------------------------- what must not happen

ACTIVE = ("--active", "Achat,Prix,Conseil,Marque", "--segments", 2)


def refused(capsys, *words: object) -> str:
    """Run a command that must be refused with one sentence and nothing else, and return the sentence."""
    assert run(*words, "--lang", "en") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "error." not in said.err
    return said.err


@pytest.mark.parametrize("labels", ["enquête.csv", "o/enquête.persona", "/dev/full"])
def test_labels_never_take_the_place_of_something_else(capsys, survey, tmp_path, labels, monkeypatch):
    before = survey.read_bytes()
    monkeypatch.setattr(ingest, "read", lambda *_: pytest.fail("it is refused before anything is read"))
    assert Path(labels).name in refused(
        capsys, "build", survey, "--out", tmp_path / "o", "--labels", tmp_path / labels
    )
    assert [p.name for p in tmp_path.iterdir()] == [survey.name]
    assert survey.read_bytes() == before


@pytest.fixture
def personal(survey: Path) -> Path:
    """The survey with addresses of people, and a few who answered nothing."""
    lines = survey.read_text(encoding="utf-8-sig").splitlines()
    filled = [f"{line};personne{i}@exemple.fr" for i, line in enumerate(lines[1:], 1)]
    empty = [f"{i};;;;;;personne{i}@exemple.fr" for i in range(241, 244)]
    survey.write_text("\n".join([f"{lines[0]};Courriel", *filled, *empty]), encoding="utf-8")
    return survey


def test_personal_data_cannot_be_forced_in(capsys, personal, tmp_path):
    said = refused(
        capsys, "build", personal, "--out", tmp_path / "o", "--nominal", "Courriel", "--active", "Courriel,P*"
    )
    assert "Courriel" in said
    assert "personal data" in said
    assert not (tmp_path / "o").exists()


def test_what_a_build_left_out_is_among_its_warnings(capsys, personal, tmp_path):
    words = ("build", personal, "--out", tmp_path / "o", "--active", "*", *TWO, "--lang", "en")
    assert run(*words, "--json") == 0
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert said.err == ""
    assert report["respondents"] == {"read": 243, "used": 240}
    assert any("id, Courriel" in warning for warning in report["warnings"])
    assert any("3" in warning and "left out" in warning for warning in report["warnings"])
    assert run(*words) == 0
    shown = capsys.readouterr().out
    assert all(warning in shown for warning in report["warnings"])


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--active", "Prix", "--ignore", "prix"), "--ignore"),
        (("--nominal", "Prix", "--ordinal", "Prix"), "--ordinal"),
        (("--numeric", "Prix"), "--numeric"),
        (("--ignore", "*"), "active variable"),
        (("--segments", "12"), "fewer than 10"),
        (("--active", "\x1b[31mx\x07"), "[31mx"),
    ],
)
def test_options_that_cannot_be_followed_are_refused(capsys, survey, tmp_path, options, word):
    said = refused(capsys, "build", survey, "--out", tmp_path / "o", *options)
    assert word in said
    assert not set(said) & {"\x1b", "\x07"}
    assert not (tmp_path / "o").exists()


def test_nothing_shown_rests_on_fewer_than_ten_people(capsys, survey, tmp_path):
    run("build", survey, "--out", tmp_path, *ACTIVE, "--json")
    findings = [f for s in json.loads(capsys.readouterr().out)["segments"] for f in s["findings"]]
    assert any(f["count"] < 10 for f in findings)
    assert all(f["count"] >= 10 for f in findings if f["shown"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "words",
    [("inspect",), ("inspect", "--json"), ("build", "--out", "o", *ACTIVE), ("--self-check",), ("--help",)],
)
def test_an_output_that_is_full_is_a_sentence(capsys, survey, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    arguments = (words[0], survey, *words[1:]) if words[0] in ("inspect", "build") else words
    with Path("/dev/full").open("w", encoding="utf-8") as full, monkeypatch.context() as patch:
        patch.setattr("sys.stdout", full)
        assert run(*arguments) == 2
    said = capsys.readouterr().err
    assert "Redirigez" in said
    assert ("o/enquête.persona" in said) is (words[0] == "build")


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow)]
)
def test_a_stop_is_told_truly(capsys, survey, tmp_path, monkeypatch, number, status):
    handlers = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)]

    def stopped(*_: object) -> None:
        signal.raise_signal(number)

    out = tmp_path / "o"
    with monkeypatch.context() as patch:
        patch.setattr(ingest, "read", stopped)
        assert run("build", survey, "--out", out, "--lang", "en") == status
    assert capsys.readouterr().err == "Stopped. No file is left half-written.\n"
    assert not out.exists()
    with monkeypatch.context() as patch:
        patch.setattr(terminal, "print_build", stopped)
        assert run("build", survey, "--out", out, *ACTIVE, "--lang", "en") == status
    written, sentence = capsys.readouterr().err.splitlines()
    assert written == f"Written: {out / 'enquête.persona'}, {out / 'enquête.pdf'}"
    assert sentence.startswith("Stopped.")
    assert sorted(p.suffix for p in out.iterdir()) == [".pdf", ".persona"]
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)] == handlers


@pytest.mark.parametrize("name", ["survey.csv", "julie", "taken.persona", "link.persona"])
def test_an_example_takes_no_other_place(capsys, tmp_path, name):
    (tmp_path / "taken.persona").write_bytes(b"work of days")
    (tmp_path / "link.persona").symlink_to(tmp_path / "nowhere")
    assert name in refused(capsys, "sample", "julie", "--out", tmp_path / name)
    assert (tmp_path / "taken.persona").read_bytes() == b"work of days"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.persona", "taken.persona"]


def test_an_empty_name_is_no_folder(capsys, survey, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(capsys, "build", survey, "--out", "")
    assert [p.name for p in tmp_path.iterdir()] == [survey.name]


def test_a_folder_that_is_gone_under_our_feet_is_a_sentence(capsys, survey, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    refused(capsys, "build", survey, "--out", tmp_path / "o")
    with pytest.raises(SystemExit) as end:
        run("--version")
    assert end.value.code == 0
    os.chdir(tmp_path)


@pytest.mark.parametrize("dpi", ["35", "601", "1200", "99999999999"])
def test_a_picture_has_a_sensible_size(capsys, tmp_path, dpi):
    with pytest.raises(SystemExit) as end:
        run("export", tmp_path / "x.persona", "--out", tmp_path / "x.png", "--dpi", dpi)
    assert end.value.code == 2
    assert "36…600" in capsys.readouterr().err


def test_inspect_and_build_follow_what_is_imposed(capsys, tmp_path):
    rows = ["Horodateur;q1;q2;Courriel", *(f"2025;{1 + i % 3};{i % 2};a{i}@ex.fr" for i in range(60))]
    survey, words = tmp_path / "s.csv", tmp_path / "codes.csv"
    survey.write_bytes("\n".join(rows).replace("q2", "goût").encode("cp1252"))
    words.write_text("code;label;variable\n1;Thé;q1\n2;Café;q1\n3;Eau;q1\n", encoding="utf-8")
    how = ("--encoding", "mac_roman", "--delimiter", ";", "--platform", "none", "--codebook", words)
    assert run("inspect", survey, *how, "--keep-personal", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["encoding"], report["platform"]) == ("mac_roman", "")
    by_name = {v["name"]: v for v in report["variables"]}
    assert [level["label"] for level in by_name["q1"]["levels"]] == ["Thé", "Café", "Eau"]
    assert any("Codes traduits\u202f: 3" in said for said in report["warnings"])
    assert run("inspect", survey, "--header-rows", "0", "--json") == 0
    assert json.loads(capsys.readouterr().out)["respondents"] == 61
    assert run("inspect", survey, "--delimiter", "tab") == 2
    assert "colonne" in capsys.readouterr().err
    assert run("inspect", survey, "--sheet", "x") == 2
    assert "classeur" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run("inspect", survey, "--delimiter", "x")


SOLIDITY = ("peu solide", "moyennement solide", "assez solide", "très solide", "le hasard y suffit presque")


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_ratio_to_nothing_is_null(capsys, version):
    project = Path(__file__).parent / "data" / f"version-{version}.persona"
    assert run("segments", project, "--json", "--lang", "fr") == 0
    found = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)["segmentations"]
    ratios = [f["ratio"] for one in found for s in one["segments"] for f in s["findings"]]
    assert None in ratios


def test_segments_tells_all_figures_of_a_project(capsys, survey, tmp_path):
    assert run("build", survey, "--out", tmp_path / "o", "--segments", "2", "--lang", "fr", "--json") == 0
    built = json.loads(capsys.readouterr().out)
    project = next((tmp_path / "o").glob("*.persona"))
    before = project.read_bytes()
    assert run("segments", project, "--json", "--lang", "fr") == 0
    (found,) = json.loads(capsys.readouterr().out)["segmentations"]
    for same in ("eigenvalues", "recommended", "verdict", "method", "active"):
        assert found[same] == built[same]
    assert found["effective_n"] == pytest.approx(built["effective_n"], abs=0.05)
    told = [(s["size"], s["share"], s["findings"], s["paragons"]) for s in found["segments"]]
    assert told == [(s["size"], s["share"], s["findings"], s["paragons"]) for s in built["segments"]]
    assert [f["from"] for f in found["flows"]] == list(range(2, 2 + len(found["flows"])))
    assert all(sum(map(sum, f["people"])) == found["respondents"]["used"] for f in found["flows"])
    assert found["segments"][0]["word"] in SOLIDITY
    assert (found["chosen"], found["stale"]) == (True, False)
    others = {"tree", "kmeans", "mixture"} - {found["method"]}
    assert {tried["params"]["method"] for tried in found["sensitivities"]} <= others
    assert all(-0.5 <= tried["agreement"] <= 1 for tried in found["sensitivities"])
    assert found["sensitivities"] == sorted(found["sensitivities"], key=lambda tried: tried["agreement"])
    assert run("segments", project, "--lang", "fr") == 0
    words = capsys.readouterr().out
    assert found["reason"].split()[0] in words
    assert project.read_bytes() == before, "it only reads"


def test_segments_of_a_project_that_is_none_says_so(capsys, survey, tmp_path):
    assert "Traceback" not in refused(capsys, "segments", survey)
    assert run("segments", tmp_path / "absent.persona", "--lang", "fr") == 2
