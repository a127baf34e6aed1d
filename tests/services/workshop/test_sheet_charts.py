"""The small charts of a segment: from its findings only, and never of fewer than ten respondents."""

import shutil
from dataclasses import replace

import pytest

from persona_studio.domain.segments import Finding
from persona_studio.domain.variables import Kind, Level, Personal, Role, Variable
from persona_studio.paths import resource
from persona_studio.services.workshop.publishing import facts
from persona_studio.services.workshop.sheet_charts import Shown, shown
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

FRENCH = Texts("fr")
PEOPLE = 200


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "b2b.persona"
    shutil.copy(resource("samples", "marketing-b2b.persona"), path)
    with ProjectFile.open(path, read_only=True) as opened:
        return opened.project


def finding(variable, level, count, base=PEOPLE, overall=0.3, share=None):
    return Finding(
        variable=variable,
        level=level,
        share=count / base if share is None else share,
        overall=overall,
        ratio=1.0,
        effect=0.5,
        v=5.0,
        p_adjusted=0.001,
        count=count,
        base=base,
        low=0.0,
        high=1.0,
        active=False,
        shown=True,
    )


def asked(name, kind, *labels):
    levels = tuple(Level(code=i, value=label, label=label) for i, label in enumerate(labels))
    return Variable(
        id=name, name=name, label=f"Q1. question {name} ?", kind=kind, role=Role.ACTIVE, levels=levels
    )


def with_answers(sample, variables, findings, size=PEOPLE):
    """Return the sample with other questions, and what its first persona's segment answered to them."""
    persona = sample.personas[0]
    cut = sample.segmentation
    segments = tuple(
        replace(s, findings=tuple(findings), size=size) if s.id == persona.segment else s
        for s in cut.segments
    )
    wave = replace(sample.wave, variables=tuple(variables))
    cuts = tuple(replace(c, segments=segments) if c.id == cut.id else c for c in sample.segmentations)
    return replace(sample, waves=(wave,), segmentations=cuts), persona


def told(sample, *args, **kwargs):
    return shown(*with_answers(sample, *args, **kwargs), FRENCH)


def test_every_figure_of_the_sample_is_one_of_its_findings(sample):
    for persona in sample.personas:
        segment = next(s for s in sample.segmentation.segments if s.id == persona.segment)
        known = {(f.share, f.overall) for f in segment.findings if f.count >= 10 and f.base >= 10}
        found = shown(sample, persona, FRENCH)
        bars = [bar for chart in found.charts for bar in chart.bars if bar.share is not None]
        assert bars
        assert {(bar.share, bar.overall) for bar in bars} <= known
        assert found.people == (segment.size, sample.segmentation.used)


def test_only_the_synthese_carries_charts(sample):
    persona = sample.personas[0]
    assert facts(sample, persona, FRENCH).charts == ()
    assert facts(sample, replace(persona, template="synthese"), FRENCH).charts


def test_a_scale_known_whole_stands_as_columns_in_its_order(sample):
    scale = asked("a", Kind.ORDINAL, "Jamais", "Parfois", "Souvent")
    found = told(sample, [scale], [finding("a", 2, 120), finding("a", 0, 30), finding("a", 1, 50)])
    (chart,) = found.charts
    assert chart.ordered
    assert chart.title == "Question a\u202f?"
    assert [(bar.label, bar.share) for bar in chart.bars] == [
        ("Jamais", 0.15),
        ("Parfois", 0.25),
        ("Souvent", 0.6),
    ]


def test_an_answer_of_nine_has_no_figure(sample):
    scale = asked("a", Kind.ORDINAL, "Jamais", "Rarement", "Parfois", "Souvent")
    counts = (9, 10, 60, 121)
    found = told(sample, [scale], [finding("a", i, count) for i, count in enumerate(counts)])
    assert [bar.share for bar in found.charts[0].bars] == [None, 0.05, 0.3, 0.605]


@pytest.mark.parametrize("kind", [Kind.MULTIPLE, Kind.NOMINAL])
def test_other_questions_stand_as_bars_the_most_frequent_first(sample, kind):
    choice = asked("a", kind, *"abcdefg")
    counts = (20, 140, 9, 60, 100, 30, 40)
    found = told(sample, [choice], [finding("a", i, count) for i, count in enumerate(counts)])
    (chart,) = found.charts
    assert not chart.ordered
    assert [bar.label for bar in chart.bars] == ["B", "E", "D", "G", "F"]


def test_fewer_than_three_answers_make_no_chart(sample):
    choice = asked("a", Kind.MULTIPLE, "un", "deux", "trois")
    assert not told(sample, [choice], [finding("a", 0, 50), finding("a", 1, 60), finding("a", 2, 9)]).charts


def test_numbers_are_means_beside_everybodys(sample):
    number = asked("a", Kind.NUMERIC)
    found = told(sample, [number], [finding("a", None, PEOPLE, share=33.36, overall=40.4)])
    assert [(f.value, f.label) for f in found.figures] == [
        ("33,4", "Question a\u202f? (ensemble\u202f: 40,4)")
    ]


def test_a_base_of_nine_tells_nothing(sample):
    number, scale = asked("a", Kind.NUMERIC), asked("b", Kind.ORDINAL, "un", "deux", "trois")
    few = [finding("a", None, 9, base=9, share=5.0), *(finding("b", i, 9, base=9) for i in range(3))]
    found = told(sample, [number, scale], few)
    assert (found.charts, found.figures) == ((), ())


def test_a_segment_of_nine_shows_nothing(sample):
    scale = asked("a", Kind.ORDINAL, "un", "deux", "trois")
    assert told(sample, [scale], [finding("a", i, 30) for i in range(3)], size=9) == Shown()


def test_personal_answers_are_never_drawn(sample):
    scale = asked("a", Kind.ORDINAL, "un", "deux", "trois")
    findings = [finding("a", i, 30) for i in range(3)]
    assert told(sample, [scale], findings).charts
    personal = replace(scale, personal=Personal.NAME)
    assert not told(sample, [personal], findings).charts


def test_a_persona_without_segment_shows_nothing(sample):
    assert shown(sample, replace(sample.personas[0], segment=None), FRENCH) == Shown()
    assert shown(replace(sample, chosen=None), sample.personas[0], FRENCH) == Shown()
