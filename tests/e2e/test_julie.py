"""From segments to a finished persona with a real pointer and real keys, in fewer gestures than ninety."""

import shutil

import pypdfium2
import pytest

from persona_studio import paths
from persona_studio.domain.edits import Remove, Together
from persona_studio.services.session import Session

MOST = 90
WRITTEN = {
    "name": "Julie",
    "title": "la pragmatique",
    "role": "Directrice marketing client et fidélisation",
    "priority": "Réussir dans son nouveau poste avec des actions qui répondent à la direction.",
    "objective": "Obtenir du ROI et des quick wins pour justifier ses investissements.",
    "quote": "Montrez-moi ce que ça rapporte avant l’été.",
}
THOUGHT = ("Mariée, ou tout comme", "Ses parents sont fiers d’elle", "Rapport de force doux mais certain")


@pytest.fixture
def segments(tmp_path):
    """The example with its segments and nobody made of them yet."""
    file = tmp_path / "a.persona"
    shutil.copy(paths.resource("samples", "marketing-b2b.persona"), file)
    with Session.open(file) as session:
        session.do(Together(tuple(Remove(p.id) for p in session.project.personas)), "Removed")
    return file


@pytest.mark.e2e
@pytest.mark.slow
def test_julie_is_finished_in_fewer_than_ninety_gestures(stage, segments, tmp_path):
    hands, program = stage(segments)
    hands.press("Segments")
    hands.press("Créer les personas")
    hands.facts("the personas are drafted", personas=4, busy=False)
    hands.press("Personas")
    hands.facts("the sheet is shown", place="personas")
    hands.keys("ctrl+0")
    hands.press("Mousse")
    hands.wait(lambda: hands.ask("persona")["accent"] == 5, "she wears another colour")
    say_who_she_is(hands)
    found = place_findings(hands, 5)
    write_down(hands)
    place_hypotheses(hands)
    remove_lines(hands)
    assert hands.gestures < MOST, hands.gestures
    lines = hands.ask("lines")
    assert set(found) <= set(lines)
    print_her(hands, tmp_path / "julie.pdf", lines)
    hands.keys("ctrl+q")
    assert program.wait(120) == 0
    assert (tmp_path / "errors.txt").read_text() == "", "the program has nothing to complain about"


def say_who_she_is(hands):
    """Write name, title and what she wants one after the other, Tab going on to the next."""
    for field, text in WRITTEN.items():
        hands.write_in(field, text)
    hands.keys("Escape")
    hands.wait(lambda: hands.ask("persona").items() >= WRITTEN.items(), "she is who she is", told="persona")


def place_findings(hands, count):
    """Drag the strongest findings below the last line of the sheet; return their words there."""
    found = []
    for _ in range(count):
        before = hands.ask("lines")
        start, _ = hands.wait(lambda: hands.ask("finding"), "findings are listed")
        hands.carry(start, hands.ask("under", before[2]))
        hands.wait(lambda before=before: len(hands.ask("lines")) == len(before) + 1, "it is on the sheet")
        found += [line for line in hands.ask("lines") if line not in before]
    return found


def write_down(hands):
    hands.press("Hypothèses")
    hands.press("Écrire une hypothèse, Entrée")
    for text in THOUGHT:
        hands.write(text)
        hands.keys("Return")
    hands.wait(lambda: len(hands.ask("persona")["hypotheses"]) == len(THOUGHT), "they are written down")


def place_hypotheses(hands):
    """Place them by keyboard: choose, Ctrl+Enter."""
    start, _ = hands.ask("finding")
    hands.point(start)
    for left in reversed(range(len(THOUGHT))):
        hands.keys("ctrl+Return")
        hands.wait(lambda left=left: len(hands.ask("persona")["hypotheses"]) == left, "one is placed")


def remove_lines(hands):
    """Choose two lines together and remove them."""
    before = hands.ask("lines")
    hands.point(hands.ask("line", before[0]))
    hands.keys("shift+Down", "Delete")
    hands.wait(lambda: len(hands.ask("lines")) == len(before) - 2, "two lines have left")
    hands.keys("ctrl+z")
    hands.wait(lambda: hands.ask("lines") == before, "one gesture")


def print_her(hands, pdf, lines):
    hands.press("Atelier")
    hands.facts("the pages are shown", place="workshop")
    hands.keys("ctrl+e")
    hands.facts("a dialog asks where", dialog="Exporter")
    hands.focus()
    hands.facts("the name can be written", field=lambda name: name is not None)
    hands.write(str(pdf))
    hands.keys("Return")
    hands.facts("the pages are written", toast=lambda said: pdf.name in said, busy=False)
    document = pypdfium2.PdfDocument(pdf)
    printed = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    hands.focus()
    for words in (WRITTEN["role"], WRITTEN["quote"], *THOUGHT):
        assert words in printed.replace("\u202f", " ").replace("\u00a0", " ")
    assert len(lines) > 20
