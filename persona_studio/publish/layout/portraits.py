"""The portrait of a persona with what it shows in words."""

from persona_studio.publish.boxes import Group, Rect, Ref
from persona_studio.publish.drawing import PORTRAIT_FRAME
from persona_studio.publish.layout.values import Work


def portrait(
    work: Work,
    frame: Rect,
    part: tuple[float, float, float, float] = PORTRAIT_FRAME,
    *,
    ground: bool = True,
) -> Group:
    """Return the portrait cut to a frame; ``part`` of the drawing is shown, on its soft ground or not."""
    persona, drawings = work.persona, work.supplies.drawings
    seen = drawings.portrait_label(persona.portrait.drawing, work.texts.language)
    alt = work.texts("Illustrated portrait")
    if seen:
        alt = work.texts("Illustrated portrait: {seen}", seen=seen)
    ref = Ref("persona", persona.id, "portrait")
    return drawings.portrait(persona.portrait, work.accent, frame, alt=alt, ref=ref, part=part, ground=ground)
