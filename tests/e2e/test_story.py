"""A consultant's story with a real pointer and real keys: from a survey to printed sheets, and back."""

import pypdfium2
import pytest

from persona_studio.services.session import Session

LINE = "« Un thé d’exception : œuvre, été »"
PRINTED = "«\u202fUn thé d’exception\u202f: œuvre, été\u202f»"


@pytest.mark.e2e
@pytest.mark.slow
def test_from_a_survey_to_printed_sheets(stage, source, tea, tmp_path):
    hands, program = stage()
    drop(hands, source(tea))
    personas = segment(hands)
    after = write_and_change_her_mind(hands)
    export(hands, tmp_path / "personas.pdf", personas)
    close(hands, program)
    with Session.open(tea.with_suffix(".persona"), read_only=True) as session:
        assert session.project.personas[0].attributes[0].text == PRINTED

    another_day, _ = stage()
    another_day.press(another_day.wait(lambda: another_day.ask("recent"), "the project is in the list"))
    another_day.facts("the project is open where it was left", place="workshop", personas=personas)
    another_day.press("Personas")
    another_day.facts("the sheet is shown", place="personas")
    assert another_day.ask("lines") == after
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def drop(hands, taken):
    """Drop the survey on the start screen, look at how it is understood, import it with the keyboard."""
    zone = hands.wait(lambda: hands.ask("where", "Déposez ici un fichier Excel, CSV ou SPSS."), "start")
    taken.drop(hands, zone)
    shown = hands.facts("the survey is shown", dialog="Importer «\u202ftea\u202f»")
    assert (shown["place"], shown["variables"]) == ("", 0), "nothing is stored yet"
    hands.focus()
    hands.keys("Return")
    hands.facts("the survey is read", place="data", variables=lambda n: n > 10, busy=False, dialog="")
    hands.focus()


def segment(hands):
    """Segment; personas come with the segments."""
    hands.press("Segments")
    hands.facts("the place is shown", place="segments")
    hands.press("Segmenter")
    facts = hands.facts("segments come", segments=lambda n: n >= 2, personas=lambda n: n >= 2, busy=False)
    return facts["personas"]


def write_and_change_her_mind(hands):
    """Write the first line of the first persona anew, undo, redo; return the lines."""
    hands.press("Personas")
    hands.facts("the sheet is shown", place="personas")
    before = hands.ask("lines")
    hands.twice(hands.wait(lambda: hands.ask("line", before[0]), "the first line"))
    hands.facts("the line is being written", focus="InlineEditor")
    hands.write(LINE)
    hands.keys("Return")
    hands.wait(lambda: hands.ask("lines")[0] == PRINTED, "the line is written")
    after = hands.ask("lines")
    assert after[1:] == before[1:]
    hands.keys("Escape")  # Enter went on to a new line
    hands.keys("ctrl+z")
    hands.wait(lambda: hands.ask("lines")[0] == LINE, "the signs are as they were typed")
    hands.keys("ctrl+z")
    hands.wait(lambda: hands.ask("lines") == before, "the line is as before")
    hands.keys("ctrl+shift+z", "ctrl+shift+z")
    hands.wait(lambda: hands.ask("lines") == after, "the line is there again")
    return after


def export(hands, pdf, pages):
    """Export the sheets as a PDF."""
    hands.press("Atelier")
    hands.facts("the pages are shown", place="workshop")
    hands.press(f"Exporter {pages} pages")
    hands.facts("a dialog asks where", dialog="Exporter")
    hands.focus()
    hands.facts("the name can be written", field=lambda name: name is not None)
    hands.write(str(pdf))
    hands.keys("Return")
    hands.facts("the pages are written", toast=lambda said: pdf.name in said, busy=False)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == pages
    assert "œuvre, été" in " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()


def close(hands, program):
    """Close the program, which has nothing left to save."""
    hands.focus()
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
