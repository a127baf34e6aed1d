"""A small survey made by hand, and findings about it, for tests of drafting."""

from dataclasses import dataclass, field

import numpy as np

from persona_studio.domain.ids import new_id
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Level, Role, Variable
from persona_studio.domain.waves import Column, MemoryAnswers, Source, Wave
from persona_studio.services.drafting import Drafted, draft
from persona_studio.texts import Texts


def question(label, *answers, kind=Kind.NOMINAL, role=Role.ACTIVE, name=None):
    """Return a variable with these answers."""
    levels = tuple(Level(code, text, text) for code, text in enumerate(answers))
    return Variable(id=new_id(), name=name or label, label=label, kind=kind, role=role, levels=levels)


def number(label, name=None, role=Role.ACTIVE):
    """Return a numeric variable."""
    return Variable(id=new_id(), name=name or label, label=label, kind=Kind.NUMERIC, role=role)


def finding(variable, answer=None, share=0.7, overall=0.4, count=70, base=100, **more):
    """Return a finding about an answer of a variable, or about its number."""
    level = None if answer is None else next(one.code for one in variable.levels if one.label == answer)
    effect = 2 * (np.arcsin(np.sqrt(share)) - np.arcsin(np.sqrt(overall))) if share <= 1 else 0.6
    values = {
        "ratio": share / overall,
        "effect": float(effect),
        "v": 5.0 if share > overall else -5.0,
        "p_adjusted": 0.001,
        "low": max(0.0, share - 0.1),
        "high": share + 0.1,
        "active": True,
        "shown": True,
    } | more
    return Finding(
        variable=variable.id, level=level, share=share, overall=overall, count=count, base=base, **values
    )


def side(variable, answer, *others, **more):
    """Return findings of a whole side of a scale: one answer set apart, the others as everybody's."""
    same = {"share": 0.1, "overall": 0.1, "count": 10, "v": 0.0, "shown": False}
    return [finding(variable, answer, **more), *(finding(variable, other, **same) for other in others)]


@dataclass
class Case:
    """A survey with one segment of hand-made findings, or several."""

    variables: list[Variable]
    findings: list[list[Finding]]
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Written answers by variable id, one per respondent."""
    respondents: int = 400
    size: int = 100
    paragons: tuple[int, ...] = (0, 1, 2, 3, 4)

    def wave(self) -> Wave:
        return Wave(
            id=new_id(),
            name="Essai",
            source=Source(file="essai.csv", format="csv"),
            respondents=self.respondents,
            variables=tuple(self.variables),
            date="2025",
        )

    def drafted(self, language="fr", labels=None, numbers=None) -> Drafted:
        """Draft the personas; ``numbers`` gives the columns of numeric variables by id."""
        wave = self.wave()
        segments = tuple(
            Segment(
                id=new_id(),
                number=n,
                name="",
                size=self.size,
                share=0.5 / n,
                findings=tuple(findings),
                paragons=self.paragons,
            )
            for n, findings in enumerate(self.findings, 1)
        )
        segmentation = Segmentation(
            id=new_id(),
            name="",
            wave=wave.id,
            recipe=Recipe(active=()),
            verdict=Verdict.CLEAR,
            reason="clear",
            segments=segments,
        )
        columns = {key: text_column(texts) for key, texts in self.texts.items()} | dict(numbers or {})
        answers = MemoryAnswers(self.respondents, columns)
        project = Project(id=new_id(), name="Essai", language=language, waves=(wave,))
        return draft(project, segmentation, answers, Texts(language), labels)


def text_column(texts) -> Column:
    """Return a column of written answers, empty where the text is."""
    known = sorted(set(texts) - {""})
    codes = [known.index(text) + FIRST_LEVEL if text else 0 for text in texts]
    return Column("u2", len(texts), np.array(codes, "<u2").tobytes(), texts=tuple(known))


def number_column(values) -> Column:
    """Return a column of numbers."""
    return Column("f8", len(values), np.array(values, "<f8").tobytes())


def code_column(codes) -> Column:
    """Return a column of level codes, -1 for no answer."""
    return Column(
        "u1", len(codes), np.array([c + FIRST_LEVEL if c >= 0 else 0 for c in codes], "u1").tobytes()
    )


def labels_column(numbers) -> Column:
    """Return the segment of each respondent."""
    return Column("u1", len(numbers), np.array(numbers, "u1").tobytes())


def plain(text):
    """Return a text with ordinary spaces and apostrophes."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def lines(persona):
    """Return all lines of a persona, in plain typography."""
    return [plain(a.text) for a in persona.attributes]
