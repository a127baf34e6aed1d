"""The Synthèse sheet: Julie as on the mock-up, what is chosen for it, and what is never printed."""

from dataclasses import replace

import pytest

from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.publish.boxes import Group, Line, Page, Rect, Ref, text_boxes
from persona_studio.publish.layout import Bar, Chart, Sheet
from persona_studio.publish.style import MM
from publish.julie import FACTS, FIGURED, julie, measured_julie
from publish.sheets import assert_stands, box_of, laid_out, lines, said


@pytest.fixture(scope="module")
def synthese() -> Sheet:
    return laid_out(measured_julie(), FIGURED)


def plain(page: Page) -> list[str]:
    return [text.replace("\u202f", " ").replace("\u00a0", " ") for text in said(page)]


def test_julie_fits_one_upright_page(synthese):
    (page,) = synthese.pages
    assert (page.width / MM, page.height / MM) == pytest.approx((210, 297))
    assert synthese.overflow == ()


def test_it_is_read_in_order(synthese):
    texts = plain(synthese.pages[0])
    assert texts[:7] == [
        "Persona principal",
        "Julie,",
        "la pragmatique",
        "Directrice Marketing Client et Fidélisation (grand compte)",
        "31 %",
        "190 répondants sur 612",
        "Priorité",
    ]
    headings = [box.text for box in text_boxes(synthese.pages[0]) if box.role == "h2"]
    assert headings == [
        "Ce qui la distingue",
        "Curseurs",
        "Ancienneté dans le poste",
        "Comment elle s’informe",
        "En chiffres",
        "Avec elle, on gagne à",
        "On évite de",
    ]
    at = texts.index("En poste depuis moins d’un an")
    assert texts[at - 4 : at + 3] == [
        "Ce qui la distingue",
        "Julie",
        "Ensemble des répondants",
        "Écart",
        "En poste depuis moins d’un an",
        "78 %",
        "× 2,3",
    ]
    assert texts[-3] == "Écart : part chez Julie rapportée à celle de l’ensemble des répondants."


def test_rows_are_those_of_the_mock_up_with_their_figures(synthese):
    texts = plain(synthese.pages[0])
    rates = [
        texts[texts.index(a.text.replace("\u00a0", " ")) + 1 :][:2] for a in measured_julie().attributes[:8]
    ]
    assert rates == [
        ["78 %", "× 2,3"],
        ["63 %", "× 2,2"],
        ["69 %", "× 2,1"],
        ["74 %", "× 1,8"],
        ["58 %", "× 1,6"],
        ["71 %", "× 1,6"],
        ["68 %", "× 1,5"],
        ["66 %", "× 1,5"],
    ]


# Which line of a text and its baseline in mm, measured on the mock-up at letters without tails.
BASELINES = [
    ("attribute", "m1", "text", 1, 16.0, 116.21),
    ("attribute", "m2", "text", 0, 16.0, 124.16),
    ("attribute", "m3", "text", 1, 16.0, 136.02),
    ("attribute", "m7", "text", 1, 16.0, 175.64),
    ("attribute", "dont0", "text", 0, 114.1, 248.05),
]


@pytest.mark.parametrize(("kind", "id_", "field", "line", "x", "baseline"), BASELINES)
def test_texts_stand_where_the_mock_up_has_them(synthese, kind, id_, field, line, x, baseline):
    assert_stands(box_of(synthese.pages[0], kind, id_, field), line, x, baseline)


def test_rules_stand_where_the_mock_up_has_them(synthese):
    rules = {round(b.y1 / MM, 2) for b in synthese.pages[0].boxes if isinstance(b, Line)}
    assert sorted(rules) == pytest.approx([53.1, 78.5, 90.2, 192.4, 242.4, 277.1], abs=0.2)


def test_rails_and_knobs_stand_where_the_mock_up_has_them(synthese):
    rails = [b for b in synthese.pages[0].boxes if isinstance(b, Group) and b.ref and b.ref.field == "gauge"]
    middles = [(rail.y + rail.height / 2) / MM for rail in rails]
    assert middles == pytest.approx([100.46, 114.6, 128.8, 143.05, 157.27], abs=0.25)
    knobs = [max(v[0] for c, v in rail.boxes[-1].commands if c == "C") / MM for rail in rails]
    assert knobs == pytest.approx([181.7, 151.0, 174.1, 145.9, 178.0], abs=0.6)  # right edge of the disc


def test_bars_are_as_long_as_their_rates(synthese):
    groups = [b for b in synthese.pages[0].boxes if isinstance(b, Group) and b.role == "figure"]
    bars = [b for b in groups if b.width == pytest.approx(31 * MM) and b.ref is None]
    shares = [bar.boxes[1].width / bar.width for bar in bars]
    assert shares == pytest.approx([n / 190 for n in (148, 120, 131, 141, 110, 135, 129, 125)])
    assert bars[0].alt == "Julie 78\u202f%, Ensemble des répondants 34\u202f%"


def test_labels_break_as_on_the_mock_up(synthese):
    assert lines(box_of(synthese.pages[0], "attribute", "m3", "text")) == [
        "Font valider leur achat par",
        "leur n+1".replace(" ", "\u00a0"),
    ]


# ------------------------------------------------------------------ what is chosen


def measured(
    name: str, count: int | None, base: int | None, overall: float = 0.3, **other: object
) -> Attribute:
    share = count / base if count is not None and base else 0.5
    evidence = Evidence(share=share, overall=overall, count=count, base=base, v=count)
    made = Attribute(id=name, text=f"Ligne {name}", provenance=Provenance.DATA, evidence=evidence)
    return replace(made, **other)


def rows_of(*attributes: Attribute) -> list[str]:
    page = laid_out(with_lines(*attributes), FIGURED).pages[0]
    return [box.ref.id for box in text_boxes(page) if box.ref is not None and box.ref.kind == "attribute"]


def with_lines(*attributes: Attribute) -> Persona:
    section = Section(id="s", key=SectionKey.PROFESSIONAL, attributes=attributes)
    return replace(measured_julie(), sections=(section,))


def test_the_eight_strongest_are_chosen_and_the_largest_ratio_stands_first():
    lines_ = [measured(f"l{i}", 20 + 10 * i, 200) for i in range(10)]
    assert rows_of(*lines_) == [f"l{i}" for i in reversed(range(2, 10))]


@pytest.mark.parametrize(
    "refused",
    [
        measured("few", 9, 200),
        measured("few", 9, 9),
        measured("uncounted", None, None),
        measured("rare", 50, 200, overall=0.0001),
        measured("guess", 50, 200, provenance=Provenance.HYPOTHESIS),
        measured("quoted", 50, 200, provenance=Provenance.VERBATIM),
        measured("number", 50, 200, evidence=Evidence(share=33.4, overall=40.4, count=189, base=189)),
    ],
)
def test_no_row_of_fewer_than_ten_or_without_a_rate(refused):
    kept = measured("kept", 50, 200)
    assert rows_of(refused, kept) == ["kept"]
    overleaf = laid_out(with_lines(refused, kept), FIGURED)
    assert overleaf.overflow == (refused.id,)
    figures = " ".join(plain(overleaf.pages[1]))
    assert "%" not in figures


def test_a_ratio_above_a_hundred_stays_beside_its_rate():
    page = laid_out(with_lines(measured("m", 190, 190, overall=0.006)), FIGURED).pages[0]
    boxes = {box.text.replace("\u202f", " "): box for box in text_boxes(page)}
    assert boxes["100 %"].x + boxes["100 %"].width <= boxes["× 166,7"].x


def test_ten_are_enough():
    assert rows_of(measured("ten", 10, 10)) == ["ten"]


def test_a_long_line_goes_by_its_answer_and_is_said_whole_overleaf():
    long = measured("long", 100, 200, text="Débuts en marketing produit, puis formation. " * 4)
    evidence = replace(long.evidence, question="Q15. Qui valide l'achat ?", answer="Mon n+1")
    result = laid_out(with_lines(replace(long, evidence=evidence)), FIGURED)
    assert "Qui valide l’achat ? Mon n+1" in plain(result.pages[0])
    assert result.overflow == ("long",)
    assert long.text.strip() in [text.strip() for text in said(result.pages[1])]


def test_a_reworded_line_keeps_its_mark():
    page = laid_out(with_lines(measured("m", 50, 200, modified=True)), FIGURED).pages[0]
    marks = [
        b.alt for b in page.boxes if isinstance(b, Group) and b.ref == Ref("attribute", "m", "provenance")
    ]
    assert marks == ["Donnée d’enquête modifiée"]


def test_what_is_told_in_words_goes_overleaf_under_its_sections():
    result = laid_out(replace(julie(), template="synthese"), FIGURED)
    headings = [box.text for box in text_boxes(result.pages[1]) if box.role == "h2"]
    assert headings[0] == "Julie (suite)"
    assert headings[1:] == [
        "Démographique",
        "Psychologique",
        "Professionnel",
        "Relationnel",
        "Motivationnel",
        "Modalité d’achat",
    ]
    assert set(result.overflow) == {a.id for a in julie().attributes}


# ------------------------------------------------------------------ what is not there is not printed


def test_empty_zones_are_hints_on_screen_and_nothing_on_paper():
    bare = replace(measured_julie(), sections=())
    facts = replace(FACTS, people=None)
    paper = laid_out(bare, facts).pages[0]
    assert [box for box in text_boxes(paper) if box.role == "h2"] == []
    assert not [b for b in paper.boxes if isinstance(b, Rect) and b.dash]
    screen = laid_out(bare, replace(facts, editing=True)).pages[0]
    assert sum(box.hint for box in text_boxes(screen)) == 5


@pytest.mark.parametrize(
    ("fields", "rules"), [((), 0), (("quote",), 2), (("priority", "objective", "quote"), 2)]
)
def test_no_empty_frame_stands_under_the_name(fields, rules):
    whole = measured_julie()
    kept = {f: getattr(whole, f) if f in fields else "" for f in ("priority", "objective", "quote")}
    page = laid_out(replace(whole, **kept), FIGURED).pages[0]
    across = [b for b in page.boxes if isinstance(b, Line) and b.y1 == b.y2 and 50 * MM < b.y1 < 83 * MM]
    assert len([line for line in across if line.x2 - line.x1 > 150 * MM]) == rules


def test_a_segment_of_fewer_than_ten_prints_no_share():
    page = laid_out(measured_julie(), replace(FIGURED, people=(9, 612))).pages[0]
    assert "31 %" not in plain(page)
    assert not any("612" in text and "répondants" in text for text in plain(page))


def test_an_answer_of_too_few_is_named_without_a_figure():
    bars = (Bar("Souvent", 0.6, 0.3), Bar("Parfois", 0.3, 0.4), Bar("Jamais", None, 0.3))
    facts = replace(FIGURED, charts=(Chart("Fréquence", bars, ordered=True),))
    texts = plain(laid_out(measured_julie(), facts).pages[0])
    at = texts.index("Souvent")
    assert texts[at : at + 5] == ["Souvent", "60", "Parfois", "30", "Jamais"]
    assert not texts[at + 5].isdigit()


@pytest.mark.parametrize(
    ("feminine", "title", "advice"),
    [
        (True, "Ce qui la distingue", "Avec elle, on gagne à"),
        (False, "Ce qui le distingue", "Avec lui, on gagne à"),
        (None, "Ce qui distingue ce persona", "On gagne à"),
    ],
)
def test_titles_agree_with_the_persona(feminine, title, advice):
    page = laid_out(replace(measured_julie(), feminine=feminine), FIGURED).pages[0]
    assert {title, advice} <= set(said(page))


def test_what_to_do_prints_as_a_section_on_other_templates():
    page = laid_out(replace(measured_julie(), template="classique")).pages[0]
    assert {"On gagne à", "On évite de", "Chiffrer le gain attendu dès le premier échange."} <= set(
        said(page)
    )
