"""Random gestures of somebody who works on personas: one function each, all that the screens can do."""

from random import Random

from persona_studio.domain.edits import Edit, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Kept,
    Persona,
    PersonaKind,
    Provenance,
    Section,
)
from persona_studio.domain.project import Project
from persona_studio.publish.layout import TEMPLATES
from persona_studio.services import authoring
from persona_studio.services.personas import (
    casting,
    chips,
    foreign,
    lines,
    linking,
    moving,
    outline,
    placing,
    versions,
)
from persona_studio.texts import Texts, typography

FRENCH = Texts("fr")
WORDS = (
    *("œuvre", "été", "l'avis", "de 25", "ans :", "« oui »", "12 000 €", "75 %", "naïve ;", "n+1 ?", "Bob's"),
    *("😀", "שלום", "عمل", "\u202f"),
)
Gesture = tuple[Edit | None, str, bool]
"""An edit (None: nothing to do), its label, and whether it merges with the one before."""


def phrase(chance: Random) -> str:
    """Return some words, accents, emoji and right-to-left letters among them; now and then none."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(9)))


def gesture(project: Project, chance: Random) -> Gesture:
    """Return a random gesture on a project."""
    if not project.personas:
        return authoring.add_persona(project, casting.blank(project, "Zoé")), "Persona created", False
    persona = chance.choice(project.personas)
    make = chance.choice(GESTURES)
    return make(project, persona, chance)


def line_of(persona: Persona, chance: Random) -> Attribute | None:
    """Return a line of the sheet, hidden sections included, or None."""
    there = [line for section in persona.sections for line in section.attributes]
    return chance.choice(there) if there else None


def lines_of(persona: Persona, chance: Random) -> list[Id]:
    """Return some lines."""
    there = [line.id for section in persona.sections for line in section.attributes]
    return chance.sample(there, min(len(there), chance.randrange(1, 6)))


# ------------------------------------------------------------------ words


def written(project: Project, persona: Persona, chance: Random) -> Gesture:
    line, text = line_of(persona, chance), phrase(chance)
    if line is None or chance.random() < 0.3:
        fields = ("name", "title", "role", "priority", "objective", "quote", "backstory")
        return authoring.set_text(project, persona.id, chance.choice(fields), text), "Text written", False
    return authoring.set_text(project, line.id, "text", text), "Text written", chance.random() < 0.5


def mended(project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    if line is None:
        return None, "", False
    right = typography(line.text, "fr")
    return chips.write(project, line.id, "text", right, reworded=False), "Typography put right", False


def cut(project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    if not lines.joinable(line) or line is None or len(line.text) < 2:
        return None, "", False
    at = chance.randrange(1, len(line.text))
    return lines.split(project, line.id, line.text[:at], line.text[at:])[0], "Line cut in two", False


def joined(project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    upper = lines.neighbour(project, line.id, -1) if line is not None else None
    if line is None or upper is None or not (lines.joinable(line) and lines.joinable(upper)):
        return None, "", False
    return lines.join(project, upper, line), "Lines joined", False


def pasted(_project: Project, persona: Persona, chance: Random) -> Gesture:
    if not persona.sections:
        return None, "", False
    section = chance.choice(persona.sections)
    texts = foreign.lines_in("\n".join(f"- {phrase(chance)}" for _ in range(chance.randrange(4))), "fr")
    made = [Attribute(id=new_id(), text=text) for text in texts]
    return lines.insert_many(section.id, chance.randrange(9), made), "Lines pasted", False


# ------------------------------------------------------------------ lines


def removed(_project: Project, persona: Persona, chance: Random) -> Gesture:
    return lines.remove(lines_of(persona, chance)), "Lines removed", False


def moved(project: Project, persona: Persona, chance: Random) -> Gesture:
    return lines.move_by(project, lines_of(persona, chance), chance.choice((-1, 1))), "Line moved", False


def dropped(project: Project, persona: Persona, chance: Random) -> Gesture:
    other = chance.choice(project.personas)
    if not other.sections or not persona.sections:
        return None, "", False
    ids = lines_of(persona, chance)
    if not ids:
        return None, "", False
    what = placing.Carried(placing.Carries.LINES, tuple(ids), moving.words_of(project, ids))
    copy = chance.random() < 0.3
    edit = moving.drop(project, what, chance.choice(other.sections).id, chance.randrange(9), copy=copy)
    return edit, "Lines dropped", False


def placed(project: Project, persona: Persona, chance: Random) -> Gesture:
    if not persona.sections:
        return None, "", False
    proof = Evidence(
        variable=new_id(), segment=persona.segment, share=0.68, overall=0.45, count=129, base=190
    )
    line = Attribute(
        id=new_id(), text="Demandent une démonstration", provenance=Provenance.DATA, evidence=proof
    )
    what = placing.carry_lines(placing.Carries.FINDING, [new_id()], [line])
    return (
        placing.place(project, what, chance.choice(persona.sections).id, chance.randrange(9)),
        "Placed",
        False,
    )


def provenance(project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    if line is None:
        return None, "", False
    wanted = chance.choice(sorted(authoring.provenances(line)))
    return lines.set_provenance(project, [line.id], wanted), "Provenance changed", False


def unlinked(_project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    return (linking.unlink(line) if line is not None else None), "Unlinked", False


def noted(_project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    if line is None:
        return None, "", False
    return (
        Together((SetField(line.id, "due", phrase(chance)), SetField(line.id, "checked", True))),
        "Noted",
        False,
    )


# ------------------------------------------------------------------ chips and gauges


def turned(project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    if line is None:
        return None, "", False
    draw = chance.randrange(3)
    if draw == 0:
        return chips.to_chips(project, line.id), "Form of the line changed", False
    edit = chips.to_text(project, line.id) if draw == 1 else chips.to_gauge(project, line.id, FRENCH)
    return edit, "Form of the line changed", False


def part_written(project: Project, persona: Persona, chance: Random) -> Gesture:
    kinds = (AttributeKind.CHIPS, AttributeKind.GAUGE)
    there = [line for section in persona.sections for line in section.attributes if line.kind in kinds]
    if not there:
        return turned(project, persona, chance)
    line = chance.choice(there)
    if line.kind is AttributeKind.GAUGE:
        return (
            chips.write(project, line.id, chance.choice(chips.POLES), phrase(chance)),
            "Text written",
            False,
        )
    field = chips.chip(chance.randrange(len(line.chips) + 1))
    return chips.write(project, line.id, field, phrase(chance)), "Chips changed", False


def slid(project: Project, persona: Persona, chance: Random) -> Gesture:
    there = [line for section in persona.sections for line in section.attributes if line.gauge is not None]
    if not there:
        return turned(project, persona, chance)
    line = chance.choice(there)
    value = line.gauge.value + chance.choice((-5, 5)) if line.gauge is not None else 0
    return chips.set_value(project, line.id, value), "Gauge moved", True


# ------------------------------------------------------------------ sections


def section_added(project: Project, persona: Persona, chance: Random) -> Gesture:
    ready = outline.ready(persona)
    if not ready:
        return None, "", False
    after = chance.choice(persona.sections).id if persona.sections else ""
    return outline.add(project, persona.id, chance.choice(ready), after), "Section added", False


def section_changed(project: Project, persona: Persona, chance: Random) -> Gesture:
    if not persona.sections:
        return section_added(project, persona, chance)
    section: Section = chance.choice(persona.sections)
    draw = chance.randrange(4)
    if draw == 0:
        return authoring.set_text(project, section.id, "title", phrase(chance)), "Text written", True
    if draw == 1:
        return outline.move_by(project, section.id, chance.choice((-1, 1))), "Section moved", False
    if draw == 2:
        return outline.set_hidden(section.id, not section.hidden), "Section hidden", False
    if chance.random() < 0.6:
        return None, "", False
    return authoring.remove(section.id), "Section removed", False


def section_dropped(project: Project, persona: Persona, chance: Random) -> Gesture:
    if not persona.sections:
        return None, "", False
    other = chance.choice(project.personas)
    section = chance.choice(persona.sections)
    return moving.drop_section(project, section.id, other.id, chance.randrange(7)), "Section dropped", False


# ------------------------------------------------------------------ hypotheses, personas


def supposed(_project: Project, persona: Persona, chance: Random) -> Gesture:
    if not persona.hypotheses or chance.random() < 0.4:
        return authoring.add_attribute(persona.id, 0, phrase(chance)), "Hypothesis written", False
    line = chance.choice(persona.hypotheses)
    if not persona.sections or chance.random() < 0.3:
        return authoring.remove(line.id), "Hypothesis removed", False
    section = chance.choice(persona.sections)
    return authoring.move(line.id, section.id, chance.randrange(9)), "Hypothesis placed", False


def taken_back(_project: Project, persona: Persona, chance: Random) -> Gesture:
    line = line_of(persona, chance)
    return (authoring.move(line.id, persona.id, 0) if line is not None else None), "Taken back", False


def styled(project: Project, persona: Persona, chance: Random) -> Gesture:
    draw = chance.randrange(4)
    if draw == 0:
        return authoring.set_accent(project, persona.id, chance.randrange(1, 9)), "Colour changed", False
    if draw == 1:
        return SetField(persona.id, "template", chance.choice(TEMPLATES)), "Template changed", False
    if draw == 2:
        return (
            SetField(persona.id, "colour", chance.choice(("", "#123456", "#AA7733"))),
            "Colour changed",
            False,
        )
    return SetField(persona.id, "kind", chance.choice(list(PersonaKind))), "Kind of persona changed", False


def cast(project: Project, persona: Persona, chance: Random) -> Gesture:
    draw = chance.randrange(5)
    if draw == 0 and len(project.personas) < 4:
        return casting.duplicate(project, persona.id), "Persona doubled", False
    if draw == 1 and len(project.personas) > 1:
        return (
            casting.put_by(project, [persona.id], chance.choice((Kept.ASIDE, Kept.BIN))),
            "Set aside",
            False,
        )
    aside = [s for s in project.snapshots if s.kept is not Kept.VERSION]
    if draw == 2 and aside:
        return casting.bring_back(project, chance.choice(aside).id), "Brought back", False
    if draw == 3 and len(project.snapshots) < 6:
        return versions.keep(project, persona.id, phrase(chance)), "Version kept", False
    named = versions.versions(project, persona.id)
    return (
        (versions.go_back(project, chance.choice(named).id, "avant") if named else None),
        "Gone back",
        False,
    )


WORDING = (written, written, written, mended, cut, joined, pasted, noted, supposed)
SHAPING = (removed, moved, moved, dropped, placed, provenance, unlinked, taken_back)
FORMS = (turned, part_written, slid, slid)
SECTIONS = (section_added, section_changed, section_dropped)
GESTURES = (*WORDING, *SHAPING, *FORMS, *SECTIONS, styled, cast)
