"""Titles and icons of sections, and other fixed words of the sheets."""

import re
from collections.abc import Callable
from dataclasses import replace

from persona_studio.domain.personas import Persona, PersonaKind, Provenance, Section, SectionKey
from persona_studio.texts import Texts

_ICONS: dict[SectionKey, str] = {
    SectionKey.DEMOGRAPHIC: "user-round",
    SectionKey.PSYCHOLOGICAL: "brain",
    SectionKey.PROFESSIONAL: "briefcase",
    SectionKey.RELATIONAL: "handshake",
    SectionKey.MOTIVATIONAL: "flame",
    SectionKey.BUYING: "shopping-bag",
    SectionKey.LIFESTYLE: "coffee",
    SectionKey.INTERESTS: "heart",
    SectionKey.CONSUMPTION: "shopping-cart",
    SectionKey.HISTORY: "history",
    SectionKey.OBSTACLES: "shield",
    SectionKey.CHANNELS: "megaphone",
    SectionKey.DIGITAL: "smartphone",
    SectionKey.DOING: "thumbs-up",
    SectionKey.AVOIDING: "thumbs-down",
    SectionKey.CUSTOM: "bookmark",
    SectionKey.THINKS: "brain",
    SectionKey.SEES: "eye",
    SectionKey.HEARS: "ear",
    SectionKey.SAYS: "message-circle",
    SectionKey.DIFFICULTIES: "cloud-rain",
    SectionKey.BENEFITS: "sun",
    SectionKey.ACTIONS: "list-checks",
    SectionKey.THOUGHTS: "message-circle",
    SectionKey.TOUCHPOINTS: "radio",
    SectionKey.PAINS: "triangle-alert",
    SectionKey.OPPORTUNITIES: "lightbulb",
    SectionKey.MARKETING: "megaphone",
    SectionKey.PRODUCT: "box",
    SectionKey.SALES: "handshake",
    SectionKey.SUPPORT: "life-buoy",
}


TOUCHPOINT_ICONS: tuple[str, ...] = (
    "map-pin",
    "users",
    "book-open",
    "monitor-play",
    "file-check",
    "rocket",
    "presentation",
    "mail",
    "phone",
    "smartphone",
    "globe",
    "store",
    "shopping-bag",
    "calendar-days",
    "message-circle",
    "headphones",
)
"""What may stand beside the touchpoints of a stage of a journey, the usual one first."""
_TITLES: dict[SectionKey, Callable[[Texts], str]] = {
    SectionKey.DEMOGRAPHIC: lambda t: t("Demographic"),
    SectionKey.PSYCHOLOGICAL: lambda t: t("Psychological"),
    SectionKey.PROFESSIONAL: lambda t: t("Professional"),
    SectionKey.RELATIONAL: lambda t: t("Relational"),
    SectionKey.MOTIVATIONAL: lambda t: t("Motivational"),
    SectionKey.BUYING: lambda t: t("Way of buying"),
    SectionKey.LIFESTYLE: lambda t: t("Lifestyle"),
    SectionKey.INTERESTS: lambda t: t("Interests"),
    SectionKey.CONSUMPTION: lambda t: t("Consumer habits"),
    SectionKey.HISTORY: lambda t: t("Purchase history"),
    SectionKey.OBSTACLES: lambda t: t("Obstacles"),
    SectionKey.CHANNELS: lambda t: t("Channels"),
    SectionKey.DIGITAL: lambda t: t("Digital life"),
    SectionKey.DOING: lambda t: t("It pays to"),
    SectionKey.AVOIDING: lambda t: t("Better not to"),
    SectionKey.CUSTOM: lambda t: t("Section"),
    SectionKey.THINKS: lambda t: t("Thinks and feels"),
    SectionKey.SEES: lambda t: t("Sees"),
    SectionKey.HEARS: lambda t: t("Hears"),
    SectionKey.SAYS: lambda t: t("Says and does"),
    SectionKey.DIFFICULTIES: lambda t: t("Difficulties"),
    SectionKey.BENEFITS: lambda t: t("Expected benefits"),
    SectionKey.ACTIONS: lambda t: t("Actions"),
    SectionKey.THOUGHTS: lambda t: t("Thoughts"),
    SectionKey.TOUCHPOINTS: lambda t: t("Touchpoints"),
    SectionKey.PAINS: lambda t: t("Pain points"),
    SectionKey.OPPORTUNITIES: lambda t: t("Opportunities"),
    SectionKey.MARKETING: lambda t: t("Marketing"),
    SectionKey.PRODUCT: lambda t: t("Product"),
    SectionKey.SALES: lambda t: t("Sales"),
    SectionKey.SUPPORT: lambda t: t("Support"),
}
"""Asked for one by one: a page names its sections often."""


def section_icon(key: SectionKey) -> str:
    """Return the name of the icon of a kind of section."""
    return _ICONS[key]


def section_title(section: Section, texts: Texts) -> str:
    """Return the title of a section: its own, or the usual one of its kind."""
    return section.title or usual_title(section.key, texts)


def usual_title(key: SectionKey, texts: Texts) -> str:
    """Return the usual title of a kind of section."""
    return _TITLES[key](texts)


def untitled(text: str, title: str) -> str:
    """Return a line without what it begins with when that says the title above it again: its lead."""
    lead, _, rest = text.partition(":")
    kept = rest.strip()
    return kept[0].upper() + kept[1:] if kept and _names(lead, title) else text


def under_title(section: Section, texts: Texts) -> Section:
    """Return a section whose lines do not say its title again: "Obstacles", below it "Obstacles to buying:".

    Only where they have no other lead: beside "Sources" the lead "Channels" tells lines apart. What is
    difficult for somebody is an obstacle too.
    """
    titles = [section_title(section, texts).strip()]
    if section.key in (SectionKey.DIFFICULTIES, SectionKey.PAINS):
        titles.append(usual_title(SectionKey.OBSTACLES, texts))
    ours = [line for line in section.attributes if line.provenance is not Provenance.VERBATIM]
    leads = {lead for line in ours if (lead := _lead(line.text))}
    if len(leads) != 1:
        return section
    lead = leads.pop()
    title = next((each for each in titles if _names(lead, each)), "")
    if not title:
        return section
    told = {line.id: replace(line, text=untitled(line.text, title)) for line in ours if _lead(line.text)}
    return replace(section, attributes=tuple(told.get(line.id, line) for line in section.attributes))


def _names(lead: str, title: str) -> bool:
    """Tell whether a lead holds the words of a title, or their plural: "age" is not in "advantages"."""
    words = re.escape(title.strip())
    return bool(words) and re.search(rf"(?<!\w){words}[sx]?(?!\w)", lead, re.IGNORECASE) is not None


def _lead(text: str) -> str:
    """Return what a line says before a colon; empty when nothing follows it."""
    lead, _, rest = text.partition(":")
    return lead.strip() if rest.strip() else ""


def kind_name(kind: PersonaKind, texts: Texts) -> str:
    """Return the words of the pill above the name."""
    return {
        PersonaKind.PRINCIPAL: texts("Primary persona"),
        PersonaKind.SECONDARY: texts("Secondary persona"),
        PersonaKind.ANTI: texts("Anti-persona"),
    }[kind]


def gendered(persona: Persona, her: str, him: str, them: str) -> str:
    """Return the words that agree with a persona."""
    return {True: her, False: him, None: them}[persona.feminine]
