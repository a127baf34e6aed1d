"""The reference persona, word for word as on the mock-up of the Classique sheet."""

from dataclasses import replace

from persona_studio.domain.personas import JULIE_SECTIONS, Attribute, Persona, Portrait, Provenance, Section
from persona_studio.domain.project import Brand
from persona_studio.publish.layout import SheetFacts

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
