"""A project that holds e-mail addresses in every corner; run as a script, it purges them or is killed."""

import sys
from pathlib import Path

from persona_studio import paths
from persona_studio.domain.edits import SetField
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind
from persona_studio.ingest import ImportOptions
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, purging
from persona_studio.store import backups

PEOPLE = 300
ADDRESSES = [f"prenom{i}.nom{i * 7919 % 1000}@exemple-{i % 9}.fr" for i in range(PEOPLE)]
PHONE = "06 12 34 56 78"
FREE = "Je trouve que c'est trop cher pour ce que c'est"


def _line(i: int) -> str:
    free = f"Réponse {i} sans rien de plus, merci à toute l'équipe"
    if i % 10 == 3:
        free = f"Vous pouvez écrire à {ADDRESSES[i]} ou appeler le {PHONE}, réponse {i}"
    if i % 10 == 4:
        free = f"{FREE} {i}"
    heard = ["un ami", "la radio", ADDRESSES[i % 2], "le site"][i % 4]
    return f"{ADDRESSES[i]};{free};{heard};{i % 5 + 1};{'oui' if i % 3 else 'non'}"


SURVEY = [_line(i) for i in range(PEOPLE)]


def make(path: Path) -> Path:
    """Make the project, with an earlier reading undone, room that was freed, and four copies of it."""
    source = path.with_name("enquete.csv")
    source.write_text("\n".join(["Courriel;Commentaire;Canal;Note;Client", *SURVEY]) + "\n", "utf-8")
    options = ImportOptions(keep_personal=True, kinds=(("Commentaire", Kind.TEXT),))
    with Session.create(path, Project(id="0123456789abcdef", name="Client")) as session:
        importing.add_wave(session, importing.import_file(source, options, Silent()))
        session.back_up()
        session.settle()
        first = session.project.wave
        assert first is not None
        importing.replace_wave(session, first.id, importing.import_file(source, options, Silent()))
        session.do(SetField(session.project.id, "name", "Client 2025"), "Renamed")
    for number, age in enumerate(("2024-01-02 10.00.00", "2024-05-02 10.00.00")):
        (copy,) = [*(paths.backups_dir() / "0123456789abcdef").glob("*.persona")][:1]
        (copy.parent / f"Client {age}.persona").write_bytes(copy.read_bytes())
        assert number < 2
    with Session.open(path) as session:
        backups.keep(session._file._engine, paths.backups_dir(), "Client version 1")
    source.unlink()
    return path


if __name__ == "__main__":
    with Session.open(Path(sys.argv[1])) as opened:
        wave = opened.project.wave
        assert wave is not None
        which = next(v.id for v in wave.variables if v.name == "Courriel")
        print("ready", flush=True)
        erasure = purging.Erasure(wave=wave.id, emptied=(which,))
        purging.finish(opened, purging.prepare(opened.path, erasure, paths.backups_dir(), Silent()))
