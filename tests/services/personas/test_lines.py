"""Lines cut, joined, moved; chips and gauges; sections: what each gesture keeps of words and proof."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.ids import new_id
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
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.services.personas import chips, foreign, lines, outline
from persona_studio.texts import Texts

FIGURES = Evidence(share=0.68, overall=0.45, count=129, base=190)
SAID = Evidence(quote="Je veux voir avant.")
DATA = Attribute(id="d", text="Demande une démonstration", provenance=Provenance.DATA, evidence=FIGURES)
QUOTED = Attribute(id="v", text="Veut voir avant", provenance=Provenance.VERBATIM, evidence=SAID)
SUPPOSED = Attribute(id="h", text="Compare beaucoup")
LINES = (DATA, QUOTED, SUPPOSED)


def project(*sections):
    sections = sections or (LINES, ())
    made = tuple(
        Section(id=f"s{n}", key=SectionKey.CUSTOM, attributes=tuple(held)) for n, held in enumerate(sections)
    )
    return Project(id="p", name="Essai", personas=(Persona(id="julie", name="Julie", sections=made),))


def after(edit, before):
    return edit.apply(before).project


def texts(made, section=0):
    return [line.text for line in made.personas[0].sections[section].attributes]


def ids(made, section=0):
    return [line.id for line in made.personas[0].sections[section].attributes]


# ------------------------------------------------------------------ cut and joined


@pytest.mark.parametrize(("line", "below"), [(DATA, None), (SUPPOSED, None), (QUOTED, SAID)])
def test_the_lower_part_of_a_line_claims_no_figures(line, below):
    before = project()
    edit, new = lines.split(before, line.id, "un", "deux")
    made = after(edit, before)
    upper, lower = find(made, line.id), find(made, new)
    assert (upper.evidence, upper.provenance) == (line.evidence, line.provenance)
    assert upper.modified is (line.provenance is not Provenance.HYPOTHESIS)
    assert lower.evidence == below
    assert ids(made)[ids(made).index(line.id) + 1] == new


@pytest.mark.parametrize("upper", LINES)
@pytest.mark.parametrize("lower", LINES)
def test_joined_lines_keep_the_better_proof_and_say_they_changed(upper, lower):
    both = lines.joined(upper, replace(lower, id="other"))
    order = [Provenance.DATA, Provenance.VERBATIM, Provenance.HYPOTHESIS]
    assert both.id == upper.id
    assert both.text == f"{upper.text} {lower.text}"
    assert both.provenance is min(upper.provenance, lower.provenance, key=order.index)
    assert both.evidence in (upper.evidence, lower.evidence)
    assert both.modified is (both.provenance is not Provenance.HYPOTHESIS)


ONE = replace(QUOTED, id="one", evidence=Evidence(variable="q1", quote="A"))
TWO = replace(QUOTED, id="two", evidence=Evidence(variable="q2", quote="B"))


@pytest.mark.parametrize("pair", [(ONE, TWO), (TWO, ONE), (DATA, ONE), (ONE, DATA), (SUPPOSED, ONE)])
def test_joined_lines_know_whose_words_both_hold(pair):
    upper, lower = pair
    both = lines.joined(upper, lower)
    assert set(both.sources) == {*upper.sources, *lower.sources}
    assert both.sources


@pytest.mark.parametrize(
    "line", [ONE, replace(ONE, provenance=Provenance.HYPOTHESIS), lines.joined(DATA, ONE)]
)
def test_both_parts_of_a_line_know_whose_words_they_hold(line):
    before = project([line])
    edit, new = lines.split(before, line.id, "un", "deux")
    made = after(edit, before)
    assert find(made, line.id).sources == find(made, new).sources == ("q1",)


def test_a_line_joined_with_nothing_is_as_it_was():
    empty = Attribute(id="e", text="  ")
    assert lines.joined(DATA, empty) == DATA
    assert lines.joined(empty, DATA) == replace(DATA, id="e")


@given(st.text(min_size=2, max_size=40).filter(str.strip), st.data())
def test_cut_and_joined_again_no_word_is_lost(text, data):
    text = " ".join(text.split())
    if len(text) < 2:
        return
    at = data.draw(st.integers(1, len(text) - 1))
    before = project([replace(DATA, text=text)])
    edit, new = lines.split(before, "d", text[:at], text[at:])
    cut = after(edit, before)
    joined = after(lines.join(cut, find(cut, "d"), find(cut, new)), cut)
    assert "".join(find(joined, "d").text.split()) == "".join(text.split())
    assert find(joined, "d").evidence == FIGURES


# ------------------------------------------------------------------ several


def test_lines_move_together_and_over_the_edge():
    before = project(LINES, [Attribute(id="x", text="x")])
    assert ids(after(lines.move_by(before, ["d", "h"], 1), before)) == ["v", "d", "h"]
    assert lines.move_by(before, ["d"], -1) is None, "nothing above the first section"
    made = after(lines.move_by(before, ["v", "h"], 1), before)
    assert (ids(made, 0), ids(made, 1)) == (["d"], ["v", "h", "x"])
    back = after(lines.move_by(made, ["v", "h"], -1), made)
    assert ids(back, 0) == ["d", "v", "h"]


@given(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.sampled_from([-1, 1]))
def test_moving_lines_loses_none_and_keeps_their_order(chosen, steps):
    before = project([Attribute(id=i, text=i) for i in "abcde"], [Attribute(id=i, text=i) for i in "fgh"])
    edit = lines.move_by(before, sorted(chosen), steps)
    made = after(edit, before) if edit is not None else before
    everything = [*ids(made, 0), *ids(made, 1)]
    assert sorted(everything) == list("abcdefgh")
    assert [i for i in everything if i in chosen] == sorted(chosen)
    if edit is not None:
        assert edit.apply(before).inverse.apply(made).project == before


def test_provenance_of_several_is_all_or_nothing():
    with pytest.raises(UserError, match="line_without_data"):
        lines.set_provenance(project(), ["d", "h"], Provenance.DATA)
    assert lines.set_provenance(project(), ["d"], Provenance.DATA) is None


def test_pasted_lines_lose_bullets_blanks_and_what_nobody_sees():
    assert foreign.lines_in("• un\x00\r\n\r\n  - deux\n3) trois\n12 mois\n— quatre", "en") == [
        "un",
        "deux",
        "trois",
        "12 mois",
        "quatre",
    ]
    for much in ("x\n" * 101, "x" * 20_001):
        with pytest.raises(UserError, match="dropped_too"):
            foreign.lines_in(much, "en")


# ------------------------------------------------------------------ chips and gauges


@pytest.mark.parametrize(
    ("said", "text", "made"),
    [
        ("Salons, pairs ; presse", "", ("Salons", "pairs", "presse")),
        ("S’informe par : salons, pairs.", "S’informe par", ("salons", "pairs")),
        ("Un seul", "", ("Un seul",)),
    ],
)
def test_what_a_line_lists_becomes_chips(said, text, made):
    before = project([replace(DATA, text=said)])
    line = find(after(chips.to_chips(before, "d"), before), "d")
    assert (line.kind, line.text, line.chips) == (AttributeKind.CHIPS, text, made)
    assert (line.evidence, line.modified) == (FIGURES, False)


def test_a_line_of_two_poles_becomes_their_gauge():
    french = Texts("fr")
    before = project([replace(SUPPOSED, text="Prudence ou audace")])
    line = find(after(chips.to_gauge(before, "h", french), before), "h")
    assert line.gauge == Gauge("Prudence", "audace", 50)
    assert line.text == ""
    before = project([SUPPOSED])
    line = find(after(chips.to_gauge(before, "h", french), before), "h")
    assert (line.text, line.gauge) == ("Compare beaucoup", Gauge("Peu", "Beaucoup", 50))


def test_a_gauge_stays_on_its_rail_and_says_it_was_moved():
    proved = replace(DATA, kind=AttributeKind.GAUGE, gauge=Gauge("a", "b", 98, 40))
    before = project([proved])
    line = find(after(chips.set_value(before, "d", 103), before), "d")
    assert (line.gauge.value, line.modified) == (100, True)
    assert line.gauge.overall == 40
    assert chips.set_value(before, "d", 98) is None


def test_an_emptied_chip_goes():
    before = project([Attribute(id="c", text="", kind=AttributeKind.CHIPS, chips=("a", "b"))])
    assert find(after(chips.write(before, "c", "chip 0", ""), before), "c").chips == ("b",)
    assert find(after(chips.write(before, "c", "chip 2", "z"), before), "c").chips == ("a", "b", "z")
    with pytest.raises(UserError, match="edit_target_gone"):
        chips.write(before, "c", "chip 9", "z")


# ------------------------------------------------------------------ sections


def test_sections_that_are_there_are_not_proposed():
    persona = Persona(
        id="j", name="J", sections=(Section(id=new_id(), key=SectionKey.CHANNELS, hidden=True),)
    )
    ready = outline.ready(persona)
    assert SectionKey.CHANNELS not in ready
    assert {SectionKey.LIFESTYLE, SectionKey.INTERESTS, SectionKey.OBSTACLES, SectionKey.DIGITAL} <= set(
        ready
    )


def test_a_section_moves_past_the_next_one_that_is_shown():
    before = project((), (), ())
    hidden = after(outline.set_hidden("s1", True), before)
    made = after(outline.move_by(hidden, "s0", 1), hidden)
    assert [s.id for s in made.personas[0].sections] == ["s1", "s2", "s0"]
    assert outline.move_by(made, "s0", 1) is None
    added = outline.add(before, "julie", SectionKey.CHANNELS, after="s0")
    assert [s.id for s in after(added, before).personas[0].sections][:2] == ["s0", added.thing.id]
