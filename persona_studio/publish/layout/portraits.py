"""The portrait of a persona, a photo or a drawing, with what it shows in words."""

from persona_studio.domain.cropping import crop
from persona_studio.domain.personas import Photo
from persona_studio.publish.boxes import Group, Image, Rect, Ref
from persona_studio.publish.drawing import PORTRAIT_FRAME
from persona_studio.publish.layout.values import Work


def portrait(
    work: Work,
    frame: Rect,
    part: tuple[float, float, float, float] = PORTRAIT_FRAME,
    *,
    ground: bool = True,
) -> Group:
    """Return the photo, or the illustrated portrait, cut to a frame.

    ``part`` of the drawing is shown, on its soft ground or not; the photo is cropped to the frame. A photo
    that the project's file does not hold any more gives way to the drawing.
    """
    persona, drawings = work.persona, work.supplies.drawings
    ref = Ref("persona", persona.id, "portrait")
    if persona.photo is not None and not work.facts.photo_lost:
        return _photo(work, persona.photo, frame, ref)
    seen = drawings.portrait_label(persona.portrait.drawing, work.texts.language)
    alt = work.texts("Illustrated portrait")
    if seen:
        alt = work.texts("Illustrated portrait: {seen}", seen=seen)
    return drawings.portrait(persona.portrait, work.accent, frame, alt=alt, ref=ref, part=part, ground=ground)


def _photo(work: Work, photo: Photo, frame: Rect, ref: Ref) -> Group:
    x, y, width, height = frame.x, frame.y, frame.width, frame.height
    cut = crop(photo, width, height)
    alt = work.texts("Photo of {name}", name=work.persona.name) if work.persona.name else work.texts("Photo")
    image = Image(x, y, width, height, photo.picture, cut, frame.radius)
    return Group((image,), x, y, width, height, None, ref, "figure", alt)
