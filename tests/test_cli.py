"""The command line as people and programs meet it: words, one JSON object, exit statuses."""

import csv
import io
import json
from pathlib import Path

import pytest

from persona_studio import __version__
from persona_studio.cli import main
from persona_studio.errors import UserError
from persona_studio.store.project_file import ProjectFile


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
    words = ("--segments", 2, "--active", "Achat,Prix,Conseil,Marque", "--labels", labels, "--json")
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
        "--segments",
        2,
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


def test_an_older_project_is_kept(capsys, survey, tmp_path):
    for _ in range(2):
        assert run("build", survey, "--out", tmp_path, "--segments", 2, "--json") == 0
    assert sorted(p.name for p in tmp_path.glob("*.persona")) == ["enquête (2).persona", "enquête.persona"]


def test_an_older_project_keeps_its_pdf_and_is_untouched_when_the_new_one_cannot_be_written(
    survey, tmp_path, monkeypatch
):
    assert run("build", survey, "--out", tmp_path, "--segments", 2, "--json") == 0
    before = {p.name: p.read_bytes() for p in tmp_path.glob("enquête.p*")}
    assert len(before) == 2
    with monkeypatch.context() as patch:
        patch.setattr(ProjectFile, "create", _full_disk)
        assert run("build", survey, "--out", tmp_path, "--segments", 2, "--json") == 2
    assert {p.name: p.read_bytes() for p in tmp_path.glob("*.p*")} == before
    assert run("build", survey, "--out", tmp_path, "--segments", 3, "--json") == 0
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
