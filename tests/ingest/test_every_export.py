"""Files in the documented export format of every tool open right the first time, without a word said."""

from pathlib import Path

import pytest

from helpers.imports import Survey, import_file
from ingest.builders import (
    encodings,
    googleforms,
    limesurvey,
    qualtrics,
    sphinx,
    spreadsheets,
    statistics,
    surveymonkey,
    typeform,
)
from ingest.builders import survey as answers
from ingest.builders.plan import Expected, Shape, Truth
from persona_studio.domain.variables import Kind

SHAPES: tuple[Shape, ...] = (
    *googleforms.SHAPES,
    *limesurvey.SHAPES,
    *surveymonkey.SHAPES,
    *qualtrics.SHAPES,
    *typeform.SHAPES,
    *sphinx.SHAPES,
    *spreadsheets.SHAPES,
    *statistics.SHAPES,
    *encodings.SHAPES,
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_it_opens_right_the_first_time(tmp_path, shape):
    check(*shape.write(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize(("respondents", "seed"), [(60, 1), (60, 2), (180, 3), (700, 4)])
def test_it_does_for_other_people_and_other_numbers_of_them(tmp_path, monkeypatch, respondents, seed):
    monkeypatch.setattr(answers, "RESPONDENTS", respondents)
    monkeypatch.setattr(answers, "SEED", seed)
    answers.answered.cache_clear()
    try:
        for shape in SHAPES:
            check(*shape.write(tmp_path))
    finally:
        answers.answered.cache_clear()


def check(path: Path, truth: Truth) -> None:
    survey = import_file(path)
    assert file_facts(survey) == expected_file_facts(truth)
    assert [variable.name for variable in survey.wave.variables] == [one.name for one in truth.variables]
    wrong = {
        one.name: (found, wanted)
        for one in truth.variables
        if (found := facts(survey, one)) != (wanted := expected_facts(one))
    }
    assert wrong == {}
    assert blocks(survey) == expected_blocks(truth)


def test_there_are_at_least_forty_shapes_of_different_names():
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) >= 40


def file_facts(survey: Survey) -> dict[str, object]:
    source = survey.wave.source
    return {
        "platform": source.platform,
        "header_rows": source.header_rows,
        "format": source.format,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "decimal": source.decimal,
        "sheet": source.sheet,
        "columns": source.columns,
        "respondents": survey.wave.respondents,
    }


def expected_file_facts(truth: Truth) -> dict[str, object]:
    return {
        "platform": truth.platform,
        "header_rows": truth.header_rows,
        "format": truth.form,
        "encoding": truth.encoding,
        "delimiter": truth.delimiter,
        "decimal": truth.decimal,
        "sheet": truth.sheet,
        "columns": truth.columns,
        "respondents": truth.respondents,
    }


def facts(survey: Survey, one: Expected) -> dict[str, object]:
    variable = survey[one.name]
    levels = [(level.label, level.count) for level in variable.levels]
    total = None
    if variable.kind is Kind.NUMERIC and one.total is not None:
        total = round(sum(value for value in survey.answers(one.name) if value is not None), 4)
    return {
        "label": variable.label,
        "kind": None if one.kind is None else variable.kind,
        "role": variable.role,
        "levels": _compared(variable.kind, None if one.levels is None else levels),
        "missing": variable.missing,
        "personal": variable.personal,
        "total": total,
    }


def expected_facts(one: Expected) -> dict[str, object]:
    levels = None if one.levels is None else list(one.levels)
    return {
        "label": one.label,
        "kind": one.kind,
        "role": one.role,
        "levels": _compared(one.kind, levels),
        "missing": one.missing,
        "personal": one.personal,
        "total": None if one.total is None else round(one.total, 4),
    }


def _compared(kind: Kind | None, levels: list[tuple[str, int]] | None) -> list[tuple[str, int]] | None:
    """Return levels to compare: the order counts on a scale only."""
    return levels if levels is None or kind is Kind.ORDINAL else sorted(levels)


def blocks(survey: Survey) -> set[frozenset[str]]:
    return _groups([(variable.name, variable.block) for variable in survey.wave.variables])


def expected_blocks(truth: Truth) -> set[frozenset[str]]:
    return _groups([(one.name, one.grid) for one in truth.variables])


def _groups(pairs: list[tuple[str, str]]) -> set[frozenset[str]]:
    keys = {key for _, key in pairs if key}
    return {frozenset(name for name, own in pairs if own == key) for key in keys}
