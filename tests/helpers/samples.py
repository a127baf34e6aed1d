"""Small projects written by hand, for tests that need to know what is in them."""

import struct
from dataclasses import replace

from persona_studio.domain.brand import Brand
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Persona,
    PersonaKind,
    Portrait,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import (
    Candidate,
    Finding,
    Method,
    Recipe,
    ResponseStyle,
    Segment,
    Segmentation,
    Verdict,
)
from persona_studio.domain.variables import Distribution, Kind, Level, Reason, Role, Variable
from persona_studio.domain.waves import (
    REMOVAL_COLUMN,
    Column,
    Notice,
    Quality,
    Removal,
    RemovalCount,
    Source,
    Wave,
)

COLUMNS: dict[tuple[Id, Id], Column] = {
    ("wave-1", "v-place"): Column("u1", 4, bytes([4, 5, 0, 4])),
    ("wave-1", "v-age"): Column(
        "f8", 4, struct.pack("<4d", 31.0, float("nan"), 47.5, -0.0), reasons=bytes([0, 2, 0, 0])
    ),
    ("wave-1", "v-why"): Column(
        "u2", 4, struct.pack("<4H", 4, 0, 5, 4), texts=("J’aime l’été", "«\u202f?\u202f»")
    ),
    ("wave-1", "v-drinks"): Column("u1", 4, bytes([4, 5, 5, 4, 5, 5, 0, 0]), width=2),
    ("wave-1", REMOVAL_COLUMN): Column("u1", 4, bytes([0, 0, 1, 0])),
    ("cut-1", "cut-1"): Column("u1", 4, bytes([1, 2, 0, 1])),
}


def persona(number: int = 1) -> Persona:
    """A persona with two sections and four attributes, one of each kind and provenance."""
    n = str(number)
    buying = (
        Attribute(
            id=f"a-data-{n}",
            text="Achète en promotion",
            provenance=Provenance.DATA,
            evidence=Evidence(
                variable="v-place", level=1, segment="s-1", share=0.62, overall=0.41, count=31, base=50
            ),
        ),
        Attribute(
            id=f"a-said-{n}",
            text="« C’est trop cher »",
            provenance=Provenance.VERBATIM,
            evidence=Evidence(quote="C’est trop cher"),
        ),
    )
    custom = (
        Attribute(id=f"a-chips-{n}", text="Marques", kind=AttributeKind.CHIPS, chips=("Œuvre", "Été")),
        Attribute(
            id=f"a-gauge-{n}",
            text="",
            kind=AttributeKind.GAUGE,
            gauge=Gauge("prudente", "audacieuse", 30, 52),
        ),
    )
    return Persona(
        id=f"p-{n}",
        name="Julie",
        title="la pragmatique",
        kind=PersonaKind.SECONDARY,
        quote="C’est trop cher",
        quote_provenance=Provenance.VERBATIM,
        portrait=Portrait("f02", "#e0b090"),
        accent=3,
        share=0.31,
        feminine=True,
        segment="s-1",
        sections=(
            Section(id=f"sec-buying-{n}", key=SectionKey.BUYING, attributes=buying),
            Section(
                id=f"sec-custom-{n}", key=SectionKey.CUSTOM, title="À part", attributes=custom, hidden=True
            ),
        ),
    )


def wave() -> Wave:
    """Four respondents, four questions."""
    return Wave(
        id="wave-1",
        name="Enquête thé",
        source=Source(file="thé.csv", format="csv", encoding="utf-8", delimiter=";", decimal=","),
        respondents=4,
        date="juin 2025",
        variables=(
            Variable(
                id="v-place",
                name="lieu",
                label="Où achetez-vous ?",
                kind=Kind.NOMINAL,
                role=Role.ACTIVE,
                levels=(Level(1, "M", "Magasin", 1), Level(0, "S", "Supermarché", 2)),
                missing=(1, 0, 0, 0),
                distribution=Distribution(counts=(1, 2), distinct=2),
                guess=(Reason("few_values", (("n", "2"),)),),
                source=(0,),
            ),
            Variable(
                id="v-age", name="age", label="Âge", kind=Kind.NUMERIC, role=Role.ILLUSTRATIVE, source=(1,)
            ),
            Variable(
                id="v-why", name="pq", label="Pourquoi ?", kind=Kind.TEXT, role=Role.VERBATIM, source=(2,)
            ),
            Variable(
                id="v-drinks", name="b", label="Boissons", kind=Kind.MULTIPLE, role=Role.ACTIVE, source=(3, 4)
            ),
        ),
        quality=Quality(
            removals=(RemovalCount(Removal.DUPLICATE, 1, applied=True),),
            flagged=((1, 1),),
            constants=("pays",),
        ),
        notices=(Notice("encoding", (("name", "utf-8"),)),),
    )


def segmentation() -> Segmentation:
    """Two segments with one finding each way."""
    finding = Finding(
        variable="v-place",
        level=1,
        share=0.62,
        overall=0.41,
        ratio=1.5,
        effect=0.4,
        v=3.2,
        p_adjusted=0.003,
        count=31,
        base=50,
        low=0.48,
        high=0.74,
        active=True,
        shown=True,
    )
    number = replace(finding, variable="v-age", level=None, ratio=float("inf"), active=False)
    candidate = Candidate(
        method=Method.KMEANS,
        k=2,
        stability=0.9,
        null_stability=0.2,
        gain=0.7,
        jaccard=(0.8, 0.9),
        silhouette=0.3,
        inertia_ratio=0.8,
        min_share=0.4,
    )
    return Segmentation(
        id="cut-1",
        name="",
        wave="wave-1",
        recipe=Recipe(active=("v-place", "v-drinks"), illustrative=("v-age",), versions=(("numpy", "2"),)),
        verdict=Verdict.CLEAR,
        reason="clear",
        method=Method.KMEANS,
        recommended=2,
        eigenvalues=(1.5, 0.5),
        inertia=(0.75, 0.25),
        axes=1,
        candidates=(candidate,),
        response_style=ResponseStyle(mean=0.1, corrected=True),
        segments=(
            Segment(id="s-1", number=1, name="Pragmatiques", size=2, share=0.6, findings=(finding, number)),
            Segment(id="s-2", number=2, name="Fidèles", size=1, share=0.4, paragons=(1,), jaccard=0.9),
        ),
        used=3,
        effective=2.8,
        seconds=(("encode", 0.1),),
    )


def project() -> Project:
    """A wave, its segmentation and two personas; :data:`COLUMNS` are its answers."""
    return Project(
        id="project-1",
        name="Thé d’été",
        created="2025-06-01T08:00:00+00:00",
        brand=Brand((("Maison", "#102030"), ("Thé", "#405060"))),
        chosen="cut-1",
        waves=(wave(),),
        segmentations=(segmentation(),),
        personas=(persona(1), persona(2)),
    )
