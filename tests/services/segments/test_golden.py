"""Golden questions are chosen from the project's file, kept as one step, said in words, written to files."""

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import openpyxl
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import typed
from helpers.examples import examples
from persona_studio.domain.edits import SetField
from persona_studio.domain.golden import GoldenQuestion, Turn, Wish
from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.domain.progress import Silent
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.errors import UserError
from persona_studio.publish import scorer
from persona_studio.services.segments import golden as services
from persona_studio.services.segments.golden_words import (
    added,
    branch_said,
    branches,
    class_texts,
    outdated,
    question_text,
)
from persona_studio.services.session import Session
from persona_studio.texts import NARROW, Texts

FRENCH, ENGLISH = Texts("fr"), Texts("en")


@pytest.fixture
def session(tmp_path):
    """A project with known segments, and no golden questions yet."""
    made = Session.create(tmp_path / "p.persona", *typed.stored())
    yield made
    made.close()


@pytest.fixture
def kept(session):
    services.keep(session, "cut", services.choose(session.path, "cut", Wish(questions=4), Silent()))
    return session


def test_they_are_kept_undone_done_again_and_found_in_the_file(kept):
    golden = kept.project.segmentation.golden
    assert len(golden.questions) == 4
    kept.undo()
    assert kept.project.segmentation.golden is None
    kept.redo()
    with Session.open(kept.path, read_only=True) as again:
        assert again.project.segmentation.golden == golden


def test_what_changed_meanwhile_is_not_kept(session):
    golden = services.choose(session.path, "cut", Wish(questions=3), Silent())
    with pytest.raises(UserError) as other:
        services.keep(session, "cut", replace(golden, segments=golden.segments[::-1]))
    with pytest.raises(UserError) as gone:
        services.keep(session, "nothing", golden)
    assert [other.value.code, gone.value.code] == ["golden_outdated", "edit_target_gone"]
    assert session.project.segmentation.golden is None


def test_they_are_outdated_when_segments_or_answers_are_no_longer_the_same(kept):
    found = services.found_in(kept.project)
    golden, cut, wave = found.golden, found.segmentation, found.wave
    assert not outdated(golden, cut, wave)
    assert outdated(golden, replace(cut, segments=cut.segments[1:]), wave)
    asked = {q.variable for q in golden.questions}
    without = tuple(v for v in wave.variables if v.id not in asked)
    assert outdated(golden, cut, replace(wave, variables=without))
    fewer = tuple(replace(v, levels=v.levels[1:]) if v.id in asked else v for v in wave.variables)
    assert outdated(golden, cut, replace(wave, variables=fewer))
    renamed = tuple(
        replace(v, levels=tuple(replace(lev, label="x") for lev in v.levels)) for v in wave.variables
    )
    assert not outdated(golden, cut, replace(wave, variables=renamed))


def test_none_and_outdated_are_said(session, kept):
    old = kept.project.segmentation.golden
    kept.do(SetField("cut", "golden", replace(old, segments=("a",))), "x")
    with pytest.raises(UserError) as outdated_:
        services.found_in(kept.project)
    kept.do(SetField("cut", "golden", None), "x")
    with pytest.raises(UserError) as none:
        services.found_in(kept.project)
    kept.do(SetField("p", "chosen", None), "x")
    with pytest.raises(UserError) as empty:
        services.found_in(kept.project)
    codes = [error.value.code for error in (outdated_, none, empty)]
    assert codes == ["golden_outdated", "golden_none", "golden_no_segments"]


def test_a_person_is_sorted_by_place(kept):
    found = services.found_in(kept.project)
    place, chances = services.sort_person(found, {})
    assert place is None
    assert sum(chances) == pytest.approx(1)
    age = next((q for q in found.golden.questions if q.variable == "id-age"), None)
    assert age is not None, "age tells these segments best"
    told = {q.variable: max(q.answers, key=lambda a: a.points[3]).code for q in found.golden.questions
            if not q.base and not q.cuts}  # fmt: skip
    place, chances = services.sort_person(found, {**told, "id-age": 95.0})
    assert place == int(np.argmax(chances)) == 3


def test_the_report_is_json_and_what_is_kept_is_reported(kept):
    found = services.golden_file(kept.path, None, Silent())
    assert found.golden == kept.project.segmentation.golden
    report = json.loads(json.dumps(services.report(found, FRENCH), allow_nan=False))
    assert report["accuracy"] == found.golden.accuracy.overall
    made_up = round(100 * report["chance"]) + sum(round(100 * q["gain"]) for q in report["questions"])
    assert made_up == round(100 * report["accuracy"]), "what is told adds up to what is told"
    assert report["path"][0].startswith("Si ")
    other = services.golden_file(kept.path, Wish(questions=3), Silent())
    assert len(other.golden.questions) == 3
    assert kept.project.segmentation.golden == found.golden


def test_both_files_are_written_whole_by_the_worker(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(scorer, "PEOPLE", 20)
    workbook, paper = tmp_path / "q.xlsx", tmp_path / "q.pdf"
    services.exported(kept.path, workbook, "fr", True, Silent())
    pages = services.exported(kept.path, paper, "fr", True, Silent())
    assert openpyxl.load_workbook(workbook, read_only=True).sheetnames == [
        "Questionnaire",
        "Points",
        "Calcul",
    ]
    with pikepdf.open(paper) as pdf:
        assert len(pdf.pages) == pages
    with pytest.raises(UserError):
        services.exported(kept.path, tmp_path / "no" / "q.pdf", "fr", True, Silent())


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("cuts", "whole", "said"),
    [
        ((28, 37), True, ["27 ou moins", "de 28 à 36", "37 ou plus"]),
        ((1, 2), True, ["0 ou moins", "1", "2 ou plus"]),
        ((28, 37), False, ["moins de 28", "28 à moins de 37", "37 ou plus"]),
        ((0.5, 1250), False, ["moins de 0,5", f"0,5 à moins de 1{NARROW}250", f"1{NARROW}250 ou plus"]),
    ],
)
def test_classes_of_a_number_in_words(cuts, whole, said):
    assert class_texts(cuts, FRENCH, whole=whole) == said


def answers(*texts):
    return tuple(FormAnswer(code, text, text, (0, 0)) for code, text in enumerate(texts))


FORM = Form(
    title="t",
    questions=(
        FormQuestion(
            variable="scale", text="Le prix compte", answers=answers("Non", "Un peu", "Oui"), ordered=True
        ),
        FormQuestion(variable="place", text="Où ?", answers=answers("Ici", "Là", "Ailleurs")),
        FormQuestion(variable="age", text="Âge", answers=answers("a", "b", "c"), cuts=(30, 50), whole=True),
        FormQuestion(variable="many", text="Médias", answers=answers("TV", "Radio"), base=(1, 1)),
    ),
    segments=("Experts", "Curieux"), accents=(1, 2), start=(0, 0), margin=0.1,
)  # fmt: skip


def said(*turns, texts=FRENCH):
    return [branch_said(branch, FORM, texts) for branch in branches(turns, FORM, texts)]


def test_the_path_is_said_in_sentences():
    turns = (
        Turn("scale", (1, 2), 1, 4),
        Turn("place", (0,), 2, 3),
        Turn(segment=0, share=0.82, count=40),
        Turn(segment=1, share=0.6, count=20),
        Turn(segment=1, share=0.9, count=30),
    )
    plain = [text.replace(NARROW, "") for text in said(*turns)]
    assert plain == [
        "Si le prix compte: au moins «Un peu» et «Ici» à «Où ?»: plutôt Experts (82%)",
        "Si le prix compte: au moins «Un peu» et pas «Ici» à «Où ?»: plutôt Curieux (60%)",
        "Si le prix compte: «Non»: plutôt Curieux (90%)",
    ]


@examples(80, deadline=None)
@given(
    gains=st.lists(st.floats(-0.03, 0.5), min_size=1, max_size=10).filter(lambda g: sum(g) > 0.05),
    chance=st.floats(0.1, 0.6),
    reached=st.floats(0.0, 1.0),
)
def test_what_questions_add_makes_up_the_accuracy_for_any_figures(gains, chance, reached):
    questions = tuple(GoldenQuestion(variable=str(i), answers=(), gain=g) for i, g in enumerate(gains))
    golden = SimpleNamespace(questions=questions, chance=chance, accuracy=SimpleNamespace(overall=reached))
    points = added(golden)
    assert round(100 * chance) + sum(points) == round(100 * reached)
    exact = [g * sum(points) / sum(gains) for g in gains]
    assert all(abs(point - part) < 1 for point, part in zip(points, exact, strict=True))


def test_an_item_of_a_grid_is_asked_after_its_question():
    stem = "Êtes-vous d’accord ?"
    asked = Variable(
        id="q", name="q", label=f"{stem} [Le prix compte]", kind=Kind.ORDINAL, role=Role.ACTIVE, block=stem
    )
    assert question_text(asked, FRENCH).replace(NARROW, " ") == "Êtes-vous d’accord ? Le prix compte"


def test_turns_on_one_question_are_said_as_one_condition():
    ends = (Turn(segment=0, share=0.5), Turn(segment=1, share=0.5), Turn(segment=0, share=0.5))
    ages = (Turn("age", (1, 2), 1, 4), Turn("age", (2,), 2, 3), *ends)
    assert [text.split(": rather")[0] for text in said(*ages, texts=ENGLISH)] == [
        "If âge: 50 or more", "If âge: from 30 to 49", "If âge: 29 or less"
    ]  # fmt: skip
    media = (Turn("many", (0,), 1, 4), Turn("many", (1,), 2, 3), *ends)
    assert [text.split(": rather")[0] for text in said(*media, texts=ENGLISH)] == [
        "If médias: “TV” and “Radio”", "If médias: “TV” and not “Radio”", "If médias: not “TV”"
    ]  # fmt: skip


def test_a_sentence_of_the_survey_is_quoted_in_the_path():
    question = replace(FORM.questions[0], item="Je gagne du temps en commandant en ligne")
    form = replace(FORM, questions=(question, *FORM.questions[1:]))
    turns = (Turn("scale", (1, 2), 1, 2), Turn(segment=0, share=0.8), Turn(segment=1, share=0.6))
    first = branch_said(branches(turns, form, FRENCH)[0], form, FRENCH).replace(NARROW, "")
    assert first == "Si «Je gagne du temps en commandant en ligne»: au moins «Un peu»: plutôt Experts (80%)"


def test_a_path_without_turns_is_one_sentence_and_no_path_none():
    assert said(Turn(segment=1, share=0.7), texts=ENGLISH) == ["Rather Curieux (70%)"]
    assert said() == []


def test_files_are_named_as_what_they_hold(tmp_path):
    services.check_endings(tmp_path / "a.XLSX", None)
    with pytest.raises(UserError) as refused:
        services.check_endings(None, tmp_path / "a.xlsx")
    assert refused.value.code == "golden_ending"
