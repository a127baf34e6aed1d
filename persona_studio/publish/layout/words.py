"""Titles and icons of sections, and other fixed words of the sheets."""

from persona_studio.domain.personas import Persona, PersonaKind, Section, SectionKey
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


def section_icon(key: SectionKey) -> str:
    """Return the name of the icon of a kind of section."""
    return _ICONS[key]


def section_title(section: Section, texts: Texts) -> str:
    """Return the title of a section: its own, or the usual one of its kind."""
    return section.title or usual_title(section.key, texts)


def usual_title(key: SectionKey, texts: Texts) -> str:
    """Return the usual title of a kind of section."""
    return {
        SectionKey.DEMOGRAPHIC: texts("Demographic"),
        SectionKey.PSYCHOLOGICAL: texts("Psychological"),
        SectionKey.PROFESSIONAL: texts("Professional"),
        SectionKey.RELATIONAL: texts("Relational"),
        SectionKey.MOTIVATIONAL: texts("Motivational"),
        SectionKey.BUYING: texts("Way of buying"),
        SectionKey.LIFESTYLE: texts("Lifestyle"),
        SectionKey.INTERESTS: texts("Interests"),
        SectionKey.CONSUMPTION: texts("Consumer habits"),
        SectionKey.HISTORY: texts("Purchase history"),
        SectionKey.OBSTACLES: texts("Obstacles"),
        SectionKey.CHANNELS: texts("Channels"),
        SectionKey.DIGITAL: texts("Digital life"),
        SectionKey.DOING: texts("It pays to"),
        SectionKey.AVOIDING: texts("Better not to"),
        SectionKey.CUSTOM: texts("Section"),
        SectionKey.THINKS: texts("Thinks and feels"),
        SectionKey.SEES: texts("Sees"),
        SectionKey.HEARS: texts("Hears"),
        SectionKey.SAYS: texts("Says and does"),
        SectionKey.DIFFICULTIES: texts("Difficulties"),
        SectionKey.BENEFITS: texts("Expected benefits"),
        SectionKey.ACTIONS: texts("Actions"),
        SectionKey.THOUGHTS: texts("Thoughts"),
        SectionKey.TOUCHPOINTS: texts("Touchpoints"),
        SectionKey.PAINS: texts("Pain points"),
        SectionKey.OPPORTUNITIES: texts("Opportunities"),
        SectionKey.MARKETING: texts("Marketing"),
        SectionKey.PRODUCT: texts("Product"),
        SectionKey.SALES: texts("Sales"),
        SectionKey.SUPPORT: texts("Support"),
    }[key]


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
