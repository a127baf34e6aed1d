"""A respondent is named by one number everywhere: the line of the file where their answers begin."""

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import SHARING, examples
from persona_studio.domain.progress import Silent
from persona_studio.ingest import ImportOptions, read
from persona_studio.ingest.preview import preview
from persona_studio.services.survey.examining import line_of

CELLS = st.sampled_from(["bien", "mal", "sur deux\nlignes", "sur\ntrois\nlignes", "a, b", 'dit "oui"'])
ROWS = st.lists(st.tuples(CELLS, CELLS, st.integers(0, 2)), min_size=3, max_size=30)


def shown(path: Path) -> list[int]:
    """Return the line numbers of the respondents that a look at the file shows."""
    seen = preview(path, ImportOptions(), Silent())
    return [line.number for line in seen.lines if not (line.header or line.skipped)]


def told(path: Path) -> list[int | None]:
    wave = read(path, ImportOptions(), Silent()).wave
    return [line_of(wave, row) for row in range(wave.respondents)]


@examples(40, suppress_health_check=SHARING)
@given(rows=ROWS, title=st.sampled_from(["Avis", "Avis\nen un mot"]), end=st.sampled_from(["\n", "\r\n"]))
def test_whatever_breaks_the_lines_a_respondent_has_the_line_that_was_shown(
    tmp_path: Path, rows: list[tuple[str, str, int]], title: str, end: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(["numero", title, "Pourquoi"])
    for number, (one, other, blank) in enumerate(rows):
        writer.writerow([f"r{number}", one, other])
        text.write(end * blank)
    path = tmp_path / "avis.csv"
    path.write_bytes(text.getvalue().encode())
    lines = shown(path)
    assert told(path)[: len(lines)] == lines
    assert len(lines) == len(rows)


def test_rows_of_nothing_between_respondents_are_counted_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "avis.csv"
    path.write_text("numero,note,ville\n1,3,Lyon\n,,\n2,4,Nice\n,,\n,,\n3,5,Brest\n", encoding="utf-8")
    assert told(path) == [2, 4, 7]


def test_a_real_survey_with_line_breaks_is_numbered_as_its_preview(shared_data: Path) -> None:
    path = shared_data / "limesurvey_en_unit_tests.csv"
    lines = shown(path)
    found = told(path)
    assert found[: len(lines)] == lines
    assert (found[7], found[12]) == (10, 17)


def test_no_line_is_told_when_they_are_too_many_to_remember(tmp_path: Path) -> None:
    rows = "".join(f'{n},"un{chr(10) if n % 2 else " "}mot",{n % 5}\n' for n in range(4100))
    path = tmp_path / "avis.csv"
    path.write_text(f"numero,avis,note\n{rows}", encoding="utf-8")
    assert set(told(path)) == {None}


def test_a_file_of_one_line_each_needs_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "avis.csv"
    path.write_text("numero,note,ville\n1,3,Lyon\n2,4,Nice\n3,5,Brest", encoding="utf-8")
    wave = read(path, ImportOptions(), Silent()).wave
    assert not [notice for notice in wave.notices if notice.code == "lines_apart"]
    assert told(path) == [2, 3, 4]


def test_a_file_cut_within_a_letter_is_still_numbered(tmp_path: Path) -> None:
    text = 'numero,avis,note\n1,"bien\nfait",3\n2,mal,4\n3,"à\nvoir",é'
    path = tmp_path / "avis.csv"
    path.write_bytes(text.encode("utf-16")[:-1])
    assert told(path) == shown(path) == [2, 4, 5]
