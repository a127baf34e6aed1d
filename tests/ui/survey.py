"""A small made-up survey with its segments and personas, as values: no analysis is needed."""

import random
import struct
from dataclasses import replace

from persona_studio.domain.personas import (
    JULIE_SECTIONS,
    Attribute,
    Evidence,
    Persona,
    Portrait,
    Provenance,
    Section,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Candidate, Finding, Method, Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.variables import (
    FIRST_LEVEL,
    Distribution,
    Kind,
    Level,
    Personal,
    Reason,
    Role,
    Variable,
)
from persona_studio.domain.waves import Column, Quality, Removal, RemovalCount, Source, Wave

RESPONDENTS = 240
CHOICES = (
    (
        "moment",
        "Moment préféré dans la journée",
        ("matin", "midi", "après-midi", "soir"),
        Kind.NOMINAL,
        Role.ACTIVE,
    ),
    ("lieu", "Où prenez-vous le thé ?", ("maison", "travail", "salon de thé"), Kind.NOMINAL, Role.ACTIVE),
    ("sorte", "Sorte de thé", ("noir", "vert", "aromatisé"), Kind.NOMINAL, Role.ACTIVE),
    (
        "achat",
        "Où achetez-vous votre thé ?",
        ("supermarché", "boutique", "les deux"),
        Kind.NOMINAL,
        Role.ACTIVE,
    ),
    ("prix", "Gamme de prix", ("premier prix", "moyenne", "haut de gamme"), Kind.ORDINAL, Role.ACTIVE),
    ("sucre", "Sucre", ("avec", "sans"), Kind.NOMINAL, Role.ACTIVE),
    (
        "tranche",
        "Tranche d’âge",
        ("15-24", "25-34", "35-44", "45-59", "60 et plus"),
        Kind.ORDINAL,
        Role.ILLUSTRATIVE,
    ),
    ("sexe", "Genre", ("femme", "homme"), Kind.NOMINAL, Role.ILLUSTRATIVE),
    ("ignore", "Question sans réponse utile", ("oui", "non"), Kind.NOMINAL, Role.IGNORED),
)


def identity(*parts):
    """Return an id that is the same at each run."""
    return random.Random("/".join(map(str, parts))).randbytes(8).hex()


def choice(name, label, answers, kind, role):
    """Return a variable and its answers."""
    draw = random.Random(name)
    codes = draw.choices(range(len(answers)), weights=range(len(answers), 0, -1), k=RESPONDENTS)
    data = bytes(FIRST_LEVEL + code for code in codes)
    levels = tuple(Level(i, text, text, codes.count(i)) for i, text in enumerate(answers))
    counts = tuple(level.count for level in levels)
    variable = Variable(
        id=identity("variable", name),
        name=name,
        label=label,
        kind=kind,
        role=role,
        levels=levels,
        distribution=Distribution(counts=counts, distinct=len(levels)),
        guess=(Reason("few_values", (("count", str(len(levels))),)),),
        source=(len(name),),
    )
    return variable, Column("u1", RESPONDENTS, data)


def age():
    """Return a number variable and its answers."""
    draw = random.Random("age")
    values = [float(draw.randint(15, 90)) for _ in range(RESPONDENTS)]
    bins = tuple(sum(15 + 7.5 * i <= v < 22.5 + 7.5 * i for v in values) for i in range(10))
    variable = Variable(
        id=identity("variable", "age"),
        name="age",
        label="Âge",
        kind=Kind.NUMERIC,
        role=Role.ILLUSTRATIVE,
        missing=(3, 0, 0, 0),
        distribution=Distribution(
            bins, tuple(15 + 7.5 * i for i in range(11)), sum(values) / RESPONDENTS, 70
        ),
        source=(1,),
    )
    return variable, Column("f8", RESPONDENTS, struct.pack(f"<{RESPONDENTS}d", *values))


def plain(name, label, kind, role, **more):
    """Return a variable of texts, without answers."""
    return Variable(
        id=identity("variable", name), name=name, label=label, kind=kind, role=role, stored=False, **more
    )


def wave():
    """Return a wave and its columns."""
    made = [choice(*row) for row in CHOICES]
    number, numbers = age()
    mail = plain("mail", "Adresse e-mail", Kind.TEXT, Role.SET_ASIDE, personal=Personal.EMAIL)
    code = plain(
        "id", "Numéro de répondant", Kind.IDENTIFIER, Role.IDENTIFIER, distribution=Distribution(distinct=240)
    )
    quality = Quality(
        (RemovalCount(Removal.DUPLICATE, 7, True), RemovalCount(Removal.STRAIGHT_LINER, 4, False)),
        flagged=((Removal.DUPLICATE.bit, 7), (Removal.STRAIGHT_LINER.bit, 4)),
    )
    found = Wave(
        id=identity("wave"),
        name="Enquête thé",
        date="juin 2025",
        source=Source(file="the.csv", format="csv", encoding="utf-8", delimiter=";", decimal=","),
        respondents=RESPONDENTS,
        variables=(code, *(v for v, _ in made), number, mail),
        quality=quality,
    )
    columns = {v.id: c for v, c in made} | {number.id: numbers}
    columns["removal"] = Column("u1", RESPONDENTS, bytes([1] * 7 + [2] * 4 + [0] * (RESPONDENTS - 11)))
    return found, columns


def finding(variable, level, share, overall, *, active=True):
    """Return a contrast with plausible figures."""
    base = 80
    return Finding(
        variable=variable.id,
        level=level,
        share=share,
        overall=overall,
        ratio=share / overall,
        effect=0.5,
        v=4.2 if share > overall else -4.2,
        p_adjusted=0.001,
        count=round(share * base),
        base=base,
        low=max(0.0, share - 0.1),
        high=min(1.0, share + 0.1),
        active=active,
        shown=True,
    )


def segmentation(of):
    """Return three segments of a wave."""
    actives = of.with_role(Role.ACTIVE)
    names, shares = ("Amateurs", "Pressés", "Curieux"), (0.45, 0.33, 0.22)
    segments = tuple(
        Segment(
            id=identity("segment", i),
            number=i + 1,
            name=name,
            size=round(share * 233),
            share=share,
            jaccard=0.8 - 0.1 * i,
            findings=(
                *(
                    finding(v, (i + j) % len(v.levels), 0.75 - 0.1 * j, 0.4)
                    for j, v in enumerate(actives[:4])
                ),
                finding(actives[4], 0, 0.1, 0.35),
            ),
        )
        for i, (name, share) in enumerate(zip(names, shares, strict=True))
    )
    return Segmentation(
        id=identity("segmentation"),
        name="",
        wave=of.id,
        recipe=Recipe(active=tuple(v.id for v in actives)),
        verdict=Verdict.CLEAR,
        reason="clear",
        method=Method.KMEANS,
        recommended=3,
        recommended_method=Method.KMEANS,
        candidates=tuple(candidate(k) for k in range(2, 9)),
        segments=segments,
        used=233,
        effective=233.0,
    )


def candidate(k):
    """Return a candidate that is best for three segments."""
    stability = 0.86 - 0.07 * abs(k - 3)
    return Candidate(
        method=Method.KMEANS,
        k=k,
        stability=stability,
        null_stability=0.4,
        gain=stability - 0.4,
        jaccard=(0.8,) * k,
        silhouette=0.2,
        inertia_ratio=0.8,
        min_share=1 / (k + 1),
    )


def persona(of, segment, name, title, accent, drawing):
    """Return a persona with a line in each section."""
    actives = of.with_role(Role.ACTIVE)
    sections = tuple(
        Section(
            id=identity("section", name, key.value),
            key=key,
            attributes=(line(name, actives[i % len(actives)], segment, i),),
        )
        for i, key in enumerate(JULIE_SECTIONS)
    )
    return Persona(
        id=identity("persona", name),
        name=name,
        title=title,
        role="Boit du thé tous les jours",
        priority="Trouver un bon thé sans y passer du temps",
        objective="Une pause à soi",
        quote="Sans mon thé, je ne suis bonne à rien.",
        portrait=Portrait(drawing),
        accent=accent,
        share=segment.share,
        feminine=True,
        segment=segment.id,
        sections=sections,
    )


def line(name, variable, segment, i):
    """Return an attribute with evidence, or a hypothesis for every third."""
    level = variable.levels[0]
    evidence = Evidence(
        variable=variable.id,
        level=0,
        segment=segment.id,
        question=variable.label,
        answer=level.label,
        share=0.68,
        overall=0.45,
        low=0.61,
        high=0.75,
        count=54,
        base=80,
        v=4.0,
    )
    data = i % 3 != 2
    return Attribute(
        id=identity("attribute", name, i),
        text=f"{variable.label} : {level.label}",
        provenance=Provenance.DATA if data else Provenance.HYPOTHESIS,
        evidence=evidence if data else None,
    )


def bare():
    """Return a project with its wave only, and the columns to store with it."""
    found, columns = wave()
    project = Project(
        id=identity("project"), name="Thé 2025", created="2025-06-30T09:00:00+00:00", waves=(found,)
    )
    return project, {(found.id, key): column for key, column in columns.items()}


def whole():
    """Return a project with wave, segments and personas, and the columns to store with it."""
    project, columns = bare()
    made = segmentation(project.waves[0])
    labels = bytes(1 + i % 3 for i in range(RESPONDENTS))
    looks = (
        ("Camille", "l’amatrice", 1, "f02"),
        ("Hugo", "le pressé", 2, "m03"),
        ("Inès", "la curieuse", 3, "f05"),
    )
    personas = tuple(
        persona(project.waves[0], segment, *look) for segment, look in zip(made.segments, looks, strict=True)
    )
    project = replace(project, segmentations=(made,), chosen=made.id, personas=personas)
    return project, columns | {(made.id, made.id): Column("u1", RESPONDENTS, labels)}
