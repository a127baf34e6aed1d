"""Rules that a value must keep, checked before an edit is applied: types of fields, limits of some."""

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from math import inf
from typing import Any

from persona_studio.domain.brand import PAIRS, Brand, Logo
from persona_studio.domain.cropping import CLOSEST
from persona_studio.domain.kit import Kit
from persona_studio.domain.personas import (
    TEAMS,
    Attribute,
    Evidence,
    Gauge,
    Opportunity,
    Persona,
    Photo,
    Portrait,
    Section,
    Stage,
    Task,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import Thing, belongs, children
from persona_studio.errors import UserError

ACCENTS = range(1, 9)
FEELINGS = range(-100, 101)
ESTIMATES = range(4)
LOGOS = ("svg", "png")
LONGEST_TEXT = 20_000
"""Characters: far beyond any sheet, low enough that a paste of a whole book is refused, not swallowed."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_HALF = re.compile("[\ud800-\udfff]")


def check_field(thing: Thing, field: str, value: Any) -> None:
    """Raise UserError when ``value`` may not stand in that field of ``thing``."""
    if not _fits(value, _types(type(thing))[field]):  # type: ignore[arg-type]
        raise UserError("edit_value_wrong", field=field)
    for text in _written(value):
        check_text(text)
    if isinstance(thing, Persona):
        _check_persona(field, value)
    if isinstance(thing, Section) and field == "key" and belongs(value) != belongs(thing.key):
        raise UserError("edit_value_wrong", field=field)
    if isinstance(thing, Stage) and field == "feeling" and value not in FEELINGS:
        raise UserError("edit_value_wrong", field=field)
    if not _within_limits(value):
        raise UserError("edit_value_wrong", field=field)
    if isinstance(value, Persona):  # kept in a snapshot: no part of the tree, but it may come back to it
        check_tree(value)
    if not all(is_colour(colour) for colour in _colours(value)):
        raise UserError("edit_value_wrong", field=field)


def check_text(text: str) -> None:
    """Raise UserError when a text cannot be kept: too long, or half of a character."""
    if len(text) > LONGEST_TEXT:
        raise UserError("edit_text_too_long", limit=LONGEST_TEXT)
    if _HALF.search(text):
        raise UserError("edit_text_broken")


def whole(text: str) -> str:
    """Return a text without halves of characters: names of files may hold some, texts of ours may not."""
    return _HALF.sub("\ufffd", text)


def _written(value: Any) -> Iterator[str]:
    """Yield what is written in the value of a field: itself, chips, poles of a gauge, words of a proof."""
    match value:
        case str():
            yield value
        case tuple():
            for text in value:
                if isinstance(text, str):
                    yield text
        case Gauge(left=left, right=right):
            yield from (left, right)
        case Evidence(question=question, answer=answer, quote=quote):
            yield from (question, answer, quote)
        case Photo(rights=rights):
            yield rights
        case Task(owner=owner, due=due):
            yield from (owner, due)
        case Brand(wordmark=pieces, name=name, footer=footer):
            yield from (*(text for text, _ in pieces), name, footer)
        case Kit(language=language):
            yield from (*value.deliverables, *value.left_out, *value.order, *value.skipped, language)


def check_tree(thing: Thing) -> None:
    """Check every field of a thing and of all that is below it."""
    for f in fields(thing):
        check_field(thing, f.name, getattr(thing, f.name))
    for _, _, child in children(thing):
        check_tree(child)


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as we write them: "#RRGGBB"."""
    return _COLOUR.fullmatch(text) is not None


def looks_fit(project: Project) -> bool:
    """Tell whether all that a project has to draw can be drawn: what cannot is damage."""
    personas = (*project.personas, *(snapshot.persona for snapshot in project.snapshots))
    return (
        all(map(is_colour, _colours(project.brand)))
        and _within_limits(project.brand)
        and all(map(persona_fits, personas))
        and all(map(_text_fits, _texts(project, *project.snapshots)))
        and all(_text_fits(text) for persona in personas for text in _below(persona))
    )


def _text_fits(text: str) -> bool:
    """Tell whether an edit could have written a text."""
    return len(text) <= LONGEST_TEXT and _HALF.search(text) is None


def _texts(*things: Thing) -> Iterator[str]:
    """Yield all that is written in the fields of some things."""
    for thing in things:
        for f in fields(thing):
            yield from _written(getattr(thing, f.name))


def _below(thing: Thing) -> Iterator[str]:
    """Yield all that is written in a thing and in what it holds."""
    yield from _texts(thing)
    for _, _, child in children(thing):
        yield from _below(child)


def persona_fits(persona: Persona) -> bool:
    """Tell whether colours, share, photo and gauges of a persona are within their limits."""
    return (
        persona.accent in ACCENTS
        and (persona.share is None or 0 <= persona.share <= 1)
        and all(map(is_colour, (*_colours(persona.portrait), *filter(None, [persona.colour]))))
        and (persona.photo is None or photo_fits(persona.photo))
        and all(map(_line_fits, persona.lines))
        and all(stage.feeling in FEELINGS for journey in persona.journeys for stage in journey.stages)
        and _in_place(persona)
    )


def _line_fits(line: Attribute) -> bool:
    return all(map(_within_limits, (line.gauge, line.opportunity)))


def _in_place(persona: Persona) -> bool:
    """Tell whether each section stands where its kind belongs."""
    stages = [stage for journey in persona.journeys for stage in journey.stages]
    rooms = [(getattr(persona, slot), slot) for slot in ("sections", "empathy", "plan")]
    rooms += [(stage.lanes, "lanes") for stage in stages]
    return all(belongs(section.key) == slot for sections, slot in rooms for section in sections)


def _within_limits(value: Any) -> bool:
    match value:
        case Gauge():
            return gauge_fits(value)
        case Opportunity(team=team, effort=effort, impact=impact):
            return (team is None or team in TEAMS) and effort in ESTIMATES and impact in ESTIMATES
        case Brand(logo=logo, colours=colours, fonts=fonts):
            known = len(colours) <= len(ACCENTS) and fonts in PAIRS
            return known and (logo is None or _within_limits(logo))
        case Logo(kind=kind, width=width, height=height):
            return kind in LOGOS and 0 < width < inf and 0 < height < inf
    return True


def gauge_fits(gauge: Gauge) -> bool:
    """Tell whether the knob and the tick of a gauge are on its rail."""
    return 0 <= gauge.value <= 100 and (gauge.overall is None or 0 <= gauge.overall <= 100)


def photo_fits(photo: Photo) -> bool:
    """Tell whether a photo can be drawn: a point of it, a size, a zoom within limits (not a NaN either)."""
    inside = 0 <= photo.x <= 1 and 0 <= photo.y <= 1
    return inside and photo.width >= 1 and photo.height >= 1 and 1 <= photo.zoom <= CLOSEST


def _colours(value: Any) -> tuple[str, ...]:
    """Return the colours in the value of a field; an empty skin tone is that of the drawing."""
    match value:
        case Portrait(skin=skin):
            return (skin,) if skin else ()
        case Brand(wordmark=pieces, colours=colours):
            return (*(colour for _, colour in pieces), *colours)
    return ()


def _check_persona(field: str, value: Any) -> None:
    if field == "accent" and value not in ACCENTS:
        raise UserError("edit_value_wrong", field=field)
    if field == "share" and value is not None and not 0 <= value <= 1:
        raise UserError("edit_value_wrong", field=field)
    if field == "colour" and value and not is_colour(value):
        raise UserError("edit_value_wrong", field=field)
    if isinstance(value, Photo) and not photo_fits(value):
        raise UserError("edit_value_wrong", field=field)


@cache
def _types(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _fits(value: Any, wanted: Any) -> bool:
    """Tell whether a value is of a type, looking into unions and tuples."""
    if wanted is Any:
        return True
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, one) for one in typing.get_args(wanted))
    if origin is tuple:
        return isinstance(value, tuple) and _tuple_fits(value, typing.get_args(wanted))
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(wanted, type) and isinstance(value, wanted)


def _tuple_fits(value: tuple[Any, ...], wanted: tuple[Any, ...]) -> bool:
    if len(wanted) == 2 and wanted[1] is Ellipsis:
        return all(_fits(one, wanted[0]) for one in value)
    return len(value) == len(wanted) and all(_fits(v, w) for v, w in zip(value, wanted, strict=True))
