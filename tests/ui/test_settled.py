"""Pages laid out again keep the very boxes that did not change, and never one that did."""

from dataclasses import replace
from random import Random

import pytest

from helpers.companion_pages import begun
from persona_studio.domain import deliverables
from persona_studio.domain.edits import SetField
from persona_studio.services import authoring
from persona_studio.services.companions import actions, stages
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts
from persona_studio.ui.canvas.spots import settled

PRESS, FRENCH, PROJECT = Press(), Texts("fr"), begun()
JULIE = PROJECT.personas[0]


def page(project, kind):
    return PRESS.companion(project, project.personas[0], kind, FRENCH, editing=True).pages[0]


def edits():
    stage, line = JULIE.journeys[0].stages[1], JULIE.empathy[0].attributes[0]
    action = next(a for block in JULIE.plan for a in block.attributes)
    return [
        stages.set_feeling(stage.id, 95),
        stages.move_stage(PROJECT, stage.id, 1),
        stages.remove_stage(PROJECT, stage.id),
        SetField(stage.id, "mood", "Pensive"),
        SetField(line.id, "text", "Pense à autre chose"),
        authoring.add_attribute(JULIE.empathy[2].id, 0, "Une ligne de plus"),
        authoring.remove(line.id),
        actions.set_task(PROJECT, action.id, owner="Inès"),
    ]


@pytest.mark.parametrize("kind", [deliverables.EMPATHY, deliverables.JOURNEY, deliverables.PLAN])
@pytest.mark.parametrize("number", range(8))
def test_a_settled_page_is_the_page(kind, number):
    before = page(PROJECT, kind)
    after = page(edits()[number].apply(PROJECT).project, kind)
    made = settled(before, after)
    assert made == after
    known = {id(box) for box in before.boxes}
    changed = {box.ref.id for box in made.boxes if box.ref is not None and id(box) not in known}
    taken = [old for old, new in zip(made.boxes, after.boxes, strict=True) if old is not new]
    assert all(id(box) in known for box in taken)
    assert not [box for box in taken if box.ref and box.ref.id in changed], "its name may be another"


def test_what_is_laid_out_again_alike_is_the_same_but_for_nothing():
    before = page(PROJECT, deliverables.JOURNEY)
    again = replace(before, boxes=tuple(replace(box) for box in before.boxes))
    assert all(a is b for a, b in zip(settled(before, again).boxes, before.boxes, strict=True))


def test_boxes_in_any_order_settle_to_themselves():
    chance, before = Random(4), page(PROJECT, deliverables.EMPATHY)
    for _ in range(20):
        boxes = list(before.boxes)
        chance.shuffle(boxes)
        after = replace(before, boxes=tuple(replace(box) for box in boxes[: chance.randrange(len(boxes))]))
        assert settled(before, after) == after
