"""One respondent's answers as stored, and nothing that could name them."""

from dataclasses import replace

import pytest

from helpers import samples
from persona_studio.domain.progress import Silent
from persona_studio.domain.variables import Personal, Role
from persona_studio.domain.waves import MemoryAnswers, Notice
from persona_studio.services.segments.respondents import Respondents
from persona_studio.services.survey import importing

WAVE = samples.wave()


def people(wave=WAVE):
    columns = {key: column for (owner, key), column in samples.COLUMNS.items() if owner == wave.id}
    return Respondents(wave, MemoryAnswers(wave.respondents, columns))


def told(row, *variables, wave=WAVE):
    return [([level.label for level in g.levels], g.number) for g in people(wave).gave(row, variables)]


def test_answers_are_those_of_the_columns():
    assert told(0, "v-place") == [(["Supermarché"], None)]
    assert told(1, "v-place") == [(["Magasin"], None)]
    assert told(2, "v-place") == [([], None)], "no answer"
    assert told(0, "v-age") == [([], 31.0)]
    assert told(1, "v-age") == [([], None)]


def test_several_choices_are_all_told():
    drinks = next(v for v in WAVE.variables if v.id == "v-drinks")
    wave = replace(
        WAVE, variables=tuple(replace(v, role=Role.ACTIVE) if v is drinks else v for v in WAVE.variables)
    )
    labels = [level.label for level in sorted(drinks.levels, key=lambda level: level.code)]
    assert told(1, "v-drinks", wave=wave) == [(labels, None)]
    assert told(2, "v-drinks", wave=wave) == [(labels[:1], None)]


@pytest.mark.parametrize(
    "change", [{"role": Role.SET_ASIDE}, {"role": Role.IGNORED}, {"personal": Personal.NAME}]
)
def test_what_could_name_somebody_is_never_told(change):
    wave = replace(WAVE, variables=tuple(replace(v, **change) for v in WAVE.variables))
    assert told(0, *(v.id for v in wave.variables), wave=wave) == []


def test_words_of_respondents_are_never_told():
    assert told(0, "v-why") == []
    assert told(0, "unknown") == []


def test_a_respondent_is_found_again_by_the_line_of_the_file():
    source = replace(WAVE.source, header_rows=2)
    assert people(replace(WAVE, source=source)).line(0) == 3


def test_lines_of_a_title_above_the_header_are_counted(tmp_path):
    rows = "\n".join(f"{n};{'Oui' if n % 3 else 'Non'};{n % 7 + 1}" for n in range(60))
    file = tmp_path / "survey.csv"
    file.write_text(f"Export du 3 mars 2025;;\n\nnumero;achete;note\n{rows}\n", encoding="utf-8")
    wave = importing.import_file(file, None, Silent()).wave
    line = people(wave).line(0)
    assert file.read_text(encoding="utf-8").splitlines()[line - 1] == "0;Non;1"


def test_no_line_is_told_when_empty_ones_were_not_counted():
    wave = replace(WAVE, notices=(Notice("empty_rows_inside", (("count", "2"),)),))
    assert people(wave).line(0) is None
