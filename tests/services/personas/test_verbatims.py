"""What respondents wrote: whose words are read, masked, and how a passage comes to the sheet."""

import struct

import pytest

from persona_studio.domain.personas import Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Role, Variable
from persona_studio.domain.waves import (
    REMOVAL_COLUMN,
    Column,
    MemoryAnswers,
    Quality,
    Removal,
    RemovalCount,
    Source,
    Wave,
)
from persona_studio.errors import UserError
from persona_studio.services.personas import verbatims
from persona_studio.services.personas.placing import lines_of
from persona_studio.texts import Texts

PEOPLE = 40


class Silent:
    """Progress nobody looks at."""

    def step(self, done, total, code):
        """Take a step."""


def variable(key, label, role=Role.VERBATIM, **more):
    return Variable(id=key, name=key, label=label, kind=Kind.TEXT, role=role, **more)


def column(texts):
    distinct = tuple(dict.fromkeys(text for text in texts if text))
    codes = [FIRST_LEVEL + distinct.index(text) if text else 0 for text in texts]
    return Column("u2", len(texts), struct.pack(f"<{len(texts)}H", *codes), texts=distinct)


def survey(texts, *, out=(), quality=True, variables=None):
    """Return a wave of forty people of whom even ones are of segment 1, and its answers."""
    removals = (RemovalCount(Removal.DUPLICATE, len(out), quality),)
    flagged = ((Removal.DUPLICATE.bit, len(out)),)
    wave = Wave(
        id="w",
        name="Enquête",
        source=Source(file="a.csv", format="csv"),
        respondents=PEOPLE,
        variables=variables or (variable("v", "Qu’attendez-vous d’un fournisseur ?"),),
        quality=Quality(removals, flagged=flagged),
    )
    bits = bytes(Removal.DUPLICATE.bit if row in out else 0 for row in range(PEOPLE))
    columns = {v.id: column(texts) for v in wave.variables}
    columns[REMOVAL_COLUMN] = Column("u1", PEOPLE, bits)
    return wave, MemoryAnswers(PEOPLE, columns)


LABELS = Column("u1", PEOPLE, bytes(1 + row % 2 for row in range(PEOPLE)))
SEGMENT = Segment(id="s", number=1, name="Pairs", size=20, share=0.5, paragons=(8, 2))


def read(texts, **more):
    wave, answers = survey(texts, **more)
    return verbatims.read(wave, SEGMENT, answers, LABELS, Silent())


def said(number):
    return [f"Réponse numéro {row} de quelqu’un" for row in range(number)]


def test_only_people_of_the_segment_typical_ones_first():
    found = read(said(PEOPLE))
    rows = [one.row for one in found.answers]
    assert rows[:2] == [8, 2]
    assert sorted(rows) == list(range(0, PEOPLE, 2))
    assert [one.row for one in found.answers if one.typical] == [8, 2]


def test_never_those_who_are_left_out():
    out = (0, 2, 4)
    assert not {one.row for one in read(said(PEOPLE), out=out).answers} & set(out)
    back = read(said(PEOPLE), out=out, quality=False)
    assert set(out) <= {one.row for one in back.answers}


def test_empty_answers_are_not_listed():
    texts = [text if row % 4 == 0 else "" for row, text in enumerate(said(PEOPLE))]
    assert {one.row for one in read(texts).answers} == set(range(0, PEOPLE, 4))


def test_a_question_with_fewer_than_ten_answers_is_not_read():
    nine = [text if row < 18 and row % 2 == 0 else "" for row, text in enumerate(said(PEOPLE))]
    assert read(nine).answers == ()
    assert read(nine).questions == {}


@pytest.mark.parametrize(
    "asked",
    [
        variable("v", "Votre adresse", Role.SET_ASIDE),
        variable("v", "Remarques", Role.IGNORED),
        variable("v", "Autre, précisez"),
        variable("v", "Remarques", stored=False),
    ],
)
def test_only_open_questions_are_read(asked):
    assert read(said(PEOPLE), variables=(asked,)).answers == ()


def test_direct_identifiers_are_masked_again():
    texts = [f"Écrivez à paul.martin{row}@exemple.fr ou au 06 12 34 56 78" for row in range(PEOPLE)]
    for one in read(texts).answers:
        assert "@" not in one.text
        assert "06 12" not in one.text


@pytest.mark.parametrize("length", [40, 158, 400, 3000])
def test_a_passage_is_never_long(length):
    text = ("Une phrase courte. " * 200)[:length]
    assert 0 < len(verbatims.passage(text)) <= verbatims.LONGEST
    unbroken = "mot " * (length // 4)
    assert 0 < len(verbatims.passage(unbroken)) <= verbatims.LONGEST


def project(wave):
    cut = Segmentation(
        id="c",
        name="",
        wave="w",
        recipe=Recipe(active=()),
        verdict=Verdict.CLEAR,
        reason="clear",
        segments=(SEGMENT,),
    )
    return Project(id="p", name="p", waves=(wave,), segmentations=(cut,))


def test_a_passage_carries_the_answer_as_its_evidence():
    wave, answers = survey(said(PEOPLE))
    first = verbatims.read(wave, SEGMENT, answers, LABELS, Silent()).answers[0]
    what = verbatims.carried(project(wave), "s", first, "numéro 8", Texts("fr"))
    (line,) = lines_of(what)
    assert line.text == "«\u202fnuméro 8\u202f»"
    assert line.provenance is Provenance.VERBATIM
    assert line.evidence.quote == first.text
    assert (line.evidence.variable, line.evidence.segment, line.evidence.wave) == ("v", "s", "w")


def test_an_answer_that_names_somebody_is_not_kept_whole():
    texts = [f"Réponse {row} : demandez à Mme Durand. Le prix compte." for row in range(PEOPLE)]
    wave, answers = survey(texts)
    first = verbatims.read(wave, SEGMENT, answers, LABELS, Silent()).answers[0]
    (line,) = lines_of(verbatims.carried(project(wave), "s", first, "Le prix compte.", Texts("fr")))
    assert "Durand" not in line.evidence.quote
    assert verbatims.names_somebody(first.text)
    assert not verbatims.names_somebody("Le prix compte.")


def test_what_was_erased_meanwhile_is_not_carried():
    wave, answers = survey(said(PEOPLE))
    first = verbatims.read(wave, SEGMENT, answers, LABELS, Silent()).answers[0]
    erased, _ = survey(said(PEOPLE), variables=(variable("v", "Une question", stored=False),))
    with pytest.raises(UserError) as told:
        verbatims.carried(project(erased), "s", first, first.text, Texts("fr"))
    assert told.value.code == "edit_target_gone"


def test_answers_that_say_nothing_are_not_offered_even_of_typical_people():
    texts = said(PEOPLE)
    texts[8], texts[2], texts[4], texts[6] = "1", "nc", "Rien à dire", "-"
    found = read(texts)
    assert found.silent == 4
    assert {8, 2, 4, 6}.isdisjoint(one.row for one in found.answers)
    assert not any(one.typical for one in found.answers)
    assert len(found.answers) == 16


def test_the_same_words_are_offered_once_those_of_the_most_typical_person():
    texts = said(PEOPLE)
    texts[0], texts[8], texts[30] = "Un prix plus juste", "Un prix plus juste.", "UN PRIX  plus juste !"
    found = read(texts)
    same = [one for one in found.answers if "prix" in one.plain]
    assert [(one.row, one.typical) for one in same] == [(8, True)]
    assert found.silent == 2
