"""Where something would land, read from the boxes of a sheet, for any point of any template."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_studio.domain.personas import Attribute, AttributeKind, Gauge, Section, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import TextBox, frame
from persona_studio.services.personas import moving
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.services.samples import julie
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts
from persona_studio.ui.canvas.dropping import (
    AROUND,
    counted_without,
    landing,
    section_landing,
    zones,
)

PRESS, FRENCH = Press(), Texts("fr")
TEMPLATES = ("classique", "magazine", "synthese")
LONG = "Compare longuement chaque offre avec ses collègues avant de demander un devis à qui que ce soit. "


def sheet(template, *, most=0, longest=1):
    """The reference persona, perhaps with many lines, and its pages; two sections more stand empty."""
    project = julie("fr")
    persona = project.personas[0]
    sections = [
        replace(s, attributes=s.attributes + tuple(_lines(s, most, longest))) for s in persona.sections
    ]
    empty = (Section(id="vide", key=SectionKey.HISTORY), Section(id="do", key=SectionKey.DOING))
    persona = replace(persona, template=template, sections=(*sections, *empty))
    project = replace(project, personas=(persona,))
    return project, persona, PRESS.sheet(project, persona, FRENCH, editing=True).pages


def _lines(section, most, longest):
    return [
        replace(
            Attribute(id=f"{section.id}-{i}", text=LONG * (1 + i % longest)),
            kind=list(AttributeKind)[i % 3],
            chips=("Salons", "Livres blancs", "Webinaires", "Démonstrations", "Bouche à oreille"),
            gauge=Gauge("Prix", "Qualité", 70, 50),
        )
        for i in range(most)
    ]


SHEETS = {
    (template, size): sheet(template, most=most, longest=longest)
    for template in TEMPLATES
    for size, (most, longest) in {"usual": (0, 1), "long": (14, 3), "huge": (2, 60)}.items()
}


def grid(pages, step=31.0):
    """Points all over the pages."""
    for number, page in enumerate(pages):
        for down in range(1, int(page.height / step)):
            for across in range(1, int(page.width / step)):
                yield number, across * step, down * step


def drawn(pages):
    """The parts of each line in the list of its section: page and frame."""
    parts = {}
    for number, page in enumerate(pages):
        for box in page.boxes:
            if isinstance(box, TextBox) and box.role == "li" and box.ref is not None:
                parts.setdefault(box.ref.id, []).append((number, frame(box)))
    return parts


@pytest.mark.parametrize("which", SHEETS)
def test_what_is_told_for_a_point_is_where_a_line_lands(which):
    project, persona, pages = SHEETS[which]
    known, seen = zones(pages, persona), 0
    for point in grid(pages):
        at = landing(known, *point)
        if at is None:
            continue
        seen += 1
        edit = moving.drop(project, Carried(Carries.TEXT, (), "Nouvelle"), at.parent, at.index)
        applied = edit.apply(project)
        made = find(applied.project, at.parent).attributes
        assert made[at.index].text == "Nouvelle"
        assert applied.inverse.apply(applied.project).project == project
    assert seen > 50, "most of the page takes a line"


@pytest.mark.parametrize("which", SHEETS)
def test_the_line_of_a_place_lies_between_the_lines_it_parts(which):
    _, persona, pages = SHEETS[which]
    known, parts = zones(pages, persona), drawn(pages)
    for point in grid(pages):
        at = landing(known, *point)
        if at is None:
            continue
        section = next(s for s in persona.sections if s.id == at.parent)
        above = [f for a in section.attributes[: at.index] for n, f in parts.get(a.id, []) if _near(at, n, f)]
        below = [f for a in section.attributes[at.index :] for n, f in parts.get(a.id, []) if _near(at, n, f)]
        assert all(bottom <= at.y for _, _, _, bottom in above)
        assert all(at.y <= top for _, top, _, _ in below)


def _near(at, page, shape):
    return page == at.page and at.frame.left - 1 <= shape[0] < at.frame.right


@pytest.mark.parametrize("which", SHEETS)
def test_every_place_between_two_lines_can_be_reached(which):
    _, persona, pages = SHEETS[which]
    known = zones(pages, persona)
    reached = {(zone.section, stop.index) for zone in known for stop in zone.stops}
    for zone in known:
        for stop in zone.stops:
            at = landing(known, zone.page, (zone.frame.left + zone.frame.right) / 2, stop.y)
            assert (at.parent, at.index, at.y) == (zone.section, stop.index, stop.y)
    parts = drawn(pages)
    for section in persona.sections:
        shown = [i for i, a in enumerate(section.attributes) if a.id in parts]
        if not shown:
            continue
        assert {(section.id, i) for i in (*shown, shown[-1] + 1)} <= reached


@pytest.mark.parametrize("which", SHEETS)
def test_the_ground_of_a_section_holds_its_text_and_no_other(which):
    _, persona, pages = SHEETS[which]
    for zone in zones(pages, persona):
        ids = {a.id for s in persona.sections if s.id == zone.section for a in s.attributes} | {zone.section}
        left, top, right, bottom = zone.frame
        for box in pages[zone.page].boxes:
            if not isinstance(box, TextBox) or not box.lines:
                continue
            x1, y1, _, y2 = frame(box)
            x2 = max(line.x + line.width for line in box.lines)
            if x1 < right and x2 > left and y1 < bottom - 0.1 and y2 > top + 0.1:
                ours = box.ref is not None and box.ref.id in ids
                assert ours or (box.role == "h2" and not zone.headed), box.text


@pytest.mark.parametrize("template", TEMPLATES)
def test_head_foot_and_margins_take_no_lines(template):
    _, persona, pages = SHEETS[template, "usual"]
    known = zones(pages, persona)
    page = pages[0]
    for x, y in ((3, 3), (page.width - 3, page.height / 2), (page.width / 2, page.height - 3)):
        assert landing(known, 0, x, y) is None
    for box in page.boxes:
        if isinstance(box, TextBox) and box.ref is not None and box.ref.kind == "persona":
            assert landing(known, 0, box.x + box.width / 2, box.y + box.height / 2) is None


def test_an_empty_section_takes_its_first_line():
    _, persona, pages = SHEETS["classique", "usual"]
    zone = next(z for z in zones(pages, persona) if z.section == "vide")
    at = landing([zone], zone.page, zone.frame.left + 40, zone.frame.bottom - 3)
    assert (at.parent, at.index) == ("vide", 0)


def test_the_white_below_the_last_section_of_a_column_belongs_to_it():
    _, persona, pages = SHEETS["magazine", "usual"]
    zone = next(z for z in zones(pages, persona) if z.section == persona.sections[0].id)
    at = landing(zones(pages, persona), 0, zone.frame.left + 10, zone.frame.bottom + 2 * AROUND)
    assert (at.parent, at.index) == (zone.section, len(persona.sections[0].attributes))


@pytest.mark.parametrize("which", SHEETS)
def test_a_section_lands_where_it_was_told(which):
    project, persona, pages = SHEETS[which]
    known, moved = zones(pages, persona), persona.sections[1].id
    order = [s.id for s in persona.sections]
    for point in grid(pages, 41):
        at = section_landing(known, persona, *point)
        if at is None:
            continue
        edit = moving.drop_section(project, moved, at.parent, at.index)
        now = edit.apply(project).project.personas[0] if edit is not None else persona
        assert [s.id for s in now.sections].index(moved) == counted_without(order, at.index, [moved])


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(SHEETS)),
    st.integers(0, 3),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sets(st.integers(0, 24), min_size=1, max_size=4),
)
def test_lines_of_the_sheet_land_where_it_was_told(which, page, across, down, chosen):
    project, persona, pages = SHEETS[which]
    page = min(page, len(pages) - 1)
    at = landing(zones(pages, persona), page, across * pages[page].width, down * pages[page].height)
    if at is None:
        return
    everything = [a.id for a in persona.attributes]
    moved = [everything[i] for i in sorted(chosen) if i < len(everything)]
    before = [a.id for a in find(project, at.parent).attributes]
    edit = moving.drop(project, Carried(Carries.LINES, tuple(moved), ""), at.parent, at.index)
    after = edit.apply(project).project if edit is not None else project
    first = counted_without(before, at.index, moved)
    assert [a.id for a in find(after, at.parent).attributes][first : first + len(moved)] == moved
    if edit is not None:
        assert edit.apply(project).inverse.apply(after).project == project
