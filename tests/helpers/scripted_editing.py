"""Edits a project without end and says what it does, for a test that ends it by force.

Prints one JSON line before each gesture, with the digest of the project that it should give, and one when it
is reported as saved. ``scripted_editing.py FILE SEED``.
"""

import hashlib
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import Attribute, Persona, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Column, Source, Wave
from persona_studio.services.session import Session
from persona_studio.store.repository import Columns
from persona_studio.store.serialising import to_json

ROWS = 40_000
Gesture = tuple[Edit, Columns]


def digest(project: Project) -> str:
    """Return what tells one state of a project from another."""
    return hashlib.sha256(to_json(project).encode()).hexdigest()


def start() -> Project:
    """Return the project that the editing starts from."""
    return Project(id=new_id(), name="Sous le feu")


def gesture(project: Project, chance: random.Random) -> Gesture:
    """Return a random gesture that applies to the project."""
    waves, personas = project.waves, project.personas
    if len(personas) < 2:
        return Insert(project.id, chance.randrange(3), _persona(chance)), {}
    persona = chance.choice(personas)
    draw = chance.random()
    if draw < 0.1 and len(waves) < 4:
        return _imported(project, chance)
    if draw < 0.15 and waves:
        return Remove(chance.choice(waves).id), {}
    if draw < 0.2 and len(personas) > 3:
        return Remove(persona.id), {}
    if draw < 0.3 and len(personas) < 8:
        return Insert(project.id, chance.randrange(9), _persona(chance)), {}
    if draw < 0.4:
        return Move(persona.id, project.id, chance.randrange(len(personas))), {}
    if draw < 0.5 and waves:
        wave = chance.choice(waves)
        return SetField(chance.choice(wave.variables).id, "role", chance.choice(list(Role))), {}
    return _written(persona, chance), {}


def _written(persona: Persona, chance: random.Random) -> Edit:
    texts = [SetField(a.id, "text", _text(chance)) for a in persona.attributes]
    return Together((SetField(persona.id, "name", _text(chance)), *texts))


def _persona(chance: random.Random) -> Persona:
    attributes = tuple(Attribute(id=new_id(), text=_text(chance)) for _ in range(24))
    section = Section(id=new_id(), key=SectionKey.BUYING, attributes=attributes)
    return Persona(id=new_id(), name=_text(chance), sections=(section,))


def _imported(project: Project, chance: random.Random) -> Gesture:
    """A wave whose variables are named after the digest of their answers."""
    columns: dict[tuple[Id, Id], Column] = {}
    wave = Wave(id=new_id(), name="", source=Source(file="", format="csv"), respondents=ROWS, variables=())
    for _ in range(3):
        data = chance.randbytes(ROWS)
        name = hashlib.sha256(data).hexdigest()
        variable = Variable(id=new_id(), name=name, label="", kind=Kind.NOMINAL, role=Role.ACTIVE)
        columns[wave.id, variable.id] = Column("u1", ROWS, data)
        wave = replace(wave, variables=(*wave.variables, variable))
    return Insert(project.id, len(project.waves), wave), columns


def _text(chance: random.Random) -> str:
    return "été, œuvre " * chance.randrange(6) + str(chance.random())


def _say(**words: str) -> None:
    print(json.dumps(words), flush=True)


def main(path: Path, seed: int) -> None:
    """Edit until somebody ends this process."""
    chance = random.Random(seed)
    with Session.open(path) as session:
        assert not session.read_only, "the lock of the process that was ended must not hold"
        states = [session.project]
        while True:
            if chance.random() < 0.2 and len(states) > 1:
                states.pop()
                _say(begun=digest(states[-1]))
                session.undo()
            else:
                edit, columns = gesture(session.project, chance)
                after = edit.apply(session.project).project
                if after != session.project:  # else it is no step that could be undone
                    states.append(after)
                _say(begun=digest(after))
                session.do(edit, "scripted", columns)
            _say(saved=digest(session.project))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
