"""What is purged is nowhere any more: not in the file, its journal, its copies; nothing else is lost."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers import purge_script
from helpers.purge_script import ADDRESSES, FREE, PHONE, SURVEY
from helpers.traces import traces
from persona_studio import paths
from persona_studio.domain.edits import Insert, SetField
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import Attribute, Evidence, Kept, Persona, Provenance, Section, SectionKey
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Recipe, Segmentation, Verdict
from persona_studio.domain.transforms import CountMissing, Recode, Transform
from persona_studio.domain.variables import Kind, Missing, Personal, Role
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions
from persona_studio.services import authoring
from persona_studio.services.companions import actions, companions
from persona_studio.services.personas import casting, lines, moving, placing, versions
from persona_studio.services.personas.bank import Bank
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, purging, transforming
from persona_studio.services.survey.purging import Erasure
from persona_studio.store.project_file import ProjectFile


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the project was made once, and its copies in a home beside it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "work").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.HOME_VARIABLE, str(folder / "home"))
        purge_script.make(folder / "work" / "Client.persona")
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path, home: Path) -> Path:
    """The project, free to be changed, with its copies at home."""
    shutil.copytree(made / "work", tmp_path / "work")
    shutil.copytree(made / "home", home)
    return tmp_path / "work" / "Client.persona"


def erase(session: Session, **what) -> purging.Ready:
    wave = session.project.wave
    ids = {v.name: v.id for v in wave.variables}
    named = {key: tuple(ids[n] for n in names) if key != "written" else names for key, names in what.items()}
    ready = purging.prepare(session.path, Erasure(wave=wave.id, **named), paths.backups_dir(), Silent())
    purging.finish(session, ready)
    return ready


def variable(session: Session, name: str):
    return next(v for v in session.project.wave.variables if v.name == name)


def test_the_scan_finds_what_is_there(project: Path, home: Path) -> None:
    found = traces(project.parent, ADDRESSES)
    assert found == {"Client.persona": len(ADDRESSES)}
    copies = [path.name for path in home.rglob("*.persona")]
    assert len(copies) >= 4  # one more when the clock moved on between two
    assert sorted(traces(home, ADDRESSES)) == sorted(copies)
    assert traces(project.parent, [PHONE])


def test_purged_addresses_are_in_no_byte_of_file_journal_and_copies(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        before = session.project
        assert set(purging.copies(session)) == set(home.rglob("*.persona"))
        erase(session, emptied=["Courriel"])
        gone = variable(session, "Courriel")
        assert (gone.stored, gone.role, gone.levels) == (False, Role.SET_ASIDE, ())
        assert not session.undo_label
        assert not session.redo_label
        assert traces(project.parent, ADDRESSES) == {}
        assert traces(home, ADDRESSES) == {}
        # Everything else is as it was, and the session goes on.
        assert session.project.wave.respondents == before.wave.respondents
        answers = session.answers(session.project.wave.id)
        with pytest.raises(KeyError):
            answers.column(gone.id)
        assert answers.column(variable(session, "Note").id).rows == before.wave.respondents
        session.do(SetField(session.project.id, "name", "Autre nom"), "Renamed")
    assert not project.with_name("Client.persona-journal").exists()
    assert traces(project.parent, ADDRESSES) == {}
    assert traces(home, ADDRESSES) == {}
    with ProjectFile.open(project) as file:
        assert file.project.name == "Autre nom"
        assert not file.read_only


def test_what_free_answers_quotes_and_notices_say_is_masked(project: Path) -> None:
    with Session.open(project) as session:
        wave = session.project.wave
        said = f"Écrivez à {ADDRESSES[3].upper()}, merci"
        line = Attribute(
            id="a-1", text=said, provenance=Provenance.VERBATIM, evidence=Evidence(quote=said, wave=wave.id)
        )
        section = Section(id="s-1", key=SectionKey.CUSTOM, attributes=(line,))
        persona = Persona(id="p-1", name="Julie", quote=said, sections=(section,))
        session.do(Insert(session.project.id, 0, persona), "Added")
        erase(session, emptied=["Courriel"])
        written = session.answers(wave.id).column(variable(session, "Commentaire").id).texts
        assert any("[e-mail]" in text for text in written)
        assert any("sans rien" in text for text in written)
        masked = session.project.personas[0]
        assert masked.quote == "Écrivez à [e-mail], merci"
        assert masked.attributes[0].evidence.quote == masked.quote
        assert traces(project.parent, [PHONE])
        erase(session, written=(Personal.PHONE,))
        assert traces(project.parent, [PHONE]) == {}


def test_lines_that_quote_a_purged_question_leave_with_it(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        free = variable(session, "Commentaire")
        line = Attribute(
            id="a-1", text="C’est « trop cher »", provenance=Provenance.VERBATIM,
            evidence=Evidence(variable=free.id, quote=FREE),
        )  # fmt: skip
        other = Attribute(id="a-2", text="Pressée")
        section = Section(id="s-1", key=SectionKey.CUSTOM, attributes=(line, other))
        persona = Persona(
            id="p-1", name="Julie", quote=FREE, quote_provenance=Provenance.VERBATIM, sections=(section,),
            quote_evidence=Evidence(variable=free.id, quote=FREE),
        )  # fmt: skip
        session.do(Insert(session.project.id, 0, persona), "Added")
        session.do(versions.keep(session.project, "p-1", "Before"), "Kept")
        session.do(casting.duplicate(session.project, "p-1"), "Doubled")
        twin = session.project.personas[1].id
        session.do(casting.put_by(session.project, [twin], Kept.BIN), "In the bin")
        erase(session, emptied=["Commentaire"])
        left = session.project.personas[0]
        for kept in session.project.snapshots:
            assert [a.text for a in kept.persona.attributes] == ["Pressée"]
        assert [a.id for a in left.attributes] == ["a-2"]
        assert (left.quote, left.quote_provenance) == ("", Provenance.HYPOTHESIS)
    assert traces(project.parent, [FREE]) == {}
    assert traces(home, [FREE]) == {}


def test_words_drafted_into_companions_leave_with_their_question(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        free = variable(session, "Commentaire")
        said = Attribute(
            id="said", text=f"« {FREE} »", provenance=Provenance.VERBATIM,
            evidence=Evidence(variable=free.id, quote=FREE),
        )  # fmt: skip
        section = Section(id="s-1", key=SectionKey.OBSTACLES, attributes=(said,))
        session.do(
            Insert(session.project.id, 0, Persona(id="p-1", name="Julie", sections=(section,))), "Added"
        )
        for begin in (companions.begin_empathy, companions.begin_journey):
            session.do(begin(session.project, "p-1", True), "Begun")
        (stage, *_) = session.project.personas[0].journeys[0].stages
        words = placing.carry_lines(placing.Carries.VERBATIM, ["x"], [said], source="p-1")
        session.do(placing.place(session.project, words, stage.lanes[1].id, 0), "Placed")
        session.do(Insert(session.project.personas[0].journeys[0].id, 0, replace(said, id="moment")), "Said")
        session.do(actions.add_action(session.project, "p-1", "said"), "Action")
        session.do(SetField(stage.id, "mood", ADDRESSES[3]), "Written")
        session.do(versions.keep(session.project, "p-1", "Before"), "Kept")
        before = session.project.personas[0]
        assert sum(FREE in line.text for line in before.lines) == 5
        erase(session, emptied=["Commentaire", "Courriel"])
        for left in (session.project.personas[0], session.project.snapshots[0].persona):
            assert left.lines == ()
            assert [s.id for s in left.empathy] == [s.id for s in before.empathy]
            assert left.journeys[0].stages[0].mood == "[e-mail]"
    assert traces(project.parent, [FREE, *ADDRESSES]) == {}
    assert traces(home, [FREE, *ADDRESSES]) == {}


def test_words_leave_with_their_question_wherever_they_were_taken(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        free = variable(session, "Commentaire")
        said = Attribute(
            id="said", text=f"« {FREE} »", provenance=Provenance.VERBATIM,
            evidence=Evidence(variable=free.id, segment="A", quote=FREE),
        )  # fmt: skip
        figures = Evidence(variable="other", segment="A", share=0.4, base=80)
        proven = Attribute(id="proven", text="Pressée", provenance=Provenance.DATA, evidence=figures)
        twin = replace(said, id="twin")
        home_section = Section(id="s-1", key=SectionKey.CUSTOM, attributes=(said, proven, twin))
        for persona in (
            Persona(id="p-1", name="Julie", segment="A", sections=(home_section,)),
            Persona(id="p-2", name="Marc", sections=(Section(id="s-2", key=SectionKey.CUSTOM),)),
        ):
            session.do(Insert(session.project.id, 0, persona), "Added")
        session.do(moving.to_persona(session.project, ["said"], "p-2", copy=True), "Copied")
        session.do(lines.join(session.project, proven, twin), "Joined")
        words = placing.carry_lines(placing.Carries.VERBATIM, ["x"], [said])
        session.do(placing.quote(session.project, "p-2", words), "Quoted")
        bank = Bank(home / "bank")
        for line in (line for persona in session.project.personas for line in persona.lines):
            with pytest.raises(UserError, match="bank_no_verbatim"):
                bank.add(line, SectionKey.CUSTOM, "fr")
        erase(session, emptied=["Commentaire"])
        assert [(p.lines, p.quote) for p in session.project.personas] == [((), ""), ((), "")]
    assert traces(project.parent, [FREE]) == {}
    assert traces(home, [FREE]) == {}


def test_pseudonyms_keep_who_is_who_and_no_key(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        wave, was = session.project.wave, variable(session, "Courriel")
        before = session.answers(wave.id).column(was.id)
        erase(session, renamed=["Courriel"])
        now = variable(session, "Courriel")
        after = session.answers(wave.id).column(now.id)
        assert (now.kind, now.role, now.pseudonymised, now.personal) == (
            Kind.IDENTIFIER, Role.IDENTIFIER, True, None,
        )  # fmt: skip
        was_who, now_who = (np.frombuffer(c.data, c.dtype).tolist() for c in (before, after))
        assert len(set(zip(was_who, now_who, strict=True))) == len(set(was_who)) == len(set(now_who))
        assert all(re.fullmatch(r"R-\d{4}", text) for text in after.texts)
        assert len(after.texts) == len(set(ADDRESSES))
    assert traces(project.parent, ADDRESSES) == {}
    assert traces(home, ADDRESSES) == {}


def test_pseudonyms_come_in_another_order_each_time() -> None:
    from persona_studio.ingest.erasing import pseudonyms

    values = [f"p{i}" for i in range(50)]
    made = pseudonyms(values)
    assert sorted(made.values()) == [f"R-{i:04}" for i in range(1, 51)]
    assert [made[value] for value in values] != sorted(made.values())


def test_a_name_beside_its_owner_is_masked_and_nobody_elses(tmp_path: Path, home: Path) -> None:
    people = ["Camille", "Paul", "Inès", "Hugo", "Rose", "Martin", "Zoé", "Louis", "Anna", "Marc"]
    said = [f"Je suis {name} et" if name in people[:2] else "Martin m’a dit que" for name in people]
    rows = [f"{people[i % 10]};{said[i % 10]} {i} fois oui;{i % 5}" for i in range(60)]
    source = tmp_path / "noms.csv"
    source.write_text("\n".join(["Prénom;Avis;Note", *rows]) + "\n", "utf-8")
    with Session.create(tmp_path / "n.persona", Project(id="feedfeedfeedfeed", name="n")) as session:
        options = ImportOptions(keep_personal=True, kinds=(("Avis", Kind.TEXT),))
        importing.add_wave(session, importing.import_file(source, options, Silent()))
        erase(session, emptied=["Prénom"])
        texts = session.answers(session.project.wave.id).column(variable(session, "Avis").id).texts
    assert "Je suis [nom] et 0 fois oui" in texts
    assert "Martin m’a dit que 2 fois oui" in texts
    assert "[nom] m’a dit que 5 fois oui" in texts
    assert not any("Camille" in text or "Paul" in text for text in texts)


def test_a_project_changed_meanwhile_is_left_alone(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        wave = session.project.wave
        what = Erasure(wave=wave.id, emptied=(variable(session, "Courriel").id,))
        ready = purging.prepare(project, what, paths.backups_dir(), Silent())
        session.do(SetField(session.project.id, "name", "Autre nom"), "Renamed")
        with pytest.raises(UserError) as caught:
            purging.finish(session, ready)
        assert caught.value.code == "purge_overtaken"
        assert session.undo_label == "Renamed"
        assert not ready.clean.exists()
        assert session.answers(wave.id).column(what.emptied[0]).rows == len(SURVEY)


def test_a_copy_that_cannot_be_read_is_deleted(project: Path, home: Path) -> None:
    with Session.open(project) as session:
        copy = purging.copies(session)[0]
        held = copy.read_bytes()
        copy.write_bytes(held[: len(held) // 2])
        left = copy.with_name(".0123456789abcdef.persona")
        left.write_bytes(held)
        erase(session, emptied=["Courriel"])
    assert not copy.exists()
    assert not left.exists()
    assert traces(home, ADDRESSES) == {}


PEOPLE = ["Dupont Jean", "Martin Claire", "Durand Paul", "Petit Anne"]
KNOWN_AS = "Monsieur Dupont"


@pytest.fixture
def named_people(tmp_path: Path, home: Path) -> Iterator[Session]:
    """A survey whose names were made a question of four answers, and copied twice over, in two copies."""
    source = tmp_path / "noms.csv"
    rows = [f"{PEOPLE[i % 4]};{1940 + i};{i % 5 + 1};{'oui' if i % 3 else 'non'}" for i in range(80)]
    source.write_text("\n".join(["Nom;Naissance;Note;Client", *rows]) + "\n", "utf-8")
    options = ImportOptions(keep_personal=True, kinds=(("Nom", Kind.NOMINAL),))
    imported = importing.import_file(source, options, Silent())
    source.unlink()
    with Session.create(tmp_path / "n.persona", Project(id="feedfeedfeedfeed", name="n")) as session:
        importing.add_wave(session, imported)
        transform(session, CountMissing(variable(session, "Nom").id, (2,), Missing.REFUSED))
        copy(session, "Nom", "Copie", KNOWN_AS)
        copy(session, "Nom_2", "Copie de la copie", KNOWN_AS)
        session.back_up()
        session.settle()
        yield session


def transform(session: Session, wanted: Transform) -> None:
    made = transforming.transform(session.path, session.project.wave.id, wanted, Silent())
    transforming.keep(session, made)


def copy(session: Session, name: str, label: str, first: str) -> None:
    found = variable(session, name)
    said = [first, *(level.label for level in found.levels[1:])]
    groups = tuple((words, (level.code,)) for words, level in zip(said, found.levels, strict=True))
    transform(session, Recode(found.id, groups, label))


@pytest.mark.parametrize("how", ["emptied", "renamed"])
def test_no_word_is_left_in_copies_of_copies_or_in_answers_counted_as_missing(
    named_people: Session, tmp_path: Path, how: str
) -> None:
    words = [*PEOPLE, KNOWN_AS]
    wave = named_people.project.wave
    assert traces(tmp_path, words)["n.persona"] == len(words)
    made = purging.made_of(wave, {variable(named_people, "Nom").id})
    assert [v.name for v in made] == ["Nom_2", "Nom_2_2"]
    note = named_people.answers(wave.id).column(variable(named_people, "Note").id)
    erase(named_people, **{how: ["Nom"]})
    now = [variable(named_people, name) for name in ("Nom", "Nom_2", "Nom_2_2")]
    assert [v.stored for v in now] == [how == "renamed", False, False]
    assert [v.rule is not None for v in now] == [False, True, True]
    assert named_people.answers(wave.id).column(variable(named_people, "Note").id) == note
    assert traces(tmp_path, words) == {}
    named_people.do(authoring.remove_variable(named_people.project, now[2].id), "Deleted")
    named_people.close()
    assert traces(tmp_path, words) == {}


def test_a_copy_may_go_alone_and_what_it_was_made_of_stays(named_people: Session) -> None:
    erase(named_people, emptied=["Nom_2"])
    stored = [variable(named_people, name).stored for name in ("Nom", "Nom_2", "Nom_2_2")]
    assert stored == [True, False, False]


def test_segments_made_of_what_is_erased_are_outdated(named_people: Session) -> None:
    wave = named_people.project.wave
    cuts = {
        name: Segmentation(
            id=new_id(), name=name, wave=wave.id, verdict=Verdict.USEFUL, reason="few",
            recipe=Recipe(active=(variable(named_people, name).id,)),
        )
        for name in ("Nom_2", "Note")
    }  # fmt: skip
    for cut in cuts.values():
        named_people.do(Insert(named_people.project.id, 0, cut), "Segments")
    erase(named_people, emptied=["Nom"])
    assert {cut.name: cut.stale for cut in named_people.project.segmentations} == {
        "Nom_2": True,
        "Note": False,
    }


def test_a_purge_given_up_leaves_nothing(named_people: Session, tmp_path: Path) -> None:
    """Its clean file holds the whole project but for what was asked: it may not lie about."""
    wave, before = named_people.project.wave, set(tmp_path.rglob("*"))
    what = Erasure(wave=wave.id, emptied=(variable(named_people, "Note").id,))
    given_up = purging.prepare(named_people.path, what, paths.backups_dir(), Silent())
    assert given_up.clean.parent.parent == paths.backups_dir()
    # What an earlier program left beside the project, and what is no business of ours.
    old = given_up.clean.rename(tmp_path / ".0123456789abcdef.persona")
    alien = tmp_path / ".fedcba9876543210.persona"
    Session.create(alien, Project(id="another", name="x")).close()
    again = purging.prepare(named_people.path, what, paths.backups_dir(), Silent())
    assert not old.exists()
    named_people.close()
    assert not again.clean.exists()
    assert set(tmp_path.rglob("*.persona")) - before <= {alien, *paths.backups_dir().rglob("n *.persona")}
    last = again.clean
    last.write_bytes(named_people.path.read_bytes())  # the worker was still writing it
    with Session.open(named_people.path) as session:
        assert not last.exists()
        erase(session, emptied=["Nom"])
    assert traces(tmp_path, PEOPLE) == {}
    assert alien.exists()


@pytest.mark.slow
def test_a_purge_ended_by_force_leaves_all_or_nothing(project: Path, home: Path) -> None:
    whole = project.read_bytes()
    copies = {copy: copy.read_bytes() for copy in home.rglob("*.persona")}
    ends, lasts = {"kept": 0, "gone": 0}, 0.0
    for part in (10, 0.1, 0.3, 0.5, 0.7, 0.9, 1.1):  # the first is left to end, and tells how long that takes
        project.write_bytes(whole)
        for copy, held in copies.items():
            copy.write_bytes(held)
        command = [sys.executable, purge_script.__file__, str(project)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            began = time.monotonic()
            try:
                process.wait(part * lasts or None)
            except subprocess.TimeoutExpired:
                process.kill()
            lasts = lasts or time.monotonic() - began
        with Session.open(project) as session:
            found = variable(session, "Courriel")
            if found.stored:
                ends["kept"] += 1
                column = session.answers(session.project.wave.id).column(found.id)
                assert sorted(set(column.texts)) == sorted(set(ADDRESSES))
            else:
                ends["gone"] += 1
                assert traces(project.parent, ADDRESSES) == {}
        for copy in home.rglob("*.persona"):
            if not copy.name.startswith("."):
                ProjectFile.open(copy, read_only=True).close()
    assert all(ends.values())
    print(f"purges ended by force: {ends}")
    with Session.open(project) as session:
        if variable(session, "Courriel").stored:
            erase(session, emptied=["Courriel"])
    assert traces(project.parent, ADDRESSES) == {}
    assert traces(home, ADDRESSES) == {}
