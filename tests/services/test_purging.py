"""What is purged is nowhere any more: not in the file, its journal, its copies; nothing else is lost."""

import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

import numpy as np
import pytest

from helpers import purge_script
from helpers.purge_script import ADDRESSES, FREE, PHONE, SURVEY
from persona_studio import paths
from persona_studio.domain.edits import Insert, SetField
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind, Personal, Role
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions
from persona_studio.services import importing, purging
from persona_studio.services.purging import Erasure
from persona_studio.services.session import Session
from persona_studio.store.project_file import ProjectFile


def bytes_of(path: Path) -> bytes:
    """All bytes of a file, those of compressed pieces unpacked: found anywhere, even in freed room."""
    raw = path.read_bytes()
    parts = [raw]
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", raw):
        try:
            parts.append(zlib.decompressobj().decompress(raw[start.start() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def traces(folder: Path, words: list[str]) -> dict[str, int]:
    """How many of the words each file of the folder still holds, whatever its name."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            held = bytes_of(path)
            count = sum(word.encode() in held for word in words)
            if count:
                found[path.name] = count
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, home: Path) -> Path:
    (tmp_path / "work").mkdir()
    return purge_script.make(tmp_path / "work" / "Client.persona")


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
        erase(session, emptied=["Commentaire"])
        left = session.project.personas[0]
        assert [a.id for a in left.attributes] == ["a-2"]
        assert (left.quote, left.quote_provenance) == ("", Provenance.HYPOTHESIS)
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
