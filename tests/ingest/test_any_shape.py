"""Whatever the shape, the encoding and the separator, a table of answers is read as the same variables.

What is not in the tables, because nobody could tell it apart from the file alone:

- in one cell, an option that is a piece of another ("Conseil" beside "Conseil, audit"), two options only ever
  chosen together, and a multiple choice of which hardly anybody chose two (so looks like one answer);
- in one cell, an option nobody chose, or that one respondent alone chose (it looks like a typed "other");
- where there is no "no": somebody who leaves at the very question from somebody who ticks nothing there and
  then leaves, and a routed question that most of those asked left blank;
- a filter that leaves out a handful of respondents only, for blanks may fall together by chance;
- single-byte encodings of other letters than the western ones: they are told by their French letters.
"""

from collections import Counter

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from helpers.examples import examples
from helpers.imports import Survey, import_file
from ingest.tables_of_answers import UNSURE, One, Several, tables, writings

FIXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@examples(50, deadline=None, suppress_health_check=FIXED)
@given(data=st.data(), world=st.booleans())
def test_the_same_variables_levels_and_counts_come_back(tmp_path, data, world):
    table = data.draw(tables(world))
    writing = data.draw(writings(table))
    path = tmp_path / "table.csv"
    path.write_bytes(writing.write(table))
    survey = import_file(path)
    source = survey.wave.source
    assert (source.encoding, source.delimiter) == (writing.encoding, writing.delimiter)
    assert source.header_rows == 1
    assert survey.wave.respondents == len(table.questions[0].answers)
    assert survey.names() == [question.name for question in table.questions]
    for question in table.questions:
        assert facts(survey, question) == expected(question)


def facts(survey: Survey, question: Several | One) -> dict[str, object]:
    variable = survey[question.name]
    levels = [(level.label, level.count) for level in variable.levels]
    return {
        "kind": variable.kind.value,
        "levels": levels if variable.kind == "ordinal" else sorted(levels),
        "missing": variable.missing,
        "answers": survey.answers(question.name),
    }


def expected(question: Several | One) -> dict[str, object]:
    if isinstance(question, Several):
        levels = [(option, sum(option in (c or ()) for c in question.chosen)) for option in question.options]
        blank = sum(chosen is None for chosen in question.chosen) - len(question.skipped)
        answers = [None if chosen is None else set(chosen) for chosen in question.chosen]
        missing = (blank, len(question.skipped), 0, 0)
        return {"kind": "multiple", "levels": sorted(levels), "missing": missing, "answers": answers}
    counts = Counter(answer for answer in question.answers if answer is not None)
    unsure = counts.pop(UNSURE, 0)
    blank = sum(answer is None for answer in question.answers) - len(question.skipped)
    levels = [(level, counts[level]) for level in (question.levels or sorted(map(str, counts)))]
    return {
        "kind": question.kind,
        "levels": [] if question.kind == "numeric" else levels,
        "missing": (blank, len(question.skipped), 0, unsure),
        "answers": [None if answer == UNSURE else answer for answer in question.answers],
    }
