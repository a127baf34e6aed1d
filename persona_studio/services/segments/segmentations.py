"""Several segmentations side by side: told in a few words, copied, taken out, compared two by two."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together
from persona_studio.domain.golden import Golden
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.project import Project
from persona_studio.domain.segments import MAP_COLUMN, Segmentation, Sensitivity
from persona_studio.errors import UserError
from persona_studio.services.segments.shaping import segmentation_in
from persona_studio.services.session import Session
from persona_studio.store.blobs import pack
from persona_studio.store.repository import Columns
from persona_studio.texts import Texts


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two segmentations of the same people, crossed.

    ``people[i][j]`` are in segment i of the first and j of the second, unweighted; ``only_first`` and
    ``only_second`` are used by one of them only. ``agreement`` is the adjusted Rand index (Hubert, Arabie
    1985): 1 when everybody stays with the same people, 0 when it is no more than chance.
    """

    first: Segmentation
    second: Segmentation
    people: tuple[tuple[int, ...], ...]
    only_first: int
    only_second: int
    agreement: float

    def share(self, row: int, column: int) -> float:
        """Return the share (0 to 1) of a segment of the first that is in one of the second."""
        total = sum(self.people[row])
        return self.people[row][column] / total if total else 0.0

    def foremost(self, row: int) -> int:
        """Return the segment of the second where most people of one of the first are."""
        return max(range(len(self.people[row])), key=lambda column: self.people[row][column])


def compare(session: Session, first: Id, second: Id) -> Comparison:
    """Return two segmentations of one wave, crossed.

    Raises:
        UserError: they are not of the same survey, or one holds no segments.
    """
    a, b = segmentation_in(session.project, first), segmentation_in(session.project, second)
    if a.wave != b.wave or not a.segments or not b.segments:
        raise UserError("segmentations_not_comparable")
    cells = Counter(zip(session.labels(first).data, session.labels(second).data, strict=True))
    people = tuple(tuple(cells[one.number, other.number] for other in b.segments) for one in a.segments)
    return Comparison(
        first=a,
        second=b,
        people=people,
        only_first=sum(n for (one, other), n in cells.items() if one and not other),
        only_second=sum(n for (one, other), n in cells.items() if other and not one),
        agreement=adjusted_rand(people),
    )


def adjusted_rand(people: tuple[tuple[int, ...], ...]) -> float:
    """Return the adjusted Rand index of a cross-table; 1 when both partitions are one segment."""

    def pairs(count: int) -> float:
        return count * (count - 1) / 2

    together = sum(pairs(n) for row in people for n in row)
    rows = sum(pairs(sum(row)) for row in people)
    columns = sum(pairs(sum(column)) for column in zip(*people, strict=True))
    total = pairs(sum(map(sum, people)))
    expected = rows * columns / total if total else 0.0
    room = (rows + columns) / 2 - expected
    return (together - expected) / room if room > 0 else 1.0


def duplicate(session: Session, segmentation: Id, name: str) -> None:
    """Put a copy of a segmentation after the others: one gesture. Personas stay with the first."""
    project = session.project
    found = segmentation_in(project, segmentation)
    renamed = {s.id: new_id() for s in found.segments}
    copy = replace(
        found,
        id=new_id(),
        name=name.strip(),
        segments=tuple(replace(s, id=renamed[s.id]) for s in found.segments),
        golden=_speaking_of(renamed, found.golden),
    )
    columns: Columns = {(copy.id, copy.labels_key): pack(session.labels(found.id))}
    places = session.places(found.id)
    if places is not None:
        columns = {**columns, (copy.id, MAP_COLUMN): pack(places)}
    session.do(Insert(project.id, len(project.segmentations), copy), "Segmentation duplicated", columns)


def _speaking_of(renamed: Mapping[Id, Id], golden: Golden | None) -> Golden | None:
    """Return golden questions that speak of segments under their new names; outdated ones stay so."""
    if golden is None:
        return None
    return replace(golden, segments=tuple(renamed.get(s, s) for s in golden.segments))


def removing(project: Project, segmentation: Id) -> Edit:
    """Return the gesture that takes a segmentation out; another one, if any, then feeds the personas."""
    edits: list[Edit] = [Remove(segmentation)]
    if project.chosen == segmentation:
        heir = next((s for s in reversed(project.segmentations) if s.id != segmentation), None)
        edits.append(SetField(project.id, "chosen", heir.id if heir else None))
    return Together(tuple(edits))


def choice_made_otherwise(one: Sensitivity, questions: dict[str, str], texts: Texts) -> str:
    """Say which choice a sensitivity made otherwise; ``questions`` are words by variable id."""
    params = dict(one.params)
    said = {
        **params,
        "question": texts.quoted(questions.get(params.get("variable", ""), "")),
        "block": texts.quoted(params.get("block", "")),
        "method": texts.code("method", params["method"]) if "method" in params else "",
    }
    return texts.code("sensitivity", one.code, tuple(said.items()))
