"""Exports of data: JSON holds to its schema, tables hold what the project says, nothing is a formula."""

import csv
import io
import json
from dataclasses import replace

import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import trees, typed
from helpers.examples import examples
from persona_studio.domain.formats import CSV, FORMATS
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Journey,
    Opportunity,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Stage,
    Task,
)
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.paths import resource
from persona_studio.publish.tables import Column, Table, csv_bytes, workbook
from persona_studio.services.workshop.data.document import SCHEMA, document, personas_json
from persona_studio.services.workshop.data.proofs import told, withheld
from persona_studio.services.workshop.data.tables import persona_tables
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts
from publish.test_pdf import ODD_TEXTS

FRENCH, ENGLISH = Texts("fr"), Texts("en")
DANGEROUS = ("=1+1", "+33 6", "-5", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")')


@pytest.fixture(scope="module")
def schema():
    return json.loads(resource("schemas", "persona.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def valid(schema):
    return jsonschema.Draft202012Validator(schema)


def line(id_="a", text="Compte", **said):
    return Attribute(id=id_, text=text, **said)


def proof(**said):
    usual = {
        "question": "Qu'achetez-vous ?",
        "answer": "Oui",
        "share": 0.4,
        "overall": 0.2,
        "count": 40,
        "base": 100,
    }
    return Evidence(**{**usual, "low": 0.3, "high": 0.5, "v": 4.2, **said})


def everything():
    """A persona with one of everything."""
    gauge = line("g", "Rythme", kind=AttributeKind.GAUGE, gauge=Gauge("lent", "vif", 70, 50))
    chips = line("c", "", kind=AttributeKind.CHIPS, chips=("vélo", "train"))
    data = line("d", "Achète en ligne", provenance=Provenance.DATA, evidence=proof(), modified=True)
    quote = line(
        "q",
        "Je compare",
        provenance=Provenance.VERBATIM,
        evidence=Evidence(quote="Je compare", question="Et ?"),
    )
    asks = line("o", "Aider", opportunity=Opportunity(team=SectionKey.SALES, effort=1, impact=3))
    acts = line("t", "Appeler", task=Task(owner="Zoé", due="lundi", because="o"))
    lane = Section(id="l", key=SectionKey.OPPORTUNITIES, attributes=(asks,))
    journey = Journey(
        id="j",
        title="Achat",
        key="st",
        moment=(line("m"),),
        stages=(Stage(id="st", name="Chercher", feeling=-40, lanes=(lane,)),),
    )
    return Persona(
        id="p",
        name="Julie",
        title="la pragmatique",
        quote="Simple",
        quote_evidence=Evidence(quote="Simple"),
        share=0.31,
        sections=(Section(id="s", key=SectionKey.BUYING, attributes=(gauge, chips, data, quote)),),
        hypotheses=(line("h", "À voir", due="Zoé, lundi", checked=True),),
        empathy=(Section(id="e", key=SectionKey.SEES, attributes=(line("e1"),)),),
        journeys=(journey,),
        plan=(Section(id="f", key=SectionKey.SALES, attributes=(acts,)),),
    )


def project(*personas):
    return Project(id="x", name="Étude", personas=personas)


# ---------------------------------------------------------------- JSON


def test_the_schema_is_one_and_describes_each_of_its_parts(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA

    def described(part):
        for name, each in part.get("properties", {}).items():
            assert each.get("description") or "$ref" in each, name
            described(each)
        for each in (*part.get("oneOf", ()), *part.get("$defs", {}).values()):
            described(each)

    described(schema)


def test_one_of_everything_holds_to_the_schema(valid):
    made = document(project(everything()), [everything()], FRENCH)
    valid.validate(made)
    (persona,) = made["personas"]
    gauge, chips, data, quote = persona["sections"][0]["attributes"]
    assert gauge["gauge"] == {"left": "lent", "right": "vif", "value": 70, "overall": 50}
    assert chips["chips"] == ["vélo", "train"]
    assert (data["modified"], data["evidence"]["share"], data["evidence"]["withheld"]) == (True, 0.4, False)
    assert quote["evidence"]["quote"] == "Je compare"
    assert persona["journeys"][0]["stages"][0]["lanes"][0]["attributes"][0]["opportunity"]["team"] == "sales"
    assert persona["plan"][0]["attributes"][0]["task"]["because"] == "o"


def unbounded(part):
    """Return a part of the schema without its limits: random trees know none."""
    if isinstance(part, dict):
        return {
            k: unbounded(v)
            for k, v in part.items()
            if not (k in ("minimum", "maximum") and isinstance(v, int))
        }
    return [unbounded(each) for each in part] if isinstance(part, list) else part


@examples(40)
@given(trees.projects(), st.sampled_from(["fr", "en"]))
def test_any_project_holds_to_the_schema(schema, random, language):
    made = json.loads(personas_json(random, random.personas, Texts(language)))
    jsonschema.Draft202012Validator(unbounded(schema)).validate(made)
    assert [p["id"] for p in made["personas"]] == [p.id for p in random.personas]
    lines = [line["id"] for p in made["personas"] for s in p["sections"] for line in s["attributes"]]
    assert lines == [line.id for p in random.personas for s in p.sections for line in s.attributes]


def test_what_is_added_unknown_to_the_schema_is_noticed(valid):
    made = document(project(everything()), [everything()], FRENCH)
    made["personas"][0]["surprise"] = 1
    assert not valid.is_valid(made)


# ---------------------------------------------------------------- small numbers


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ({"count": 10, "base": 10}, False),
        ({"count": 9, "base": 100}, True),
        ({"count": 9, "base": 9}, True),
        ({"count": None, "base": 9}, True),
        ({"count": None, "base": None}, False),
    ],
)
def test_no_figure_of_fewer_than_ten_respondents_leaves(said, hidden):
    shown = told(proof(**said))
    assert withheld(proof(**said)) is hidden
    figures = (shown.share, shown.low, shown.high, shown.count)
    assert all(value is None for value in figures) if hidden else shown.share == 0.4
    assert shown.base is None or shown.base >= 10
    assert (shown.question, shown.overall) == ("Qu'achetez-vous ?", 0.2)


def test_neither_json_nor_workbook_tells_them():
    secret = proof(count=3, base=77, share=0.03897, low=0.01234, high=0.11111)
    persona = Persona(
        id="p",
        name="J",
        sections=(Section(id="s", key=SectionKey.BUYING, attributes=(line(evidence=secret),)),),
    )
    made = json.dumps(document(project(persona), [persona], FRENCH))
    cells = [
        cell
        for table in persona_tables(project(persona), [persona], FRENCH)
        for row in table.rows
        for cell in row
    ]
    for figure in (0.03897, 0.01234, 0.11111):
        assert str(figure) not in made
        assert figure not in cells
    assert 3 not in cells[cells.index("Oui") :]


# ---------------------------------------------------------------- workbook


def opened(tables):
    return openpyxl.load_workbook(io.BytesIO(workbook(tables, "x", "y")))


def test_the_workbook_has_a_row_for_each_persona_line_and_proof():
    whole = everything()
    book = opened(persona_tables(project(whole), [whole], FRENCH))
    assert book.sheetnames == ["Personas", "Attributs", "Preuves"]
    personas, lines, proofs = (list(sheet.values) for sheet in book)
    assert personas[1][:2] == ("Julie", "la pragmatique")
    assert len(lines) - 1 == len(whole.lines)
    assert len(proofs) - 1 == len(whole.proofs)
    said = {row[4]: row for row in lines[1:]}
    assert said["Achète en ligne"][5] == "Donnée d’enquête modifiée"
    assert said["vélo, train"][1:4] == ("Fiche", "Modalité d’achat", 2)
    assert said["Aider"][2] == "Chercher / Opportunités"
    assert said["Aider"][-2:] == (1, 3)
    assert said["Appeler"][8:10] == ("Zoé", "lundi")
    assert said["À voir"][6] == "oui"
    by_line = {row[2]: row for row in proofs[1:]}
    assert by_line["Achète en ligne"][5:9] == (0.4, 0.3, 0.5, 0.2)
    assert by_line["Simple"][-1] == "Simple"


def test_the_mean_of_a_number_is_no_share():
    wave = typed.survey(typed.frame(60)[0]).wave
    asked = next(v for v in wave.variables if v.kind == "numeric")
    data = line(evidence=proof(variable=asked.id, share=42.5, overall=39.0, low=40.0, high=45.0))
    persona = Persona(
        id="p", name="J", sections=(Section(id="s", key=SectionKey.BUYING, attributes=(data,)),)
    )
    book = opened(persona_tables(replace(project(persona), waves=(wave,)), [persona], FRENCH))
    row = list(book["Preuves"].values)[1]
    assert row[5:9] == (None,) * 4
    assert row[9:11] == (42.5, 39.0)
    said = document(project(persona), [persona], FRENCH)["personas"][0]["sections"][0]["attributes"][0]
    assert said["evidence"]["mean"] is True


def test_the_shares_of_people_beyond_a_value_are_no_means(valid):
    """The example has lines on a number that nobody's mean is behind: « plus de 14,6 »."""
    with ProjectFile.open(resource("samples", "marketing-b2b.persona"), read_only=True) as sample:
        made = sample.project
    numbers = {v.id for wave in made.waves for v in wave.variables if v.kind == "numeric"}
    beyond = {
        (p.question, p.answer): p for each in made.personas for p in each.proofs if p.variable in numbers
    }
    assert "plus de 14,6" in {answer for _, answer in beyond}
    rows = persona_tables(made, made.personas, FRENCH)[2].rows
    found = [(beyond[row[3:5]], row) for row in rows if row[3:5] in beyond]
    assert len(found) == sum(p.variable in numbers for each in made.personas for p in each.proofs)
    for proof_, row in found:
        assert row[5:11] == (proof_.share, proof_.low, proof_.high, proof_.overall, None, None)
    told_of = document(made, made.personas, FRENCH)
    valid.validate(told_of)
    lines = [line for p in told_of["personas"] for s in p["sections"] for line in s["attributes"]]
    assert not any(line["evidence"]["mean"] for line in lines if line["evidence"])


def test_hidden_sections_do_not_leave_in_the_workbook():
    whole = everything()
    (journey,) = whole.journeys
    (stage,) = journey.stages
    hidden = {
        slot: tuple(replace(section, hidden=True) for section in getattr(whole, slot))
        for slot in ("sections", "empathy", "plan")
    }
    lanes = tuple(replace(lane, hidden=True) for lane in stage.lanes)
    away = replace(journey, stages=(replace(stage, lanes=lanes),))
    concealed = replace(whole, **hidden, journeys=(away,))
    _, lines, proofs = opened(persona_tables(project(concealed), [concealed], FRENCH))
    assert [row[1] for row in list(lines.values)[1:]] == ["Parcours", "Hypothèses"]
    assert [row[1] for row in list(proofs.values)[1:]] == ["Citation"]


def test_an_action_points_to_no_line_that_is_gone(valid):
    whole = everything()
    gone = replace(whole, journeys=())
    made = document(project(gone), [gone], FRENCH)
    valid.validate(made)
    assert made["personas"][0]["plan"][0]["attributes"][0]["task"]["because"] is None


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text):
    table = Table("=A1", (Column(text),), ((text,),))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([table], text, "y"))).worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type == "s"
            assert cell.value.strip() == text.strip()
    for separator in ";,":
        for row in csv.reader(
            io.StringIO(csv_bytes(table, separator).decode("utf-8-sig")), delimiter=separator
        ):
            assert row == [f"'{text}"]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4),
    st.sampled_from(";,"),
)
def test_any_text_comes_back_from_csv_but_for_the_apostrophe(texts, separator):
    table = Table("t", tuple(Column("x") for _ in texts), (tuple(texts),))
    read = list(
        csv.reader(
            io.StringIO(csv_bytes(table, separator).decode("utf-8-sig"), newline=""), delimiter=separator
        )
    )
    assert len(read) == 2
    for before, after in zip(texts, read[1], strict=True):
        assert after in (before, f"'{before}")
        assert not after.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", [*ODD_TEXTS, "é" * 40_000, "a\r\nb", "_x0041_"])
def test_odd_texts_make_files_that_open(text):
    persona = replace(everything(), name=text, quote=text, backstory=text)
    whole = replace(project(persona), name=text)
    book = openpyxl.load_workbook(io.BytesIO(workbook(persona_tables(whole, [persona], FRENCH), text, "y")))
    assert len(list(book["Personas"].values)) == 2
    made = json.loads(personas_json(whole, [persona], FRENCH))
    assert made["personas"][0]["name"] == text.encode("utf-8", "replace").decode()


def test_the_same_tables_are_the_same_file():
    tables = persona_tables(project(everything()), [everything()], FRENCH)
    assert workbook(tables, "x", "y") == workbook(tables, "x", "y")


# ---------------------------------------------------------------- respondents


@pytest.fixture
def survey(tmp_path):
    made, columns = typed.stored(200)
    names = ["Les =sûrs", "Les autres"]
    found = made.segmentations[0]
    segments = tuple(replace(s, name=names[i % 2]) for i, s in enumerate(found.segments))
    persona = Persona(id="julie", name="Julie", segment=segments[0].id)
    whole = replace(made, personas=(persona,), segmentations=(replace(found, segments=segments),))
    file = tmp_path / "tea.persona"
    ProjectFile.create(file, whole, columns).close()
    return file, whole, columns["cut", "cut"].data


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_each_respondent_has_the_segment_of_the_project(survey, tmp_path, language, separator):
    file, whole, labels = survey
    target = tmp_path / "people.csv"
    export_pages(whole, target, Printing(language, None, 0, file), Silent())
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
    assert len(rows) == 201
    known = {s.number: s for s in whole.segmentations[0].segments}
    for row, label in zip(rows[1:], labels, strict=True):
        assert row[2] == (str(label) if label else "")
        if label:
            assert row[3] == known[label].name
            assert row[4] == ("Julie" if known[label].id == whole.personas[0].segment else "")
    assert [row[0] for row in rows[1:4]] == ["1", "2", "3"]
    assert [row[1] for row in rows[1:3]] == ["2", "3"]  # the line of the file: its head is the first


def test_identifiers_of_the_source_follow_and_personal_ones_do_not(tmp_path):
    with ProjectFile.open(resource("samples", "marketing-b2b.persona"), read_only=True) as sample:
        made = sample.project
    target = tmp_path / "people.csv"
    export_pages(
        made, target, Printing("fr", None, 0, resource("samples", "marketing-b2b.persona")), Silent()
    )
    with (resource("samples", "marketing-b2b.csv")).open(encoding="utf-8-sig") as source:
        wanted = [row[0] for row in csv.reader(source, delimiter=";")]
    rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert [row[5] for row in rows] == wanted


@pytest.mark.parametrize("each", [f for f in FORMATS if f.data], ids=lambda f: f.id)
def test_data_without_anything_to_tell_is_refused(tmp_path, each):
    empty = Project(id="x", name="vide")
    with pytest.raises(UserError) as caught:
        export_pages(empty, tmp_path / f"a{each.ending}", Printing("fr", None, 0), Silent())
    assert caught.value.code == ("export_no_segments" if each is CSV else "no_persona")
    assert not list(tmp_path.iterdir())
