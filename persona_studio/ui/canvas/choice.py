"""What is chosen on a sheet: one thing, or several lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.publish.boxes import Ref


def is_line(ref: Ref | None) -> bool:
    """Tell whether something is a line of a section: only lines are chosen together."""
    return ref is not None and ref.kind == "attribute" and ref.field == "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """``current`` has the keyboard; ``refs`` are all that is chosen, ``anchor`` is where a range began."""

    current: Ref | None = None
    anchor: Ref | None = None
    refs: tuple[Ref, ...] = ()

    @classmethod
    def of(cls, ref: Ref | None) -> "Choice":
        """Return the choice of one thing, or of nothing."""
        return cls(ref, ref, (ref,) if ref is not None else ())

    def toggled(self, ref: Ref) -> "Choice":
        """Return the choice with a line more, or less."""
        lines = tuple(each for each in self.refs if is_line(each))
        if not is_line(ref) or not lines:
            return Choice.of(ref)
        if ref not in lines:
            return Choice(ref, ref, (*lines, ref))
        left = tuple(each for each in lines if each != ref)
        return Choice(left[-1], left[-1], left) if left else self

    def extended(self, ref: Ref, order: Sequence[Ref]) -> "Choice":
        """Return the choice of all lines from where the range began to one, in the order of the sheet."""
        if not is_line(ref) or not is_line(self.anchor) or self.anchor not in order or ref not in order:
            return Choice.of(ref)
        first, last = sorted((order.index(self.anchor), order.index(ref)))
        between = dict.fromkeys(each for each in order[first : last + 1] if is_line(each))
        return Choice(ref, self.anchor, tuple(between))

    def among(self, order: Sequence[Ref]) -> "Choice":
        """Return the choice of what is still there; what has the keyboard stays even when it is not drawn."""
        left = tuple(each for each in self.refs if each in order or each == self.current)
        return self if left == self.refs else Choice(self.current, self.current, left)
