"""What is carried to a sheet: the edit it makes, and that undoing it gives the start."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.edits import Together
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Persona,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids
from persona_studio.errors import UserError
from persona_studio.services.personas import hypotheses
from persona_studio.services.personas.placing import (
    Carried,
    Carries,
    carry_lines,
    lines_of,
    place,
    place_new,
    quote,
    target,
)

KEYS = (SectionKey.DEMOGRAPHIC, SectionKey.BUYING, SectionKey.MOTIVATIONAL)


def line(name, **more):
    return Attribute(id=name, text=f"Ligne {name}", **more)


def persona(name="p", segment="s1", lines=3):
    sections = tuple(
        Section(id=f"{name}{n}", key=key, attributes=tuple(line(f"{name}{n}{i}") for i in range(lines)))
        for n, key in enumerate(KEYS)
    )
    beside = (line(f"{name}h0"), line(f"{name}h1"))
    return Persona(id=name, name=name, segment=segment, sections=sections, hypotheses=beside)


def project():
    return Project(id="project", name="Thé", personas=(persona("p"), persona("q", "s2", 2)))


PROOF = Evidence(variable="v", level=1, segment="s1", share=0.68, overall=0.45, count=54, base=80)
FINDING = carry_lines(Carries.FINDING, ("v:1",), (line("", provenance=Provenance.DATA, evidence=PROOF),))
WORDS = Evidence(variable="w", segment="s1", quote="Dites-moi ce que ça rapporte.")
SAID = Attribute(
    id="",
    text="«\u202fDites-moi ce que ça rapporte.\u202f»",
    provenance=Provenance.VERBATIM,
    evidence=WORDS,
)
VERBATIM = carry_lines(Carries.VERBATIM, ("w:3",), (SAID,))


def ids(section):
    return [each.id for each in section.attributes]


@st.composite
def carried(draw):
    every = [each.id for one in project().personas for s in one.sections for each in s.attributes]
    beside = [each.id for one in project().personas for each in one.hypotheses]
    moved = st.lists(st.sampled_from(every), min_size=1, max_size=4, unique=True)
    return draw(
        st.one_of(
            st.just(FINDING),
            st.just(VERBATIM),
            st.text(st.characters(categories=("L", "Zs")), min_size=1)
            .filter(str.strip)
            .map(lambda text: Carried(Carries.TEXT, (), text)),
            moved.map(lambda chosen: Carried(Carries.LINES, tuple(chosen), "")),
            st.sampled_from(beside).map(lambda one: Carried(Carries.HYPOTHESIS, (one,), "")),
        )
    )


@given(carried(), st.sampled_from(["p0", "p1", "p2", "q0", "q1"]), st.integers(-2, 8))
def test_placed_then_undone_is_the_start_and_done_again_the_end(what, section, index):
    start = project()
    applied = place(start, what, section, index).apply(start)
    end = applied.project
    assert len(set(all_ids(end))) == len(all_ids(end))
    undone = applied.inverse.apply(end)
    assert undone.project == start
    assert undone.inverse.apply(start).project == end


@given(st.permutations(["p00", "p01", "p02", "p10", "q00"]), st.integers(1, 5), st.integers(0, 3))
def test_lines_that_move_stand_together_in_their_order_before_what_was_there(order, many, index):
    start, moving = project(), order[:many]
    held = start.personas[0].sections[0]
    end = place(start, Carried(Carries.LINES, tuple(moving), ""), held.id, index).apply(start).project
    above = [i for i in ids(held)[:index] if i not in moving]
    below = [i for i in ids(held)[index:] if i not in moving]
    assert ids(end.personas[0].sections[0]) == [*above, *moving, *below]


def test_a_finding_lands_where_it_was_put_with_its_evidence():
    start = project()
    end = place(start, FINDING, "p1", 1).apply(start).project
    made = end.personas[0].sections[1].attributes[1]
    assert (made.provenance, made.evidence) == (Provenance.DATA, PROOF)
    assert made.id not in all_ids(start)
    assert [i for i in ids(end.personas[0].sections[1]) if i != made.id] == ["p10", "p11", "p12"]


def test_what_one_segment_answered_proves_nothing_of_another():
    start = project()
    for what in (FINDING, VERBATIM):
        made = place(start, what, "q0", 0).apply(start).project.personas[1].sections[0].attributes[0]
        assert (made.provenance, made.evidence) == (Provenance.HYPOTHESIS, None)


def test_words_of_a_respondent_stay_known_as_such_wherever_they_are_put():
    start = project()
    line_made = place(start, VERBATIM, "q0", 0).apply(start).project.personas[1].sections[0].attributes[0]
    assert line_made.sources == ("w",)
    quoting = quote(start, "q", VERBATIM).apply(start).project.personas[1]
    assert (quoting.quote_provenance, quoting.quote_evidence) == (Provenance.HYPOTHESIS, None)
    assert quoting.quoted == ("w",)
    assert quote(start, "p", VERBATIM).apply(start).project.personas[0].quoted == ()


def test_lines_cut_from_a_sheet_are_what_they_were_once_pasted_there():
    start = project()
    linked = line("", provenance=Provenance.DATA, evidence=replace(PROOF, segment="of another survey"))
    what = carry_lines(Carries.BANK, ("x",), (linked,), source="p")
    for section, proof in (("p0", linked.evidence), ("q0", None)):
        end = place(start, what, section, 0).apply(start).project
        made = next(s for one in end.personas for s in one.sections if s.id == section).attributes[0]
        assert made.evidence == proof


@pytest.mark.parametrize("kind", [Carries.HYPOTHESIS, Carries.LINES])
def test_a_hypothesis_with_figures_leaves_them_with_its_own_persona(kind):
    start = project()
    one, other = start.personas
    backed = replace(one, hypotheses=(line("h", evidence=PROOF),))
    start = replace(start, personas=(backed, other))
    what = Carried(kind, ("h",), "")
    for section, proof in (("p1", PROOF), ("q1", None)):
        applied = place(start, what, section, 0).apply(start)
        made = next(s for p in applied.project.personas for s in p.sections if s.id == section).attributes[0]
        assert (made.id, made.evidence) == ("h", proof)
        assert applied.inverse.apply(applied.project).project == start
    new = place_new(start, what, "q", SectionKey.CHANNELS).apply(start).project.personas[1]
    assert new.sections[-1].attributes[0].evidence is None


def test_a_hypothesis_leaves_the_palette_for_the_sheet_and_comes_back():
    start = project()
    placed = place(start, Carried(Carries.HYPOTHESIS, ("ph0",), ""), "p2", 0).apply(start).project
    one = placed.personas[0]
    assert [each.id for each in one.hypotheses] == ["ph1"]
    assert ids(one.sections[2])[0] == "ph0"
    back = hypotheses.take_back(one, "ph0").apply(placed).project.personas[0]
    assert [each.id for each in back.hypotheses] == ["ph1", "ph0"]


def chips(*words):
    return Attribute(id="chips", text="", kind=AttributeKind.CHIPS, chips=words)


def test_chips_join_the_chips_above_them_each_once():
    held = Section(id="c", key=SectionKey.CHANNELS, attributes=(chips("E-mail"),))
    start = Project(id="x", name="x", personas=(Persona(id="p", name="p", sections=(held,)),))
    what = carry_lines(Carries.BANK, ("b",), (chips("E-mail", "Radio"),))
    end = place(start, what, "c", 1).apply(start).project
    assert [each.chips for each in end.personas[0].sections[0].attributes] == [("E-mail", "Radio")]
    above = place(start, what, "c", 0).apply(start).project
    assert len(above.personas[0].sections[0].attributes) == 2


def test_chips_that_something_bears_out_stay_a_line_of_their_own():
    said = replace(chips("mots du répondant"), provenance=Provenance.VERBATIM, evidence=WORDS)
    proven = replace(chips("72 % lisent"), provenance=Provenance.DATA, evidence=PROOF)
    for above, put in ((chips("Radio"), (said, proven)), (replace(said, quoted=("w",)), (chips("Radio"),))):
        held = Section(id="c", key=SectionKey.CHANNELS, attributes=(above,))
        one = Persona(id="p", name="p", segment="s1", sections=(held,))
        start = Project(id="x", name="x", personas=(one,))
        end = place(start, carry_lines(Carries.BANK, ("b",), put), "c", 1).apply(start).project
        found = end.personas[0].sections[0].attributes
        assert [(a.chips, a.evidence) for a in found] == [(a.chips, a.evidence) for a in (above, *put)]


def test_the_quote_is_a_respondents_words_without_a_second_pair_of_marks():
    start = project()
    applied = quote(start, "p", VERBATIM).apply(start)
    made = applied.project.personas[0]
    assert made.quote == "Dites-moi ce que ça rapporte."
    assert (made.quote_provenance, made.quote_evidence) == (Provenance.VERBATIM, WORDS)
    assert applied.inverse.apply(applied.project).project == start


def test_a_section_is_made_for_what_has_none():
    start = project()
    for what in (FINDING, Carried(Carries.HYPOTHESIS, ("ph0",), "")):
        applied = place_new(start, what, "p", SectionKey.CHANNELS).apply(start)
        made = applied.project.personas[0].sections[-1]
        assert made.key is SectionKey.CHANNELS
        assert len(made.attributes) == 1
        assert applied.inverse.apply(applied.project).project == start


@pytest.mark.parametrize(
    ("chosen", "fits", "expected"),
    [
        ("p11", SectionKey.MOTIVATIONAL, ("p1", 2)),
        ("p2", SectionKey.DEMOGRAPHIC, ("p2", 3)),
        ("", SectionKey.MOTIVATIONAL, ("p2", 3)),
        ("", SectionKey.HISTORY, ("p1", 3)),
        ("", SectionKey.OBSTACLES, ("p0", 3)),
        ("elsewhere", None, ("p0", 3)),
    ],
)
def test_where_a_key_places(chosen, fits, expected):
    assert target(persona(), chosen, fits) == expected


def test_a_sheet_without_sections_has_no_place():
    assert target(Persona(id="p", name="p"), "") is None


@pytest.mark.parametrize(
    "what",
    [
        Carried(Carries.FINDING, (), "x", "{}"),
        Carried(Carries.FINDING, (), "x", '[{"id": "x", "text": 3}]'),
        Carried(Carries.BANK, (), "x", "[]"),
        Carried(Carries.TEXT, (), " \n "),
        Carried(Carries.PERSONA, ("p",), "p"),
    ],
)
def test_what_no_section_can_hold_is_refused(what):
    with pytest.raises(UserError) as told:
        lines_of(what)
    assert told.value.code == "carried_unknown"


def _of(**given):
    return replace(Attribute(id="", text="x"), **given)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (_of(text="", kind=AttributeKind.GAUGE), "carried_unknown"),
        (_of(text=" ", kind=AttributeKind.CHIPS), "carried_unknown"),
        (_of(kind=AttributeKind.GAUGE, gauge=Gauge("a", "b", 10**6)), "carried_unknown"),
        (_of(kind=AttributeKind.GAUGE, gauge=Gauge("a", "b", 50, -400)), "carried_unknown"),
        (_of(evidence=replace(PROOF, share=7.0)), "carried_unknown"),
        (_of(evidence=replace(PROOF, v=float("nan"))), "carried_unknown"),
        (_of(evidence=replace(PROOF, count=90)), "carried_unknown"),
        (_of(text="x" * 20_001), "dropped_too_long"),
        (_of(kind=AttributeKind.CHIPS, chips=("x" * 20_001,)), "dropped_too_long"),
    ],
)
def test_lines_of_another_program_that_can_be_none_are_refused(made, code):
    with pytest.raises(UserError) as told:
        lines_of(carry_lines(Carries.FINDING, (), (made,)))
    assert told.value.code == code


def test_more_lines_than_a_sheet_could_hold_are_refused():
    for what in (carry_lines(Carries.BANK, (), [_of()] * 101), Carried(Carries.TEXT, (), "x\n" * 101)):
        with pytest.raises(UserError) as told:
            lines_of(what)
        assert told.value.code == "dropped_too_many"


@pytest.mark.parametrize("kind", [AttributeKind.GAUGE, AttributeKind.CHIPS])
def test_a_form_with_nothing_in_it_is_words(kind):
    (made,) = lines_of(carry_lines(Carries.BANK, (), [_of(kind=kind)]))
    assert (made.kind, made.text) == (AttributeKind.TEXT, "x")


@pytest.mark.parametrize(
    "proof", [None, replace(PROOF, segment=None), replace(PROOF, count=4, base=5), Evidence(segment="s1")]
)
def test_no_program_makes_data_of_what_the_survey_does_not_bear_out(proof):
    start = project()
    what = carry_lines(Carries.FINDING, (), [_of(provenance=Provenance.DATA, evidence=proof)])
    made = place(start, what, "p0", 0).apply(start).project.personas[0].sections[0].attributes[0]
    assert (made.provenance, made.evidence) == (Provenance.HYPOTHESIS, None)


def test_what_is_gone_is_refused():
    start = project()
    with pytest.raises(UserError) as told:
        place(start, FINDING, "gone", 0)
    assert told.value.code == "edit_target_gone"
    with pytest.raises(UserError):
        Together((place(start, Carried(Carries.LINES, ("gone",), ""), "p0", 0),)).apply(start)
