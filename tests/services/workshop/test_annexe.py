"""The annexe of a project: its figures are those of the Segments place, and it is honest without them."""

import re
from dataclasses import replace
from math import ceil
from pathlib import Path

import pikepdf
import pytest

from persona_studio.domain.project import Project
from persona_studio.domain.segments import Verdict
from persona_studio.domain.variables import Personal
from persona_studio.domain.waves import Quality, Removal, RemovalCount
from persona_studio.paths import resource
from persona_studio.publish.boxes import text_boxes
from persona_studio.publish.layout import Supplies
from persona_studio.publish.layout.annexe import annexe as laid_out
from persona_studio.publish.layout.annexe.values import Annexe
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.services.chain.segments_report import segments
from persona_studio.services.samples import julie
from persona_studio.services.segments import golden
from persona_studio.services.segments.profiling import count_file
from persona_studio.services.workshop.annexe import annexe, annexe_of_file, to_count
from persona_studio.services.workshop.annexe.heat import chosen
from persona_studio.services.workshop.annexe.subject import Subject
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

FRENCH, ENGLISH, SUPPLIES = Texts("fr"), Texts("en"), Supplies()
SAMPLE = resource("samples", "marketing-b2b.persona")


class Silent:
    """Hears of progress and says nothing."""

    def step(self, _done: int, _total: int, _code: str) -> None:
        return


@pytest.fixture(scope="module")
def project() -> Project:
    with ProjectFile.open(SAMPLE, read_only=True) as file:
        return file.project


@pytest.fixture(scope="module")
def told() -> Annexe:
    return annexe_of_file(SAMPLE, FRENCH, Silent())


@pytest.fixture(scope="module")
def report(project) -> dict:
    return segments(project, FRENCH)["segmentations"][-1]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def all_said(told: Annexe, texts: Texts = FRENCH) -> str:
    pages = laid_out(told, texts, SUPPLIES)
    return plain("\n".join(box.text for page in pages for box in text_boxes(page)))


def changed(project: Project, **fields: object) -> Project:
    """Return the project with other fields in its segmentation."""
    found = replace(project.segmentation, **fields)
    return replace(project, segmentations=(found,), chosen=found.id)


# ------------------------------------------------------------------ the same figures as the Segments place


def test_stability_and_chance_are_those_of_the_report(told, report):
    first = {}
    for candidate in report["candidates"]:
        first.setdefault(candidate["k"], candidate)
    assert told.tries is not None
    assert [one.segments for one in told.tries.tries] == sorted(first)
    for one in told.tries.tries:
        assert one.stability == first[one.segments]["stability"]
        assert one.chance == first[one.segments]["null_stability"]
        assert one.figure == f"{first[one.segments]['stability']:.2f}".replace(".", ",")
        assert one.advised is (one.segments == report["recommended"])
    assert [one.segments for one in told.tries.tries if one.used] == [len(report["segments"])]
    assert told.tries.note == report["reason"]


def test_each_segment_has_the_size_and_the_return_of_the_report(told, report):
    assert told.steadiness is not None
    for row, segment in zip(told.steadiness.rows, report["segments"], strict=True):
        assert row.name == segment["personas"][0]
        assert row.part == segment["jaccard"]
        assert plain(row.people) == f"n = {segment['size']}"


def test_the_sample_is_that_of_the_report(told, report):
    assert told.sample is not None
    numbers = [int(re.sub(r"\D", "", each.number)) for each in told.sample.tallies]
    assert (numbers[0], numbers[-1]) == (report["respondents"]["read"], report["respondents"]["used"])
    assert f"{report['effective_n']:.0f}" in told.sample.note
    assert told.variables is not None
    assert told.variables.aside.split()[0] == str(len(report["active"]))


def test_cells_are_the_shares_of_the_findings_rounded(told, project, report):
    rows = chosen(Subject(project, FRENCH))
    assert told.heat is not None
    checked = 0
    for row, printed in zip(rows, told.heat.rows, strict=True):
        for cell, shown, segment in zip(row.cells, printed.cells, report["segments"], strict=True):
            if cell is None or cell.finding is None or row.level is None:
                continue
            level = row.variable.level(row.level)
            known = next(
                f
                for f in segment["findings"]
                if (f["variable"], f["level"]) == (row.variable.name, level.value)
            )
            assert shown is not None
            if known["count"] < 10:
                assert plain(shown.figure) == f"< {ceil(1000 / known['base'])}"
            else:
                assert abs(int(shown.figure) - 100 * known["share"]) <= 0.5
                checked += 1
    assert checked >= 30


def test_what_no_finding_holds_is_counted_from_the_answers(project, told):
    keys = to_count(project, FRENCH)
    assert keys
    counted = count_file(SAMPLE, project.chosen, keys, Silent())
    assert annexe(project, FRENCH, counted) == told
    assert told.heat is not None
    assert all(cell is not None for row in told.heat.rows for cell in row.cells)


def test_the_margins_are_the_widest_of_the_findings(told, project, report):
    said = next(each for each in told.passages if each.title.startswith("Marges"))
    for (_, words), segment in zip(said.pairs, project.segmentation.segments, strict=True):
        asked = [f for f in segment.findings if f.level is not None and f.base >= 0.9 * segment.size]
        widest = max((f.high - f.low) / 2 for f in asked)
        assert f"± {round(100 * widest)} pts" in plain(words)


def test_the_style_is_that_of_the_report(told, report):
    said = plain(" ".join(next(p for p in told.passages if p.title == "Façon de répondre").paragraphs))
    style = report["response_style"]
    for key in ("uncorrected_mean", "mean", "spread", "extreme"):
        assert f"{round(100 * style[key])} %" in said


# ------------------------------------------------------------------ nothing of fewer than ten


def test_no_figure_of_fewer_than_ten(project):
    few = replace(
        project.segmentation.segments[0],
        size=9,
        findings=tuple(
            replace(f, base=9, count=min(9, f.count)) for f in project.segmentation.segments[0].findings
        ),
    )
    small = changed(project, segments=(few, *project.segmentation.segments[1:]))
    told = annexe(small, FRENCH, {})
    assert told.heat is not None
    assert told.steadiness is not None
    assert [row.cells[0] for row in told.heat.rows] == [None] * len(told.heat.rows)
    assert plain(told.steadiness.rows[0].people) == "n < 10"
    margins = next(each for each in told.passages if each.title.startswith("Marges"))
    assert plain(margins.pairs[0][1]) == "n < 10"


def test_removals_add_up_to_who_is_left_be_they_few(project):
    wave = replace(
        project.wave,
        quality=Quality(
            removals=(
                RemovalCount(Removal.DUPLICATE, 17, applied=True),
                RemovalCount(Removal.STRAIGHT_LINER, 3, applied=True),
                RemovalCount(Removal.SPEEDER, 40, applied=False),
            ),
            flagged=((1, 17), (2, 3)),
        ),
    )
    told = annexe(replace(changed(project, used=592), waves=(wave,)), FRENCH, {})
    assert told.sample is not None
    assert [(each.label, plain(each.number)) for each in told.sample.tallies] == [
        ("Réponses reçues", "612"),
        ("Doublons écartés", "−17"),
        ("Réponses en ligne droite", "−3"),
        ("Réponses analysées", "592"),
    ]


def test_who_gave_no_active_answer_is_counted_as_on_the_screen(project):
    few = changed(project, used=project.wave.usable - 6)
    told = annexe(few, FRENCH, {})
    assert told.sample is not None
    weighted = [(each.label, plain(each.number)) for each in told.sample.tallies]
    assert ("Sans réponse active ou sans poids", "−6") in weighted
    plainly = changed(few, recipe=replace(few.segmentation.recipe, weight=None))
    told = annexe(plainly, FRENCH, {})
    assert told.sample is not None
    assert ("Sans réponse active", "−6") in [(each.label, plain(each.number)) for each in told.sample.tallies]


def test_a_segment_of_more_people_has_no_wider_margin(project):
    """A question put to few of a large segment says nothing of how sure its other shares are."""
    first, *rest = project.segmentation.segments
    narrow = next(f for f in first.findings if f.level is not None)
    asked_few = replace(narrow, base=40, count=20, low=0.35, high=0.65)
    other = changed(project, segments=(replace(first, findings=(*first.findings, asked_few)), *rest))
    margins = [
        next(p for p in annexe(one, FRENCH, {}).passages if p.title.startswith("Marges")).pairs[0][1]
        for one in (project, other)
    ]
    assert margins[0] == margins[1]


def test_what_is_subtracted_in_print_is_what_the_figures_give(told):
    said = next(p for p in told.passages if p.title == "Comment le nombre a été choisi")
    checked = 0
    for _, words in said.pairs:
        numbers = re.match(r"(\d,\d\d) − (\d,\d\d) = (\d,\d\d), ", plain(words))
        assert numbers is not None, words
        first, second, lead = (round(100 * float(n.replace(",", "."))) for n in numbers.groups())
        assert first - second == lead
        checked += 1
    assert checked >= 5
    assert any("est conseillé" in plain(p) for p in said.paragraphs), "2 and 3 lead by more"


def test_nothing_printed_tells_the_consultant_what_to_do(project):
    for reason in ("clear_sparse", "useful_sparse"):
        said = all_said(annexe(changed(project, reason=reason), FRENCH, {}))
        assert "confirmez" not in said
        assert "60 par question" in said


def test_personal_data_is_never_named(project):
    secret = next(v for v in project.wave.variables if v.id == project.segmentation.recipe.illustrative[0])
    hidden = tuple(
        replace(v, personal=Personal.NAME, stored=True) if v.id == secret.id else v
        for v in project.wave.variables
    )
    told = annexe(replace(project, waves=(replace(project.wave, variables=hidden),)), FRENCH, {})
    assert secret.label.split(". ")[-1] not in all_said(told)
    assert told.sample is not None
    assert "nominative" not in told.sample.note  # some is kept: nothing is promised


@pytest.mark.parametrize("texts", [FRENCH, Texts("en")], ids=["fr", "en"])
def test_questions_that_print_alike_keep_the_names_of_their_columns(project, texts):
    first, second, third, *rest = project.wave.variables
    named = (
        replace(first, name="How", label="", block=""),
        replace(second, name="how", label="", block=""),
        replace(third, name="where", label="", block=""),
    )
    subject = Subject(replace(project, waves=(replace(project.wave, variables=(*named, *rest)),)), texts)
    assert [subject.question(each) for each in named] == ["How", "how", "Where"]


def test_a_segment_set_aside_wears_no_colour_of_the_others(project):
    apart = replace(project.segmentation.segments[0], set_aside=True)
    found = replace(project.segmentation, segments=(apart, *project.segmentation.segments[1:]))
    subject = Subject(replace(project, segmentations=(found,), personas=()), FRENCH)
    assert subject.worn(apart) == apart.wears()
    assert subject.worn(apart) not in [subject.worn(each) for each in found.segments[1:]]
    assert subject.worn(apart) != subject.worn(project.segmentation.segments[0])


# ------------------------------------------------------------------ honest


def test_without_a_clear_structure_it_says_so(project):
    none = changed(
        project, verdict=Verdict.NONE, reason="none_degrees", recommended=None, segments=(), golden=None
    )
    said = all_said(annexe(none, FRENCH, {}))
    assert "pas de structure nette" in said
    assert "Pas de structure nette. Les personnes diffèrent par degrés" in said
    assert "segments nets. Chaque" not in said
    assert "Solidité" not in said


def test_what_the_window_advises_is_not_printed(project):
    none = changed(project, verdict=Verdict.NONE, reason="none", recommended=None, segments=(), golden=None)
    said = all_said(annexe(none, FRENCH, {}))
    assert "Pas de structure nette. Aucun découpage" in said
    assert "Essayez" not in said


def test_segments_whose_survey_is_gone_are_not_told(project):
    told = annexe(replace(project, waves=()), FRENCH, {})
    assert (told.tries, told.steadiness, told.heat) == (None,) * 3
    assert "pas d’enquête" in told.lead


def test_more_segments_than_come_back_are_not_called_clear(project):
    first = project.segmentation.candidates[0]
    for gain, word in ((0.6, "nets"), (0.3, "utiles"), (0.1, "à peine mieux que le hasard")):
        asked = changed(project, reason="asked", recommended=3, candidates=(replace(first, k=4, gain=gain),))
        assert word in annexe(asked, FRENCH, {}).lead


def test_segments_that_were_asked_for_are_not_called_clear(project):
    asked = changed(project, verdict=Verdict.NONE, reason="asked_none", recommended=None)
    told = annexe(asked, FRENCH, {})
    assert "demandés, sans structure nette" in told.lead
    assert told.tries is not None
    assert not any(one.advised for one in told.tries.tries)


def test_a_project_without_survey_says_so_on_one_page():
    told = annexe(julie("fr"), FRENCH, {})
    assert (told.sample, told.variables, told.tries, told.steadiness, told.heat) == (None,) * 5
    assert len(laid_out(told, FRENCH, SUPPLIES)) == 1
    assert "pas d’enquête" in told.lead
    (marks,) = (each for each in told.passages if each.title == "Marques des fiches")
    counts = [int(n) for n in re.findall(r"\d+", marks.pairs[0][1])]
    assert sum(counts) == len(julie("fr").personas[0].attributes)


def test_a_survey_without_segments_has_its_sample_only(project):
    told = annexe(replace(project, segmentations=(), chosen=None), FRENCH, {})
    assert told.sample is not None
    assert told.tries is None
    assert told.heat is None
    assert "n’a pas été segmentée" in told.lead
    assert len(laid_out(told, FRENCH, SUPPLIES)) == 1


def test_data_that_changed_since_is_said_first(project):
    told = annexe(changed(project, stale=True), FRENCH, {})
    assert told.warning
    assert told.warning in [box.text for box in text_boxes(laid_out(told, FRENCH, SUPPLIES)[0])][:4]


def test_one_persona_and_no_persona(project):
    assert (
        annexe(replace(project, personas=project.personas[:1]), FRENCH, {}).title == "D’où vient ce persona"
    )
    none = annexe(replace(project, personas=()), FRENCH, {})
    assert none.title == "D’où viennent ces quatre segments"
    assert none.steadiness is not None
    assert none.steadiness.rows[0].name == project.segmentation.segments[0].name


def test_golden_questions_are_told_with_their_accuracy(project, tmp_path):
    copy = tmp_path / "p.persona"
    copy.write_bytes(Path(SAMPLE).read_bytes())
    found = golden.golden_file(copy, golden.Wish(questions=3), Silent())
    told = annexe(changed(project, golden=found.golden), FRENCH, {})
    said = next(each for each in told.passages if each.title == "Questions d’or")
    assert len(said.pairs) == 3
    assert f"{round(100 * found.golden.accuracy.overall)} %" in plain(said.paragraphs[0])
    assert not any(p.title == "Questions d’or" for p in annexe(project, FRENCH, {}).passages)


# ------------------------------------------------------------------ both languages, and the tags


def test_in_english_no_word_of_ours_stays_french():
    told = annexe_of_file(SAMPLE, ENGLISH, Silent())
    assert told.title == "Where these four personas come from"
    said = all_said(told, ENGLISH)
    assert "Échantillon" not in said
    assert "Stability" in said or "stability" in said
    assert len(laid_out(told, ENGLISH, SUPPLIES)) == 2


def test_the_pdf_is_tagged_with_headings_and_figures(told, tmp_path):
    pages = laid_out(told, FRENCH, SUPPLIES)
    path = tmp_path / "annexe.pdf"
    path.write_bytes(pdf_bytes(pages, DocumentInfo(title="Annexe", language="fr"), SUPPLIES.fonts))
    kinds: list[str] = []
    alts: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        kinds.append(str(element.S))
        if str(element.S) == "/Figure":
            alts.append(str(element.Alt))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    with pikepdf.open(path) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 9
    assert len(alts) == 4
    assert all(alts)
