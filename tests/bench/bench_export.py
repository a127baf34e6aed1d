"""Files of a kit: four sheets beside WeasyPrint drawing the same, two hundred, and everything there is.

WeasyPrint is no part of the project. It is measured where it can be imported, or in the interpreter that the
variable PERSONA_STUDIO_WEASYPRINT names: `pip install weasyprint` in an environment of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from figures import Figure, in_fresh_process

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from classique_html import document

from persona_studio.domain.personas import Persona
from persona_studio.publish.style import accent_of
from persona_studio.texts import Texts
from publish.julie import FACTS, julie

SHEETS, MANY = 4, 200
TIMES = 7
LEAST_TIMES, LEAST_PAGES = 8, 60
MOST_MEMORY = 300
OURS = """
import sys
sys.path.insert(0, argv[0])
from bench_export import julies
from figures import median_seconds
from persona_studio.publish.layout import Supplies, sheet
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.texts import Texts
from publish.julie import FACTS
texts = Texts("fr")
personas = [julies(i) for i in range(int(argv[1]))]
def print_all():
    supplies = Supplies()
    pages = [page for p in personas for page in sheet(p, FACTS, texts, supplies).pages]
    return len(pages), pdf_bytes(pages, DocumentInfo("Julie"), supplies.fonts)
"""
MEASURED = "result = median_seconds(print_all, int(argv[2])), print_all()[0]"
THEIRS = """
import json, statistics, sys, time
from weasyprint import HTML
page = open(sys.argv[1], encoding="utf-8").read()
def once():
    start = time.perf_counter()
    made = HTML(string=page).render()
    content = made.write_pdf()
    return time.perf_counter() - start, len(made.pages), len(content)
once()
runs = [once() for _ in range(int(sys.argv[2]))]
print(json.dumps([statistics.median(r[0] for r in runs), runs[0][1]]))
"""
KIT = """
from pathlib import Path
from persona_studio.domain.deliverables import DELIVERABLES
from persona_studio.domain.progress import Silent
from persona_studio.paths import resource
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.store.project_file import ProjectFile
import persona_studio.publish.pdf, persona_studio.publish.pptx, persona_studio.publish.svg
sample = resource("samples", "marketing-b2b.persona")
with ProjectFile.open(sample, read_only=True) as file:
    project = file.project
"""
EXPORTED = """
asked = Printing("fr", None, 150, sample, DELIVERABLES)
result = export_pages(project, Path(argv[0]), asked, Silent()).pages
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    yield from four_sheets()
    seconds, pages, memory = ours(MANY, 3)
    yield Figure(name=f"{pages} sheets as PDF", value=seconds, unit="s", at_most=pages / LEAST_PAGES)
    yield Figure(name="memory of it", value=memory, unit="MB", at_most=MOST_MEMORY)
    yield from whole_kit()


def ours(sheets: int, times: int) -> tuple[float, int, float]:
    """Return seconds to lay out and write sheets as PDF, their pages, and the memory in MB."""
    tests = str(Path(__file__).resolve().parents[1])
    _, peak, (seconds, pages) = in_fresh_process(
        MEASURED,
        tests,
        str(sheets),
        str(times),
        setup=f"import sys\nsys.path.insert(0, argv[0] + '/bench')\n{OURS}",
    )
    return seconds, pages, peak / 2**20


def four_sheets() -> Iterator[Figure]:
    """Yield the time of a page, beside that of WeasyPrint for the same page in the same run."""
    seconds, pages, _ = ours(SHEETS, TIMES)
    name = f"{SHEETS} sheets as PDF, a page"
    found = weasyprint()
    if found is None:
        yield Figure(name=f"{name} (WeasyPrint is not installed)", value=seconds / pages * 1000, unit="ms")
        return
    theirs, their_pages = found
    if their_pages != pages:
        raise RuntimeError(f"{pages} pages of ours, {their_pages} of WeasyPrint's: not the same sheet")
    yield Figure(
        name=name,
        value=seconds / pages * 1000,
        unit="ms",
        reference="WeasyPrint",
        reference_value=theirs / pages * 1000,
        at_most_times=1 / LEAST_TIMES,
    )


def weasyprint() -> tuple[float, int] | None:
    """Return seconds of WeasyPrint for the same sheets, and how many pages it made; None without it."""
    program = os.environ.get("PERSONA_STUDIO_WEASYPRINT", sys.executable)
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as folder:
        page = Path(folder) / "sheets.html"
        page.write_text(web_page(), encoding="utf-8")
        command = [program, "-c", THEIRS, str(page), str(TIMES)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "No module named 'weasyprint'" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    seconds, pages = json.loads(done.stdout.splitlines()[-1])
    return seconds, pages


def web_page() -> str:
    """Return the four sheets as HTML."""
    personas = [julies(i) for i in range(SHEETS)]
    return document([(persona, accent_of(persona)) for persona in personas], FACTS.source, Texts("fr"))


def julies(number: int) -> Persona:
    """Return Julie with a name, a colour and words of her own: no line is set twice."""
    base = julie()
    sections = tuple(
        replace(s, attributes=tuple(replace(a, text=f"{a.text[:-1]} {number}.") for a in s.attributes))
        for s in base.sections
    )
    return replace(base, id=f"p{number}", name=f"Julie {number}", accent=1 + number % 8, sections=sections)


def whole_kit() -> Iterator[Figure]:
    """Yield time and memory of everything there is of four personas, as PDF, as slides and as drawings."""
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as folder:
        for ending, at_most in (("pdf", 1.5), ("pptx", 4.0), ("svg", None)):
            target = str(Path(folder) / f"kit.{ending}")
            seconds, peak, pages = min(in_fresh_process(EXPORTED, target, setup=KIT) for _ in range(3))
            yield Figure(
                name=f"whole kit, {pages} pages, as {ending.upper()}",
                value=seconds,
                unit="s",
                at_most=at_most,
            )
            yield Figure(name="memory of it", value=peak / 2**20, unit="MB", at_most=MOST_MEMORY)
