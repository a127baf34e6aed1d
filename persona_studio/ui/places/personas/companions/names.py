"""What the parts of a companion are called, on the screen and by screen readers."""

from persona_studio.domain.personas import EMPATHY, Attribute, Opportunity, Persona, Section, Stage
from persona_studio.domain.tree import Thing
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.words import section_title, usual_title
from persona_studio.services.personas.faces import Outline
from persona_studio.texts import Texts

FIELDS = {
    ("journey", "title"): "Title of the journey",
    ("journey", "length"): "Length of the journey",
    ("journey", "span"): "From where to where",
    ("journey", "note"): "What the journey was made from",
    ("journey", "moment"): "Moment of truth",
    ("stage", "name"): "Stage",
    ("stage", "when"): "When the stage is",
    ("stage", "mood"): "Word for the feeling",
    ("stage", "feeling"): "Feeling",
    ("stage", "icon"): "Icon of the touchpoints",
    ("attribute", "opportunity"): "Team of the opportunity",
    ("attribute", "because"): "Reason of the action",
    ("attribute", "owner"): "Who does the action",
    ("attribute", "until"): "Until when",
}
ICON_NAMES = {
    "map-pin": "Location",
    "users": "People",
    "book-open": "Reading",
    "monitor-play": "Demonstration",
    "file-check": "Document",
    "rocket": "Launch",
    "presentation": "Meeting",
    "mail": "Mail",
    "phone": "Phone",
    "smartphone": "Mobile",
    "globe": "Website",
    "store": "Shop",
    "shopping-bag": "Purchase",
    "calendar-days": "Calendar",
    "message-circle": "Conversation",
    "headphones": "Customer service",
}
"""What each icon of touchpoints stands for."""
_STRENGTHS = (33, 66)
_GOOD = ("rather positive", "positive", "very positive")
_BAD = ("rather negative", "negative", "very negative")
"""A feeling in words, up to a third of the way, to two thirds, beyond."""
LEVELS = {0: "Not said", 1: "Low", 2: "Medium", 3: "High"}
"""Effort and impact in words."""


def place_name(outline: Outline | None, section: Section, texts: Texts) -> str:
    """Name a section among those that are shown: a cell of a journey with its stage."""
    title = shown_title(outline.persona if outline is not None else None, section, texts)
    stage = outline.stage_of(section.id) if outline is not None else None
    return f"{stage.name}, {title}" if stage is not None and stage.name else title


def shown_title(persona: Persona | None, section: Section, texts: Texts) -> str:
    """Return the title of a section as its page shows it: that of a quadrant agrees with the persona."""
    if section.title or section.key not in EMPATHY or persona is None:
        return section_title(section, texts)
    from persona_studio.publish.layout.empathy import usual  # noqa: PLC0415 - with the first empathy map

    return usual(section.key, persona, texts)


def companion_field(ref: Ref, t: Texts) -> str:
    """Name what is written, or chosen, of a companion besides its lines and sections; "" for all else."""
    field = FIELDS.get((ref.kind, ref.field))
    return t(field) if field else ""


def companion_help(ref: Ref, t: Texts, *, held: bool = False) -> str:
    """Say what keys and pointer do with a part of a journey; ``held``: arrows move the point now."""
    if ref.field == "feeling":
        keys = feeling_keys(t, held=held)
        return t("Drag the point. On the keyboard: {keys}. Press it twice to write the word.", keys=keys)
    if ref.field == "icon":
        return t("Enter opens the list of icons.")
    if ref.kind == "stage" and ref.field == "name":
        return t("Drag the stage, or press Alt and an arrow; Ctrl+Enter adds one after it.")
    return t("Press twice to write; Enter keeps, Escape gives up.")


def feeling_keys(t: Texts, *, held: bool) -> str:
    """Say what keys do to the point of a feeling: the one truth of panel and bar."""
    if held:
        return t("Up and Down move the point, Enter lets it go")
    return t("Enter takes the point, Up and Down move it; or Alt+Up, Alt+Down")


def companion_place(ref: Ref, said: str, thing: Thing | None, t: Texts) -> str:
    """Say what a place of a companion is and holds; "" for what a sheet has as well."""
    what = companion_field(ref, t)
    if not what:
        return ""
    if isinstance(thing, Stage) and ref.field == "feeling":
        said = feeling_words(thing, t)
        what = t("Feeling of {stage}", stage=thing.name)
    elif isinstance(thing, Stage) and ref.field == "icon":
        return t("Icon of the touchpoints of {stage}", stage=thing.name)
    elif isinstance(thing, Attribute) and ref.field == "opportunity":
        said = opportunity_words(thing.opportunity or Opportunity(), t)
    return t("{what}: {text}", what=what, text=said or t("empty"))


def feeling_words(stage: Stage, t: Texts) -> str:
    """Say how a stage is felt: how good or bad, with the figure from -100 to 100, and its word."""
    return ", ".join(part for part in (feeling_level(stage.feeling, t), stage.mood) if part)


def feeling_level(feeling: int, t: Texts) -> str:
    """Say how good or bad a feeling from -100 to 100 is, with its figure unless it is neither."""
    if feeling == 0:
        return t("neutral")
    good, strength = feeling > 0, sum(abs(feeling) > limit for limit in _STRENGTHS)
    figure = f"{'+' if good else '−'}{abs(feeling)}"
    return t("{level} ({figure})", level=t((_GOOD if good else _BAD)[strength]), figure=figure)


def icon_name(icon: str, t: Texts) -> str:
    """Name an icon of touchpoints."""
    return t(ICON_NAMES.get(icon, "Icon"))


def opportunity_words(opportunity: Opportunity, t: Texts) -> str:
    """Say of which team an opportunity is, what it costs and what it brings, as far as anybody said."""
    parts = [usual_title(opportunity.team, t)] if opportunity.team is not None else []
    if opportunity.effort:
        parts.append(t("effort {level}", level=t(LEVELS[opportunity.effort]).lower()))
    if opportunity.impact:
        parts.append(t("impact {level}", level=t(LEVELS[opportunity.impact]).lower()))
    return ", ".join(parts)
