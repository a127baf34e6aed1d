"""What stands around a name: the pill with the kind of persona, the bar of the shares of all segments."""

from persona_studio.domain.personas import PersonaKind
from persona_studio.publish.boxes import Box, Rect, Ref
from persona_studio.publish.layout.frame import PILL
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import kind_name
from persona_studio.publish.style import MM, SEMIBOLD, TEXT3, TRACK, WHITE
from persona_studio.publish.text import Style


def pill(work: Work, x: float, y: float, *, filled: bool) -> tuple[Box, ...]:
    """Return the kind of persona in a pill, filled or outlined; grey for an anti-persona."""
    kind, ref = work.persona.kind, Ref("persona", work.persona.id, "kind")
    ink = TEXT3 if kind is PersonaKind.ANTI else work.accent.ink
    text = work.line(kind_name(kind, work.texts), Style(SEMIBOLD, 8, 10, WHITE if filled else ink))
    width, height, line = text.width + 4.8 * MM, PILL, 0.3 * MM
    edge = 0.0 if filled else line / 2
    shape = Rect(
        x + edge,
        y + edge,
        width - 2 * edge,
        height - 2 * edge,
        ink if filled else None,
        None if filled else ink,
        0.0 if filled else line,
        height / 2 - edge,
        ref=ref,
    )
    return shape, text.box(x + 2.4 * MM, y + (height - text.height) / 2, ref=ref, role="caption")


def share_bar(work: Work, x: float, y: float, width: float, height: float) -> list[Box]:
    """Return the bar of all segments, the persona's own filled."""
    shares, position, gap = work.facts.shares, work.facts.position, 0.5 * MM
    if position is None or not 0 <= position < len(shares) or shares[position] <= 0:
        share = min(1.0, max(0.0, work.persona.share or 0.0))
        shares, position = (share, 1 - share), 0
    shown = [(share, i == position) for i, share in enumerate(shares) if share > 0]
    room = (width - gap * (len(shown) - 1)) / sum(share for share, _ in shown)
    boxes: list[Box] = []
    for share, own in shown:
        colour = work.accent.fill if own else TRACK
        boxes.append(Rect(x, y, share * room, height, colour, radius=min(0.5 * MM, share * room / 2)))
        x += share * room + gap
    return boxes
