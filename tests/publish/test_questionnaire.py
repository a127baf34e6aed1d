"""The printed questionnaire: any questions within the page, all printed, tagged, with boxes to tick."""

from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.publish.boxes import Group, TextBox, frame, text_boxes
from persona_studio.publish.layout.questionnaire import BOTTOM, LEFT, RIGHT, questionnaire
from persona_studio.publish.layout.values import Supplies
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.publish.style import MM
from persona_studio.texts import Texts

SUPPLIES = Supplies()
WORD = st.text("aeinorstuéèàçœ’-M?", min_size=1, max_size=30)
NEAR = 0.5


@st.composite
def said(draw, longest):
    """A text of one word or of very many."""
    words = draw(st.lists(WORD, min_size=1, max_size=6))
    return (" ".join(words) * draw(st.integers(1, longest)))[: 60 * longest]


@st.composite
def forms(draw):
    k = draw(st.integers(2, 20))
    points = st.tuples(*[st.integers(0, 99)] * k)
    answers = st.lists(st.tuples(said(draw(st.sampled_from([1, 1, 14]))), points), min_size=1, max_size=20)
    questions = []
    for i in range(draw(st.integers(1, 3))):
        made = tuple(FormAnswer(c, text, text, p) for c, (text, p) in enumerate(draw(answers)))
        base = draw(points) if draw(st.booleans()) else ()
        questions.append(FormQuestion(variable=f"v{i}", text=draw(said(25)), answers=made, base=base))
    return Form(
        title=draw(said(4)), questions=tuple(questions), segments=tuple(draw(said(2)) for _ in range(k)),
        accents=tuple(range(1, k + 1)), start=draw(points), margin=draw(st.sampled_from([0.0, 0.3, 0.9])),
        people=1248, source=draw(said(4)),
    )  # fmt: skip


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=7)
@given(forms(), st.sampled_from(["fr", "en"]))
def test_any_question_stays_on_its_page_and_is_printed_whole(form, language):
    pages = questionnaire(form, Texts(language), SUPPLIES)
    for page in pages:
        for box in page.boxes:
            left, top, right, bottom = frame(box)
            assert left >= LEFT - NEAR
            assert top >= 10 * MM
            assert bottom <= page.height - 10 * MM
            assert right <= RIGHT + NEAR or isinstance(box, TextBox)
        for box in text_boxes(page):
            assert all(line.x + line.width <= RIGHT + NEAR for line in box.lines)
    printed = squeezed("".join(box.text for page in pages for box in text_boxes(page)))
    for question in form.questions:
        assert squeezed(question.text) in printed


@settings(max_examples=7)
@given(forms())
def test_there_is_one_box_an_answer_and_nothing_lies_on_anything_else(form):
    pages = questionnaire(form, Texts("fr"), SUPPLIES, scoring=False)
    ticks = [box for page in pages for box in page.boxes if isinstance(box, Group)]
    assert len(ticks) == sum(len(q.answers) for q in form.questions)
    for page in pages:
        lines = [
            (line.x, box.y + i * box.height / len(box.lines), line.x + line.width)
            for box in text_boxes(page)
            for i, line in enumerate(box.lines)
        ]
        rows = sorted(lines, key=lambda line: (round(line[1], 1), line[0]))
        for one, two in pairwise(rows):
            if abs(one[1] - two[1]) < 1:
                assert one[2] <= two[0] + NEAR


def small(margin=0.3):
    answers = tuple(FormAnswer(c, text, text, (c, 9 - c)) for c, text in enumerate(("Oui", "Non", "Jamais")))
    two = FormQuestion(variable="b", text="Où ?", answers=answers, base=(3, 0))
    questions = (FormQuestion(variable="a", text="Fumez-vous ?", answers=answers), two)
    return Form(title="Thé", questions=questions, segments=("Amis", "Autres"), accents=(1, 2), start=(4, 0),
                margin=margin, people=300, source="Thé, juin")  # fmt: skip


def test_the_paper_is_tagged_with_its_fonts_and_reads_in_order():
    pages = questionnaire(small(), Texts("fr"), SUPPLIES)
    data = pdf_bytes(pages, DocumentInfo("Questionnaire", "fr"), SUPPLIES.fonts)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        kinds = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K.K]
        assert kinds[0] == "/H1"
        assert kinds.count("/H2") == 4
        assert kinds.count("/L") == 2
        fonts = [f for page in pdf.pages for f in page.Resources.Font.values()]
        files = [(f.DescendantFonts[0] if "/DescendantFonts" in f else f).FontDescriptor for f in fonts]
        assert fonts
        assert all("/FontFile2" in descriptor for descriptor in files)
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage().get_text_bounded()
    places = [text.index(word) for word in ("Questionnaire de recrutement", "1. Fumez-vous", "Oui", "2. Où")]
    assert places == sorted(places)


def test_points_are_printed_for_the_interviewer_only_when_asked_for():
    with_points = questionnaire(small(), Texts("fr"), SUPPLIES)
    without = questionnaire(small(), Texts("fr"), SUPPLIES, scoring=False)
    assert (len(with_points), len(without)) == (2, 1)
    told = " ".join(box.text for box in text_boxes(with_points[1]))
    assert "À remplir par l’enquêteur" in told
    # A gap of probability of 0.3 between two segments is 2 atanh(0.3) / 0.1 = 6.2 points.
    assert "moins de 7 points" in told
    plain = questionnaire(small(margin=0.0), Texts("en"), SUPPLIES)
    assert "Undecided" not in " ".join(box.text for box in text_boxes(plain[1]))


@pytest.mark.parametrize("count", [1, 40])
def test_a_group_of_answers_moves_to_the_next_page_rather_than_break(count):
    answers = tuple(FormAnswer(c, f"Réponse {c}", "", (0, 1)) for c in range(8))
    questions = tuple(
        FormQuestion(variable=f"v{i}", text=f"Question {i}", answers=answers) for i in range(count)
    )
    form = Form(title="t", questions=questions, segments=("a", "b"), accents=(1, 2), start=(0, 0), margin=0.1)
    pages = questionnaire(form, Texts("fr"), SUPPLIES, scoring=False)
    for page in pages:
        ticks = [box for box in page.boxes if isinstance(box, Group)]
        assert len(ticks) % 8 == 0
        assert all(box.y + box.height <= BOTTOM for box in ticks)
