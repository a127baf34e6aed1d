"""A survey completed by a second file: proposed, looked at, kept, undone."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from persona_studio.domain.joins import Choice, Keys, Repeated
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, joining

PEOPLE = 80


def survey_text() -> str:
    lines = [f"R{n};p{n}@exemple.fr;{'Oui' if n % 3 else 'Non'};{20 + n % 40}" for n in range(PEOPLE)]
    return "numero;email;achete;age\n" + "\n".join(lines) + "\n"


def crm_text() -> str:
    """60 of the respondents, in another order, one of them twice, and 40 strangers."""
    lines = [f"P{n}@Exemple.FR;R{n};{'Or' if n % 2 else 'Argent'};{n * 10}" for n in reversed(range(60))]
    lines += [f"x{n}@exemple.fr;S{n};Or;{n}" for n in range(40)]
    lines += ["p7@exemple.fr;R7;Bronze;1"]
    return "mail;client;carte;depenses\n" + "\n".join(lines) + "\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    survey, crm = tmp_path / "enquete.csv", tmp_path / "crm.csv"
    survey.write_text(survey_text(), encoding="utf-8")
    crm.write_text(crm_text(), encoding="utf-8")
    return survey, crm


@pytest.fixture
def session(files, tmp_path):
    imported = importing.import_file(files[0], None, Silent())
    made = Session.create(tmp_path / "projet.persona", Project(id="p", name="Projet"), {})
    importing.add_wave(made, imported)
    yield made
    made.close()


def test_the_identifier_that_matches_most_comes_first(session, files):
    wave = session.project.wave
    proposal = joining.propose(session.path, wave.id, joining.Files(files[1]), Silent())
    best = proposal.pairs[0]
    assert (wave.variable(best.keys.on).name, best.keys.name) == ("numero", "client")
    assert best.matching.matched == 59
    assert [key for _, key in best.matching.ambiguous.first] == ["r7"]
    assert best.matching.unmatched.count == PEOPLE - 60
    assert best.matching.unused.count == 42
    assert len(proposal.hidden) == 1


def test_an_e_mail_that_was_not_stored_joins_with_the_survey_at_hand(session, files):
    wave = session.project.wave
    both = joining.Files(files[1], files[0])
    pairs = joining.propose(session.path, wave.id, both, Silent()).pairs
    mail = next(p for p in pairs if p.keys.name == "mail")
    assert wave.variable(mail.keys.on).name == "email"
    assert mail.matching.matched == 59
    wrong = joining.Files(files[1], files[1])
    with pytest.raises(UserError, match="join_other_survey"):
        joining.propose(session.path, wave.id, wrong, Silent())


@pytest.mark.parametrize(("repeated", "card"), [(Repeated.NONE, None), (Repeated.LAST, "Bronze")])
def test_a_join_is_one_gesture(session, files, repeated, card):
    before, wave = session.project, session.project.wave
    number = next(v.id for v in wave.variables if v.name == "numero")
    choice = Choice(keys=Keys(number, "client"), repeated=repeated, take=("carte", "depenses"))
    joining.keep_join(session, joining.join(session.path, wave.id, joining.Files(files[1]), choice, Silent()))
    after = session.project.wave
    names = [v.name for v in after.variables]
    assert names == [*(v.name for v in wave.variables), "carte", "depenses"]
    assert [source.file for source in after.completed] == ["crm.csv"]
    joined = after.variables[-2]
    assert (joined.origin, joined.missing_count) == (1, PEOPLE - (60 if card else 59))
    column = session.answers(wave.id).column(joined.id)
    stored = np.frombuffer(column.data, column.dtype)
    values = {4 + level.code: level.value for level in joined.levels}
    assert values.get(int(stored[7])) == card
    assert values[int(stored[8])] == "Argent"
    session.undo()
    assert session.project == before


def test_a_grid_named_like_one_of_the_survey_stays_a_grid_of_its_own(tmp_path):
    """The same tool asks the same grid again: how pleased people were before, and after."""
    items = ("Prix", "Choix", "Service")
    head = ";".join(["numero", *(f"Satisfaction [{item}]" for item in items)])
    lines = [f"R{n};{n % 5 + 1};{(n * 3) % 5 + 1};{(n * 7) % 5 + 1}" for n in range(PEOPLE)]
    before, after = tmp_path / "avant.csv", tmp_path / "apres.csv"
    for file in (before, after):
        file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    with Session.create(tmp_path / "projet.persona", Project(id="p", name="Projet")) as session:
        importing.add_wave(session, importing.import_file(before, None, Silent()))
        wave = session.project.wave
        (grid,) = {v.block for v in wave.variables if v.block}
        take = tuple(v.name for v in wave.variables if v.block)
        for _ in range(2):
            keys = Keys(next(v.id for v in wave.variables if v.name == "numero"), "numero")
            files = joining.Files(after)
            choice = Choice(keys=keys, take=take)
            joining.keep_join(session, joining.join(session.path, wave.id, files, choice, Silent()))
        blocks = Counter(v.block for v in session.project.wave.variables if v.block)
        assert blocks == {grid: 3, f"{grid} (2)": 3, f"{grid} (3)": 3}


def test_the_survey_itself_has_nothing_to_add(session, files, tmp_path):
    again = tmp_path / "copie.csv"
    again.write_bytes(files[0].read_bytes())
    wave = session.project.wave
    for file in (files[0], again):
        with pytest.raises(UserError) as refused:
            joining.propose(session.path, wave.id, joining.Files(file), Silent())
        assert refused.value.code == "join_itself"


def test_a_key_that_is_not_there_is_said(session, files):
    choice = Choice(keys=Keys(session.project.wave.variables[0].id, "nulle part"), take=("carte",))
    with pytest.raises(UserError, match="join_no_key"):
        joining.join(session.path, session.project.wave.id, joining.Files(files[1]), choice, Silent())


@pytest.mark.parametrize("header", ["Numéro", "NUMERO", "client"])
def test_customers_with_several_rows_each_are_found_and_joined_as_the_user_says(session, tmp_path, header):
    orders = tmp_path / "commandes.csv"
    rows = [f"R{n};{'Or' if half else 'Argent'}" for n in range(60) for half in (0, 1)]
    orders.write_text(f"{header};carte\n" + "\n".join(rows) + "\n", encoding="utf-8")
    wave = session.project.wave
    pair = joining.propose(session.path, wave.id, joining.Files(orders), Silent()).pairs[0]
    assert (wave.variable(pair.keys.on).name, pair.keys.name) == ("numero", header)
    assert [m.matched for m in pair.matchings] == [0, 60, 60]
    assert pair.matching.ambiguous.count == 60


def test_numbers_that_come_back_are_no_identifiers(session, tmp_path):
    other = tmp_path / "ages.csv"
    other.write_text("code;age\n" + "\n".join(f"Z{n};{n % 40}" for n in range(200)) + "\n", encoding="utf-8")
    proposal = joining.propose(session.path, session.project.wave.id, joining.Files(other), Silent())
    assert proposal.pairs == ()
