"""What the panel proposes about the answers: put some together, or count as missing what is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from persona_studio.domain.variables import Level, Missing, Role, Variable
from persona_studio.services.survey import tidying
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.labels import Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card

NAMED = 3


class Tip(Card):
    """A light bulb, a fact, what it changes, one thing to do about it and one to leave it."""

    taken = Signal()
    left = Signal()

    def __init__(self, kit: Kit, fact: str, rest: str, take: str, leave: str) -> None:
        super().__init__(kit, "atint", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(16), kit.px(14), kit.px(14), kit.px(14))
        row.setSpacing(kit.px(12))
        row.addWidget(Picture(kit.picture("lightbulb", "accent", 18)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(kit.px(4))
        for text, font, colour in ((fact, "strong", "text"), (rest, "small", "text2")):
            line = Paragraph(kit, font, colour)
            line.setText(text)
            column.addWidget(line)
        column.addSpacing(kit.px(6))
        acts = QHBoxLayout()
        acts.setSpacing(kit.px(8))
        yes = Button(kit, SECONDARY, small=True)
        kit.say(yes.setText, take)
        yes.clicked.connect(self.taken)
        acts.addWidget(yes)
        no = Button(kit, QUIET, small=True)
        kit.say(no.setText, leave)
        no.clicked.connect(self.left)
        acts.addWidget(no)
        acts.addStretch(1)
        column.addLayout(acts)
        row.addLayout(column, 1)
        self.setAccessibleName(f"{fact} {rest}")


def rare_tip(kit: Kit, variable: Variable, respondents: int) -> tuple[Tip, tuple[Level, ...]] | None:
    """Return the tip about rare answers and these answers, or None: only active variables make segments."""
    rare = tidying.rare_levels(variable, respondents)
    if not rare or variable.role is not Role.ACTIVE:
        return None
    t = kit.t
    number = words.capital(words.spelled(len(rare), t))
    fact = t("{number} answers are rare", number=number)
    if len(rare) <= NAMED:
        names = t.listed([t.quoted(level.label) for level in rare])
        rest = t("Grouping {names} will make segments more stable.", names=names)
    else:
        rest = t("Grouping these answers will make segments more stable.")
    return Tip(kit, fact, rest, "Group", "Ignore"), rare


def alike_tip(kit: Kit, variable: Variable) -> tuple[Tip, tuple[tuple[Level, ...], ...]] | None:
    """Return the tip about answers that say the same and these answers, or None."""
    alike = tidying.alike_levels(variable)
    if not alike:
        return None
    t = kit.t
    first = t.listed([t.quoted(level.label) for level in alike[0]])
    rest = (
        t("{names} are written differently.", names=first)
        if len(alike) == 1
        else t("{names} and others are written differently.", names=first)
    )
    return Tip(kit, t("Some answers say the same"), rest, "Merge", "Ignore"), alike


def unsaid_tip(kit: Kit, variable: Variable) -> tuple[Tip, tuple[tuple[Level, Missing], ...]] | None:
    """Return the tip about levels that are no answers and these levels with their reasons, or None."""
    unsaid = tidying.unsaid_levels(variable)
    if not unsaid:
        return None
    t = kit.t
    names = t.listed([t.quoted(level.label) for level, _ in unsaid])
    fact = t.plural("{names} is no answer", "{names} are no answers", len(unsaid), names=names)
    people = sum(level.count for level, _ in unsaid)
    rest = t.plural(
        "{n} respondent counted as missing would no longer weigh on the segments.",
        "{n} respondents counted as missing would no longer weigh on the segments.",
        people,
    )
    return Tip(kit, fact, rest, "Set as missing", "Ignore"), unsaid
