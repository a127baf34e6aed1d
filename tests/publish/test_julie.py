"""The Classique sheet of Julie, as on the mock-up."""

import pytest

from persona_studio.domain.personas import Provenance
from persona_studio.publish.boxes import Group, Rect, Ref, frame, text_boxes
from persona_studio.publish.style import MM
from publish.julie import SECTIONS
from publish.sheets import assert_stands, box_of, lines, said


def test_julie_fits_one_page_with_all_her_attributes(julies):
    assert len(julies.pages) == 1
    assert julies.overflow == ()
    items = [box.text for box in text_boxes(julies.pages[0]) if box.role == "li"]
    assert items == [text for _, attributes in SECTIONS for _, text in attributes]
    assert len(items) == 24


def test_julie_is_read_in_order(julies):
    page = [text.replace("\u202f", " ") for text in said(julies.pages[0])]
    assert page[:8] == [
        "Persona principal",
        "31 % des répondants",
        "Julie,",
        "la pragmatique",
        "Directrice Marketing Client et Fidélisation (grand compte)",
        "Priorité",
        "Réussir dans son nouveau poste en lançant des actions qui répondent aux objectifs de la direction.",
        "Objectif",
    ]
    assert page[9] == "« Montrez-moi ce que ça rapporte avant l’été, et je défends le projet. »"
    headings = [box.text for box in text_boxes(julies.pages[0]) if box.role == "h2"]
    assert headings == [title for title, _ in SECTIONS]
    assert page[-5:] == [
        "Donnée d’enquête (14)",
        "Verbatim (7)",
        "Hypothèse à vérifier (3)",
        "Enquête marketing client B2B, vague 3, juin 2025, n = 612",
        "Belvoir.",
    ]


# Left edge and baseline in mm, measured on the mock-up: first letter less its white, foot of letters.
MOCKUP = [
    ("persona", "julie", "name", 67.7, 34.1),
    ("persona", "julie", "title", 98.0, 34.1),
    ("persona", "julie", "role", 68.0, 43.2),
    ("persona", "julie", "priority", 71.6, 57.7),
    ("persona", "julie", "objective", 138.6, 57.7),
    ("persona", "julie", "quote", 16.0, 88.2),
    ("section", "s0", "title", 22.3, 106.5),
    ("section", "s1", "title", 22.3, 149.6),
    ("section", "s2", "title", 22.3, 201.1),
    ("section", "s3", "title", 115.3, 106.5),
    ("section", "s4", "title", 115.3, 142.5),
    ("section", "s5", "title", 115.3, 188.1),
    ("attribute", "a00", "text", 20.6, 115.1),
    ("attribute", "a04", "text", 20.6, 138.8),
    ("attribute", "a20", "text", 20.6, 209.7),
    ("attribute", "a25", "text", 20.6, 258.3),
    ("attribute", "a30", "text", 113.6, 115.1),
    ("attribute", "a52", "text", 113.6, 222.8),
]


@pytest.mark.parametrize(("kind", "id_", "field", "x", "baseline"), MOCKUP)
def test_texts_stand_where_the_mock_up_has_them(julies, kind, id_, field, x, baseline):
    assert_stands(box_of(julies.pages[0], kind, id_, field), 0, x, baseline)


@pytest.mark.parametrize(
    ("id_", "broken"),
    [
        ("a10", ["Active, ouverte, curieuse d’apprendre, ambitieuse", "et prudente."]),
        (
            "a20",
            [
                "Débuts en marketing produit, puis formation pour",
                "la clientèle B2B\u202f; dirige le marketing client depuis",
                "6 à 12 mois.",
            ],
        ),
        (
            "a41",
            ["Curieuse, avide d’idées, surtout gratuites, même", "sans toujours les moyens de les utiliser."],
        ),
        (
            "a52",
            [
                "Relationnelle\u202f: elle aime une ambiance",
                "sympathique et curieuse, et s’intéresse aux autres",
                "pour apprendre d’eux.",
            ],
        ),
    ],
)
def test_lines_end_where_the_mock_up_ends_them(julies, id_, broken):
    assert lines(box_of(julies.pages[0], "attribute", id_, "text")) == broken


def test_the_priority_breaks_as_on_the_mock_up(julies):
    assert lines(box_of(julies.pages[0], "persona", "julie", "priority")) == [
        "Réussir dans son nouveau poste",
        "en lançant des actions qui",
        "répondent aux objectifs de la",
        "direction.",
    ]


def test_the_share_bar_shows_all_segments(julies):
    bars = [b for b in julies.pages[0].boxes if isinstance(b, Rect) and b.height == pytest.approx(2.6 * MM)]
    assert [bar.fill for bar in bars] == ["#047C7B", "#DDE2E7", "#DDE2E7", "#DDE2E7"]
    widths = [bar.width for bar in bars]
    assert [width / sum(widths) for width in widths] == pytest.approx([0.31, 0.27, 0.24, 0.18])
    assert bars[-1].x + bars[-1].width - bars[0].x == pytest.approx(40 * MM)


def test_the_portrait_is_a_figure_with_words(julies):
    (portrait,) = [b for b in julies.pages[0].boxes if isinstance(b, Group) and b.role == "figure"]
    assert frame(portrait) == pytest.approx((16 * MM, 15 * MM, 60 * MM, 71 * MM))
    assert portrait.alt == "Portrait illustré\u202f: Femme, cheveux mi-longs, manteau"


def test_each_mark_says_where_its_attribute_comes_from(julies, persona):
    marks = [b for b in julies.pages[0].boxes if isinstance(b, Group) and b.role == "label"]
    names = {
        Provenance.DATA: "Donnée d’enquête",
        Provenance.VERBATIM: "Verbatim",
        Provenance.HYPOTHESIS: "Hypothèse à vérifier",
    }
    assert [mark.alt for mark in marks] == [names[a.provenance] for a in persona.attributes]
    items = [box for box in text_boxes(julies.pages[0]) if box.role == "li"]
    for mark, item in zip(marks, items, strict=True):
        assert mark.ref == Ref("attribute", item.ref.id, "provenance")
        middle = mark.y + 1.17 * MM
        assert item.lines[0].baseline - 2.6 * MM < middle < item.lines[0].baseline
