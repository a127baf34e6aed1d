"""The reference persona, word for word as on the mock-up of the Classique sheet."""

from dataclasses import replace

from persona_studio.domain.brand import Brand
from persona_studio.domain.personas import (
    JULIE_SECTIONS,
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Persona,
    Portrait,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.publish.layout import Bar, Chart, Figure, SheetFacts

NARROW = "\u202f"
_MARKS = {"●": Provenance.DATA, "❝": Provenance.VERBATIM, "○": Provenance.HYPOTHESIS}
# A line that begins with two spaces goes on the one above it.
_WORDS = """
# Démographique
● Femme de 25 à 35 ans
○ Mariée, ou tout comme…
● Middle management ou directrice
● Habite en banlieue aisée de Paris
● Études supérieures en école de commerce
# Psychologique
❝ Active, ouverte, curieuse d’apprendre, ambitieuse et prudente.
❝ Réussir son travail et sa famille : son leitmotiv.
● Cherche à se faciliter la vie pour mener à bien ses réussites.
○ Ses parents et elle sont fiers qu’elle ait intégré un grand groupe du CAC 40.
# Professionnel
● Débuts en marketing produit, puis formation pour la clientèle B2B ; dirige le marketing client depuis 6 à
  12 mois.
● Son entreprise actuelle a été son premier emploi.
❝ Elle est moulée à la culture de son entreprise.
● Veut contribuer aux objectifs du comité de direction pour sa clientèle B2B et ses marques.
● Débute en marketing client : elle a besoin d’être guidée.
● Son risque : dépenser pour un résultat sans ROI immédiat.
# Relationnel
❝ Directe : l’atteinte des objectifs est primordiale.
○ Rapport de force doux mais certain : elle doit être gagnante, sans léser l’autre.
❝ Très cordiale dans ses relations professionnelles.
# Motivationnel
● Se fait conseiller, guider et accompagner pour répondre à ses besoins et atteindre ses objectifs.
● Curieuse, avide d’idées, surtout gratuites, même sans toujours les moyens de les utiliser.
❝ Habituée aux challenges : elle met en œuvre les moyens nécessaires pour les relever.
# Modalité d’achat
● Orientée objectifs : elle a besoin d’explorer et de comprendre ce que la solution peut lui apporter.
● Logique : elle veut en comprendre le fonctionnement pour justifier l’investissement. Elle fait tout
  valider par son n+1.
❝ Relationnelle : elle aime une ambiance sympathique et curieuse, et s’intéresse aux autres pour apprendre
  d’eux.
"""


_SHORT = """
# Démographique
● Femme de 25 à 35 ans
○ Mariée, ou tout comme…
● Middle management ou directrice
● Habite en banlieue aisée de Paris
● Études supérieures en école de commerce
# Psychologique
❝ Active, ouverte, curieuse d’apprendre, ambitieuse et prudente.
❝ Réussir son travail et sa famille : son leitmotiv.
○ Ses parents et elle sont fiers de son grand groupe.
# Professionnel
● Dirige le marketing client depuis 6 à 12 mois.
● Son entreprise a été son premier emploi ; elle en a la culture.
● Débute dans la fonction : elle a besoin d’être guidée.
● Son risque : dépenser sans ROI immédiat.
# Relationnel
❝ Directe : l’atteinte des objectifs est primordiale.
○ Rapport de force doux mais certain : elle doit gagner, sans léser l’autre.
❝ Très cordiale.
# Motivationnel
● Se fait conseiller, guider et accompagner.
● Avide d’idées, surtout gratuites, même sans toujours les moyens de les utiliser.
❝ Habituée aux challenges, elle met les moyens pour les relever.
# Modalité d’achat
● Objectifs : explorer et comprendre ce que la solution lui apporte.
● Logique : comprendre pour justifier. Elle fait tout valider par son n+1.
❝ Relationnelle : une ambiance sympathique et curieuse.
"""


def _sections(written: str) -> tuple[tuple[str, tuple[tuple[Provenance, str], ...]], ...]:
    words = written.strip().replace("\n  ", " ").replace(" :", f"{NARROW}:").replace(" ;", f"{NARROW};")
    parts = [part.splitlines() for part in words.removeprefix("# ").split("\n# ")]
    return tuple((title, tuple((_MARKS[line[0]], line[2:]) for line in lines)) for title, *lines in parts)


SECTIONS = _sections(_WORDS)
"""(title, ((provenance, text), …)) of the six sections."""
SHORT = _sections(_SHORT)
"""The same in the fewer words of the mock-up of the Magazine sheet."""
FACTS = SheetFacts(
    source=f"Enquête marketing client B2B, vague 3, juin 2025, n{NARROW}={NARROW}612",
    brand=Brand((("Belvoir", "#17202B"), (".", "#C07E13"))),
    shares=(0.31, 0.27, 0.24, 0.18),
    position=0,
)


def short_julie() -> Persona:
    """Return Julie in the words of the Magazine mock-up."""
    return replace(julie(SHORT), template="magazine")


_MEASURED = (  # line, people of 190, everybody's share
    ("En poste depuis moins d’un an", 148, 0.34),
    ("Premier emploi dans l’entreprise actuelle", 120, 0.29),
    ("25 à 35 ans", 131, 0.33),
    ("Font valider leur achat par leur\u00a0n+1", 141, 0.41),
    ("Lisent au moins deux livres blancs par mois", 110, 0.37),
    ("Veulent un ROI visible en moins de six mois", 135, 0.44),
    ("Demandent une démonstration avant tout devis", 129, 0.45),
    ("Souhaitent être accompagnés dans l’achat", 125, 0.43),
)
_GAUGES = (
    Gauge("Autonomie", "Accompagnement", 78, 47),
    Gauge("Prudence", "Audace", 30, 45),
    Gauge("Intuition", "Logique", 66, 62),
    Gauge("Court terme", "Long terme", 22, 49),
    Gauge("Prix", "Valeur", 72, 55),
)
_DO = (
    "Chiffrer le gain attendu dès le premier échange.",
    "Proposer un pilote court, visible par sa direction.",
    "Préparer la note que son n+1 validera.",
)
_DONT = (
    "Vendre une transformation sur trois ans.",
    "La laisser seule après la signature.",
    "Envoyer un devis sans démonstration.",
)
FIGURED = replace(
    FACTS,
    people=(190, 612),
    charts=(
        Chart(
            "Ancienneté dans le poste",
            (
                Bar("< 6 mois", 0.34, 0.14),
                Bar("6–12 mois", 0.44, 0.22),
                Bar("1–2 ans", 0.12, 0.2),
                Bar("2–5 ans", 0.07, 0.255),
                Bar("> 5 ans", 0.03, 0.225),
            ),
            ordered=True,
        ),
        Chart(
            "Comment elle s’informe",
            (
                Bar("Livres blancs", 0.58, 0.37),
                Bar("Réseau professionnel", 0.54, 0.43),
                Bar("Webinaires", 0.47, 0.395),
                Bar("Pairs", 0.41, 0.36),
                Bar("Salons", 0.16, 0.28),
            ),
        ),
    ),
    figures=(
        Figure("3 à 6", "mois du besoin à l’achat"),
        Figure("15 à 40", "k€ de budget par projet"),
        Figure("2,4", "personnes consultées"),
    ),
)
"""What the mock-up of the Synthèse sheet shows of her segment."""


def measured_julie() -> Persona:
    """Return Julie in the figures and words of the Synthèse mock-up."""
    rows = tuple(
        Attribute(
            id=f"m{i}",
            text=text,
            provenance=Provenance.DATA,
            evidence=Evidence(answer=text, share=count / 190, overall=overall, count=count, base=190),
        )
        for i, (text, count, overall) in enumerate(_MEASURED)
    )
    rails = tuple(
        Attribute(id=f"g{i}", text="", kind=AttributeKind.GAUGE, gauge=gauge)
        for i, gauge in enumerate(_GAUGES)
    )
    sections = (
        Section(id="t0", key=SectionKey.PROFESSIONAL, attributes=rows),
        Section(id="t1", key=SectionKey.PSYCHOLOGICAL, attributes=rails),
        Section(id="t2", key=SectionKey.DOING, attributes=_lines("do", _DO)),
        Section(id="t3", key=SectionKey.AVOIDING, attributes=_lines("dont", _DONT)),
    )
    return replace(julie(), template="synthese", feminine=True, sections=sections)


def _lines(name: str, texts: tuple[str, ...]) -> tuple[Attribute, ...]:
    return tuple(Attribute(id=f"{name}{i}", text=text) for i, text in enumerate(texts))


def julie(
    said: tuple[tuple[str, tuple[tuple[Provenance, str], ...]], ...] = SECTIONS,
) -> Persona:
    """Return Julie."""
    sections = []
    for number, (key, (_, lines)) in enumerate(zip(JULIE_SECTIONS, said, strict=True)):
        attributes = tuple(
            Attribute(id=f"a{number}{i}", text=text, provenance=provenance)
            for i, (provenance, text) in enumerate(lines)
        )
        sections.append(Section(id=f"s{number}", key=key, attributes=attributes))
    return Persona(
        id="julie",
        name="Julie",
        title="la pragmatique",
        role="Directrice Marketing Client et Fidélisation (grand compte)",
        priority="Réussir dans son nouveau poste en lançant des actions qui répondent aux objectifs de la "
        "direction.",
        objective="Obtenir du ROI et des quick wins pour justifier ses investissements.",
        quote="Montrez-moi ce que ça rapporte avant l’été, et je défends le projet.",
        portrait=Portrait("f01"),
        share=0.31,
        sections=tuple(sections),
    )
