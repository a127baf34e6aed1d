"""Empathy map, journey and plan: as on their pictures, and sound whatever is written on them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from operator import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.domain.deliverables import BLANK_EMPATHY, BLANK_JOURNEY, EMPATHY, JOURNEY, PLAN
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Gauge,
    Opportunity,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Stage,
    Task,
)
from persona_studio.publish.boxes import (
    Group,
    Line,
    Page,
    Path,
    Rect,
    Ref,
    TextBox,
    find,
    frame,
    text_boxes,
)
from persona_studio.publish.layout.blank_companions import blank_empathy, blank_journey
from persona_studio.publish.layout.companion import FOOT, Made
from persona_studio.publish.layout.deliverables import printouts
from persona_studio.publish.layout.empathy import empathy
from persona_studio.publish.layout.journey import journey
from persona_studio.publish.layout.plan import plan
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM
from persona_studio.texts import Texts
from publish import beside
from publish.companions import JULIE, LAID, LAYOUTS, work
from publish.julie import julie
from publish.sheets import FRENCH, assert_inside, assert_stands, bare, box_of, meet, said

WORDS = "Une phrase qui va et vient, puis s’étend sans fin : un peu plus loin, encore et toujours. "
ODD = [
    "W" * 300,
    "\u202f",
    "a\nb\n\nc",
    "漢字" * 80,
    "…" * 200,
    "👩\u200d👧 " * 30,
    "x" * 1500,
    "é\u0301" * 90,
]


def long(factor: float, at: int = 0) -> str:
    """A text so many times as long as one on the picture."""
    size = int(45 * factor) + at % 7
    return (WORDS * (size // len(WORDS) + 1))[at % 11 :][:size].strip() or "a"


def made_of(text: Callable[[int], str], stages: int = 6, lines: int = 1) -> Persona:
    """A persona all of whose companions say such texts, so many a cell."""

    def section(number: int, key: SectionKey, name: str) -> Section:
        made = tuple(
            Attribute(
                id=f"{name}-{i}",
                text=text(number * 10 + i),
                provenance=list(Provenance)[(number + i) % 3],
                opportunity=Opportunity(team=SectionKey.SALES, effort=1 + i % 3, impact=3)
                if key is SectionKey.OPPORTUNITIES
                else None,
                task=Task(owner=text(i), due=text(i + 1), because="e00") if name.startswith("t") else None,
            )
            for i in range(lines)
        )
        return Section(id=name, key=key, attributes=made)

    def stage(number: int) -> Stage:
        lanes = (section(number * 5 + i, s.key, f"j{number}-{i}") for i, s in enumerate(_LANES))
        feeling = (number * 67) % 201 - 100
        return Stage(
            id=f"j{number}", name=text(number), when=text(number), mood=text(number)[:40], feeling=feeling,
            icon=("rocket", "", "../../secret")[number % 3], lanes=tuple(lanes),
        )  # fmt: skip

    _LANES = beside.journey().stages[0].lanes
    way = replace(
        beside.journey(), title=text(1), length=text(2)[:60], span=text(3), note=text(4), key="j1",
        stages=tuple(map(stage, range(stages))), moment=(Attribute(id="m", text=text(5)),),
    )  # fmt: skip
    return replace(
        julie(),
        title=text(6)[:90],
        feminine=True,
        empathy=tuple(section(i, s.key, f"q{i}") for i, s in enumerate(beside.empathy())),
        journeys=(way,),
        plan=tuple(section(i, s.key, f"t{i}") for i, s in enumerate(beside.plan())),
    )


def tight(box: TextBox) -> tuple[float, float, float, float]:
    """The frame of what is printed: a short line leaves the rest of its box empty."""
    left = min((line.x for line in box.lines), default=box.x)
    right = max((line.x + line.width for line in box.lines), default=box.x)
    return left, box.y, right, box.y + box.height


def assert_sound(page: Page) -> None:
    """Fail when a text leaves box or page, lies on another text, a figure or the mark of a line."""
    texts = [box for box in text_boxes(page) if box.lines and box.text.strip()]
    for box in texts:
        assert_inside(box, page)
    drawn = [b for b in page.boxes if isinstance(b, Group) and b.role in ("figure", "label")]
    for one, other in combinations(texts, 2):
        assert not meet(tight(one), tight(other)), (one.text, other.text)
    for box in texts:
        assert not any(meet(tight(box), frame(shape)) for shape in drawn), box.text
    for shape in page.boxes:
        left, top, right, bottom = frame(shape)
        assert min(left, top) > 9.9 * MM
        assert right < page.width - 9.9 * MM
        assert bottom < page.height - 9.9 * MM


def lines_of(persona: Persona, layout: object) -> dict[Ref, str]:
    """All lines of a companion, by what shows them."""
    sections = {
        empathy: persona.empathy,
        journey: tuple(lane for j in persona.journeys for s in j.stages for lane in s.lanes),
        plan: persona.plan,
    }[layout]  # type: ignore[index]
    lines = [line for section in sections for line in section.attributes]
    lines += [line for j in persona.journeys for line in j.moment] if layout is journey else []
    return {Ref("attribute", line.id, "text"): line.text for line in lines}


def printed_lines(made: Made) -> dict[Ref, str]:
    found: dict[Ref, list[TextBox]] = {}
    for page in made.sheet.pages:
        for box in text_boxes(page):
            if box.ref is not None and box.ref.kind == "attribute" and box.ref.field == "text":
                found.setdefault(box.ref, []).append(box)
    return {
        ref: bare("".join(box.text for box in sorted(boxes, key=lambda box: box.first)))
        for ref, boxes in found.items()
    }


# ------------------------------------------------------------------ as on the pictures


def test_the_empathy_map_stands_as_on_its_picture() -> None:
    (page,) = empathy(work()).sheet.pages
    assert (page.width / MM, page.height / MM) == pytest.approx((297, 210))
    measured = {
        "q0": (19.1, 44.2), "q1": (185.5, 44.2), "q2": (19.1, 105.2), "q3": (185.5, 105.2),
        "q4": (23.8, 165.5), "q5": (165.3, 165.5),
    }  # fmt: skip
    for which, at in measured.items():
        assert_stands(box_of(page, "section", which, "title"), 0, *at)
    measured = {
        "e00": (16.6, 52.1), "e03": (16.6, 70.7), "e10": (183.0, 52.1), "e30": (183.0, 113.0),
        "e32": (183.0, 130.6), "e40": (21.6, 172.0), "e52": (163.0, 183.7),
    }  # fmt: skip
    for which, at in measured.items():
        assert_stands(box_of(page, "attribute", which, "text"), 0, *at)
    assert_stands(box_of(page, "persona", "julie", "name"), 0, 11.9, 17.5)
    assert_stands(box_of(page, "persona", "julie", "title"), 0, 31.7, 17.5)
    ring = next(box for box in page.boxes if isinstance(box, Path))
    assert [v / MM for v in frame(ring)] == pytest.approx([120, 64.5, 177, 121.5], abs=0.2)
    tinted = [box for box in page.boxes if isinstance(box, Rect) and box.fill == "#E1F0EF"]
    assert [b.x / MM for b in tinted] == pytest.approx([12, 153.5], abs=0.1)
    assert "Donnée d’enquête (9)" in said(page)
    assert "Verbatim (6)" in said(page)
    assert "Hypothèse à vérifier (5)" in said(page)


def test_the_journey_stands_as_on_its_picture() -> None:
    (page,) = journey(work()).sheet.pages
    measured = {"j00": (43.9, 39.6), "j01": (87.0, 39.6), "j03": (168.3, 39.6), "j05": (249.6, 39.6)}
    for which, at in measured.items():
        assert_stands(box_of(page, "stage", which, "name"), 0, *at)
        assert_stands(box_of(page, "stage", which, "when"), 0, at[0], 43.3)
    for which, at in {
        "j00-actions": (41.0, 56.5), "j05-actions": (244.3, 56.5), "j01-thoughts": (81.6, 77.3),
        "j02-touchpoints": (127.6, 132.7), "j03-pains": (162.9, 146.8), "j04-opportunities": (203.6, 161.8),
    }.items():  # fmt: skip
        assert_stands(box_of(page, "attribute", which, "text"), 0, *at)
    points = {s.id: find(page, Ref("stage", s.id, "feeling")) for s in JULIE.journeys[0].stages}
    measured = {"j00": (59.2, 109.1), "j01": (99.8, 100.7), "j02": (140.5, 106.3), "j03": (181.1, 116.8),
                "j04": (221.8, 104.3), "j05": (262.4, 95.9)}  # fmt: skip
    for which, at in measured.items():
        left, top, right, bottom = frame(points[which])
        assert [(left + right) / 2 / MM, (top + bottom) / 2 / MM] == pytest.approx(at, abs=0.4)
    arrows = [frame(b) for b in page.boxes if isinstance(b, Path) and b.ref and b.ref.field == "chevron"]
    ends = [v / MM for a in arrows[:2] for v in (a[0], a[2])]
    assert ends == pytest.approx([41, 80.7, 81.6, 121.3], abs=0.15)
    assert_stands(box_of(page, "journey", "j", "title"), 0, 34.0, 23.5)
    assert box_of(page, "journey", "j", "length").lines[0].x / MM == pytest.approx(260.0, abs=0.4)


def test_titles_agree_with_the_persona() -> None:
    def titles(feminine: bool | None, texts: Texts = FRENCH) -> list[str]:
        made = empathy(work(replace(JULIE, feminine=feminine), texts))
        return [box.text for box in text_boxes(made.sheet.pages[0]) if box.role == "h2"]

    assert titles(True)[:2] == ["Ce qu’elle pense et ressent", "Ce qu’elle voit"]
    assert titles(False)[2:4] == ["Ce qu’il entend", "Ce qu’il dit et fait"]
    assert titles(None) == [
        "Pense et ressent",
        "Voit",
        "Entend",
        "Dit et fait",
        "Difficultés",
        "Bénéfices attendus",
    ]
    assert titles(True, Texts("en"))[0] == "What she thinks and feels"
    own = replace(JULIE, empathy=(replace(JULIE.empathy[0], title="Au fond"), *JULIE.empathy[1:]))
    assert "Au fond" in said(empathy(work(own)).sheet.pages[0])


# ------------------------------------------------------------------ whatever is written


@LAID
@pytest.mark.parametrize("editing", [False, True])
@pytest.mark.parametrize("factor", [0.3, 1.0, 1.7, 3.0])
def test_nothing_overlaps_however_long_the_words_are(layout, factor: float, editing: bool) -> None:
    persona = made_of(lambda at: long(factor, at), lines=2)
    made = layout(work(persona, editing=editing))
    for page in made.sheet.pages:
        assert_sound(page)
    assert printed_lines(made) == {ref: bare(text) for ref, text in lines_of(persona, layout).items()}


@pytest.mark.parametrize(("count", "factor"), [(count, (0.4, 1.0, 2.2)[count % 3]) for count in range(13)])
def test_a_journey_has_as_many_stages_as_it_takes(count: int, factor: float) -> None:
    persona = made_of(lambda at: long(factor, at), stages=count)
    made = journey(work(persona, editing=True))
    for page in made.sheet.pages:
        assert_sound(page)
    shown = [b.ref.id for p in made.sheet.pages for b in p.boxes if isinstance(b, Path) and b.ref]
    assert shown == [stage.id for stage in persona.journeys[0].stages]
    assert printed_lines(made) == {ref: bare(text) for ref, text in lines_of(persona, journey).items()}


@LAID
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_are_printed_whole_within_the_page(layout, odd: str) -> None:
    persona = made_of(lambda at: odd if at % 3 == 0 else long(0.8, at))
    made = layout(work(persona))
    for page in made.sheet.pages:
        assert_sound(page)
    assert {r: t for r, t in printed_lines(made).items() if t} == {
        r: bare(t) for r, t in lines_of(persona, layout).items() if bare(t)
    }


@LAID
@examples(15)
@given(data=st.data())
def test_any_companion_is_laid_out_soundly(layout, data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text(max_size=120), min_size=3, max_size=9))
    stages, lines = data.draw(st.integers(1, 9)), data.draw(st.integers(0, 5))
    names = st.sampled_from(["", "Julie", "Marie-Caroline de la Tour", "W" * 90, texts[0]])
    persona = made_of(lambda at: texts[at % len(texts)], stages, lines)
    persona = replace(persona, name=data.draw(names), title=data.draw(names), share=None)
    kinds = data.draw(st.sampled_from([None, AttributeKind.CHIPS, AttributeKind.GAUGE]))
    if kinds is not None and lines:
        first = persona.empathy[0]
        odd = replace(first.attributes[0], kind=kinds, chips=("Un", texts[0]), gauge=Gauge("a", texts[1], 30))
        persona = replace(
            persona, empathy=(replace(first, attributes=(odd, *first.attributes[1:])), *persona.empathy[1:])
        )
    options = Options(
        marks=data.draw(st.booleans()), source=data.draw(st.booleans()), rates=data.draw(st.booleans())
    )
    for page in layout(work(persona, options=options, editing=data.draw(st.booleans()))).sheet.pages:
        assert_sound(page)


def test_what_goes_overleaf_is_told() -> None:
    made = empathy(work(made_of(lambda at: long(2.5, at), lines=9)))
    assert len(made.sheet.pages) > 1
    assert made.sheet.overflow
    assert made.sheet.pages[1].title == "Carte d’empathie, Julie (suite)"


def test_the_curve_goes_through_its_points_and_never_beyond_them() -> None:
    (page,) = journey(work()).sheet.pages
    (line,) = [b for b in page.boxes if isinstance(b, Path) and b.fill is None and b.ref is None]
    starts = [line.commands[0][1], *(values[-2:] for _, values in line.commands[1:])]
    for (_, values), ((x1, y1), (x2, y2)) in zip(line.commands[1:], pairwise(starts), strict=True):
        ax, ay, bx, by, *_ = values
        heights = [
            (1 - t) ** 3 * y1 + 3 * (1 - t) ** 2 * t * ay + 3 * (1 - t) * t**2 * by + t**3 * y2
            for t in (i / 20 for i in range(21))
        ]
        assert all(x1 <= x <= x2 for x in (ax, bx))
        assert heights == sorted(heights, reverse=y1 > y2)
    centres = [frame(find(page, Ref("stage", s.id, "feeling"))) for s in JULIE.journeys[0].stages]
    assert [p for p, _ in starts] == pytest.approx([(a[0] + a[2]) / 2 for a in centres])
    lower = [a[1] > b[1] for a, b in pairwise(centres)]
    assert lower == [a.feeling < b.feeling for a, b in pairwise(JULIE.journeys[0].stages)]


# ------------------------------------------------------------------ on screen


def test_each_section_has_a_ground_of_its_own_on_screen_only() -> None:
    def grounds(layout: Callable[[Work], Made], *, editing: bool) -> dict[str, Rect]:
        (page,) = layout(work(editing=editing)).sheet.pages
        return {b.ref.id: b for b in page.boxes if isinstance(b, Rect) and b.ref and b.ref.field == "area"}

    sections = {
        empathy: JULIE.empathy,
        journey: tuple(lane for s in JULIE.journeys[0].stages for lane in s.lanes),
        plan: JULIE.plan,
    }
    for layout, known in sections.items():
        found = grounds(layout, editing=True)
        assert sorted(found) == sorted(s.id for s in known)
        assert not any(meet(frame(a), frame(b)) for a, b in combinations(found.values(), 2))
        assert grounds(layout, editing=False) == {}
        (page,) = layout(work(editing=True)).sheet.pages
        for section in known:
            for line in section.attributes:
                left, top, _, bottom = frame(box_of(page, "attribute", line.id, "text"))
                ground = frame(found[section.id])
                assert ground[0] <= left
                assert ground[1] - 1 <= top < bottom <= ground[3] + 1


def test_what_is_empty_is_an_invitation_on_screen_and_nothing_on_paper() -> None:
    bare_stage = Stage(
        id="j0", name="", lanes=tuple(replace(s, attributes=()) for s in JULIE.journeys[0].stages[0].lanes)
    )
    nothing = replace(
        JULIE,
        empathy=tuple(replace(s, attributes=()) for s in JULIE.empathy),
        plan=tuple(replace(s, attributes=()) for s in JULIE.plan),
        journeys=(
            replace(
                JULIE.journeys[0], title="", length="", span="", note="", moment=(), stages=(bare_stage,)
            ),
        ),
    )
    for layout in LAYOUTS.values():
        (screen,) = layout(work(nothing, editing=True)).sheet.pages
        (paper,) = layout(work(nothing)).sheet.pages
        assert not [box for box in text_boxes(paper) if box.hint]
        assert not [
            box for box in paper.boxes if isinstance(box, Rect) and box.ref and box.ref.field == "attributes"
        ]
        hints = {box.ref for box in text_boxes(screen) if box.hint}
        empty = [s.id for s in (*nothing.empathy, *nothing.plan, *bare_stage.lanes)]
        shown = [which for which in empty if Ref("section", which, "attributes") in hints]
        assert len(shown) in (6, 5, 4)
        assert_sound(screen)
        assert_sound(paper)
    (screen,) = journey(work(nothing, editing=True)).sheet.pages
    fields = {(b.ref.kind, b.ref.field) for b in text_boxes(screen) if b.hint and b.ref}
    assert fields >= {("journey", f) for f in ("title", "length", "span", "note", "moment")}
    assert fields >= {("stage", f) for f in ("name", "when", "mood")}


def test_companions_that_were_not_begun_print_nothing() -> None:
    without = work(julie())
    for deliverable in (EMPATHY, JOURNEY, PLAN):
        assert [each.persona for each in printouts(deliverable, [without, work()])] == ["julie"]
        assert printouts(deliverable, [without]) == []


def test_marks_are_left_out_when_asked_for() -> None:
    def marks(**options: bool) -> set[str]:
        (page,) = empathy(work(options=Options(**options))).sheet.pages
        return {b.sign for b in page.boxes if isinstance(b, Group) and b.ref and b.ref.field == "provenance"}

    assert marks() == {"●", "❝", "○"}
    assert marks(marks=False) == {""}
    (page,) = empathy(work(options=Options(marks=False, source=False))).sheet.pages
    assert not any(text.startswith(("Donnée", "Enquête")) for text in said(page))


# ------------------------------------------------------------------ blank


@pytest.mark.parametrize("language", ["fr", "en"])
def test_blank_pages_say_nothing_of_anybody_and_leave_room(language: str) -> None:
    texts = Texts(language)
    for make, deliverable in ((blank_empathy, BLANK_EMPATHY), (blank_journey, BLANK_JOURNEY)):
        page = make(work(texts=texts))
        assert_sound(page)
        assert (page.width / MM, page.height / MM) == pytest.approx((420, 297))
        words = [text for text in said(page) if text != "Belvoir."]
        assert not any("Julie" in text or "Enquête" in text for text in words)
        written = sum((box.height * box.width) for box in text_boxes(page))
        assert written < 0.04 * page.width * page.height
        assert [p.pages for p in printouts(deliverable, [work(texts=texts), work(texts=texts)])] == [(page,)]


def test_blank_pages_are_read_from_afar_and_hold_notes() -> None:
    map_, way = blank_empathy(work()), blank_journey(work())
    for page in (map_, way):
        words = [box for box in text_boxes(page) if box.text.strip()]
        assert min(run.size for box in words for line in box.lines for run in line.runs) >= 9
    heads = [box for box in text_boxes(map_) if box.role == "h2"]
    across = sorted(
        {b.y1 for b in map_.boxes if isinstance(b, Line) and b.y1 == b.y2 and b.x2 - b.x1 > 9 * MM}
    )
    for quadrant in heads[:4]:
        below = next(y for y in across if y > quadrant.y)
        assert below - (quadrant.y + quadrant.height) >= 76 * MM


# ------------------------------------------------------------------ the height is shared


def map_of(counts: Sequence[int], factor: float = 1.2) -> Persona:
    """Julie with so many lines in each section of her map, in the order in which they stand."""
    sections = (
        replace(
            section,
            attributes=tuple(
                Attribute(id=f"{section.id}-{i}", text=long(factor, i), provenance=Provenance.HYPOTHESIS)
                for i in range(count)
            ),
        )
        for section, count in zip(JULIE.empathy, counts, strict=True)
    )
    return replace(JULIE, empathy=tuple(sections))


def middles(page: Page) -> list[float]:
    """The heights of the hairlines between upper and lower quadrants, left then right."""
    (ring,) = [frame(b) for b in page.boxes if isinstance(b, Path) and b.ref is None]
    across = [b for b in page.boxes if isinstance(b, Line) and b.y1 == b.y2 and ring[1] < b.y1 < ring[3]]
    return [b.y1 for b in sorted(across, key=lambda b: b.x1)]


@pytest.mark.parametrize("editing", [False, True])
@pytest.mark.parametrize(
    "counts",
    [
        (12, 3, 2, 3, 2, 2),
        (2, 3, 12, 10, 2, 2),
        (10, 10, 6, 6, 1, 0),
        (2, 2, 2, 2, 8, 3),
        (11, 1, 1, 11, 1, 1),
    ],
    ids=["one", "below", "quadrants", "a box", "crosswise"],
)
def test_a_full_quadrant_takes_room_of_an_emptier_one(counts: Sequence[int], editing: bool) -> None:
    persona = map_of(counts)
    made = empathy(work(persona, editing=editing))
    (page,) = made.sheet.pages
    assert_sound(page)
    assert printed_lines(made) == {ref: bare(text) for ref, text in lines_of(persona, empathy).items()}
    (ring,) = [frame(b) for b in page.boxes if isinstance(b, Path) and b.ref is None]
    left, right = middles(page)
    assert (left + right) / 2 == pytest.approx((ring[1] + ring[3]) / 2)
    assert (left == right) is (counts[0] != 11)
    (bottom,) = {
        b.y1
        for b in page.boxes
        if isinstance(b, Line) and b.y1 == b.y2 and b.y1 > ring[3] and b.y1 < FOOT.top
    }
    assert bottom > ring[3]


def test_words_as_long_as_on_the_picture_leave_the_hairlines_where_they_are() -> None:
    (page,) = empathy(work()).sheet.pages
    assert [y / MM for y in middles(page)] == pytest.approx([93, 93], abs=0.05)


@examples(15)
@given(counts=st.lists(st.integers(0, 22), min_size=6, max_size=6), factor=st.sampled_from([0.5, 1.2, 2.4]))
def test_nothing_goes_overleaf_while_a_quadrant_has_room(counts: list[int], factor: float) -> None:
    persona = map_of(counts, factor)
    made = empathy(work(persona, editing=True))
    first = made.sheet.pages[0]
    assert printed_lines(made) == {ref: bare(text) for ref, text in lines_of(persona, empathy).items()}
    grounds = {b.ref.id: b for b in first.boxes if isinstance(b, Rect) and b.ref and b.ref.field == "area"}
    assert not any(meet(frame(a), frame(b)) for a, b in combinations(grounds.values(), 2))
    over = {line.split("-")[0] for line in made.sheet.overflow}
    line = 8.5 * 1.41
    for above, below in (("q0", "q2"), ("q1", "q3")):
        for full, other in ((above, below), (below, above)):
            if full not in over or other in over:
                continue
            # Its next line was too high for what the other has free, or that is as low as it goes.
            words = [b for b in text_boxes(first) if b.ref and b.ref.id.startswith(f"{other}-")]
            end = max((b.y + b.height for b in words), default=grounds[other].y)
            free = grounds[other].y + grounds[other].height - end
            assert (
                free < (factor + 1) * line
                or grounds[other].height < 31 * MM
                or abs(sub(*middles(first))) > 42.7 * MM
            )
