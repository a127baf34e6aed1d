"""Real surveys drafted: nothing rests on too few people, every line is readable and has its evidence."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from helpers.drafting import lines
from persona_studio import analysis, ingest
from persona_studio.domain.personas import Provenance
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Method
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import MemoryAnswers
from persona_studio.services.drafting import draft
from persona_studio.texts import Texts

FILES = {
    "factominer_tea.csv": 3,
    "questionr_hdv2003.csv": 4,
    "kaggle_young_people_responses.csv": 4,
    "surveymonkey_masculinity_weights.csv": 3,
    "surveymonkey_thanksgiving-2015-poll-data.csv": 3,
    "psych_bfi.csv": 3,
    "googleforms_learning_r_es.tsv": 3,
}


@pytest.fixture(scope="module")
def survey(shared_data, request):
    """Read a real survey and cut it by one method, which is enough for words."""
    imported = ingest.read(shared_data / request.param, ingest.ImportOptions(), Silent())
    wave = imported.wave
    answers = MemoryAnswers(wave.respondents, dict(imported.columns))
    recipe = replace(analysis.default_recipe(wave), method=Method.KMEANS, segments=FILES[request.param])
    segmented = analysis.segment(wave, answers, recipe, Silent())
    return wave, answers, segmented


def drafted(survey, language):
    wave, answers, segmented = survey
    project = Project(id="p", name="Essai", language=language, created="2025-06-30", waves=(wave,))
    return draft(project, segmented.segmentation, answers, Texts(language), segmented.labels)


@pytest.mark.slow
@pytest.mark.parametrize("survey", FILES, indirect=True, scope="module")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_real_survey_gives_honest_personas(survey, language):
    made = drafted(survey, language)
    wave, _, segmented = survey
    assert len(made.personas) == len(segmented.segmentation.segments) > 1
    assert len({p.name for p in made.personas}) == len(made.personas)
    titles = [p.title for p in made.personas if p.title]
    assert len(titles) == len(set(titles))
    assert not re.search(r"[«“\"]", " ".join(titles))
    shown = {(f.variable, f.level) for s in segmented.segmentation.segments for f in s.findings if f.shown}
    for persona in made.personas:
        said = lines(persona)
        assert len(said) == len(set(said)) <= 24
        for attribute in persona.attributes:
            evidence = attribute.evidence
            wave.variable(evidence.variable)
            assert _readable(attribute.text, language)
            if attribute.provenance is Provenance.DATA:
                assert evidence.question
                assert evidence.answer
                assert evidence.count >= 10
                assert evidence.base >= 30
                assert evidence.share is not None
                # Age and gender present a persona even where they do not set it apart.
                presents = attribute.text.startswith(("Femme", "Homme", "De ", "Woman", "Man", "Aged"))
                tested = (evidence.variable, evidence.level) in shown
                assert presents or tested or evidence.level is None
        if persona.quote:
            assert 20 <= len(persona.quote) <= 125


@pytest.mark.slow
@pytest.mark.parametrize("survey", FILES, indirect=True, scope="module")
def test_sides_of_scales_are_what_the_file_says(survey, shared_data, request):
    """Each line on several answers is counted again from the raw file, by pandas."""
    wave, _, segmented = survey
    raw = _raw(shared_data / wave.source.file)
    segment = np.frombuffer(segmented.labels.data, segmented.labels.dtype)
    assert len(raw) == len(segment)
    cut = segmented.segmentation
    weight = wave.variable(cut.recipe.weight).name if cut.recipe.weight else None
    weights = pd.to_numeric(raw[weight]) if weight else pd.Series(1.0, raw.index)
    numbers = {s.id: s.number for s in cut.segments}
    for persona in drafted(survey, "fr").personas:
        for line in persona.attributes:
            proof = line.evidence
            variable = wave.variable(proof.variable)
            if variable.kind is not Kind.ORDINAL or proof.level is not None or " / " in proof.question:
                continue
            said = re.split(r", | ou ", proof.answer)
            values = {level.value for level in variable.levels if level.label in said}
            assert len(values) == len(said) > 1
            answers = raw[variable.name].str.strip().str.removesuffix(".0")
            known = answers.isin({level.value for level in variable.levels}) & (segment > 0)
            ours = known & (segment == numbers[proof.segment])
            share = weights[ours & answers.isin(values)].sum() / weights[ours].sum()
            overall = weights[known & answers.isin(values)].sum() / weights[known].sum()
            assert proof.share == pytest.approx(share, abs=1e-6)
            assert proof.overall == pytest.approx(overall, abs=1e-6)
            assert share > overall


def _raw(path):
    head = path.read_bytes().split(b"\n", 1)[0]
    separator = max((b",", b";", b"\t"), key=head.count).decode()
    return pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding_errors="replace")


def _readable(text, language):
    """Tell whether a line is well set: a capital, no double sign or space, quotation marks that close."""
    opened, closed = ("«", "»") if language == "fr" else ("“", "”")
    assert text == text.strip()
    assert text[0].upper() == text[0], text
    assert text.count(opened) == text.count(closed), text
    told = re.sub(r"[«“]\s?None\s?[»”]", "…", text)  # an answer people could choose
    assert not re.search(r"  |: :|\{|\}|None|nan\b", told), text
    if language == "fr":
        assert not re.search(r"[^\W\d][;!?](\s|$)|[ \u00a0][;!?:]", text), text
    return True
