"""Deliverables beside the sheet: whoever is on them, no text leaves its box, meets another or the margin."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import deepened, examples
from persona_studio.domain.deliverables import (
    ANNEXE,
    CARDS,
    COMPARISON,
    DELIVERABLES,
    PAPERS,
    POSTER,
    SHEET,
    Deliverable,
    chosen,
)
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Persona, PersonaKind, Portrait, SectionKey
from persona_studio.publish.boxes import Group, Line, Page, Rect, Ref, TextBox, find, frame, text_boxes
from persona_studio.publish.layout.contrasts import Contrast
from persona_studio.publish.layout.deliverables import Printout, printouts
from persona_studio.publish.layout.values import SheetFacts, Work
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.publish.style import MM, TEXT3, accent_of
from persona_studio.texts import Texts
from publish.julie import FACTS, julie, measured_julie
from publish.sheets import FRENCH, SUPPLIES, assert_inside, bare, meet
from publish.test_templates import personas, phrase

NAMES = ("Julie", "Marc", "Samira", "Thomas", "Jean-Christophe", "Aude", "Zoé", "Inès", "Léo", "Ève")
BARE = Options(marks=False, source=False, rates=True)
DRAWN = tuple(each for each in DELIVERABLES if each is not ANNEXE)


def work(persona: Persona, facts: SheetFacts = FACTS, texts: Texts = FRENCH) -> Work:
    return Work(persona, facts, texts, SUPPLIES, accent_of(persona))


def scaled(text: str, factor: float) -> str:
    """Return a text as long as a factor of it: Julie's words, cut or said again."""
    return (f"{text} " * 4)[: max(1, round(len(text) * factor))].strip() if text else ""


def cast(count: int, factor: float) -> list[Work]:
    """Return as many personas with Julie's words, more or fewer of them, each with figures of its own."""
    return [work(_scaled(measured_julie(), i, factor)) for i in range(count)]


def _scaled(persona: Persona, number: int, factor: float) -> Persona:
    sections = tuple(
        replace(
            section,
            attributes=tuple(
                replace(
                    line,
                    id=f"{number}.{line.id}",
                    text=scaled(line.text, factor),
                    gauge=replace(line.gauge, value=(line.gauge.value + 31 * number) % 101)
                    if line.gauge
                    else None,
                )
                for line in (*section.attributes[number % 3 :], *section.attributes[: number % 3])
            ),
        )
        for section in persona.sections
    )
    fields = {
        f: scaled(getattr(persona, f), factor) for f in ("title", "role", "priority", "objective", "quote")
    }
    return replace(
        persona,
        id=f"p{number}",
        name=scaled(NAMES[number], max(1.0, factor)),
        kind=list(PersonaKind)[number % 3],
        portrait=Portrait(f"f0{number % 9 + 1}"),
        accent=number % 8 + 1,
        share=0.31 - 0.03 * number,
        sections=sections,
        **fields,
    )


def contrasts(works: Sequence[Work]) -> tuple[Contrast, ...]:
    ids = [each.persona.id for each in works]
    return tuple(
        Contrast(f"v{i}", label, tuple((id_, (0.07 + 0.13 * i * n) % 1) for n, id_ in enumerate(ids)), 0.4)
        for i, label in enumerate(["Qui valide l’achat ? Mon n+1", phrase(160), "Oui", phrase(60), "Non", ""])
    )


def made(deliverable: Deliverable, works: Sequence[Work]) -> list[Printout]:
    return printouts(deliverable, works, contrasts(works))


def assert_sound(page: Page) -> None:
    """Fail when a text leaves box or page, or lies on another text or a figure."""
    texts = [box for box in text_boxes(page) if box.lines]
    for box in texts:
        assert_inside(box, page)
    figures = [frame(box) for box in page.boxes if isinstance(box, Group) and box.role == "figure"]
    for one, other in combinations(texts, 2):
        assert not meet(tight(one), tight(other)), (one.text, other.text)
    for box in texts:
        assert not any(meet(tight(box), figure) for figure in figures), box.text


def tight(box: TextBox) -> tuple[float, float, float, float]:
    """Return the frame of what is printed: a short line leaves the rest of its box empty."""
    left = min((line.x for line in box.lines), default=box.x)
    right = max((line.x + line.width for line in box.lines), default=box.x)
    return left, box.y, right, box.y + box.height


@pytest.mark.parametrize("deliverable", DRAWN, ids=lambda each: each.id)
@pytest.mark.parametrize("count", deepened([1, 4, 6], quick=(1, 6).__contains__))
@pytest.mark.parametrize("factor", deepened([0.3, 1.0, 3.0], quick=(0.3, 3.0).__contains__))
@pytest.mark.parametrize("options", [Options(), BARE], ids=["usual", "bare"])
def test_nothing_overlaps_whoever_is_on_it(deliverable, count, factor, options):
    facts = replace(FACTS, options=options, project="Marketing client B2B 2025")
    works = [work(each.persona, facts) for each in cast(count, factor)]
    pages = [page for each in made(deliverable, works) for page in each.pages]
    expected = {POSTER.id: count, COMPARISON.id: int(count > 1), CARDS.id: 2}
    assert len(pages) == expected.get(deliverable.id, len(pages))
    width, height = PAPERS[deliverable.paper]
    for page in pages:
        assert sorted((page.width / MM, page.height / MM)) == pytest.approx(sorted((width, height)))
        assert_sound(page)
        if deliverable is not CARDS:  # colour goes beyond the cut, and the marks stand there
            assert_within_margins(page)


def assert_within_margins(page: Page) -> None:
    for box in page.boxes:
        left, top, right, bottom = frame(box)
        assert min(left, top) >= 9.9 * MM, box
        assert right <= page.width - 9.9 * MM, box
        assert bottom <= page.height - 9.9 * MM, box


@pytest.mark.parametrize(
    "deliverable",
    deepened([each for each in DRAWN if not each.blank], quick=(POSTER, COMPARISON, CARDS).__contains__),
    ids=lambda each: each.id,
)
@examples(5)
@given(people=st.lists(personas(), min_size=1, max_size=4), language=st.sampled_from(["fr", "en"]))
def test_any_personas_fit(deliverable, people, language):
    texts = Texts(language)
    own = [replace(person, id=f"p{i}") for i, person in enumerate(people)]
    for each in made(deliverable, [work(person, texts=texts) for person in own]):
        for page in each.pages:
            assert page.language == language
            assert_sound(page)


def test_every_deliverable_is_named_in_french():
    for each in DELIVERABLES:
        for said in (each.name, each.page, *each.sides, each.hint):
            assert FRENCH(said) != said or said in {"", "Annexe", "Questionnaire"}


def test_deliverables_are_named_in_any_order_and_come_in_theirs():
    assert chosen("cards, sheet") == (SHEET, CARDS)
    assert chosen("all") == DELIVERABLES
    for wrong in ("", ",", "poster,wall", "Poster"):
        with pytest.raises(ValueError, match=r"wall|Poster|^$"):
            chosen(wrong)


# ---------------------------------------------------------------- nothing is cut in silence


def words_of(pages: Sequence[Page]) -> str:
    return bare("".join(box.text for page in pages for box in text_boxes(page)))


@pytest.mark.parametrize("factor", [0.3, 1.0, 3.0, 12.0])
def test_what_is_not_said_whole_is_told(factor):
    (alone,) = cast(1, 1.0)
    long = replace(alone.persona, priority=phrase(int(98 * factor)), quote=phrase(int(70 * factor)))
    for deliverable in (POSTER, CARDS):
        (each,) = printouts(deliverable, [work(long)])
        said = words_of(each.pages)
        assert (bare(long.priority) in said) is ("Priorité" not in each.cut)
        assert (bare(long.quote) in said) is ("Citation" not in each.cut)
    assert factor < 12 or {"Priorité", "Citation"} <= set(each.cut)


def test_a_text_is_cut_at_a_word_and_ends_in_an_ellipsis():
    (alone,) = cast(1, 1.0)
    said = phrase(1500)
    (each,) = printouts(POSTER, [work(replace(alone.persona, priority=said))])
    box = find(each.pages[0], Ref("persona", "p0", "priority"))
    assert isinstance(box, TextBox)
    assert box.text.endswith("…")
    kept = box.text.removesuffix("…")
    assert said.startswith((f"{kept} ", f"{kept}."))
    assert len(box.lines) == 6


# ---------------------------------------------------------------- poster


def test_the_zones_stand_where_the_design_puts_them_and_hold_a_note_of_76_mm():
    (each,) = made(POSTER, cast(1, 1.0))
    page = each.pages[0]
    assert (page.width / MM, page.height / MM) == pytest.approx((297, 420))
    zones = [box for box in page.boxes if isinstance(box, Rect) and box.dash]
    outer = [[v / MM for v in (z.x - z.stroke_width / 2, z.y - z.stroke_width / 2)] for z in zones]
    assert outer == [pytest.approx(at) for at in ((15, 226), (106.5, 226), (198, 226))] + [
        pytest.approx(at) for at in ((15, 321), (106.5, 321), (198, 321))
    ]
    for zone in zones:
        assert zone.width - zone.stroke_width > 76 * MM
        assert zone.height - zone.stroke_width > 76 * MM
        assert not any(meet(frame(zone), tight(box)) for box in text_boxes(page))


def test_the_headings_agree_with_the_persona():
    (alone,) = cast(1, 1.0)
    said = {
        feminine: words_of(made(POSTER, [work(replace(alone.persona, feminine=feminine))])[0].pages)
        for feminine in (True, False, None)
    }
    assert "Oùlarencontrer" in said[True]
    assert "Oùlerencontrer" in said[False]
    assert "Oùalleràsarencontre" in said[None]


# ---------------------------------------------------------------- comparison


@pytest.mark.parametrize(("count", "pages"), [(1, []), (2, [2]), (6, [6]), (7, [3, 4]), (10, [5, 5])])
def test_six_personas_at_the_most_stand_side_by_side(count, pages):
    found = [page for each in made(COMPARISON, cast(count, 1.0)) for page in each.pages]
    names = [[b.text for b in text_boxes(page) if b.role == "h2"] for page in found]
    assert [len(each) for each in names] == pages
    assert [name for each in names for name in each] == list(NAMES[: count if pages else 0])


def test_the_answers_that_part_them_most_come_first():
    works = cast(4, 0.3)
    near, far, middle = (
        Contrast(label, label, tuple((w.persona.id, v) for w, v in zip(works, shares, strict=True)), 0.5)
        for label, shares in (
            ("proche", (0.50, 0.52, 0.5, 0.51)),
            ("loin", (0.05, 0.95, 0.5, 0.5)),
            ("moyen", (0.3, 0.6, 0.5, 0.5)),
        )
    )
    (each,) = printouts(COMPARISON, works, (near, far, middle))
    said = [box.text for box in text_boxes(each.pages[0])]
    places = [said.index(label) for label in ("loin", "moyen", "proche")]
    assert places == sorted(places)
    first = said.index("loin")
    assert [bare(text) for text in said[first + 1 : first + 5]] == ["5%", "95%", "50%", "50%"]


@pytest.mark.parametrize(("right", "said"), [("B", "A – B"), ("Rapide", "A – rapide"), ("CRM", "A – CRM")])
def test_the_end_of_a_gauge_that_is_one_letter_stays_as_written(right, said):
    """Answers are often named by letters: "A – b" is none of them."""
    people = [
        replace(
            person,
            sections=tuple(
                replace(
                    section,
                    attributes=tuple(
                        replace(
                            line, gauge=replace(line.gauge, left="A", right=right) if line.gauge else None
                        )
                        for line in section.attributes
                    ),
                )
                for section in person.sections
            ),
        )
        for person in (each.persona for each in cast(2, 1.0))
    ]
    (each,) = made(COMPARISON, [work(person) for person in people])
    assert said in [box.text for box in text_boxes(each.pages[0])]


def test_rows_are_the_same_on_every_page_of_a_comparison():
    people = [replace(julie(), id=f"p{i}", name=NAMES[i], share=None) for i in range(8)]
    own = [
        replace(
            person,
            priority=f"{person.name} : {person.priority}",
            sections=tuple(
                replace(
                    s, attributes=tuple(replace(a, text=f"{person.name} : {a.text}") for a in s.attributes)
                )
                for s in person.sections
            ),
        )
        for person in people
    ]
    pages = [page for each in made(COMPARISON, [work(person) for person in own]) for page in each.pages]
    labels = [
        [box.text for box in text_boxes(page) if box.role == "caption" and round(box.x / MM) == 12]
        for page in pages
    ]
    assert len(pages) == 2
    assert labels[0] == labels[1]
    assert {"Priorité", "Démographique"} <= set(labels[0])
    assert "Objectif" not in labels[0]  # all want the same


def test_a_share_that_is_not_known_is_a_dash():
    works = cast(3, 0.3)
    known = Contrast("v", "Une réponse", (("p0", 0.2), ("p2", 0.8)), 0.5)
    (each,) = printouts(COMPARISON, works, (known,))
    said = [box.text for box in text_boxes(each.pages[0])]
    at = said.index("Une réponse")
    assert [bare(text) for text in said[at + 1 : at + 4]] == ["20%", "–", "80%"]
    assert any("moins de 10 réponses" in text for text in said)


@pytest.mark.parametrize("question", ["Que mangez-vous ? ", "Quels plats servez-vous d’habitude ? " * 9])
def test_the_question_is_cut_never_the_answer(question):
    answer = "Gratin de macaronis"
    works = cast(3, 0.3)
    shares = (("p0", 0.2), ("p1", 0.5), ("p2", 0.8))
    known = Contrast("v", f"{question}{answer}", shares, 0.5, answer)
    (each,) = printouts(COMPARISON, works, (known,))
    (said,) = [box.text for box in text_boxes(each.pages[0]) if box.text.endswith(answer)]
    assert said == f"{question}{answer}" or said.removesuffix(f" {answer}").endswith("…")


@pytest.mark.parametrize(("language", "told"), [("fr", "inconnu"), ("en", "not known")])
def test_the_dash_is_explained_only_where_one_stands(language, told):
    works = [replace(each, texts=Texts(language)) for each in cast(3, 0.3)]
    known = Contrast("v", "Une réponse", (("p0", 0.2), ("p1", 0.5), ("p2", 0.8)), 0.5)
    whole = [replace(each, persona=replace(each.persona, sections=())) for each in works]
    assert bare(told) not in words_of(printouts(COMPARISON, whole, (known,))[0].pages)
    gone = replace(known, shares=known.shares[:2])
    assert bare(told) in words_of(printouts(COMPARISON, whole, (gone,))[0].pages)


@pytest.mark.parametrize("count", [2, 4, 6])
def test_words_of_a_comparison_keep_off_the_next_column(count):
    works = cast(count, 1.7)
    (page,) = printouts(COMPARISON, works, contrasts(works))[0].pages
    starts = sorted({r.x for r in page.boxes if isinstance(r, Rect) and abs(r.height - 1.1 * MM) < 0.01})
    assert len(starts) == count
    step = starts[1] - starts[0]
    cells = [b for b in text_boxes(page) if b.cell and b.cell.column and b.cell.row and b.lines]
    assert cells
    for box in cells:
        own = max(x for x in starts if x <= box.x + 0.1)
        assert max(line.x + line.width for line in box.lines) <= own + step - 4.9 * MM


def test_what_all_say_in_the_same_words_is_no_row():
    works = [work(replace(measured_julie(), id=f"p{i}", name=NAMES[i])) for i in range(3)]
    said = [box.text for box in text_boxes(made(COMPARISON, works)[0].pages[0])]
    assert "Professionnel" not in said
    own = replace(
        works[0].persona,
        sections=tuple(
            replace(s, attributes=tuple(replace(a, text="Autre chose.") for a in s.attributes))
            for s in works[0].persona.sections
        ),
    )
    said = [box.text for box in text_boxes(made(COMPARISON, [work(own), *works[1:]])[0].pages[0])]
    assert "Professionnel" in said


# ---------------------------------------------------------------- cards


@pytest.mark.parametrize("count", [1, 2, 5, 8, 9])
def test_backs_meet_their_fronts_when_the_page_is_turned_on_its_long_edge(count):
    (each,) = made(CARDS, cast(count, 1.0))
    assert len(each.pages) == 2 * (1 + (count > 8))
    fronts, backs = each.pages[::2], each.pages[1::2]
    for front, back in zip(fronts, backs, strict=True):
        turned = [back.width - box.x - box.width for box in grounds(back)]
        own = [box.x for box in grounds_of(front)]
        assert turned == pytest.approx(own, abs=0.1 * MM)
        assert [box.y for box in grounds(back)] == pytest.approx(
            [b.y for b in grounds_of(front)], abs=0.1 * MM
        )
        names = [[b.text for b in text_boxes(page) if b.role == "h2"] for page in (front, back)]
        assert names[0] == names[1]


def grounds(page: Page) -> list[Rect]:
    """Return the coloured grounds of backs, without their bleed."""
    wide, high = 85 * MM + 6 * MM, 63 * MM + 6 * MM
    found = [box for box in page.boxes if isinstance(box, Rect)]
    assert all((box.width, box.height) == pytest.approx((wide, high)) for box in found)
    return [replace(b, x=b.x + 3 * MM, y=b.y + 3 * MM, width=85 * MM, height=63 * MM) for b in found]


def grounds_of(page: Page) -> list[Rect]:
    """Return the cards of a page of fronts: each has its portrait 5 mm from its corner."""
    faces = [box for box in page.boxes if isinstance(box, Group) and box.role == "figure"]
    return [Rect(box.x - 5 * MM, box.y - 5 * MM, 85 * MM, 63 * MM) for box in faces]


def test_words_keep_5_mm_from_the_cut_and_marks_stay_outside():
    for factor in (0.3, 1.0, 3.0):
        (each,) = made(CARDS, cast(8, factor))
        front, back = each.pages
        for page, cards in ((front, grounds_of(front)), (back, grounds(back))):
            for box in text_boxes(page):
                left, top, right, bottom = tight(box)
                assert any(
                    card.x + 5 * MM - 0.05 <= left
                    and right <= card.x + card.width - 5 * MM + 0.05
                    and card.y + 5 * MM - 0.05 <= top
                    and bottom <= card.y + card.height - 5 * MM + 0.05
                    for card in cards
                ), box.text
        marks = [box for box in front.boxes if isinstance(box, Line) and box.colour == TEXT3]
        assert all(max(m.x2 - m.x1, m.y2 - m.y1) == pytest.approx(4 * MM, abs=0.01) for m in marks)
        assert not any(meet(frame(mark), frame(card)) for mark in marks for card in grounds_of(front))
        assert min(min(m.x1, m.y1) for m in marks) > 8 * MM


def test_eight_cards_are_in_the_middle_of_the_page():
    (each,) = made(CARDS, cast(8, 1.0))
    cards = grounds_of(each.pages[0])
    assert min(c.x for c in cards) == pytest.approx(210 * MM - max(c.x + c.width for c in cards))
    assert min(c.y for c in cards) == pytest.approx(297 * MM - max(c.y + c.height for c in cards))


def test_lines_of_a_card_wrap_before_they_are_cut():
    quote = "Entre autres, je gère le marketing d’un cabinet de quinze personnes."
    lines = (
        "Dernier achat d’une solution marketing : aucun achat en 24 mois",
        "Budget annuel pour les outils : moins de 20 k€",
        "Plus souvent que la moyenne, ne fait pas confiance aux promesses",
    )
    (one,) = cast(1, 1.0)
    first = one.persona.sections[0]
    told = tuple(replace(first.attributes[0], id=f"line{i}", text=line) for i, line in enumerate(lines))
    sections = (replace(first, attributes=told),)
    (each,) = made(CARDS, [work(replace(one.persona, quote=quote, sections=sections))])
    said = [bare(box.text) for box in text_boxes(each.pages[0])]
    assert each.cut == ()
    assert all(bare(line) in said for line in lines)


def test_what_to_avoid_is_never_a_line_of_a_card():
    advice = {a.text for s in measured_julie().sections if s.key is SectionKey.AVOIDING for a in s.attributes}
    assert advice
    (each,) = made(CARDS, cast(1, 1.0))
    assert not advice & {box.text for page in each.pages for box in text_boxes(page)}


# ---------------------------------------------------------------- one document


@pytest.fixture(scope="module")
def document() -> tuple[list[Page], bytes]:
    works = [work(replace(each.persona, template="classique")) for each in cast(2, 1.0)]
    pages = [page for each in DRAWN for out in made(each, works) for page in out.pages]
    return pages, pdf_bytes(pages, DocumentInfo("Atelier", "fr"), SUPPLIES.fonts)


def test_pages_of_several_sizes_share_a_document_each_with_its_bookmark(document):
    pages, file = document
    with pikepdf.open(BytesIO(file)) as pdf:
        sizes = [tuple(map(float, page.mediabox[2:])) for page in pdf.pages]
        assert sizes == [pytest.approx((page.width, page.height), abs=0.01) for page in pages]
        assert len({tuple(size) for size in sizes}) >= 3
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == [page.title for page in pages]
    assert {"Poster A3, Julie", "Comparatif", "Cartes à découper, recto"} <= set(titles)


def test_a_line_printed_twice_is_read_in_each_place(document):
    """On a card a line is not the end of the same line on the sheet."""
    _, file = document
    with pikepdf.open(BytesIO(file)) as pdf:
        for element in every(pdf.Root.StructTreeRoot):
            own = [kid for kid in element.K if kid.get("/Type") == pikepdf.Name.MCR]
            assert len({kid.Pg.objgen for kid in own}) <= 1


def every(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
        if kid.get("/Type") == pikepdf.Name.StructElem:
            yield kid
            yield from every(kid)


@pytest.mark.parametrize(
    "odd", ["W" * 90, "a\nb\nc\nd\ne\nf\ng", " ", "\u202e\x00x", "漢字" * 40, "\ud800z", "…" * 50]
)
def test_whatever_is_written_is_printed(odd):
    works = [
        work(
            replace(
                each.persona,
                **dict.fromkeys(("name", "title", "role", "priority", "objective", "quote", "source"), odd),
                sections=tuple(
                    replace(s, title=odd, attributes=tuple(replace(a, text=odd + a.id) for a in s.attributes))
                    for s in each.persona.sections
                ),
            )
        )
        for each in cast(2, 1.0)
    ]
    asked = [each for each in DRAWN if not each.blank]
    pages = [page for each in asked for out in made(each, works) for page in out.pages]
    assert pdf_bytes(pages, DocumentInfo("x"), SUPPLIES.fonts).startswith(b"%PDF")
    for page in pages:
        assert_sound(page)
