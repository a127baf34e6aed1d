"""Enter, Backspace, Delete, comma and paste while writing: what they do beyond the text they are typed in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from persona_studio.domain.edits import Edit, Insert, Remove
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import Attribute
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import chips, lines
from persona_studio.services.personas.foreign import lines_in
from persona_studio.services.personas.lines import together
from persona_studio.ui.canvas.writing import InlineEditor
from persona_studio.ui.places.personas.text_edits import Writing, beside, new_chip

Next = Callable[[Project], Writing | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """The project, what is being written, its words now and the ends of what is chosen in them."""

    project: Project
    writing: Writing
    words: str
    chosen: tuple[int, int]

    @property
    def before(self) -> str:
        """The words before the caret."""
        return self.words[: self.chosen[0]]

    @property
    def after(self) -> str:
        """The words after the caret."""
        return self.words[self.chosen[1] :]

    def kept(self) -> tuple[list[Edit], Project]:
        """Return the edit that keeps the words (none, or one) and the project with them."""
        edit = self.writing.gesture(self.project, self.words)
        return ([], self.project) if edit is None else ([edit], edit.apply(self.project).project)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a key gives: the gesture, the texts whose typography is due, and what is written next.

    ``at`` is where the caret goes (None: all is chosen), ``rest`` what is chosen when nothing is written.
    """

    edit: Edit | None
    label: str
    mend: tuple[Ref, ...] = ()
    to: Next | None = None
    at: int | None = 0
    rest: Ref | None = None


# ------------------------------------------------------------------ lines


def in_lines(moment: Moment, how: str) -> Turn | None:
    """Return what a key does in a line of words, None when it does nothing."""
    if how == InlineEditor.ENTER:
        return _entered(moment)
    if how == InlineEditor.ABOVE:
        return _joined_above(moment)
    return _joined_below(moment) if how == InlineEditor.AFTER else None


def _entered(moment: Moment) -> Turn:
    writing, line = moment.writing, moment.writing.ref.id
    before, after = moment.before.strip(), moment.after.strip()
    edits, project = moment.kept()
    label = "Line added" if writing.insert is not None else "Text written"
    if not moment.words.strip():
        return Turn(together(edits), label, rest=_above(moment))
    if not after:
        return Turn(together(edits), label, (writing.ref,), partial(_beside, line, 1))
    if not before:
        return Turn(together(edits), label, (writing.ref,), partial(_beside, line, 0))
    # Cut from the words as they are now; the line is there by then, even when it is new.
    cut, below = lines.split(project, line, before, after)
    return Turn(
        together([*edits, cut]),
        "Line cut in two",
        (writing.ref,),
        partial(_text, Ref("attribute", below, "text")),
    )


def _joined_above(moment: Moment) -> Turn | None:
    edits, project = moment.kept()
    upper, lower = _upper(moment), find(project, moment.writing.ref.id)
    if upper is None or not lines.joinable(upper):
        return None
    if isinstance(lower, Attribute):
        edits.append(lines.join(project, upper, lower))
    ref = Ref("attribute", upper.id, "text")
    return Turn(together(edits), "Lines joined", (), partial(_text, ref), len(upper.text.rstrip()))


def _joined_below(moment: Moment) -> Turn | None:
    edits, project = moment.kept()
    line, lower = find(project, moment.writing.ref.id), _lower(moment)
    if lower is None or not lines.joinable(lower):
        return None
    if not isinstance(line, Attribute):  # nothing was written in it: what was below comes to its place
        return Turn(together(edits), "Lines joined", (), partial(_text, Ref("attribute", lower.id, "text")))
    edits.append(lines.join(project, line, lower))
    return Turn(
        together(edits), "Lines joined", (), partial(_text, moment.writing.ref), len(line.text.rstrip())
    )


def _upper(moment: Moment) -> Attribute | None:
    return _neighbour(moment, -1)


def _lower(moment: Moment) -> Attribute | None:
    return _neighbour(moment, 1)


def _neighbour(moment: Moment, steps: int) -> Attribute | None:
    """Return the line above or below, also of one that is not in the project yet."""
    insert = moment.writing.insert
    if insert is None:
        return lines.neighbour(moment.project, moment.writing.ref.id, steps)
    section = find(moment.project, insert.parent)
    there: tuple[Attribute, ...] = getattr(section, "attributes", ())
    to = insert.index - 1 if steps < 0 else insert.index
    return there[to] if 0 <= to < len(there) else None


def _above(moment: Moment) -> Ref | None:
    upper = _upper(moment)
    if upper is not None:
        return Ref("attribute", upper.id, "text")
    insert = moment.writing.insert
    at = lines.where(moment.project, moment.writing.ref.id)
    section = insert.parent if insert is not None else at.section.id if at is not None else ""
    return Ref("section", section, "title")


def paste_lines(moment: Moment, text: str) -> Turn | None:
    """Paste a text of several lines as so many lines, the first and the last with the words around.

    Raises:
        UserError: there are more than a sheet could hold.
    """
    pasted = lines_in(text, moment.project.language)
    if not pasted:
        return None
    first, last = f"{moment.before}{pasted[0]}", len(pasted[-1])
    if len(pasted) == 1:
        first = f"{first}{moment.after}"
    head = replace(moment, words=first)
    edits, project = head.kept()
    at = lines.where(project, moment.writing.ref.id)
    if at is None:
        return None
    texts = [*pasted[1:-1], f"{pasted[-1]}{moment.after}"] if len(pasted) > 1 else []
    made = [Attribute(id=new_id(), text=each.strip()) for each in texts]
    edits += [Insert(at.section.id, at.index + 1 + i, line) for i, line in enumerate(made)]
    refs = [moment.writing.ref, *(Ref("attribute", line.id, "text") for line in made)]
    where = last if made else len(moment.before) + last
    return Turn(together(edits), "Lines pasted", tuple(refs[:-1]), partial(_text, refs[-1]), where)


# ------------------------------------------------------------------ chips


def in_chips(moment: Moment, how: str) -> Turn | None:
    """Return what a key does in a chip, None when it does nothing."""
    index = moment.writing.chip or 0
    if how in (InlineEditor.ENTER, InlineEditor.COMMA, InlineEditor.BELOW):
        if not moment.words.strip():
            return None if how == InlineEditor.COMMA else _chips_done(moment)
        return _chip_entered(moment, index)
    if how == InlineEditor.ABOVE:
        return _chips_joined(moment, index - 1)
    return _chips_joined(moment, index) if how == InlineEditor.AFTER else None


def _chips_done(moment: Moment) -> Turn:
    edits, _ = moment.kept()
    return Turn(together(edits), "Chips changed")


def _chip_entered(moment: Moment, index: int) -> Turn:
    before, after = chips.pieces(moment.before), chips.pieces(moment.after)
    now = _drafted(moment)
    edit = _rewritten(moment, (*now[:index], *before, *after, *now[index + 1 :]))
    line, mend = moment.writing.ref.id, (moment.writing.ref,)
    following = index + len(before)
    if before and after:
        to: Next = partial(_text, Ref("attribute", line, chips.chip(following)))
    else:
        to = partial(_fresh, line, following + len(after))
    return Turn(edit, "Chips changed", mend, to)


def _chips_joined(moment: Moment, index: int) -> Turn | None:
    """Join a chip and the one after it."""
    now = _drafted(moment)
    if not 0 <= index < len(now) - 1:
        return None
    both = " ".join(part for part in (now[index].strip(), now[index + 1].strip()) if part)
    edit = _rewritten(moment, (*now[:index], both, *now[index + 2 :]))
    ref = Ref("attribute", moment.writing.ref.id, chips.chip(index))
    return Turn(edit, "Chips changed", (), partial(_text, ref), len(now[index].strip()))


def paste_chips(moment: Moment, text: str) -> Turn | None:
    """Paste a list as so many chips."""
    index, pasted = moment.writing.chip or 0, chips.pieces(text)
    if not pasted:
        return None
    around = [part for part in (moment.before.strip(), *pasted, moment.after.strip()) if part]
    now = _drafted(moment)
    edit = _rewritten(moment, (*now[:index], *around, *now[index + 1 :]))
    last = index + len(around) - 1
    ref = Ref("attribute", moment.writing.ref.id, chips.chip(last))
    return Turn(edit, "Chips changed", (), partial(_text, ref), len(around[-1]))


def _drafted(moment: Moment) -> tuple[str, ...]:
    """Return the chips of the line as they are being written, the empty one included."""
    drafted = find(moment.writing.draft(moment.project, moment.words), moment.writing.ref.id)
    return drafted.chips if isinstance(drafted, Attribute) else ()


def _rewritten(moment: Moment, to: tuple[str, ...]) -> Edit | None:
    line = find(moment.project, moment.writing.ref.id)
    kept = tuple(chip for chip in to if chip)
    if not isinstance(line, Attribute) or line.chips == kept:
        return None
    if not kept and not line.text.strip():
        return Remove(line.id)
    return chips.write_chips(moment.project, line.id, kept)


# ------------------------------------------------------------------ what comes next


def _text(ref: Ref, project: Project) -> Writing | None:
    line = find(project, ref.id)
    return Writing(ref, chips.text_of(line, ref.field)) if isinstance(line, Attribute) else None


def _beside(line: Id, steps: int, project: Project) -> Writing | None:
    return beside(project, line, steps)


def _fresh(line: Id, index: int, _project: Project) -> Writing:
    return new_chip(line, index)
