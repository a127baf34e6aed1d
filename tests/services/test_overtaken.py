"""What a job made of answers that were erased meanwhile is refused: nothing erased comes back with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.traces import traces
from persona_studio import paths
from persona_studio.domain.edits import Insert, SetField
from persona_studio.domain.ids import new_id
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.transforms import Recast, Recode
from persona_studio.domain.variables import Kind, Personal, Role, Variable
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions
from persona_studio.services import authoring
from persona_studio.services.drafting import draft_file
from persona_studio.services.overtaken import refuse_changed
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, purging, transforming
from persona_studio.services.survey.purging import Erasure

MAILS = [f"p{i}.nom@exemple.fr" for i in range(5)]
SAID = "J’attends des résultats rapides et un vrai suivi"
KINDS = (("Courriel", Kind.NOMINAL), ("Avis", Kind.TEXT), ("Attente", Kind.TEXT))


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    source = tmp_path / "enquete.csv"
    rows = [
        f"{MAILS[i % 5]};{'Lyon' if i % 2 else 'Paris'};{i % 7 + 1};Écrivez à {MAILS[i % 5]}, numéro {i};"
        f"{SAID} de la maison numéro {i}."
        for i in range(80)
    ]
    source.write_text("\n".join(["Courriel;Ville;Note;Avis;Attente", *rows]) + "\n", "utf-8")
    options = ImportOptions(keep_personal=True, kinds=KINDS)
    imported = importing.import_file(source, options, Silent())
    source.unlink()
    with Session.create(tmp_path / "p.persona", Project(id=new_id(), name="P")) as made:
        importing.add_wave(made, imported)
        yield made


def named(session: Session, name: str) -> Variable:
    return next(v for v in session.project.wave.variables if v.name == name)


def erase(session: Session, *names: str, written: tuple[Personal, ...] = ()) -> None:
    emptied = tuple(named(session, name).id for name in names)
    what = Erasure(wave=session.project.wave.id, emptied=emptied, written=written)
    purging.finish(session, purging.prepare(session.path, what, paths.backups_dir(), Silent()))


def copied(session: Session, name: str) -> transforming.Transformed:
    """Make a copy of a variable, answer by answer, as the worker does."""
    found = named(session, name)
    groups = tuple((level.label, (level.code,)) for level in found.levels)
    return transforming.transform(
        session.path, session.project.wave.id, Recode(found.id, groups, "Copie"), Silent()
    )


def test_a_copy_made_before_its_answers_were_erased_is_refused(session: Session, tmp_path: Path) -> None:
    late = copied(session, "Courriel")
    erase(session, "Courriel", written=(Personal.EMAIL,))
    assert traces(tmp_path, MAILS) == {}
    with pytest.raises(UserError, match="transform_overtaken"):
        transforming.keep(session, late)
    session.close()
    assert traces(tmp_path, MAILS) == {}


def test_answers_recast_before_contacts_in_them_were_masked_are_refused(
    session: Session, tmp_path: Path
) -> None:
    """Nothing in the variable itself tells that its texts were masked: its stored answers do."""
    avis = named(session, "Avis")
    late = transforming.transform(
        session.path, session.project.wave.id, Recast((avis.id,), Kind.IDENTIFIER), Silent()
    )
    erase(session, "Courriel", written=(Personal.EMAIL,))
    assert named(session, "Avis").levels == avis.levels
    with pytest.raises(UserError, match="transform_overtaken"):
        transforming.keep(session, late)
    session.close()
    assert traces(tmp_path, MAILS) == {}


def test_what_was_made_of_other_answers_is_kept(session: Session) -> None:
    late = copied(session, "Ville")
    erase(session, "Courriel")
    session.do(authoring.set_role(session.project, [named(session, "Ville").id], Role.IGNORED), "Role")
    transforming.keep(session, late)
    assert [level.label for level in named(session, "Ville_2").levels] == ["Lyon", "Paris"]


def test_a_renamed_answer_and_a_variable_taken_out_are_noticed(session: Session) -> None:
    late, made = copied(session, "Ville"), copied(session, "Note")
    ville = named(session, "Ville")
    session.do(authoring.rename_level(session.project, ville.id, ville.levels[0].code, "Ici"), "Renamed")
    with pytest.raises(UserError, match="transform_overtaken"):
        transforming.keep(session, late)
    transforming.keep(session, made)
    of_made = copied(session, "Note_2")
    session.do(authoring.remove_variable(session.project, named(session, "Note_2").id), "Deleted")
    with pytest.raises(UserError, match="edit_target_gone"):
        transforming.keep(session, of_made)


def test_personas_that_quote_masked_answers_are_refused(session: Session) -> None:
    """Personas drafted from the answers as they were: their quotes are of answers erased meanwhile."""
    wave = session.project.wave
    session.do(SetField(named(session, "Attente").id, "role", Role.VERBATIM), "Role")
    segment = Segment(id=new_id(), number=1, name="Tous", size=80, share=1.0, paragons=tuple(range(10)))
    found = Segmentation(
        id=new_id(), name="S", wave=wave.id, recipe=Recipe(active=(named(session, "Note").id,)),
        verdict=Verdict.USEFUL, reason="few", segments=(segment,), used=80,
    )  # fmt: skip
    edit = Insert(session.project.id, 0, found)
    session.do(edit, "Segments", {(found.id, found.labels_key): Column("u1", 80, bytes([1] * 80))})
    drafted = draft_file(session.path, found.id, Silent())
    quoted = {seen.variable.name for seen in drafted.read if seen.mark is not None}
    assert quoted == {"Attente"}
    assert SAID.split("’")[1] in repr(drafted.personas)
    refuse_changed(session, wave.id, drafted.read)
    erase(session, "Attente")
    with pytest.raises(UserError, match="transform_overtaken"):
        refuse_changed(session, wave.id, drafted.read)
