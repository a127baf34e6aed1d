"""What is typed on the sheet breaks where the PDF breaks: glyph by glyph, at the same places."""

import ctypes
from random import Random

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from helpers.on_sheet import say
from persona_studio.publish.boxes import TextBox
from persona_studio.services.workshop.exporting import sheets_pdf
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts

NEAR = 0.1
"""Points between a glyph painted on screen and the same one in the PDF."""
FIELDS = {"text", "priority", "objective", "role", "quote"}
UNREAD = {*" \t\r\n\u00a0\u202f", "-", "\x02", "\ufffe"}
"""Spaces, and hyphens, which the reader takes for those of a word cut at the end of a line."""
SAID = """
de la les l’entreprise qu’elle d’achat aujourd’hui peut-être n+1 œuvre élevée à où été « oui » : ; ! ? 25 à 35
ans 12 000 € 75 % n = 190 1 248 pro/perso B2B (parfois) … réussir fidélisation marketing investissement
clientèle pragmatique accompagnement ROI KPI https://exemple.fr/fiche?page=2 9:42 ½ e-mail Île-de-France
anticonstitutionnellement-parlant
"""
WORDS = SAID.split()


def text(chance):
    """Return a random French text: some words, signs and numbers, up to five lines of a section."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 36)))


def origins(boxes):
    """Yield each letter that is drawn, with where it stands on the page in points."""
    for box in boxes:
        for line in box.lines:
            for run in line.runs:
                for x, cluster in zip(run.positions, run.clusters, strict=True):
                    if run.text[cluster] not in UNREAD:
                        yield run.text[cluster], run.x + x, run.baseline


def printed(pages, press, project):
    """Return the letters of a printed file, page by page, with where they stand."""
    document = pypdfium2.PdfDocument(sheets_pdf(press, project, Texts("fr")))
    x, y = ctypes.c_double(), ctypes.c_double()
    for number, page in enumerate(pages):
        found = []
        letters = document[number].get_textpage()
        for index in range(pdfium.FPDFText_CountChars(letters)):
            letter = chr(pdfium.FPDFText_GetUnicode(letters, index))
            if letter not in UNREAD and pdfium.FPDFText_IsGenerated(letters, index) != 1:
                assert pdfium.FPDFText_GetCharOrigin(letters, index, x, y)
                found.append((letter, x.value, page.height - y.value))
        yield found
    document.close()


def compare(place, program, chance):
    """Type a text into some text of the sheet; compare the pages as they are drawn then with their PDF."""
    refs = [p.ref for p in place.canvas.places() if p.page == 0 and p.ref.field in FIELDS]
    place.pen.write(chance.choice(refs))
    editor = place.canvas.editor
    editor.selectAll()
    say(editor, text(chance))
    project = program.studio.project
    drafted = place.pen.writing.draft(project, editor.words())
    pages, press, compared = place.canvas.pages, Press(), 0
    for page, found in zip(pages, printed(pages, press, drafted), strict=True):
        wanted = list(origins(box for box in page.boxes if isinstance(box, TextBox) and not box.hint))
        assert "".join(letter for letter, *_ in found) == "".join(letter for letter, *_ in wanted)
        apart = [
            max(abs(x - x0), abs(y - y0))
            for (_, x, y), (_, x0, y0), (_, *before) in zip(found, wanted, [("", 0, 0), *found], strict=False)
            if [x, y] != before  # words with a replacement text are reported at one place, that of the first
        ]
        assert max(apart) <= NEAR
        assert len(apart) > 0.9 * len(found)
        compared += len(apart)
    place.pen.finish(keep=False)
    return compared


@pytest.fixture
def place(open_place, julie_file):
    return open_place(julie_file, "personas")


def test_what_is_typed_breaks_as_it_prints(place, program):
    chance = Random(4)
    assert sum(compare(place, program, chance) for _ in range(12)) > 12 * 1500


@pytest.mark.slow
@pytest.mark.timeout(900)  # a thousand texts, on a busy machine too
def test_a_thousand_texts_break_as_they_print(place, program):
    chance = Random(1000)
    assert sum(compare(place, program, chance) for _ in range(1000)) > 1000 * 1500
