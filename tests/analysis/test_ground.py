"""The ground of segments is made again as it was, also where few axes were looked at."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.simulate import Plan, simulate
from analysis.surveys import survey_of
from persona_studio.analysis.context import Context
from persona_studio.analysis.ground import few_again, ground_again
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Method


@pytest.fixture(scope="module")
def survey():
    frame, _ = simulate(Plan(people=200, segments=3, items=12, nominals=2, numbers=0), 5)
    return survey_of(frame, ordinal=["s*"])


def test_as_many_axes_are_looked_at_again_as_at_first(survey):
    found = survey.segment(method=Method.TREE, segments=3, axes=3).segmentation
    alone = replace(found, recipe=replace(found.recipe, axes=None))
    again = ground_again(survey.wave, survey.answers, alone, Context(Silent(), 1))
    asked = ground_again(survey.wave, survey.answers, found, Context(Silent(), 1))
    rows = np.arange(again.table.n)
    assert again.points(rows).shape == (200, 3)
    assert np.array_equal(again.points(rows), asked.points(rows))


@pytest.mark.parametrize(
    ("method", "axes", "few"), [(Method.TREE, 3, 3), (Method.KMEANS, 10, 5), (Method.MIXTURE, 0, 5)]
)
def test_the_axes_of_another_method_are_not_taken_over(survey, method, axes, few):
    found = survey.segment(method=Method.TREE, segments=3, axes=3).segmentation
    assert few_again(replace(found, method=method, axes=axes)) == few
