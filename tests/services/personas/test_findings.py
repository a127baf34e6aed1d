"""The findings of a segment: what is listed, what each says, whether the sheet says it already."""

import shutil
from dataclasses import replace

import pytest

from persona_studio import paths
from persona_studio.domain.personas import Evidence, Provenance
from persona_studio.services.drafting.facts import steps_of
from persona_studio.services.drafting.words import fold
from persona_studio.services.personas import findings
from persona_studio.services.personas.findings import Wording, offers, on_sheet, segment_of
from persona_studio.services.personas.placing import lines_of
from persona_studio.services.session import Session
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """The bundled example: 612 respondents, four segments, their personas."""
    source = paths.resource("samples", "marketing-b2b.persona")
    with Session.open(shutil.copy(source, tmp_path_factory.mktemp("b2b") / "a.persona")) as opened:
        yield opened


@pytest.fixture(scope="module", params=range(4))
def persona(request, session):
    return session.project.personas[request.param]


@pytest.fixture(scope="module")
def listed(session, persona):
    cut, segment = segment_of(session.project, persona)
    wave = next(w for w in session.project.waves if w.id == cut.wave)
    return offers(segment, wave)


def test_nothing_rests_on_fewer_than_ten_respondents(session, persona, listed):
    wording = Wording(session, persona, Texts("fr"))
    assert listed
    for offer in listed:
        evidence = wording.evidence(offer)
        assert evidence is None or (evidence.count >= 10 and evidence.base >= 30)


def test_strongest_gaps_come_first_those_under_everybody_last(listed):
    sides = [offer.over for offer in listed]
    assert sides == sorted(sides, reverse=True)
    for side in (True, False):
        strengths = [offer.fact.strength for offer in listed if offer.over is side]
        assert strengths == sorted(strengths, reverse=True)


def test_the_figures_bear_out_the_side(session, persona, listed):
    wording = Wording(session, persona, Texts("fr"))
    for offer in listed:
        figures = wording.figures(offer)
        if figures is not None:
            assert (figures.share > figures.overall) is offer.over
            assert figures.ratio == pytest.approx(figures.share / figures.overall)


def test_each_says_something_once(session, persona, listed):
    wording = Wording(session, persona, Texts("fr"))
    said = [wording.line(offer) for offer in listed]
    assert all(text.strip() and "{" not in text for text in said)
    assert len(set(said)) == len(said)
    assert len({offer.key for offer in listed}) == len(listed)


def test_every_finding_of_a_drafted_sheet_is_known_to_be_there(session, persona, listed):
    """A draft puts findings of this very list on the sheet, word for word."""
    wording = Wording(session, persona, Texts("fr"))
    there = on_sheet(persona, listed)
    texts = {line.text for line in persona.attributes if line.provenance is Provenance.DATA}
    by_key = {offer.key: offer for offer in listed}
    worded = {wording.line(by_key[key]) for key in there}
    known = {wording.line(offer) for offer in listed}
    assert texts & known <= worded
    assert len(there) >= len(texts) - 3


def test_a_finding_that_leaves_the_sheet_is_to_be_placed_again(session, persona, listed):
    there = on_sheet(persona, listed)
    bare = replace(persona, sections=())
    assert there
    assert not on_sheet(bare, listed)


def test_evidence_of_another_segment_is_not_this_finding(session, persona, listed):
    elsewhere = replace(persona, segment="another")
    assert not on_sheet(elsewhere, listed)


def test_what_is_carried_is_the_line_with_its_evidence(session, persona, listed):
    wording = Wording(session, persona, Texts("fr"))
    for offer in listed[:12]:
        (line,) = lines_of(wording.carried(offer))
        assert line.text == wording.line(offer)
        assert line.evidence == wording.evidence(offer)
        assert line.evidence.segment == persona.segment
        placed = replace(persona, sections=(replace(persona.sections[0], attributes=(line,)),))
        assert offer.key in on_sheet(placed, listed)


def test_a_single_answer_has_the_figures_of_its_finding(session, persona, listed):
    wording = Wording(session, persona, Texts("fr"))
    singles = [o for o in listed if len(o.fact.levels) == len(steps_of(o.fact)) == 1]
    assert singles
    for offer in singles:
        found, proof = offer.fact.finding, wording.evidence(offer)
        assert isinstance(proof, Evidence)
        assert (proof.share, proof.overall, proof.count) == (found.share, found.overall, found.count)


def test_too_few_respondents_are_not_listed(session, persona):
    cut, segment = segment_of(session.project, persona)
    wave = next(w for w in session.project.waves if w.id == cut.wave)
    few = replace(segment, findings=tuple(replace(f, count=9, base=29) for f in segment.findings))
    assert findings.offers(few, wave) == ()


def test_a_persona_without_segment_has_none(session):
    assert segment_of(session.project, replace(session.project.personas[0], segment=None)) is None


def test_the_card_of_a_long_question_begins_with_its_answer(session, persona, listed):
    wording = Wording(session, persona, Texts("fr"))
    cards = [wording.card(offer) for offer in listed]
    assert len({card[:25] for card in cards}) > 0.9 * len(cards)
    turned = [o for o in listed if wording.card(o) != wording.line(o)]
    # A question that several answers of the segment share does not stand before each of them.
    assert turned
    for offer in turned:
        assert fold(wording.card(offer)).startswith(fold(offer.fact.answer))
