"""What the bar under the sheet says while something is dragged over it."""

from persona_studio.texts import Texts


def ordinal(number: int, language: str) -> str:
    """Return 1ʳᵉ, 2ᵉ, or 1st, 2nd, 11th: of a place, which is feminine in French."""
    if language == "fr":
        return "1ʳᵉ" if number == 1 else f"{number}ᵉ"
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def between(section: str, number: int, t: Texts, *, copy: bool) -> str:
    """Say in which section and at which place lines would land, counted from 1."""
    place = ordinal(number, t.language)
    if copy:
        return t("Copy into {section}, in {place} place", section=section, place=place)
    return t("Drop into {section}, in {place} place", section=section, place=place)


def beside(section: str, t: Texts, *, before: bool) -> str:
    """Say before or after which section another one would land."""
    return (
        t("Drop above {section}", section=section) if before else t("Drop below {section}", section=section)
    )


def onto(persona: str, t: Texts, *, copy: bool) -> str:
    """Say on whose sheet lines would land."""
    return (
        t("Copy to the sheet of {name}", name=persona)
        if copy
        else t("Move to the sheet of {name}", name=persona)
    )
