"""What is written on in the room: places large enough for pens and dots, nothing that answers for people."""

from dataclasses import replace

import pytest

from persona_studio.domain.deliverables import BLANK_POSTER, DELIVERABLES, POSTER, QUESTIONNAIRE, VOTES
from persona_studio.domain.personas import Attribute, AttributeKind, Gauge, Provenance, Section, SectionKey
from persona_studio.publish.boxes import Group, Line, Page, Rect, frame, text_boxes
from persona_studio.publish.layout.by_hand import ZONE_LINE
from persona_studio.publish.layout.deliverables import printouts
from persona_studio.publish.layout.words import under_title, untitled
from persona_studio.publish.style import MM
from persona_studio.services.samples import julie as sample
from persona_studio.services.workshop.publishing import Press
from publish.julie import FACTS, julie
from publish.sheets import FRENCH, bare, laid_out, meet, said
from publish.test_deliverables import cast, tight, work


def pages(deliverable, works) -> list[Page]:
    return [page for made in printouts(deliverable, works) for page in made.pages]


def zones(page: Page) -> list[Rect]:
    return [box for box in page.boxes if isinstance(box, Rect) and box.dash]


# ---------------------------------------------------------------- blanks


@pytest.mark.parametrize(
    "deliverable", [each for each in DELIVERABLES if each.blank], ids=lambda each: each.id
)
def test_what_is_blank_says_nothing_of_anybody_and_is_made_once(deliverable):
    works = cast(4, 1.0)
    (page,) = pages(deliverable, works)
    told = bare("".join(said(page)))
    for each in works:
        assert bare(each.persona.name) not in told
        assert bare(each.persona.quote) not in told
    assert not any(
        isinstance(box, Group) and box.role == "figure" and "Portrait" in box.alt for box in page.boxes
    )


def test_what_is_blank_is_made_before_there_is_any_persona():
    blanks = [each for each in DELIVERABLES if each.blank]
    made = Press().printouts(replace(sample(), personas=()), FRENCH, None, DELIVERABLES)
    assert [(each.deliverable, len(each.pages)) for each in made] == [(blank, 1) for blank in blanks]


def test_the_blank_poster_has_the_zones_of_the_poster_where_they_are():
    works = cast(1, 1.0)
    (blank,), (poster,) = pages(BLANK_POSTER, works), pages(POSTER, works)
    assert zones(blank)[-6:] == zones(poster)
    assert (blank.width, blank.height) == (poster.width, poster.height)


# ---------------------------------------------------------------- votes


@pytest.mark.parametrize("count", [1, 2, 4, 6, 7, 13])
def test_each_line_to_vote_on_has_room_for_dots(count):
    some = cast(min(count, 6), 1.0)
    works = [
        replace(some[i % len(some)], persona=replace(some[i % len(some)].persona, id=f"p{i}"))
        for i in range(count)
    ]
    made = pages(VOTES, works)
    assert len(made) == -(-count // 6)
    for page in made:
        for zone in zones(page):
            assert zone.height >= 15 * MM
            assert zone.width >= 90 * MM
            assert not any(meet(frame(zone), tight(box)) for box in text_boxes(page) if box.lines)
    names = [box.text for page in made for box in text_boxes(page) if box.role == "h2"]
    assert len(names) == count


def test_what_is_to_be_avoided_is_not_voted_on():
    told = said(pages(VOTES, cast(1, 1.0))[0])
    assert "La laisser seule après la signature." not in told
    assert "Chiffrer le gain attendu dès le premier échange." in told


def test_what_is_voted_on_is_of_one_size_for_everybody():
    long = replace(julie(), priority="Une priorité qui en dit bien plus que les autres. " * 3)
    (page,) = pages(VOTES, [work(long), replace(work(julie()), persona=replace(julie(), id="p2"))])
    lines = [box for box in text_boxes(page) if box.role == "p" and box.ref is not None and box.ref.id]
    sizes = {run.size for box in lines if box.x > 70 * MM for line in box.lines for run in line.runs}
    assert len(sizes) == 1


def test_what_the_priority_says_is_not_voted_on_again():
    again = Attribute(id="again", text="Priorité de l’année : plus souvent réussir dans un nouveau poste")
    other = Attribute(id="other", text="Réussir un nouveau lancement")
    section = Section(id="s", key=SectionKey.MOTIVATIONAL, attributes=(again, other))
    person = replace(julie(), priority="Réussir dans un nouveau poste.", sections=(section,), journeys=())
    told = said(pages(VOTES, [work(person)])[0])
    assert "Réussir dans un nouveau poste." in told
    assert other.text in told
    assert again.text not in told


@pytest.mark.parametrize("priority", ["ROI", ".", "Le ROI", "Suivre le ROI"])
def test_a_line_that_has_a_word_of_the_priority_is_voted_on(priority):
    lines = ("Suit le ROI chaque mois", "Indicateur\u202f: suit le ROI", "Veut un ROI")
    made = tuple(Attribute(id=f"a{i}", text=text) for i, text in enumerate(lines))
    sections = tuple(
        Section(id=f"s{i}", key=key, attributes=(line,))
        for i, (key, line) in enumerate(
            zip((SectionKey.MOTIVATIONAL, SectionKey.OBSTACLES, SectionKey.BUYING), made, strict=True)
        )
    )
    told = said(pages(VOTES, [work(replace(julie(), priority=priority, sections=sections, journeys=()))])[0])
    assert set(lines) <= set(told)


# ---------------------------------------------------------------- questionnaire


def boxes_to_tick(page: Page) -> list[Group]:
    return [box for box in page.boxes if isinstance(box, Group) and box.alt == FRENCH("Box to tick")]


def test_each_line_of_the_persona_has_its_five_boxes():
    made = pages(QUESTIONNAIRE, [work(julie())])
    lines = [line for section in julie().sections for line in section.attributes]
    assert sum(len(boxes_to_tick(page)) for page in made) == 5 * (len(lines) + 1)
    told = bare("".join(text for page in made for text in said(page)))
    assert all(bare(line.text) in told for line in lines)


def test_boxes_are_large_enough_for_a_pen_and_stand_under_their_answers():
    page = pages(QUESTIONNAIRE, [work(julie())])[0]
    ticks = boxes_to_tick(page)
    assert all(min(box.width, box.height) >= 3.5 * MM for box in ticks)
    columns = {round(box.x + box.width / 2) for box in ticks}
    assert len(columns) == 5
    heads = [box for box in text_boxes(page) if box.text == "La plupart"]
    middles = {round(box.lines[0].x + box.lines[0].width / 2) for box in heads}
    assert middles <= columns


def rules_for_words(pages) -> int:
    """Return how many lines there are to write on, from margin to margin."""
    lines = [box for page in pages for box in page.boxes if isinstance(box, Line)]
    return sum(line.colour == ZONE_LINE and line.x2 - line.x1 > 150 * MM for line in lines)


@pytest.mark.parametrize("persona", sample().personas, ids=lambda persona: persona.name)
def test_a_drafted_persona_is_asked_about_on_one_leaf(persona):
    made = pages(QUESTIONNAIRE, [work(persona)])
    assert len(made) == 2


def test_there_is_less_room_for_words_only_where_that_spares_a_page():
    written = set()
    for count in range(30, 60):
        lines = tuple(Attribute(id=f"a{i}", text="Une ligne.") for i in range(count))
        section = Section(id="s", key=SectionKey.BUYING, attributes=lines)
        made = pages(QUESTIONNAIRE, [work(replace(julie(), sections=(section,)))])
        written.add((len(made), rules_for_words(made)))
    assert written == {(2, 9), (2, 6), (3, 9)}


@pytest.mark.parametrize(
    ("value", "words"),
    [(10, "plutôt Prudence"), (90, "plutôt Audace"), (50, "autant l’un que l’autre")],
)
def test_a_gauge_is_asked_in_words(value, words):
    gauge = Attribute(id="g", text="", kind=AttributeKind.GAUGE, gauge=Gauge("Prudence", "Audace", value))
    person = julie()
    section = replace(person.sections[0], attributes=(gauge,))
    told = said(pages(QUESTIONNAIRE, [work(replace(person, sections=(section,)))])[0])
    assert f"Entre Prudence et Audace\u202f: {words}" in told


def test_questions_agree_with_the_persona():
    said_ = {
        feminine: bare(
            "".join(
                t for p in pages(QUESTIONNAIRE, [work(replace(julie(), feminine=feminine))]) for t in said(p)
            )
        )
        for feminine in (True, False, None)
    }
    assert "chezelle" in said_[True]
    assert "chezlui" in said_[False]
    assert "clientsdecegenre" in said_[None]


@pytest.mark.parametrize(
    ("text", "title", "shown"),
    [
        ("Freins à l’achat\u202f: le prix", "Freins", "Le prix"),
        ("Budget\u202f: moins de 20 k€", "Freins", "Budget\u202f: moins de 20 k€"),
        ("Freins", "Freins", "Freins"),
        ("Freins :", "Freins", "Freins :"),
        ("Délai : court", "", "Délai : court"),
        ("Délais : courts", "Délai", "Courts"),
        ("Avantages\u202f: le prix", "Âge", "Avantages\u202f: le prix"),
        ("Advantages: low price", "Age", "Advantages: low price"),
    ],
)
def test_a_line_does_not_say_its_title_again(text, title, shown):
    assert untitled(text, title) == shown


LEADS = (
    "Freins à l’achat\u202f: le prix",
    "Freins à l’achat\u202f: le temps",
    "«\u202fTout est dit\u202f: rien.\u202f»",
)


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (LEADS, ("Le prix", "Le temps", LEADS[2])),
        ((*LEADS, "Peur du changement"), ("Le prix", "Le temps", LEADS[2], "Peur du changement")),
        ((*LEADS, "Budget\u202f: court"), (*LEADS, "Budget\u202f: court")),
        (("Effreinsé\u202f: oui",), ("Effreinsé\u202f: oui",)),
        (("Freins :",), ("Freins :",)),
    ],
    ids=["alone", "beside free words", "beside another lead", "within a word", "of nothing"],
)
def test_a_title_is_not_said_again_by_the_only_lead_below_it(texts, shown):
    lines = tuple(
        Attribute(
            id=str(i),
            text=text,
            provenance=Provenance.VERBATIM if text.startswith("«") else Provenance.DATA,
        )
        for i, text in enumerate(texts)
    )
    section = Section(id="s", key=SectionKey.OBSTACLES, attributes=lines)
    assert tuple(line.text for line in under_title(section, FRENCH).attributes) == shown
    difficult = replace(section, key=SectionKey.DIFFICULTIES)
    assert tuple(line.text for line in under_title(difficult, FRENCH).attributes) == shown
    persona = replace(julie(), sections=(section,))
    printed = {box.ref.id: box.text for box in text_boxes(laid_out(persona).pages[0]) if box.role == "li"}
    assert tuple(printed[line.id] for line in lines) == shown
    page = laid_out(persona, replace(FACTS, editing=True)).pages[0]
    edited = {box.ref.id: box.text for box in text_boxes(page) if box.role == "li"}
    assert tuple(edited[line.id] for line in lines) == texts
