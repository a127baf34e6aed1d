"""A codebook beside a survey: whatever the order of its columns, its words come to the right places."""

import csv
import io
import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import SHARING, examples
from helpers.imports import Survey, import_file
from persona_studio.domain.variables import Kind
from persona_studio.errors import UserError

NAMES = ("q1", "q2_a", "Sexe", "CSP", "v10")
HEADS = (
    {"variable": "Variable", "code": "Code", "label": "Libellé", "question": "Question"},
    {"variable": "name", "code": "value", "label": "label", "question": "question text"},
    None,
)
Book = dict[str, tuple[str, dict[str, str]]]
"""The question in words and the labels of its codes, by variable."""

sentences = st.text("abcdefghij éèà", min_size=8, max_size=30).map(lambda s: f"Que {' '.join(s.split())} ?")
labels = st.text("abcdefghijklmnopqrstuvwxyzéè", min_size=2, max_size=12).map(lambda s: f"Plutôt {s}")


@st.composite
def books(draw: Any) -> Book:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    book = {}
    for name in names:
        codes = draw(st.lists(st.integers(1, 9), min_size=2, max_size=5, unique=True))
        words = draw(st.lists(labels, min_size=len(codes), max_size=len(codes), unique=True))
        book[name] = draw(sentences), {str(c): w for c, w in zip(sorted(codes), words, strict=True)}
    return book


def survey_of(folder: Path, book: Book, extra: str = "") -> Path:
    """Write a survey of which everybody answers with codes of the book, each given at least once."""
    draw = random.Random(1)
    columns = []
    for _, codes in book.values():
        answers = [list(codes)[i % len(codes)] for i in range(60)]
        draw.shuffle(answers)
        columns.append(answers)
    rows = [list(book), *map(list, zip(*columns, strict=True))]
    if extra:
        rows = [[*row, extra if i == 0 else f"{i % 3}"] for i, row in enumerate(rows)]
    return _write(folder / "enquête.csv", rows)


def _write(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ";") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def told(survey: Survey) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what the import says of each variable, in the form of a book."""
    return {
        v.name: (v.label, {level.value: level.label for level in v.levels}) for v in survey.wave.variables
    }


@examples(40, suppress_health_check=SHARING)
@given(
    book=books(),
    order=st.permutations(["variable", "code", "label", "question"]),
    heads=st.sampled_from(HEADS),
    once=st.booleans(),
)
def test_columns_stand_in_any_order(
    tmp_path: Path, book: Book, order: list[str], heads: dict[str, str] | None, once: bool
) -> None:
    cells = []
    for name, (question, codes) in book.items():
        for place, (code, label) in enumerate(codes.items()):
            first = place == 0 or not once
            cells.append(
                {
                    "variable": name if first else "",
                    "question": question if first else "",
                    "code": code,
                    "label": label,
                }
            )
    rows = [[cell[key] for key in order] for cell in ([heads] if heads else []) + cells]
    codebook = _write(tmp_path / "codes.csv", rows)
    survey = import_file(survey_of(tmp_path, book), codebook=codebook)
    assert told(survey) == book
    matched = survey.notices()["codebook_matched"]
    assert matched["variables"] == str(len(book))
    assert matched["codes"] == str(sum(len(codes) for _, codes in book.values()))
    assert {"codebook_absent", "codebook_silent", "codebook_bare"} & survey.notices().keys() == set()


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("headed", [True, False])
def test_questions_stand_on_rows_without_a_code(tmp_path: Path, order: Sequence[int], headed: bool) -> None:
    book: Book = {
        "q1": ("Quel thé préférez-vous ?", {"1": "Noir", "2": "Vert"}),
        "q2": ("Où le prenez-vous ?", {"1": "À la maison", "2": "Au travail", "3": "Ailleurs"}),
    }
    rows = [["variable", "code", "libellé"]] if headed else []
    for name, (question, codes) in book.items():
        rows += [[name, "", question], *([name, code, label] for code, label in codes.items())]
    codebook = _write(tmp_path / "codes.csv", [[row[i] for i in order] for row in rows], "\t")
    assert told(import_file(survey_of(tmp_path, book), codebook=codebook)) == book


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("headed", [True, False])
def test_two_columns_give_the_questions(tmp_path: Path, order: Sequence[int], headed: bool) -> None:
    book: Book = {"q1": ("Quel thé ?", {"1": "1", "2": "2"}), "q2": ("q1 aussi ?", {"3": "3", "4": "4"})}
    rows = [["colonne", "intitulé"]] if headed else []
    rows += [[name, question] for name, (question, _) in book.items()]
    codebook = _write(tmp_path / "codes.csv", [[row[i] for i in order] for row in rows])
    survey = import_file(survey_of(tmp_path, book), codebook=codebook)
    assert {v.name: v.label for v in survey.wave.variables} == {"q1": "Quel thé ?", "q2": "q1 aussi ?"}


def test_what_does_not_match_is_said(tmp_path: Path) -> None:
    book: Book = {"q1": ("Thé ?", {"1": "Noir", "2": "Vert"}), "q2": ("Où ?", {"1": "Ici", "2": "Là"})}
    survey = survey_of(tmp_path, book)
    rows = [["variable", "code", "label"], ["q1", "1", "Noir"], ["q1", "3", "Blanc"], ["q9", "1", "Oui"]]
    notices = import_file(survey, codebook=_write(tmp_path / "codes.csv", rows)).notices()
    assert notices["codebook_matched"] == {
        "file": "codes.csv",
        "variables": "1",
        "described": "2",
        "columns": "2",
        "codes": "1",
    }
    assert notices["codebook_absent"] == {"count": "1", "names": "q9"}
    assert notices["codebook_silent"] == {"count": "1", "names": "q1 = 3"}
    assert notices["codebook_bare"] == {"count": "1", "names": "q1 = 2"}


def test_remarks_never_repeat_what_people_wrote(tmp_path: Path) -> None:
    rows = [
        ["q1", "avis"],
        *([f"{1 + i % 2}", ("oui", "non", "jean.dupont@exemple.fr")[i % 3]] for i in range(60)),
    ]
    book = [["variable", "code", "label"], ["avis", "oui", "Oui"], ["q1", "1", "Noir"]]
    survey = import_file(_write(tmp_path / "a.csv", rows), codebook=_write(tmp_path / "codes.csv", book))
    assert survey.notices()["codebook_bare"] == {"count": "3", "names": "avis, q1 = 2"}
    assert "dupont" not in repr(survey.wave.notices)


def test_codes_are_the_same_number_however_written(tmp_path: Path) -> None:
    rows = [["zone", "note"], *([f"{1 + i % 3:02d}", f"{1 + i % 4}"] for i in range(60))]
    survey = _write(tmp_path / "a.csv", rows)
    book = openpyxl.Workbook()
    for row in (["Zone", 1, "Nord"], ["Zone", 2, "Sud"], ["Zone", 3.0, "Est"], ["NOTE", 1, "Jamais"]):
        book.active.append(row)
    book.save(tmp_path / "codes.xlsx")
    imported = import_file(survey, codebook=tmp_path / "codes.xlsx")
    assert imported.counts("zone") == {"Nord": 20, "Sud": 20, "Est": 20}


def test_labels_already_in_the_survey_stay(tmp_path: Path) -> None:
    survey = _write(tmp_path / "a.csv", [["sexe", "thé"], *(["femme", "noir"], ["homme", "vert"]) * 20])
    rows = [["variable", "code", "label"], ["sexe", "1", "Femme"], ["sexe", "2", "Homme"]]
    imported = import_file(survey, codebook=_write(tmp_path / "codes.csv", rows))
    assert imported.counts("sexe") == {"femme": 20, "homme": 20}


def test_words_of_a_scale_make_it_a_scale(tmp_path: Path) -> None:
    survey = _write(tmp_path / "a.csv", [["q", "r"], *([f"{1 + i % 4}", f"{i % 2}"] for i in range(60))])
    scale = ("Pas du tout d'accord", "Plutôt pas d'accord", "Plutôt d'accord", "Tout à fait d'accord")
    rows = [["q", str(i), words] for i, words in enumerate(scale, 1)]
    imported = import_file(survey, codebook=_write(tmp_path / "codes.csv", rows))
    assert imported["q"].kind is Kind.ORDINAL
    assert [level.label for level in imported["q"].levels] == list(scale)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_codebook_is_not_taken_for_the_survey(tmp_path: Path, content: str) -> None:
    survey = _write(tmp_path / "a.csv", [["q", "r"], *([f"{i % 4}", f"{i % 2}"] for i in range(40))])
    (tmp_path / "codes.csv").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="codebook_empty"):
        import_file(survey, codebook=tmp_path / "codes.csv")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    survey = _write(tmp_path / "a.csv", [["q", "r"], *([f"{i % 4}", f"{i % 2}"] for i in range(40))])
    with pytest.raises(UserError, match="codebook_unmatched"):
        import_file(survey, codebook=_write(tmp_path / "b.csv", [["ville", "zone"], ["Lyon", "Est"]]))
    with pytest.raises(UserError, match="file_missing"):
        import_file(survey, codebook=tmp_path / "c.csv")


def test_a_real_codebook_is_matched_whole(shared_data: Path) -> None:
    survey = import_file(
        shared_data / "kaggle_young_people_responses.csv",
        codebook=shared_data / "kaggle_young_people_columns.csv",
    )
    assert survey.notices()["codebook_matched"]["variables"] == "150"
    assert "codebook_absent" not in survey.notices()
    assert survey["Music"].label == "I enjoy listening to music."
    assert survey["Slow songs or fast songs"].label == "I prefer."
