"""Lines that are chips or gauges as edits: made from words and back, written part by part, dragged."""

import re
from dataclasses import replace

from persona_studio.domain.edits import Edit, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Gauge, Provenance, Task
from persona_studio.domain.project import Project
from persona_studio.domain.tree import expect
from persona_studio.errors import UserError
from persona_studio.publish.layout.sections import said
from persona_studio.services.personas import lines
from persona_studio.texts import Texts

CHIP = "chip "
"""What names the text of one chip: "chip 0", "chip 1"..."""
POLES = ("left", "right")
"""The texts of a gauge besides its words."""
TASKS = {"owner": "owner", "until": "due"}
"""The texts of an action besides its words, and the fields of its task."""
STEP = 5
"""A gauge moves by so much of its hundred."""
_BETWEEN = re.compile(r"\s*[,;\n\t]\s*")
_HEAD = re.compile(r"^(.{1,60}?)\s*:\s+(.+)$", re.DOTALL)
_VERSUS = re.compile(r"\s+(?:/|ou|or|vs\.?|contre|↔|—|\u2013)\s+", re.IGNORECASE)


def chip(index: int) -> str:
    """Return the name of the text of a chip."""
    return f"{CHIP}{index}"


def chip_index(field: str) -> int | None:
    """Return which chip a field is the text of, or None."""
    return int(field.removeprefix(CHIP)) if field.startswith(CHIP) else None


def pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a text between commas, semicolons and ends of lines."""
    return tuple(part for part in _BETWEEN.split(text.strip()) if part)


def text_of(line: Attribute, field: str) -> str:
    """Return a text of a line: its words, a chip, a pole, who does it or until when."""
    index = chip_index(field)
    if index is not None:
        return line.chips[index] if index < len(line.chips) else ""
    if field in POLES:
        return str(getattr(line.gauge, field)) if line.gauge is not None else ""
    if field in TASKS:
        return str(getattr(line.task, TASKS[field])) if line.task is not None else ""
    return str(getattr(line, field))


def write(project: Project, line: Id, field: str, text: str, *, reworded: bool = True) -> Edit:
    """Write a text of a line: its words, a chip (empty: it goes), a pole, who does it or until when.

    Args:
        project: the project.
        line: the line.
        field: "text", "left", "right", one of :data:`TASKS` or a :func:`chip`.
        text: the new words.
        reworded: say of a line with proof that it was changed by hand (not for spaces put right).

    Raises:
        UserError: the line, or the part of it, is gone.
    """
    now = expect(project, line, Attribute)
    index = chip_index(field)
    if field in TASKS:  # beside its words: what was proved stays as it is
        task: dict[str, str] = {TASKS[field]: text}
        return SetField(line, "task", replace(now.task or Task(), **task))
    if field in POLES and now.gauge is not None:
        gauge = replace(now.gauge, left=text) if field == "left" else replace(now.gauge, right=text)
        edit: Edit = SetField(line, "gauge", gauge)
    elif index is not None:
        edit = SetField(line, "chips", _chips(now.chips, index, text))
    else:
        edit = SetField(line, field, text)
    return _by_hand(now, edit) if reworded else edit


def write_chips(project: Project, line: Id, chips: tuple[str, ...]) -> Edit:
    """Give a line other chips."""
    now = expect(project, line, Attribute)
    return _by_hand(now, SetField(line, "chips", chips))


def _chips(chips: tuple[str, ...], index: int, text: str) -> tuple[str, ...]:
    if index > len(chips):
        raise UserError("edit_target_gone")
    return (*chips[:index], *((text,) if text else ()), *chips[index + 1 :])


def _by_hand(line: Attribute, edit: Edit) -> Edit:
    """Say that a line with proof was changed; both are written each time, so that a burst merges."""
    if line.provenance is Provenance.HYPOTHESIS:
        return edit
    return Together((edit, SetField(line.id, "modified", True)))


# ------------------------------------------------------------------ of another kind


def to_chips(project: Project, line: Id) -> Edit | None:
    """Show a line as chips: what its words list becomes one each. "Lit : A, B" keeps its head."""
    now = expect(project, line, Attribute)
    if now.kind is AttributeKind.CHIPS:
        return None
    words = said(now).rstrip(". ")
    head = _HEAD.match(words)
    text, listed = (head[1], head[2]) if head and len(pieces(head[2])) > 1 else ("", words)
    made = replace(now, kind=AttributeKind.CHIPS, text=text, chips=pieces(listed), gauge=None)
    return _remade(project, made)


def to_text(project: Project, line: Id) -> Edit | None:
    """Show chips or a gauge as words again."""
    now = expect(project, line, Attribute)
    if now.kind is AttributeKind.TEXT:
        return None
    made = replace(now, kind=AttributeKind.TEXT, text=said(now), chips=(), gauge=None)
    return _remade(project, made)


def to_gauge(project: Project, line: Id, texts: Texts) -> Edit | None:
    """Show a line as a gauge in the middle between two poles: those it names ("A ou B"), else to write."""
    now = expect(project, line, Attribute)
    if now.kind is AttributeKind.GAUGE:
        return None
    words = said(now)
    poles = [part.strip() for part in _VERSUS.split(words.rstrip("."))]
    named = len(poles) == 2 and all(0 < len(pole) <= 30 for pole in poles)
    left, right = poles if named else (texts("Little"), texts("Much"))
    made = replace(
        now,
        kind=AttributeKind.GAUGE,
        text="" if named else words,
        chips=(),
        gauge=Gauge(left, right, 50),
    )
    return _remade(project, made)


def _remade(project: Project, made: Attribute) -> Edit:
    # The same words in another form are still what was proved: nothing is marked.
    return Together(lines.changed(made.id, project, made))


def set_value(project: Project, line: Id, value: int) -> Edit | None:
    """Move the knob of a gauge (0 to 100); what the survey said is then changed by hand."""
    now = expect(project, line, Attribute)
    value = max(0, min(100, value))
    if now.gauge is None or now.gauge.value == value:
        return None
    return _by_hand(now, SetField(line, "gauge", replace(now.gauge, value=value)))
