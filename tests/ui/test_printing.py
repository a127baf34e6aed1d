"""Printing: the same pages as the PDF, on the paper that a printer has, and what it cannot do is said."""

import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter
from PySide6 import QtPrintSupport
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from persona_studio.domain.deliverables import ANNEXE, CARDS, COMPARISON, POSTER
from persona_studio.publish.boxes import Page
from persona_studio.services.segments import profiling
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.places.workshop import printing
from persona_studio.ui.places.workshop.model import Printed
from persona_studio.ui.places.workshop.papers import Placed, placed, reduced
from persona_studio.ui.widgets.buttons import Button

A4, A3, LETTER = (595.3, 841.9), (841.9, 1190.6), (612.0, 792.0)
LEFT = Qt.MouseButton.LeftButton


def page(width, height, paper="A4"):
    return Printed(Page(width, height, ()), None, "", f"{width}x{height}", paper, "sheet")


def flat(size):
    return page(size[1], size[0])


# ------------------------------------------------------------------ which paper


def test_pages_go_on_their_own_paper_where_the_printer_takes_it():
    plan = placed([page(*A4), flat(A4), page(*A3, "A3")], A4, [LETTER, A4, A3])
    assert [(each.size, each.scale, each.lying) for each in plan] == [
        (A4, 1.0, False),
        (A4, 1.0, True),
        (A3, 1.0, False),
    ]
    assert reduced(plan) == {}


def test_a_poster_on_a_small_printer_is_made_smaller_and_that_is_known():
    plan = placed([page(*A4), page(*A3, "A3"), page(960.0, 540.0, "16:9")], A4, [A4, LETTER])
    assert [round(each.scale, 3) for each in plan] == [1.0, 0.707, 0.877]
    assert {paper: (n, round(share, 2)) for paper, (n, share) in reduced(plan).items()} == {
        "A3": (1, 0.71),
        "16:9": (1, 0.88),
    }


def test_a_page_with_crop_marks_is_reduced_only_where_it_must_be():
    cropped = page(A4[0] + 56.7, A4[1] + 56.7)
    assert placed([cropped], A4, [A4])[0].scale == pytest.approx(0.913, abs=0.001)
    assert placed([cropped], A3, [A4, A3])[0] == Placed(cropped, A3, 1.0)


def test_a_printer_that_names_no_paper_takes_any():
    assert placed([page(*A3, "A3")], A4, [])[0].size == A3


# ------------------------------------------------------------------ on paper


@pytest.fixture
def workshop(open_place, whole_file):
    place = open_place(whole_file, "workshop")
    for deliverable in (POSTER, COMPARISON):
        place.desk.tick(deliverable.id, True)
    assert len(place.pages) == 7
    return place


@pytest.fixture
def printer(tmp_path):
    """A printer that writes what it is sent."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    made.setFullPage(True)
    return made


def run(workshop, printer, qtbot):
    """Print, and wait for the end."""
    desk = workshop.printing
    desk._pages, desk._current = list(workshop.pages), 1
    desk.print_on(printer)
    qtbot.waitUntil(lambda: desk.run is None)


def sheets(file, dpi=72):
    """Return the pages of a PDF as grey pictures."""
    document = pypdfium2.PdfDocument(file)
    pictures = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    return pictures


def test_what_is_printed_is_what_the_pdf_holds(workshop, printer, program, qtbot, tmp_path):
    workshop.leaving.write(str(tmp_path / "ours.pdf"))
    run(workshop, printer, qtbot)
    ours, paper = sheets(tmp_path / "ours.pdf"), sheets(tmp_path / "paper.pdf")
    assert len(paper) == len(ours) == 7
    for one, other in zip(ours, paper, strict=True):
        assert abs(one.width - other.width) <= 1
        assert abs(one.height - other.height) <= 1
        assert difference(one, other.resize(one.size)) < 1
    assert difference(ours[0], ours[1]) > 2  # the measure tells two sheets apart
    assert program.window.messages.toast._words.text().startswith("7 pages envoyées à")


def difference(one, other):
    """Return how far two pages are from each other: the mean of grey levels (0 to 255), a little blurred."""
    blurred = (each.filter(ImageFilter.GaussianBlur(1.5)) for each in (one, other))
    histogram = ImageChops.difference(*blurred).histogram()
    return sum(level * count for level, count in enumerate(histogram)) / (one.width * one.height)


@pytest.mark.slow
def test_lines_and_letters_are_sent_as_outlines(workshop, printer, qtbot, tmp_path):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    run(workshop, printer, qtbot)
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    [only] = document
    kinds = {thing.type for thing in only.get_objects()}
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in kinds
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds
    document.close()


@pytest.mark.slow
@pytest.mark.parametrize(("which", "kept"), [("range", [2, 3]), ("current", [1])])
def test_only_the_pages_asked_for_are_printed(workshop, printer, qtbot, tmp_path, which, kept):
    if which == "range":
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(3, 4)
    else:
        printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    run(workshop, printer, qtbot)
    workshop.leaving.write(str(tmp_path / "ours.pdf"))
    ours, paper = sheets(tmp_path / "ours.pdf", 30), sheets(tmp_path / "paper.pdf", 30)
    assert len(paper) == len(kept)
    for number, picture in zip(kept, paper, strict=True):
        assert difference(ours[number], picture.resize(ours[number].size)) < 1.5


def test_pages_made_smaller_are_told_before_paper_is_used(workshop, printer, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "_supported", lambda _: [A4, LETTER])
    desk = workshop.printing
    desk._pages = list(workshop.pages)
    desk.print_on(printer)
    question = workshop.findChild(Confirm)
    assert question.isVisible()
    assert desk.run is None
    told = " ".join(label.text() for label in question.findChildren(type(workshop.options.strip._rest)))
    assert "3 pages en A3 à 71\u202f%" in told
    question.accept()
    qtbot.waitUntil(lambda: desk.run is None)
    sizes = {(picture.width, picture.height) for picture in sheets(tmp_path / "paper.pdf")}
    assert sizes == {(595, 842), (842, 595)}


def test_printing_is_stopped_with_all_other_work(workshop, printer, program, qtbot):
    desk = workshop.printing
    desk._pages = list(workshop.pages)
    desk.print_on(printer)
    desk.run.told.connect(lambda done, _: done == 2 and program.studio.jobs.stop_all())
    qtbot.waitUntil(lambda: desk.run is None)
    assert program.window.messages.toast._words.text() == "Impression arrêtée"


def begun(workshop, printer):
    """Begin to print and return what does it and what it tells, each page printed when asked for."""
    workshop.printing._pages = list(workshop.pages)
    workshop.printing.print_on(printer)
    made, ends = workshop.printing.run, []
    made._timer.setInterval(60_000)
    made.ended.connect(lambda done, well: ends.append((done, well)))
    return made, ends


def test_what_is_printed_to_the_last_page_is_not_taken_back(workshop, printer, program, tmp_path):
    said = []
    program.studio.said.connect(lambda words, _: said.append(words))
    made, ends = begun(workshop, printer)
    for _ in workshop.pages:
        made._next()
    assert ends == [(7, True)], "there is no moment left to stop it"
    program.studio.jobs.stop_all()
    assert ends == [(7, True)]
    assert [words.partition(" envoyées")[0] for words in said] == ["7 pages"]
    assert len(sheets(tmp_path / "paper.pdf", 20)) == 7


def test_a_print_that_is_stopped_ends_once(workshop, printer, program):
    made, ends = begun(workshop, printer)
    made._next()
    program.studio.jobs.stop_all()
    program.studio.jobs.stop_all()
    assert ends == [(1, True)]


class Asking(QPainter):
    """The painter on a printer that asks for a file: meanwhile the window lives."""

    meanwhile = staticmethod(lambda: None)

    def begin(self, device):
        self.meanwhile()
        return super().begin(device)


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_print_is_stopped_while_its_printer_asks(workshop, printer, program, tmp_path, answered):
    made, ends = begun(workshop, printer)
    made._painter = Asking()
    if not answered:
        printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    asked = []

    def meanwhile():
        asked.append(made._timer.isActive())
        program.studio.jobs.stop_all()

    made._painter.meanwhile = meanwhile
    made._next()
    assert asked == [False], "no other page is begun meanwhile"
    assert ends == [(0, True)]
    assert not made._timer.isActive()
    assert not made._painter.isActive()
    assert program.window.messages.toast._words.text() == "Impression arrêtée"


def test_another_theme_does_not_end_a_print(workshop, printer, program, qtbot, settle, tmp_path):
    workshop.printing._pages = list(workshop.pages)
    workshop.printing.print_on(printer)
    with qtbot.waitSignal(program.studio.said) as said:
        program.window.actions_["theme"].trigger()
        settle()
    assert said.args[0].startswith("7 pages envoyées à")
    assert len(sheets(tmp_path / "paper.pdf", 20)) == 7


def test_a_project_that_is_closed_prints_no_more(workshop, printer, program, qtbot):
    workshop.printing._pages = list(workshop.pages)
    workshop.printing.print_on(printer)
    program.studio.leave()
    assert workshop.printing.run is None


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_it_leaves_another_way(workshop, printer, qtbot, tmp_path):
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    run(workshop, printer, qtbot)
    strip = workshop.options.strip
    assert strip.isVisible()
    assert "n’ont pas pu être imprimées" in strip._fact.text()
    assert "Exporter un PDF" in [button.text() for button in strip.findChildren(Button)]


# ------------------------------------------------------------------ the dialog of the system


def test_without_a_printer_a_pdf_is_offered(workshop, program, monkeypatch):
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(printing, "printers", list)
    workshop.options.choose_format("png")
    program.window.actions_["print"].trigger()
    strip = workshop.options.strip
    assert strip._fact.text() == "Aucune imprimante n’est installée sur cet ordinateur."
    [way] = [b for b in strip.findChildren(Button) if b.text() == "Exporter un PDF"]
    QTest.mouseClick(way, LEFT)
    assert workshop.options.chosen_format.id == "pdf"
    dialog = workshop.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".pdf")
    dialog.reject()


def test_the_dialog_of_the_system_asks_for_pages(workshop, program, monkeypatch, qtbot):
    monkeypatch.setattr(printing, "printers", lambda: ["Bureau"])
    program.window.go("personas")
    program.window.actions_["print"].trigger()
    assert workshop.isVisible()
    assert workshop.findChild(QPrintDialog) is None
    program.window.actions_["print"].trigger()
    dialog = workshop.findChild(QPrintDialog)
    assert dialog.isVisible()
    assert (dialog.minPage(), dialog.maxPage()) == (1, 7)
    assert dialog.printer().duplex() == QPrinter.DuplexMode.DuplexNone
    dialog.reject()


def test_a_print_waits_until_all_pages_are_laid_out(workshop, monkeypatch):
    monkeypatch.setattr(printing, "printers", lambda: ["Bureau"])
    workshop.layer.lay(
        workshop.studio.project, workshop.desk.kit, workshop.desk.texts, workshop.desk.deliverables
    )
    workshop.layer.under_way = True  # however quick this computer is
    workshop.print_chosen()
    assert workshop.findChild(QPrintDialog) is None
    workshop.layer.finish()
    dialog = workshop.findChild(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_what_is_agreed_in_the_dialog_is_printed(workshop, monkeypatch, qtbot, tmp_path):
    monkeypatch.setattr(printing, "printers", lambda: ["Bureau"])
    workshop.print_chosen()
    dialog = workshop.findChild(QPrintDialog)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
    dialog.printer().setPrintRange(QPrinter.PrintRange.PageRange)
    dialog.printer().setFromTo(2, 3)
    QDialog.accept(dialog)
    qtbot.waitUntil(lambda: workshop.printing.run is None and (tmp_path / "paper.pdf").exists())
    assert len(sheets(tmp_path / "paper.pdf", 20)) == 2


def test_cards_are_printed_on_both_sides(workshop):
    assert not printing.two_sided(workshop.pages)
    workshop.desk.tick(CARDS.id, True)
    assert not printing.two_sided(workshop.pages)
    assert printing.two_sided([each for each in workshop.pages if each.deliverable == CARDS.id])


def test_a_print_waits_for_the_figures_of_the_annexe(held, gate, whole_file, monkeypatch):
    monkeypatch.setattr(printing, "printers", lambda: ["Bureau"])
    held.studio.open(whole_file)
    held.window.go("workshop")
    workshop = held.window.place("workshop")
    with gate:
        workshop.desk.tick(ANNEXE.id, True)
        assert workshop.pages
        before = [each.page for each in workshop.pages]
        assert held.studio.jobs.under_way("annexe")
        workshop.print_chosen()
        assert workshop.findChild(QPrintDialog) is None
    held.studio.jobs.drain()
    workshop.layer.finish()
    dialog = workshop.findChild(QPrintDialog)
    assert dialog.isVisible()
    assert [each.page for each in workshop.printing._pages] != before
    dialog.reject()


def test_the_figures_of_the_annexe_come_though_another_theme_is_put_on(held, gate, whole_file):
    held.studio.open(whole_file)
    held.window.go("workshop")
    with gate:
        workshop = held.window.place("workshop")
        workshop.desk.tick(ANNEXE.id, True)
        assert workshop.pages
        assert held.studio.jobs.under_way("annexe")
        held.window.actions_["theme"].trigger()
        workshop = held.window.place("workshop")
        before = [each.page for each in workshop.pages]
    held.studio.jobs.drain()
    assert [each.page for each in workshop.pages] != before
    assert not workshop.press.uncounted(held.studio.project, workshop.desk.texts)


def test_a_fault_while_counting_for_the_annexe_prints_nothing_later(held, gate, whole_file, monkeypatch):
    monkeypatch.setattr(printing, "printers", lambda: ["Bureau"])
    held.studio.open(whole_file)
    held.window.go("workshop")
    workshop = held.window.place("workshop")
    monkeypatch.setattr(profiling, "count_file", _broken)
    with gate:
        workshop.desk.tick(ANNEXE.id, True)
        assert workshop.pages
        workshop.print_chosen()
    bugs = []
    held.studio.jobs.bug.connect(bugs.append)
    held.studio.jobs.drain()
    assert len(bugs) == 1
    workshop.desk.tick(ANNEXE.id, False)
    assert workshop.pages
    assert workshop.findChild(QPrintDialog) is None


def _broken(*_args, **_named):
    raise ZeroDivisionError


def test_a_fault_while_painting_ends_the_print(workshop, printer, qtbot, monkeypatch):
    def fail(*_args, **_named):
        raise ZeroDivisionError

    desk = workshop.printing
    desk._pages = list(workshop.pages)
    desk.print_on(printer)
    made = desk.run
    monkeypatch.setattr(made._pages, "paint", fail)
    with pytest.raises(ZeroDivisionError):
        made._next()
    assert desk.run is None
    assert not made._timer.isActive()
    assert not made._painter.isActive()
    assert "n’ont pas pu être imprimées" in workshop.options.strip._fact.text()


class TwoSided(QPrinter):
    """A printer that can turn paper over: where none is installed, none can."""

    sides = QPrinter.DuplexMode.DuplexNone

    def duplex(self):
        return self.sides

    def setDuplex(self, sides):
        self.sides = sides


@pytest.mark.parametrize(
    ("first", "chosen", "printed"),
    [
        (8, QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexLongSide),
        (8, QPrinter.DuplexMode.DuplexShortSide, QPrinter.DuplexMode.DuplexShortSide),
        (7, QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexNone),
    ],
)
def test_cards_of_a_larger_kit_are_printed_on_both_sides(workshop, monkeypatch, first, chosen, printed):
    monkeypatch.setattr(printing, "printers", lambda: ["Bureau"])
    monkeypatch.setattr(QtPrintSupport, "QPrinter", TwoSided)
    begun = []
    monkeypatch.setattr(workshop.printing, "_begin", lambda printer, _plan: begun.append(printer.duplex()))
    workshop.desk.tick(CARDS.id, True)
    assert [each.deliverable for each in workshop.pages[7:]] == [CARDS.id] * 2
    workshop.print_chosen()
    dialog = workshop.findChild(QPrintDialog)
    workshop.printing._printer.setDuplex(chosen)
    dialog.printer().setPrintRange(QPrinter.PrintRange.PageRange)
    dialog.printer().setFromTo(first, 9)
    monkeypatch.setattr(printing, "_supported", lambda _: [])
    QDialog.accept(dialog)
    assert begun == [printed]
