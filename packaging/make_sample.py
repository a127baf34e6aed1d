"""Make the bundled fictitious survey "Marketing client B2B".

The plan (`marketing_b2b.toml`) holds, question by question, the percentage of each of four planted segments
that gives each answer; `marketing_b2b_words.toml` the sentences of the open questions. This script turns them
into 612 rows: each percentage becomes a number of people (largest remainders), shuffled within the segment,
so that the file shows exactly what the plan says; a few answers are then left empty, and the rows shuffled.
The segment itself is not in the file. Same plan, same bytes: only `random.Random` with a seed is used.

The bundled project is the whole chain on that file, with what `marketing_b2b_beside.toml` puts beside the
sheets. Its identifiers depend on their order only and its timings are left out, so that the same program
makes the same project.

Run `python packaging/make_sample.py` to write both into resources/samples, `--check` to compare.
"""

import csv
import hashlib
import io
import random
import re
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from persona_studio.domain.brand import Brand
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.services.samples import marketing_b2b
from persona_studio.services.workshop.branding import TakenLogo, take_logo
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.repository import Columns
from persona_studio.store.serialising import from_json, to_json
from sample_beside import beside

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "samples" / "marketing-b2b.csv"
BUNDLED, LOGO = TARGET.with_suffix(".persona"), TARGET.with_name("belvoir.svg")
FIRST_NAMES = ("camille", "jean", "nadia", "paul", "ines", "louis", "sofia", "marc", "eva", "hugo")
LAST_NAMES = ("exemple", "fictif", "modele", "essai", "dupond", "specimen", "echantillon")
PARTS = "qpsv"
"""Order of the questionnaire: questions, agreement, situation, open questions."""
Plan = dict[str, Any]
Answers = dict[str, list[str]]
"""Header, then one text per respondent, segment after segment."""


def plan() -> tuple[Plan, Plan]:
    """Read what people answer, and in which words."""
    return _toml("marketing_b2b.toml"), _toml("marketing_b2b_words.toml")


def _toml(name: str) -> Plan:
    return tomllib.loads((ROOT / "packaging" / name).read_text(encoding="utf-8"))


def apportioned(percentages: Sequence[float], size: int) -> list[int]:
    """Share ``size`` people in these proportions, by largest remainders."""
    total = sum(percentages)
    wanted = [p * size / total for p in percentages]
    counts = [int(w) for w in wanted]
    by_remainder = sorted(range(len(wanted)), key=lambda i: (counts[i] - wanted[i], i))
    for i in by_remainder[: size - sum(counts)]:
        counts[i] += 1
    return counts


class Survey:
    """Draws the answers of everybody, question by question."""

    def __init__(self, questions: Plan, words: Plan) -> None:
        self.questions = questions
        self.words = words
        self.sizes: list[int] = questions["sizes"]
        self.draw = random.Random(questions["seed"])  # noqa: S311 - a fictitious survey keeps no secret

    def answers(self) -> Answers:
        """Return all columns, in the order of the file."""
        drawn: Answers = {}
        for question in self.questions["choice"]:
            drawn[question["header"]] = self._emptied(self._choice(question["rows"]), question["missing"])
        for question in self.questions["several"]:
            drawn[question["header"]] = self._emptied(self._several(question["rows"]), question["missing"])
        for question in self.questions["number"]:
            drawn[question["header"]] = self._emptied(self._number(question["bands"]), question["missing"])
        drawn |= self._scale(self.questions["scale"])
        for question in self.words["open"]:
            drawn[question["header"]] = self._emptied(self._open(question), question["missing"])
        for words in self.words["said"]:
            self._say(drawn[words["header"]], words)
        first = self._paradata()
        return first | dict(sorted(drawn.items(), key=lambda c: (PARTS.index(c[0][0]), c[0])))

    def rows(self) -> list[list[str]]:
        """Return the lines of the file: the header, then people in no order."""
        answers = self.answers()
        people = list(zip(*answers.values(), strict=True))
        self.draw.shuffle(people)
        numbered = [[f"R{n:04d}", *person] for n, person in enumerate(people, 1)]
        return [["id", *answers], *numbered]

    def _choice(self, rows: list[list[Any]]) -> list[str]:
        """Give each segment its answers, in the planned numbers."""
        column: list[str] = []
        for segment, size in enumerate(self.sizes):
            counts = apportioned([row[1 + segment] for row in rows], size)
            answers = [row[0] for row, count in zip(rows, counts, strict=True) for _ in range(count)]
            self.draw.shuffle(answers)
            column += answers
        return column

    def _several(self, rows: list[list[Any]]) -> list[str]:
        ticked = [
            self._choice([[label, *shares], ["", *(100 - s for s in shares)]]) for label, *shares in rows
        ]
        return [", ".join(filter(None, person)) for person in zip(*ticked, strict=True)]

    def _number(self, bands: list[list[int]]) -> list[str]:
        drawn = self._choice([[f"{low} {high}", *shares] for low, high, *shares in bands])
        limits = [[int(n) for n in band.split()] for band in drawn]
        return [str(self.draw.randint(low, high)) for low, high in limits]

    def _scale(self, scale: Plan) -> Answers:
        """Draw agreement around each segment's mean; nobody ticks one column from top to bottom."""
        answers, items = scale["answers"], scale["item"]
        people: list[list[int]] = []
        for segment, end in enumerate(accumulate(self.sizes)):
            while len(people) < end:
                person = [
                    self._agreement(item["means"][segment], scale["spread"], len(answers)) for item in items
                ]
                if len(set(person)) > 2:
                    people.append(person)
        columns = ([answers[person[i]] for person in people] for i in range(len(items)))
        return {
            item["header"]: self._emptied(column, scale["missing"])
            for item, column in zip(items, columns, strict=True)
        }

    def _agreement(self, mean: float, spread: float, steps: int) -> int:
        return min(max(round(self.draw.gauss(mean, spread)), 1), steps) - 1

    def _open(self, question: Plan) -> list[str]:
        """Give each segment sentences made of its own pieces, never twice the same."""
        column: list[str] = []
        for name, size in zip(self.questions["segments"], self.sizes, strict=True):
            pieces = question[name]
            made = [
                _sentence(start, middle, end)
                for start in pieces["starts"]
                for middle in pieces["middles"]
                for end in pieces["ends"]
            ]
            column += self.draw.sample(made, size)
        return column

    def _say(self, column: list[str], words: Plan) -> None:
        """Let some of a segment write these words instead of theirs, unless somebody wrote them."""
        segment = self.questions["segments"].index(words["segment"])
        begin = sum(self.sizes[:segment])
        writing = [i for i in range(begin, begin + self.sizes[segment]) if column[i]]
        for place, text in zip(writing[3::7], words["texts"], strict=False):
            if text not in column:
                column[place] = text

    def _paradata(self) -> Answers:
        """Draw what a survey tool adds: weight, date, duration, and the contacts it should not hand on."""
        people = range(sum(self.sizes))
        begin = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
        dates = [begin + timedelta(minutes=self.draw.randint(0, 18 * 24 * 60)) for _ in people]
        mails = [
            f"{self.draw.choice(FIRST_NAMES)}.{self.draw.choice(LAST_NAMES)}{n}@example.org" for n in people
        ]
        phones = [f"01 99 00 {self.draw.randint(0, 99):02d} {self.draw.randint(0, 99):02d}" for _ in people]
        return {
            "poids": [f"{self.draw.triangular(0.6, 1.4, 1):.4f}".replace(".", ",") for _ in people],
            "date": [d.strftime("%d/%m/%Y %H:%M") for d in dates],
            "duree": [str(int(self.draw.triangular(420, 1500, 780))) for _ in people],
            "mail": self._emptied(mails, 4.6),
            "tel": self._emptied(phones, 22.9),
        }

    def _emptied(self, column: list[str], percentage: float) -> list[str]:
        """Leave that percentage of the answers empty."""
        count = round(len(column) * percentage / 100)
        gone = set(self.draw.sample(range(len(column)), count))
        return ["" if i in gone else text for i, text in enumerate(column)]


def _sentence(start: str, middle: str, end: str) -> str:
    joined = f"{start} {middle}" if start and not start.endswith(" ") else f"{start}{middle}"
    return joined[0].upper() + joined[1:] + end


def made() -> bytes:
    """Return the bytes of the survey file: UTF-8, semicolons, decimal commas."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(Survey(*plan()).rows())
    return out.getvalue().encode("utf-8")


def project_made() -> tuple[Project, Columns]:
    """Return the whole chain on the file as it is, with ids and timings that say nothing of this run."""
    project, columns = marketing_b2b(Silent())
    (segmentation,) = project.segmentations
    project = replace(project, segmentations=(replace(segmentation, seconds=()),))
    answers = {key: column for (owner, key), column in columns.items() if owner == project.waves[0].id}
    project = beside(project, answers, _toml("marketing_b2b_beside.toml"))
    text = to_json(project)
    ids = dict.fromkeys(re.findall(r'"([0-9a-f]{16})"', text))
    stable = {one: _id(n) for n, one in enumerate(ids)}
    project = from_json(re.sub(r'"([0-9a-f]{16})"', lambda m: f'"{stable[m[1]]}"', text), Project)
    kept = {(stable[owner], stable.get(key, key)): column for (owner, key), column in columns.items()}
    # After the ids: a picture is named by what it holds.
    return replace(project, brand=Brand(name="Belvoir", logo=logo_made().logo)), kept


def logo_made() -> TakenLogo:
    """Return the logo of the fictitious client (packaging/make_logo.py), made safe as any other."""
    return take_logo(LOGO, LOGO.name, Silent())


def _id(number: int) -> str:
    return hashlib.sha256(f"marketing-b2b/{number}".encode()).hexdigest()[:16]


def project_is_fresh() -> bool:
    """Tell whether the bundled project is what the chain makes today."""
    if not BUNDLED.exists():
        return False
    project, columns = project_made()
    with tempfile.TemporaryDirectory() as folder:
        # A copy: opening a project may bring it up to date, or take its lock.
        copy = Path(folder) / BUNDLED.name
        copy.write_bytes(BUNDLED.read_bytes())
        file = ProjectFile.open(copy, read_only=True)
        try:
            logo = logo_made()
            if file.picture(logo.logo.picture) != logo.data:
                return False
            return file.project == project and all(
                file.answers(project.waves[0].id).column(key) == column
                for (owner, key), column in columns.items()
                if owner == project.waves[0].id
            )
        finally:
            file.close()


def main() -> int:
    """Write the survey and the project, or say whether they are what plan and program give."""
    if "--check" in sys.argv:
        old = [] if TARGET.exists() and TARGET.read_bytes() == made() else [TARGET.name]
        old += [] if project_is_fresh() else [BUNDLED.name]
        print(f"old: {', '.join(old)}; run packaging/make_sample.py" if old else "samples are fresh")
        return 1 if old else 0
    TARGET.write_bytes(made())
    project, columns = project_made()
    logo = logo_made()
    with ProjectFile.create(BUNDLED, project, columns) as file:
        file.write(project, {}, pictures={logo.logo.picture: logo.data})
    print(f"{TARGET.relative_to(ROOT)}, {BUNDLED.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
