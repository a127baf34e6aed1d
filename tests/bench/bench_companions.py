"""Companions on the screen: a tab pressed to the page; a key, a pull of the curve to the repaint."""

from collections.abc import Iterator

from bench_typing import CLOSED, TYPED, WINDOW
from bench_typing import KEYS as ON_SHEET
from figures import Figure, in_fresh_process

FILLED = f"""{WINDOW}
from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Attribute
from persona_studio.publish.boxes import Ref
from persona_studio.services.companions import companions
from persona_studio.services.personas.faces import Face
def filled(persona):
    made = replace(project, personas=(persona,))
    for begin in (companions.begin_empathy, companions.begin_journey, companions.begin_plan):
        made = begin(made, persona.id, True).apply(made).project
    persona = made.personas[0]
    stages = []
    for number, stage in enumerate(persona.journeys[0].stages):
        lanes = tuple(
            replace(lane, attributes=(Attribute(id=new_id(), text=f"Lit des livres blancs {{number}}"),))
            for lane in stage.lanes
        )
        stages.append(replace(stage, lanes=lanes, feeling=number * 20 - 40, mood="Curieuse"))
    plan = tuple(
        replace(block, attributes=tuple(Attribute(id=new_id(), text=f"Action {{n}}") for n in range(3)))
        for block in persona.plan
    )
    return replace(persona, journeys=(replace(persona.journeys[0], stages=tuple(stages)),), plan=plan)
place = shown(*(filled(renewed(project.personas[0], 24, f" ({{n}})")) for n in range(6)))
face = Face(argv[0])
"""
OPENED = f"""{FILLED}
spent = []
for persona in program.studio.project.personas:
    place.companions.show_face(Face.SHEET)
    place.show_persona(persona.id)
    application.processEvents()
    begun = time.perf_counter()
    place.companions.show_face(face)
    application.processEvents()
    spent.append((time.perf_counter() - begun) * 1000)
result = [statistics.median(spent[1:]), max(spent)]
{CLOSED}"""
KEYS = f"""{FILLED}
place.companions.show_face(face)
application.processEvents()
lines = [p.ref for p in place.canvas.places() if (p.ref.kind, p.ref.field) == ("attribute", "text")]
texts = lines[:8:2]
{TYPED}"""
PULLED = f"""{FILLED}
place.companions.show_face(face)
application.processEvents()
stage = place.persona().journeys[0].stages[2]
shown_at = place.canvas.place_of(Ref("stage", stage.id, "feeling"))
middle = place.canvas.rect_of(shown_at).center()
spent = []
for step in range(60):
    begun = time.perf_counter()
    middle.setY(middle.y() + (1 if step % 40 < 20 else -1) * 2)
    place.canvas.pulled.emit(shown_at, middle)
    application.processEvents()
    spent.append((time.perf_counter() - begun) * 1000)
place.canvas.let_go.emit(shown_at, middle)
spent = sorted(spent[10:])
result = [statistics.median(spent), spent[int(len(spent) * 0.95)]]
{CLOSED}"""
FACES = {"empathy": "empathy map", "journey": "journey", "plan": "action plan"}


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    _, _, (sheet, late) = in_fresh_process(ON_SHEET, "24")
    for face, name in FACES.items():
        _, _, (opened, slowest) = in_fresh_process(OPENED, face)
        yield Figure(name=f"{name} opened, median", value=opened, unit="ms", at_most=50)
        yield Figure(name=f"{name} opened, the slowest of six", value=slowest, unit="ms")
        _, _, (usual, slow) = in_fresh_process(KEYS, face)
        for part, value, reference, most in (("median", usual, sheet, 8), ("95th of 100", slow, late, 16)):
            yield Figure(
                name=f"key to repaint, {name}, {part}",
                value=value,
                unit="ms",
                reference="Julie's sheet",
                reference_value=reference,
                at_most=most,
                at_most_times=2,
            )
    _, _, (usual, slow) = in_fresh_process(PULLED, "journey")
    yield Figure(name="point of the curve pulled to repaint, median", value=usual, unit="ms", at_most=16)
    yield Figure(name="point of the curve pulled to repaint, 95th of 100", value=slow, unit="ms")
