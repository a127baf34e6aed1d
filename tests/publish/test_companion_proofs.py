"""What the companions say of where their words come from: marks, legend, reasons and their figures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import cycle

import pytest

from helpers.page_faults import faults
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import (
    Attribute,
    Evidence,
    Opportunity,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Task,
)
from persona_studio.publish.boxes import Group, Ref, find, text_boxes
from persona_studio.publish.layout.blank_companions import blank_empathy
from persona_studio.publish.layout.companion import Made
from persona_studio.publish.layout.journey import journey
from persona_studio.publish.layout.journey.cells import estimate
from persona_studio.publish.layout.marks import Mark, mark_name
from persona_studio.publish.layout.plan import plan
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM
from persona_studio.texts import Texts
from publish.companions import JULIE, LAID, work
from publish.julie import FACTS
from publish.sheets import bare, box_of, said

# ------------------------------------------------------------------ marks and legend


BEARING = {
    Mark.DATA: {"provenance": Provenance.DATA},
    Mark.MODIFIED: {"provenance": Provenance.DATA, "modified": True},
    Mark.VERBATIM: {"provenance": Provenance.VERBATIM},
    Mark.HYPOTHESIS: {"provenance": Provenance.HYPOTHESIS},
    Mark.CHECKED: {"provenance": Provenance.HYPOTHESIS, "checked": True},
    Mark.LOST: {"provenance": Provenance.DATA},
}


def marked(sections: Iterable[Section], marks: Iterator[Mark]) -> tuple[Section, ...]:
    """Sections whose lines bear one mark after the other; their ids begin with it."""

    def line(one: Attribute, mark: Mark) -> Attribute:
        return replace(one, id=f"{mark}-{one.id}", **BEARING[mark])

    return tuple(replace(s, attributes=tuple(map(line, s.attributes, marks))) for s in sections)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("times", [0, 1, 2, 20])
@pytest.mark.parametrize("kinds", [5, 6])
@LAID
def test_note_legend_source_and_client_never_meet(layout, kinds: int, times: int, language: str) -> None:
    texts, long = Texts(language), "Parcours reconstitué d’après des entretiens et l’enquête. " * times
    (way,), marks = JULIE.journeys, list(Mark)[:kinds]
    turn = cycle(marks)
    talkative = replace(
        JULIE,
        source=long,
        empathy=marked(JULIE.empathy, turn),
        plan=marked(JULIE.plan, turn),
        journeys=(
            replace(
                way, note=long, stages=tuple(replace(s, lanes=marked(s.lanes, turn)) for s in way.stages)
            ),
        ),
    )
    brand = replace(FACTS.brand, footer=long, wordmark=((long[:40] or "Belvoir", "#17202B"),))
    lost = frozenset(line.id for line in talkative.lines if line.id.startswith(Mark.LOST))
    (page,) = layout(work(talkative, texts, brand=brand, lost=lost)).sheet.pages
    assert not list(faults(page))
    legend = [text for text in said(page) if text.startswith(tuple(f"{mark_name(m, texts)} (" for m in Mark))]
    assert len(legend) == kinds


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_lines_of_a_journey_bear_their_marks_and_the_foot_counts_them(language: str) -> None:
    texts = Texts(language)
    (way,) = JULIE.journeys
    lines = [line for s in way.stages for lane in s.lanes for line in lane.attributes] + [*way.moment]
    (page,) = journey(work(texts=texts)).sheet.pages
    marked = [b.ref.id for b in page.boxes if isinstance(b, Group) and b.ref and b.ref.field == "provenance"]
    assert sorted(marked) == sorted(line.id for line in lines)
    for kind, name in ((Provenance.DATA, "Survey data"), (Provenance.HYPOTHESIS, "Hypothesis to check")):
        count = sum(line.provenance is kind for line in lines)
        assert not count or f"{texts(name)} ({count})" in said(page)
    (plain,) = journey(work(texts=texts, options=Options(marks=False))).sheet.pages
    assert not [b for b in plain.boxes if isinstance(b, Group) and b.ref and b.ref.field == "provenance"]
    assert not any(texts("Hypothesis to check") in text for text in said(plain))
    for line in lines[:-1]:  # marks hang in the white: words stand where they stand without
        with_, without = (box_of(each, "attribute", line.id, "text") for each in (page, plain))
        assert (with_.x, with_.y, with_.lines) == (without.x, without.y, without.lines)


@LAID
def test_a_line_still_to_be_written_is_not_counted(layout: Callable[[Work], Made]) -> None:
    def legend(persona: Persona) -> list[str]:
        (page,) = layout(work(persona, editing=True)).sheet.pages
        return [text for text in said(page) if text.startswith(("Donnée d’", "Verbatim (", "Hypothèse à"))]

    blank = (Attribute(id="new", text=""),)
    (way,) = JULIE.journeys
    lane = replace(way.stages[0].lanes[0], attributes=(*way.stages[0].lanes[0].attributes, *blank))
    stage = replace(way.stages[0], lanes=(lane, *way.stages[0].lanes[1:]))

    def grown(first: Section) -> Section:
        return replace(first, attributes=(*first.attributes, *blank))

    more = replace(
        JULIE,
        empathy=(grown(JULIE.empathy[0]), *JULIE.empathy[1:]),
        journeys=(replace(way, stages=(stage, *way.stages[1:])),),
        plan=(grown(JULIE.plan[0]), *JULIE.plan[1:]),
    )
    assert legend(JULIE)
    assert legend(more) == legend(JULIE)


def test_two_opportunities_of_a_stage_stand_apart() -> None:
    (way,) = JULIE.journeys
    lane = next(s for s in way.stages[3].lanes if s.key is SectionKey.OPPORTUNITIES)
    useful = Opportunity(team=SectionKey.SALES, effort=1, impact=3)
    ideas = tuple(Attribute(id=f"o{i}", text=f"Idée {i}.", opportunity=useful) for i in range(2))
    lanes = tuple(replace(s, attributes=ideas) if s is lane else s for s in way.stages[3].lanes)
    stages = (*way.stages[:3], replace(way.stages[3], lanes=lanes), *way.stages[4:])
    (page,) = journey(work(replace(JULIE, journeys=(replace(way, stages=stages),)))).sheet.pages
    below = box_of(page, "attribute", "o1", "text").y
    x = box_of(page, "attribute", "o0", "text").x
    above = max(
        b.y + b.height for b in text_boxes(page) if b.x == x and b.y < below and b.text.startswith("Impact")
    )
    own = next(b.y for b in text_boxes(page) if b.x == x and b.text.startswith("Impact"))
    chip = box_of(page, "attribute", "o0", "opportunity")
    assert below - above > 2 * (own - chip.y - chip.height)
    assert below - above >= 2.5 * MM


# ------------------------------------------------------------------ the plan


def test_the_plan_has_its_columns_and_rows() -> None:
    (page,) = plan(work()).sheet.pages
    heads = {box.text: box.x / MM for box in text_boxes(page)}
    assert [heads[name] for name in ("Action", "Répond à", "Responsable", "Échéance")] == pytest.approx(
        [40, 150, 205, 250], abs=0.1
    )
    tops = [box_of(page, "attribute", f"marketing{i}", "text").y / MM for i in range(2)]
    assert tops[1] - tops[0] == pytest.approx(11, abs=0.05)
    assert (
        box_of(page, "attribute", "marketing0", "because").text
        == "Guide «\u202fVos cent premiers jours\u202f»."
    )
    assert box_of(page, "attribute", "marketing0", "owner").text == "Claire"
    assert box_of(page, "attribute", "marketing0", "until").text == "15 juillet"
    assert find(page, Ref("attribute", "sales1", "owner")) is None


def test_the_reason_of_an_action_tells_its_figure() -> None:
    proof = Evidence(variable="v", share=0.71, overall=0.4, count=135, base=190, answer="Moins de six mois")
    why = replace(JULIE.sections[0].attributes[0], provenance=Provenance.DATA, evidence=proof)
    block = JULIE.plan[0]
    task = replace(block.attributes[0], task=Task(because=why.id))
    alone = replace(task, task=None, provenance=Provenance.DATA, evidence=proof)
    for line, told in ((task, f"{why.text} (71\u202f%)"), (alone, "71\u202f%, Moins de six mois")):
        persona = replace(
            JULIE,
            sections=(replace(JULIE.sections[0], attributes=(why,)),),
            plan=(replace(block, attributes=(line,)),),
        )
        (page,) = plan(work(persona)).sheet.pages
        assert box_of(page, "attribute", line.id, "because").text == told


@pytest.mark.parametrize(("language", "head"), [("fr", "Répond à"), ("en", "Answers")])
def test_a_figure_stands_only_beside_the_words_that_were_counted(language: str, head: str) -> None:
    proof = Evidence(variable="v", share=0.71, overall=0.4, count=135, base=190, answer="Moins de six mois")
    counted = Attribute(id="why", text="Délai court", provenance=Provenance.DATA, evidence=proof)
    (way,) = JULIE.journeys
    action = Attribute(id="act", text="Livrer le samedi.", task=Task(because="why"))
    start = replace(JULIE, plan=(replace(JULIE.plan[0], attributes=(action,)),))

    def told(persona: Persona, **facts) -> str:
        (page,) = plan(work(persona, Texts(language), **facts)).sheet.pages
        assert head in said(page)
        return bare(box_of(page, "attribute", "act", "because").text)

    def on_sheet(line: Attribute) -> Persona:
        return replace(start, sections=(replace(JULIE.sections[0], attributes=(line,)),))

    idea = replace(counted, opportunity=Opportunity(effort=1))
    lane = replace(way.stages[0].lanes[-1], attributes=(idea,))
    stage = replace(way.stages[0], lanes=(*way.stages[0].lanes[:-1], lane))
    figure = Texts(language).percent(0.71)
    assert told(on_sheet(counted)) == bare(f"Délai court ({figure})")
    for other in (replace(counted, modified=True), replace(counted, provenance=Provenance.HYPOTHESIS)):
        assert told(on_sheet(other)) == bare("Délai court")
    assert told(on_sheet(counted), lost=frozenset({"why"})) == bare("Délai court")
    assert told(replace(start, journeys=(replace(way, stages=(stage,), key=None),))) == bare("Délai court")


def test_an_action_is_never_its_own_proof() -> None:
    proof = Evidence(variable="v", share=0.71, overall=0.4, count=135, base=190, answer="Moins de six mois")
    (way,) = JULIE.journeys
    lane = next(s for s in way.stages[1].lanes if s.key is SectionKey.OPPORTUNITIES)
    useful = Opportunity(effort=1, impact=3)
    for evidence in (proof, None):  # an idea was not counted: the figure is not its own
        provenance = Provenance.DATA if evidence else Provenance.HYPOTHESIS
        why = Attribute(id="why", text="Livrer le samedi", provenance=provenance, evidence=evidence)
        why = replace(why, opportunity=useful)
        lanes = tuple(replace(s, attributes=(why,)) if s is lane else s for s in way.stages[1].lanes)
        stages = (way.stages[0], replace(way.stages[1], lanes=lanes))
        action = Attribute(id="act", text="Livrer le samedi.", task=Task(because="why"))
        persona = replace(
            JULIE,
            journeys=(replace(way, stages=stages, key=None),),
            plan=(replace(JULIE.plan[0], attributes=(action,)),),
        )
        (page,) = plan(work(persona)).sheet.pages
        shown = box_of(page, "attribute", "act", "because").text.replace("\n", " ")
        assert shown == f"{stages[1].name} · Impact fort, effort faible"


def test_effort_and_impact_are_said_in_words() -> None:
    assert estimate(work(), Opportunity()) == ""
    assert estimate(work(), Opportunity(effort=1, impact=3)) == "Impact fort, effort faible"
    assert estimate(work(texts=Texts("en")), Opportunity(effort=2)) == "Medium effort"


# ------------------------------------------------------------------ blank


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "Les quatre quadrants sont au format des notes de 76 × 76 mm"),
     ("en", "The four quadrants are sized for notes of 76 × 76 mm")],
)  # fmt: skip
def test_the_blank_map_promises_room_for_notes_only_where_there_is(language: str, told: str) -> None:
    def bared(texts: list[str]) -> list[str]:
        return [bare(text) for text in texts]

    page = blank_empathy(work(texts=Texts(language)))
    assert bare(told) in bared(said(page))
    assert not any(bare("Zones") in text for text in bared(said(page)))


@LAID
@pytest.mark.parametrize("name", ["a\nb\n\nc", "a\nb", "Julie\n", "\nJulie", "Julie " * 30])
def test_words_beside_a_title_of_any_lines_stay_on_the_page(layout, name):
    for page in layout(work(replace(JULIE, name=name, title=""))).sheet.pages:
        assert not list(faults(page))
