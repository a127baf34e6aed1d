"""Another kind for the same answers keeps the answers."""

import numpy as np
import pytest

from persona_studio.domain.variables import Kind, Role
from persona_studio.errors import UserError
from persona_studio.ingest import recast

TEXT = "\n".join(
    [
        "Note;Rythme;Couleur;Dépense;Mot;Jour;Médias - Télé;Médias - Radio",
        *(
            f"{i % 5 + 1};{['Jamais', 'Parfois', 'Toujours', 'Ne sait pas', ''][i % 5]};"
            f"{['Rouge', 'Vert', 'Bleu', 'Ne sait pas'][i % 4]};{i % 30 * 10},5;"
            f"mot {i} de la fin;2024-01-{i % 28 + 1:02d};{'X' if i % 2 else ''};{'X' if i % 3 else ''}"
            for i in range(120)
        ),
    ]
)


@pytest.fixture
def survey(imported):
    return imported(TEXT)


def values(variable, column):
    """Return the answers of a column of levels or numbers, None when missing."""
    data = np.frombuffer(column.data, column.dtype)
    if column.dtype == "f8":
        return [None if np.isnan(value) else float(value) for value in data]
    labels = {level.code + 4: level.label for level in variable.levels}
    return [labels.get(code) for code in data.tolist()]


def test_a_scale_becomes_numbers_and_comes_back(survey):
    note, column = survey["Note"], survey.column("Note")
    assert note.kind is Kind.ORDINAL
    numeric, numbers = recast(note, column, Kind.NUMERIC)
    assert numeric.kind is Kind.NUMERIC
    assert (numeric.id, numeric.name, numeric.levels) == (note.id, note.name, ())
    assert values(numeric, numbers) == [float(i % 5 + 1) for i in range(120)]
    assert numeric.distribution.mean == pytest.approx(3)
    back, codes = recast(numeric, numbers, Kind.ORDINAL)
    assert [level.label for level in back.levels] == ["1", "2", "3", "4", "5"]
    assert values(back, codes) == values(note, column)


def test_scale_and_nominal_share_the_stored_column(survey):
    rhythm, column = survey["Rythme"], survey.column("Rythme")
    nominal, same = recast(rhythm, column, Kind.NOMINAL)
    assert same is column
    assert nominal.missing == rhythm.missing
    ordinal, same = recast(nominal, column, Kind.ORDINAL)
    assert same is column
    assert [level.label for level in ordinal.levels] == ["Jamais", "Parfois", "Toujours"]
    note = recast(survey["Note"], survey.column("Note"), Kind.NOMINAL)[0]
    assert note.distribution.counts == tuple(level.count for level in note.levels)


def test_do_not_know_becomes_missing_on_a_scale(survey):
    colour, column = survey["Couleur"], survey.column("Couleur")
    assert colour.missing_count == 0
    ordinal, codes = recast(colour, column, Kind.ORDINAL)
    assert [level.label for level in ordinal.levels] == ["Bleu", "Rouge", "Vert"]
    assert ordinal.missing == (0, 0, 0, 30)
    assert values(ordinal, codes).count(None) == 30


def test_numbers_become_levels(survey):
    spend, column = survey["Dépense"], survey.column("Dépense")
    nominal, codes = recast(spend, column, Kind.NOMINAL)
    assert len(nominal.levels) == 30
    assert all(level.count == 4 for level in nominal.levels)
    assert values(nominal, codes)[1] == "10.5"
    weight, same = recast(spend, column, Kind.WEIGHT)
    assert same is column
    assert weight.role is Role.WEIGHT
    assert recast(weight, column, Kind.NUMERIC)[0].role is Role.ACTIVE


def test_texts_and_dates(survey):
    word, column = survey["Mot"], survey.column("Mot")
    assert (word.kind, word.role) == (Kind.TEXT, Role.VERBATIM)
    nominal, codes = recast(word, column, Kind.NOMINAL)
    assert len(nominal.levels) == 120
    assert values(nominal, codes)[7] == "mot 7 de la fin"
    day, column = survey["Jour"], survey.column("Jour")
    nominal, codes = recast(day, column, Kind.NOMINAL)
    assert values(nominal, codes)[3] == "2024-01-04"
    date, numbers = recast(nominal, codes, Kind.DATE)
    assert numbers == column
    assert date.kind is Kind.DATE


def test_reasons_for_missing_answers_survive(survey):
    rhythm, column = survey["Rythme"], survey.column("Rythme")
    assert rhythm.missing == (0, 24, 0, 24)  # those who gave 5 never answer: they were not asked
    text, codes = recast(rhythm, column, Kind.TEXT)
    assert text.missing == (0, 24, 0, 24)
    nominal, _ = recast(text, codes, Kind.NOMINAL)
    assert nominal.missing == (0, 24, 0, 24)


def test_what_cannot_be(survey):
    media = next(v for v in survey.wave.variables if v.kind is Kind.MULTIPLE)
    with pytest.raises(UserError, match="recast_impossible"):
        recast(media, survey.columns[media.id], Kind.NUMERIC)
    with pytest.raises(UserError, match="recast_impossible"):
        recast(survey["Mot"], survey.column("Mot"), Kind.NUMERIC)
    with pytest.raises(UserError, match="recast_impossible"):
        recast(survey["Couleur"], survey.column("Couleur"), Kind.DATE)
    with pytest.raises(UserError, match="recast_impossible"):
        recast(survey["Couleur"], survey.column("Couleur"), Kind.MULTIPLE)


def test_lists_in_a_text_become_multiple_choice(imported):
    cells = ["thé", "café", "thé + café"]
    survey = imported(
        "\n".join(["n;Boissons", *(f"{i};{cells[i % 3].replace(' + ', ', ')}" for i in range(12))])
    )
    drinks = survey["Boissons"]
    if drinks.kind is not Kind.MULTIPLE:
        drinks, _ = recast(drinks, survey.column("Boissons"), Kind.MULTIPLE)
    assert {level.label: level.count for level in drinks.levels} == {"thé": 8, "café": 8}


def test_the_same_kind_changes_nothing(survey):
    note, column = survey["Note"], survey.column("Note")
    assert recast(note, column, Kind.ORDINAL) == (note, column)
