"""Companions begin, fill, change and go by edits; nothing that walks a persona forgets them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from helpers.examples import examples
from helpers.trees import Draw, Numbers, projects
from persona_studio.domain.checks import check_tree
from persona_studio.domain.companions import Companion, placed_lines, with_lines, with_names
from persona_studio.domain.edits import Edit, Insert, SetField
from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    TEAMS,
    Attribute,
    Evidence,
    Persona,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids, find
from persona_studio.errors import UserError
from persona_studio.services.companions import actions, companions, stages
from persona_studio.services.personas import casting, hypotheses, linting, versions
from persona_studio.services.personas.following import rest_on
from persona_studio.services.survey import purging
from persona_studio.services.workshop.publishing import lost_evidence

DATA, VERBATIM, HYPOTHESIS = Provenance
PROOF = Evidence(variable="v-place", level=1, segment="s-1", share=0.7, overall=0.4, count=35, base=50)
WORDS = Evidence(variable="v-why", quote="C’est trop cher")


def line(name: str, provenance: Provenance = HYPOTHESIS) -> Attribute:
    proof = {DATA: PROOF, VERBATIM: WORDS, HYPOTHESIS: None}[provenance]
    return Attribute(id=name, text=name, provenance=provenance, evidence=proof)


def section(key: SectionKey, *lines: Attribute, hidden: bool = False) -> Section:
    return Section(id=f"s-{key.value}", key=key, attributes=lines, hidden=hidden)


def project(*sections: Section, **more) -> Project:
    """Julie alone, with these sections on her sheet."""
    return replace(samples.project(), personas=(Persona(id="p-1", name="Julie", sections=sections, **more),))


EMPTY = project(section(SectionKey.BUYING))


def after(start: Project, *edits: Edit) -> Project:
    for edit in edits:
        start = edit.apply(start).project
    return start


def julie(found: Project) -> Persona:
    return found.personas[0]


def begun() -> Project:
    """Julie with all three companions, each with a line that rests on the survey."""
    found = after(EMPTY, companions.begin_empathy(EMPTY, "p-1", drafted=False))
    found = after(found, companions.begin_journey(found, "p-1", drafted=True))
    found = after(found, companions.begin_plan(found, "p-1", drafted=False))
    stage = julie(found).journeys[0].stages[2]
    return after(
        found,
        Insert(julie(found).empathy[3].id, 0, line("said", VERBATIM)),
        Insert(stage.lanes[4].id, 0, line("wish", DATA)),
        Insert(julie(found).journeys[0].id, 0, line("moment", DATA)),
        Insert(julie(found).plan[2].id, 0, line("task")),
        stages.set_key(found, stage.id, True),
    )


BEGUN = after(begun(), actions.set_because(begun(), "task", "wish"))


def texts(sections: Iterable[Section]) -> dict[SectionKey, list[str]]:
    return {one.key: [a.text for a in one.attributes] for one in sections if one.attributes}


# ------------------------------------------------------------------ begun


@pytest.mark.parametrize("drafted", [False, True])
@pytest.mark.parametrize("begin", [f for n, f in vars(companions).items() if n.startswith("begin_")])
def test_a_companion_begins_in_one_step_that_can_be_undone_and_only_once(begin, drafted: bool) -> None:
    start = samples.project()
    done = begin(start, "p-1", drafted).apply(start)
    assert done.inverse.apply(done.project).project == start
    check_tree(done.project)
    with pytest.raises(UserError, match="companion_begun"):
        begin(done.project, "p-1", drafted)
    with pytest.raises(UserError, match="edit_target_gone"):
        begin(start, "nobody", drafted)


def test_empathy_map_and_plan_have_all_their_sections_and_a_stage_all_its_lanes() -> None:
    found = julie(BEGUN)
    assert tuple(s.key for s in found.empathy) == EMPATHY
    assert tuple(s.key for s in found.plan) == TEAMS
    assert all(tuple(lane.key for lane in s.lanes) == LANES for s in found.journeys[0].stages)
    assert [s.name for s in found.journeys[0].stages] == [
        "Découverte", "Exploration", "Comparaison", "Décision", "Usage",
    ]  # fmt: skip


def test_a_drafted_map_takes_lines_where_they_belong_with_their_proof() -> None:
    start = project(
        section(SectionKey.MOTIVATIONAL, line("gain", DATA), line("dream", VERBATIM)),
        section(SectionKey.OBSTACLES, line("budget", DATA)),
        section(SectionKey.CHANNELS, line("fairs")),
        section(SectionKey.BUYING, line("tries", DATA), line("haggles", VERBATIM)),
        section(SectionKey.DEMOGRAPHIC, line("young", DATA), line("boss", VERBATIM)),
        section(SectionKey.RELATIONAL, line("secret", DATA), hidden=True),
        quote="Montrez-moi", quote_provenance=VERBATIM, quote_evidence=WORDS, quoted=("v-place",),
    )  # fmt: skip
    edit = companions.begin_empathy(start, "p-1", drafted=True)
    found = julie(after(start, edit))
    assert texts(found.empathy) == {
        SectionKey.BENEFITS: ["gain"],
        SectionKey.THINKS: ["dream", "haggles"],
        SectionKey.DIFFICULTIES: ["budget"],
        SectionKey.SEES: ["fairs"],
        SectionKey.SAYS: ["«\u202fMontrez-moi\u202f»", "tries", "boss"],
    }
    drafted = {a.text: a for s in found.empathy for a in s.attributes}
    assert (drafted["gain"].provenance, drafted["gain"].evidence) == (DATA, PROOF)
    assert (drafted["dream"].provenance, drafted["dream"].evidence) == (VERBATIM, WORDS)
    assert set(drafted["«\u202fMontrez-moi\u202f»"].sources) == {"v-why", "v-place"}
    assert not {a.id for a in drafted.values()} & {a.id for s in found.sections for a in s.attributes}


def test_a_draft_leaves_room_and_prefers_what_is_proved() -> None:
    lines = [line(f"h{n}") for n in range(6)] + [line(f"d{n}", DATA) for n in range(2)]
    start = project(section(SectionKey.MOTIVATIONAL, *lines))
    found = julie(after(start, companions.begin_empathy(start, "p-1", drafted=True)))
    assert texts(found.empathy)[SectionKey.BENEFITS] == ["h0", "h1", "d0", "d1"]


@pytest.mark.parametrize(
    "key",
    [
        SectionKey.LIFESTYLE,
        SectionKey.INTERESTS,
        SectionKey.CONSUMPTION,
        SectionKey.HISTORY,
        SectionKey.DOING,
        SectionKey.AVOIDING,
    ],
)
def test_what_people_do_goes_to_what_they_say_and_do(key: SectionKey) -> None:
    start = project(section(key, line("Ne cuisine pas", DATA), line("Va au cinéma")))
    found = julie(after(start, companions.begin_empathy(start, "p-1", drafted=True)))
    assert texts(found.empathy) == {SectionKey.SAYS: ["Ne cuisine pas", "Va au cinéma"]}


def test_findings_and_words_are_drafted_by_turns() -> None:
    lines = [line(f"d{n}", DATA) for n in range(4)] + [line("h")]
    said = [replace(line(f"v{n}", VERBATIM), text=f"v{n}") for n in range(3)]
    start = project(section(SectionKey.BUYING, *lines), section(SectionKey.DEMOGRAPHIC, *said))
    found = julie(after(start, companions.begin_empathy(start, "p-1", drafted=True)))
    assert texts(found.empathy) == {SectionKey.SAYS: ["d0", "d1", "v0", "v1"]}


def test_nothing_is_made_up_in_a_drafted_journey() -> None:
    found = julie(after(EMPTY, companions.begin_journey(EMPTY, "p-1", drafted=True)))
    assert placed_lines(found) == ()
    assert {(s.feeling, s.mood, s.when) for s in found.journeys[0].stages} == {(0, "", "")}


def test_a_drafted_plan_gives_each_team_its_opportunities_the_most_useful_first() -> None:
    found = after(EMPTY, companions.begin_journey(EMPTY, "p-1", drafted=True))
    lane = julie(found).journeys[0].stages[0].lanes[4].id
    for n, (team, impact, effort) in enumerate(
        [(SectionKey.SALES, 1, 1), (SectionKey.SALES, 3, 2), (SectionKey.SALES, 3, 1), (None, 3, 3)]
    ):
        found = after(found, Insert(lane, n, line(f"o{n}", DATA)))
        edit = actions.set_opportunity(found, f"o{n}", team=team, effort=effort, impact=impact)
        found = after(found, edit)
    drafted = julie(after(found, companions.begin_plan(found, "p-1", drafted=True)))
    assert texts(drafted.plan) == {SectionKey.SALES: ["o2", "o1", "o0"]}
    tasks = [a for s in drafted.plan for a in s.attributes]
    assert [a.task.because for a in tasks if a.task] == ["o2", "o1", "o0"]
    assert {(a.provenance, a.evidence, a.opportunity) for a in tasks} == {(DATA, PROOF, None)}
    assert [a.text for a in actions.without_team(drafted)] == ["o3"]


@pytest.mark.parametrize("companion", Companion)
def test_a_companion_is_cleared_and_brought_back_by_undo(companion: Companion) -> None:
    done = companions.clear(BEGUN, "p-1", companion).apply(BEGUN)
    assert getattr(julie(done.project), companion.value) == ()
    assert done.inverse.apply(done.project).project == BEGUN
    with pytest.raises(UserError, match="edit_target_gone"):
        companions.clear(done.project, "p-1", companion)


# ------------------------------------------------------------------ stages


def names(found: Project) -> str:
    return " ".join(stage.name[:2] for stage in julie(found).journeys[0].stages)


def test_stages_come_go_and_change_places() -> None:
    journey = julie(BEGUN).journeys[0]
    first, second, third, *_, last = [s.id for s in journey.stages]
    added = stages.add_stage(BEGUN, journey.id, " Essai ", after=first)
    assert names(after(BEGUN, added)) == "Dé Es Ex Co Dé Us"
    assert tuple(lane.key for lane in added.thing.lanes) == LANES
    assert names(after(BEGUN, stages.add_stage(BEGUN, "p-1"))) == "Dé Ex Co Dé Us Ét"
    assert names(after(BEGUN, stages.move_stage(BEGUN, second, -1))) == "Ex Dé Co Dé Us"
    assert stages.move_stage(BEGUN, first, -1) is None
    assert stages.move_stage(BEGUN, last, 1) is None
    assert names(after(BEGUN, stages.place_stage(BEGUN, first, 2))) == "Ex Dé Co Dé Us"
    assert stages.place_stage(BEGUN, first, 1) is None
    assert journey.key == third
    gone = stages.remove_stage(BEGUN, third).apply(BEGUN)
    assert (names(gone.project), julie(gone.project).journeys[0].key) == ("Dé Ex Dé Us", None)
    assert gone.inverse.apply(gone.project).project == BEGUN


def test_feeling_icon_and_key_are_said() -> None:
    journey = julie(BEGUN).journeys[0]
    first, third = journey.stages[0].id, journey.stages[2].id
    said = after(
        BEGUN,
        stages.set_feeling(first, -400),
        stages.set_icon(first, "rocket"),
        stages.set_key(BEGUN, first, True),
    )
    stage = julie(said).journeys[0].stages[0]
    assert (stage.feeling, stage.icon) == (-100, "rocket")
    assert julie(said).journeys[0].key == first
    assert julie(after(BEGUN, stages.set_key(BEGUN, third, False))).journeys[0].key is None


# ------------------------------------------------------------------ opportunities and tasks


def test_what_is_said_of_an_opportunity_or_a_task_leaves_the_rest() -> None:
    found = after(BEGUN, actions.set_opportunity(BEGUN, "wish", team=SectionKey.SALES, impact=3))
    found = after(found, actions.set_opportunity(found, "wish", effort=1))
    wish = find(found, "wish").opportunity
    assert (wish.team, wish.effort, wish.impact) == (SectionKey.SALES, 1, 3)
    assert find(after(found, actions.drop_team(found, "wish")), "wish").opportunity.team is None
    found = after(found, actions.set_task(found, "task", owner=" Claire "))
    found = after(found, actions.set_task(found, "task", due="mai 2026"))
    task = find(found, "task").task
    assert (task.owner, task.due, task.because) == ("Claire", "mai 2026", "wish")
    assert actions.reason(julie(found), find(found, "task")) == find(found, "wish")
    assert actions.reasons(julie(found))[0] == find(found, "wish")
    with pytest.raises(UserError, match="edit_target_gone"):
        actions.set_because(found, "task", "no such line")
    with pytest.raises(UserError, match="edit_target_gone"):
        actions.set_because(found, "task", "task")


def test_any_line_becomes_an_action_of_its_team() -> None:
    start = project(section(SectionKey.OBSTACLES, line("slow", DATA)))
    begun = after(start, actions.add_action(start, "p-1", "slow", SectionKey.SUPPORT))
    assert texts(julie(begun).plan) == {SectionKey.SUPPORT: ["slow"]}
    again = after(begun, actions.add_action(begun, "p-1", "slow"))
    assert texts(julie(again).plan) == {SectionKey.MARKETING: ["slow"], SectionKey.SUPPORT: ["slow"]}
    made = julie(begun).plan[3].attributes[0]
    assert (made.task.because, made.evidence) == ("slow", PROOF)


@examples(40)
@given(data=st.data())
def test_any_gestures_are_undone_to_where_they_began(data: st.DataObject) -> None:
    found, inverses = BEGUN, []
    for _ in range(data.draw(st.integers(1, 8))):
        edit = _any_gesture(data.draw, found)
        if edit is not None:
            applied = edit.apply(found)
            check_tree(applied.project)
            found, inverses = applied.project, [applied.inverse, *inverses]
    for inverse in inverses:
        found = inverse.apply(found).project
    assert found == BEGUN


def _any_gesture(draw: Draw, found: Project) -> Edit | None:
    """Return the edit of some gesture that the companions there are allow."""
    who = julie(found)
    missing = [one for one in Companion if not getattr(who, one.value)]
    begins = {
        Companion.EMPATHY: companions.begin_empathy,
        Companion.JOURNEY: companions.begin_journey,
        Companion.PLAN: companions.begin_plan,
    }
    if missing and draw(st.booleans()):
        return begins[draw(st.sampled_from(missing))](found, "p-1", draw(st.booleans()))
    gestures = [
        lambda one=one: companions.clear(found, "p-1", one) for one in Companion if one not in missing
    ]
    for stage in (stage for journey in who.journeys for stage in journey.stages):
        gestures += [
            lambda which=stage.id: stages.remove_stage(found, which),
            lambda which=stage.id: stages.place_stage(found, which, draw(st.integers(0, 6))),
            lambda which=stage.id: stages.set_feeling(which, draw(st.integers(-200, 200))),
            lambda which=stage.id: stages.set_key(found, which, draw(st.booleans())),
            lambda which=stage.id: stages.add_stage(found, "p-1", "Nouvelle", which),
        ]
    effort, impact = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    for each in actions.opportunities(who):
        gestures += [
            lambda which=each.id: actions.set_opportunity(found, which, effort=effort, impact=impact),
            lambda which=each.id: actions.add_action(found, "p-1", which),
        ]
    for each in (line for block in who.plan for line in block.attributes):
        gestures.append(lambda which=each.id: actions.set_task(found, which, owner="Claire", due="mai"))
    return draw(st.sampled_from(gestures))() if gestures else None


# ------------------------------------------------------------------ all that walks a persona


@examples(40)
@given(st.data())
def test_renewed_lines_keep_what_they_say_and_what_they_name(data: st.DataObject) -> None:
    found = data.draw(projects(Numbers()).filter(lambda p: p.personas)).personas[0]
    names = {one: f"new-{one}" for one in all_ids(found)}
    there = with_names(found, names)
    assert all_ids(there) == [names[one] for one in all_ids(found)]
    back = with_names(there, {new: old for old, new in names.items()})
    assert back == found


def test_a_double_is_linked_within_itself() -> None:
    twin = after(BEGUN, casting.duplicate(BEGUN, "p-1")).personas[1]
    journey = twin.journeys[0]
    assert journey.key == journey.stages[2].id
    wish, task = journey.stages[2].lanes[4].attributes[0], twin.plan[2].attributes[0]
    assert task.task.because == wish.id
    assert not set(all_ids(twin)) & set(all_ids(julie(BEGUN)))


def test_a_task_whose_reason_goes_has_none() -> None:
    bare = with_lines(julie(BEGUN), lambda one: None if one.id == "wish" else one)
    assert [a.id for a in placed_lines(bare)] == ["said", "task", "moment"]
    assert bare.plan[2].attributes[0].task.because is None


def test_purged_answers_leave_the_companions_too() -> None:
    quoted = after(BEGUN, SetField("wish", "quoted", ("v-why",)), SetField("moment", "evidence", WORDS))
    left = purging.without_words(julie(quoted), {"v-why"})
    assert [a.id for a in placed_lines(left)] == ["task"]


def test_a_copy_for_another_project_keeps_no_words_and_no_links() -> None:
    copy = casting.elsewhere(julie(BEGUN), EMPTY).thing
    assert [a.text for a in placed_lines(copy)] == ["wish", "task", "moment"]
    assert all(proof.variable is None and proof.segment is None for proof in copy.proofs)
    assert casting.respondents_words(julie(BEGUN)) == 1


def test_lines_of_companions_are_recounted_linted_and_lost_like_those_of_the_sheet() -> None:
    assert rest_on(BEGUN, {"s-1"})
    assert "said" in {
        a.id for a in hypotheses.on_sheet(julie(after(BEGUN, SetField("said", "provenance", HYPOTHESIS))))
    }
    gone = replace(BEGUN, waves=(), segmentations=())
    assert lost_evidence(gone, julie(gone)) == {"said", "wish", "moment"}
    lost = [
        r for r in linting.remarks(gone, julie(gone), date(2026, 1, 1)) if r.what is linting.Remarked.LOST
    ]
    assert {r.ref.id for r in lost} == {"said", "wish", "moment"}


def test_versions_tell_what_is_otherwise_in_companions() -> None:
    def told(*edits: Edit) -> list[tuple[versions.What, str, str]]:
        found = versions.differences(julie(BEGUN), julie(after(BEGUN, *edits)))
        return [(d.what, d.field, d.after or d.before) for d in found]

    What = versions.What
    stage = julie(BEGUN).journeys[0].stages[0]
    assert told(SetField("said", "text", "Non")) == [(What.REWORDED, "", "Non")]
    assert told(SetField("moment", "text", "Là")) == [(What.REWORDED, "journeys", "Là")]
    assert told(SetField("task", "task", None)) == [(What.CHANGED, "", "task")]
    assert told(stages.set_feeling(stage.id, 40)) == [(What.CHANGED, "journeys", "Découverte")]
    assert told(stages.move_stage(BEGUN, stage.id, 1)) == [(What.MOVED, "journeys", "")]
    assert told(stages.remove_stage(BEGUN, stage.id)) == [(What.REMOVED, "journeys", "Découverte")]
    assert told(SetField(julie(BEGUN).journeys[0].id, "title", "Achat")) == [
        (What.CHANGED, "journeys", "Achat")
    ]
    for one in Companion:
        assert told(companions.clear(BEGUN, "p-1", one)) == [(What.REMOVED, one.value, "")]
    old = after(BEGUN, versions.keep(BEGUN, "p-1", "Avant"))
    cleared = after(old, companions.clear(old, "p-1", Companion.JOURNEY))
    back = after(cleared, versions.go_back(cleared, old.snapshots[0].id, "Après"))
    assert julie(back) == julie(BEGUN)
