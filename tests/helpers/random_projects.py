"""Projects made at random, quickly: any texts, any personas with companions and evidence, any options."""

from dataclasses import replace
from functools import lru_cache
from random import Random

from persona_studio.domain.brand import PAIRS, Brand
from persona_studio.domain.kit import Kit, Options
from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    TEAMS,
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Journey,
    Opportunity,
    Persona,
    PersonaKind,
    Portrait,
    Provenance,
    Section,
    SectionKey,
    Stage,
    Task,
)
from persona_studio.domain.project import Project

_SAID = (
    "réussir dans son nouveau poste en lançant des actions qui répondent aux objectifs de la direction elle "
    "compare les prix avant d’acheter et demande l’avis de ses proches ROI n+1 CAC 40 œuvre ; à : 1 248 € !"
)
_WORDS = tuple(_SAID.split())
_ODD = (
    "Anticonstitutionnellement" * 6,
    "W" * 90,
    "漢字かな交じり文" * 9,
    "שלום עולם " * 6,
    "السلام عليكم " * 6,
    "👩‍💻🙂 emoji 🇫🇷",
    "e\u0301\u0323\u0302" * 20,
    "a\nb\n\nc",
    "\u202e\x00x\t|",
    "…" * 40,
    " ",
    "https://exemple.fr/une/tres/longue/adresse?avec=parametres&et=encore",
    "\ud800z",
)
_SAME = 6
"""Texts of one length, as a rule."""
_SHEET = tuple(key for key in SectionKey if key not in {*EMPATHY, *LANES, *TEAMS})
_NAMES = ("Julie", "Marc", "Samira", "Jean-Christophe", "Zoé", "Ève", "Marie-Antoinette de La Tour", "")


def random_project(random: Random, base: Project) -> Project:
    """Return a project with the data of another one and one to seven personas of nobody."""
    segments = [s.id for made in base.segmentations for s in made.segments]
    variables = [v.id for wave in base.waves for v in wave.variables]
    scale = random.choice((0.0, 0.3, 0.6, 1.0, 1.0, 1.5, 3.0))
    make = _Maker(random, scale, segments, variables)
    count = random.choice((*(12 * (1,)), 2, 2, 2, 3, 4, 6, 7))
    return replace(
        base,
        name=make.text(30) or "Projet",
        language=random.choice(("fr", "fr", "en")),
        brand=make.brand(),
        personas=tuple(make.persona(i) for i in range(count)),
        kit=Kit(options=make.options()),
    )


@lru_cache(maxsize=20000)
def _words(length: int, number: int) -> str:
    """Return one of the texts of at least so many letters."""
    random, said, left = Random(number), [], length
    while left > 0:
        said.append(random.choice(_WORDS))
        left -= len(said[-1]) + 1
    return " ".join(said)


class _Maker:
    """Makes parts of a project; texts are ``scale`` times as long as Julie's."""

    def __init__(self, random: Random, scale: float, segments: list[str], variables: list[str]) -> None:
        self.random, self.scale, self.segments, self.variables = random, scale, segments, variables
        self._ids = 0

    def id(self) -> str:
        self._ids += 1
        return f"i{self._ids}"

    def text(self, length: int) -> str:
        """Return some words, about so many letters at a scale of 1; sometimes odd ones.

        Most have been said before: whoever lays out thousands of projects has set them already.
        """
        if self.random.random() < 0.01:
            return self.random.choice(_ODD)
        wanted = int(length * self.scale * self.random.choice((0.0, 0.5, 1.0, 1.0, 1.3)))
        return _words(wanted, self.random.randrange(10**6 if self.random.random() < 0.1 else _SAME))

    def options(self) -> Options:
        on = [self.random.random() < 0.5 for _ in range(3)]
        return Options(marks=on[0], source=on[1], rates=on[2])

    def brand(self) -> Brand:
        words = ((), (("Belvoir", "#17202B"), (".", "#C07E13")), ((self.text(25), "#17202B"),))
        pair = self.random.choice(PAIRS)
        return Brand(wordmark=self.random.choice(words), footer=self.text(20), fonts=pair)

    def evidence(self) -> Evidence | None:
        random = self.random
        if random.random() < 0.2:
            return None
        base = random.randrange(1, 900)
        count = random.choice((None, random.randrange(base + 1)))
        share = count / base if count is not None else random.choice((None, random.random(), 34.6))
        low = random.choice((None, max(0.0, (share or 0.0) - 0.07)))
        return Evidence(
            variable=random.choice((None, "gone", *self.variables[:8])),
            level=random.choice((None, 1, 2)),
            segment=random.choice((None, *self.segments)),
            question=self.text(60),
            answer=self.text(30),
            share=share,
            overall=random.choice((None, random.random())),
            low=low,
            high=None if low is None else low + 0.14,
            count=count,
            base=base,
            v=random.choice((None, random.uniform(-9, 9))),
            quote=random.choice(("", "", self.text(90))),
        )

    def attribute(self, key: SectionKey) -> Attribute:
        random, kind = self.random, AttributeKind.TEXT
        if random.random() < 0.1:
            kind = random.choice(tuple(AttributeKind))
        team = random.choice((None, *TEAMS))
        return Attribute(
            id=self.id(),
            text=self.text(80),
            provenance=random.choice(tuple(Provenance)),
            kind=kind,
            modified=random.random() < 0.1,
            evidence=self.evidence(),
            chips=tuple(self.text(14) for _ in range(random.randrange(8))),
            gauge=Gauge(self.text(14), self.text(14), random.randrange(101), random.choice((None, 40))),
            due=random.choice(("", self.text(30))),
            checked=random.random() < 0.2,
            opportunity=Opportunity(team=team, effort=random.randrange(4), impact=random.randrange(4))
            if key is SectionKey.OPPORTUNITIES
            else None,
            task=Task(owner=self.text(15), due=self.text(10)) if key in TEAMS else None,
        )

    def section(self, key: SectionKey, most: int) -> Section:
        title = self.text(20) if self.random.random() < 0.15 else ""
        lines = tuple(self.attribute(key) for _ in range(self.random.randrange(most + 1)))
        return Section(
            id=self.id(), key=key, title=title, attributes=lines, hidden=self.random.random() < 0.05
        )

    def journey(self) -> Journey:
        stages = tuple(
            Stage(
                id=self.id(),
                name=self.text(14),
                when=self.text(8),
                feeling=self.random.randrange(-100, 101),
                mood=self.text(10),
                lanes=tuple(self.section(key, 2) for key in LANES),
            )
            for _ in range(self.random.randrange(9))
        )
        key = self.random.choice((None, *(stage.id for stage in stages)))
        moment = (self.attribute(SectionKey.ACTIONS),)[: self.random.randrange(2)]
        title, length, span, note = (self.text(n) for n in (25, 12, 25, 30))
        return Journey(
            id=self.id(),
            title=title,
            length=length,
            span=span,
            note=note,
            key=key,
            moment=moment,
            stages=stages,
        )

    def persona(self, number: int) -> Persona:
        random = self.random
        return Persona(
            id=f"p{number}",
            name=random.choice(_NAMES) or self.text(10),
            title=self.text(16),
            role=self.text(55),
            kind=random.choice(tuple(PersonaKind)),
            priority=self.text(95),
            objective=self.text(70),
            quote=self.text(70),
            quote_provenance=random.choice(tuple(Provenance)),
            quote_evidence=self.evidence(),
            portrait=Portrait(f"f{random.randrange(1, 28):02}"),
            accent=random.randrange(1, 9),
            colour=random.choice(("", "", "", "#C2185B", "#FFEE00")),
            template=random.choice(("classique", "magazine", "synthese")),
            share=random.choice((None, random.random())),
            feminine=random.choice((True, False, None)),
            segment=random.choice((None, *self.segments)),
            source=random.choice(("", "", self.text(60))),
            sections=tuple(self.section(random.choice(_SHEET), 6) for _ in range(random.randrange(8))),
            hypotheses=tuple(self.attribute(SectionKey.CUSTOM) for _ in range(random.randrange(3))),
            empathy=tuple(self.section(key, 4) for key in EMPATHY) if random.random() < 0.4 else (),
            journeys=(self.journey(),) if random.random() < 0.4 else (),
            plan=tuple(self.section(key, 3) for key in TEAMS) if random.random() < 0.4 else (),
        )
