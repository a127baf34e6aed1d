"""Julie's companions, word for word as on their mock-ups."""

from dataclasses import replace

from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    TEAMS,
    Attribute,
    Journey,
    Opportunity,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Stage,
    Task,
)
from publish.julie import julie

NARROW = "\u202f"
_MARKS = {"●": Provenance.DATA, "❝": Provenance.VERBATIM, "○": Provenance.HYPOTHESIS}
_EMPATHY = """
❝ «_Je dois prouver vite que ce poste me revient._»
○ Elle est fière d’avoir intégré un grand groupe.
● Elle craint de dépenser sans ROI immédiat.
○ Elle débute et se demande par où commencer.
#
● Des livres blancs_: au moins deux par mois (58_%).
❝ «_Plus d’outils que de personnes pour s’en servir._»
○ Des concurrents qui affichent leurs réussites.
● Des objectifs fixés par le comité de direction.
#
❝ «_Des résultats ce trimestre_», de sa direction.
● Son n+1, qui valide chaque engagement (74_%).
○ Ses anciens collègues du produit_: «_Et concrètement_?_»
#
❝ «_Montrez-moi ce que ça rapporte avant l’été, et je défends le projet._»
● Elle demande une démonstration avant tout devis (68_%).
❝ Elle reste cordiale, et mène la négociation.
#
● Pas de temps pour se former à la fonction.
❝ Un budget à défendre ligne par ligne.
● Des idées, sans toujours les moyens.
#
● Un quick win visible en moins de six mois (71_%).
● Être guidée, sans perdre la main (66_%).
○ Réussir au travail et en famille.
"""
_STAGES = (
    ("Prise de poste", "Mois 1", -7, "Attentive", "users", SectionKey.MARKETING, (
        "Écoute son équipe et sa direction, relève les objectifs.",
        "«_Par où commencer_?_»",
        "Direction, équipe",
        "Aucun repère sur le métier.",
        "Guide «_Vos cent premiers jours_».",
    )),
    ("Exploration", "Mois 2", 42, "Curieuse", "book-open", SectionKey.MARKETING, (
        "Lit des livres blancs, suit des webinaires, questionne ses pairs.",
        "«_Les idées ne manquent pas._»",
        "Livres blancs, réseau",
        "Trop de contenus, peu de preuves.",
        "Cas chiffrés par secteur.",
    )),
    ("Comparaison", "Mois 3", 9, "Exigeante", "monitor-play", SectionKey.SALES, (
        "Demande une démonstration, puis compare trois offres.",
        "«_Qu’est-ce que ça rapporte_?_»",
        "Démonstration, devis",
        "Des devis difficiles à comparer.",
        "Simulateur de ROI en démonstration.",
    )),
    ("Validation", "Mois 4", -52, "Inquiète", "file-check", SectionKey.SALES, (
        "Monte son dossier, le présente à son n+1.",
        "«_Et s’il dit non_?_»",
        "Note interne, comité",
        "Doit tout justifier seule.",
        "Note de décision prête à signer.",
    )),
    ("Pilote", "Mois 5 à 7", 21, "Engagée", "rocket", SectionKey.SUPPORT, (
        "Lance un périmètre court, suit deux indicateurs.",
        "«_Il me faut un résultat visible._»",
        "Ateliers, tableau de bord",
        "Équipe peu disponible.",
        "Accompagnement hebdomadaire.",
    )),
    ("Bilan", "Mois 8", 71, "Fière", "presentation", SectionKey.PRODUCT, (
        "Présente le ROI, demande à étendre.",
        "«_Ce poste est le mien._»",
        "Comité de direction",
        "Peu de visuels prêts à montrer.",
        "Bilan exportable en une page.",
    )),
)  # fmt: skip
_PLAN = {
    SectionKey.MARKETING: (
        ("Rédiger le guide «_Vos cent premiers jours_»", "Claire", "15 juillet", "j00-opportunities"),
        ("Publier trois cas chiffrés par secteur", "Hugo", "1ᵉʳ septembre", "j01-opportunities"),
    ),
    SectionKey.PRODUCT: (("Bilan exportable en une page", "Inès", "octobre", "j05-opportunities"),),
    SectionKey.SALES: (
        ("Simulateur de ROI dans chaque démonstration", "Paul", "30 août", "j02-opportunities"),
        ("Note de décision prête à signer", "", "", "j03-opportunities"),
    ),
    SectionKey.SUPPORT: (("Point hebdomadaire pendant le pilote", "Nadia", "dès septembre", "j04-pains"),),
}


def _said(text: str) -> str:
    return text.replace("_", NARROW)


def empathy() -> tuple[Section, ...]:
    """Return the sections of Julie's empathy map."""
    sections = []
    for number, (key, written) in enumerate(zip(EMPATHY, _EMPATHY.strip().split("\n#\n"), strict=True)):
        lines = tuple(
            Attribute(id=f"e{number}{i}", text=_said(line[2:]), provenance=_MARKS[line[0]])
            for i, line in enumerate(written.splitlines())
        )
        sections.append(Section(id=f"q{number}", key=key, attributes=lines))
    return tuple(sections)


def journey() -> Journey:
    """Return Julie's journey."""
    stages = tuple(_stage(number, *each) for number, each in enumerate(_STAGES))
    moment = Attribute(
        id="moment",
        text=_said("La validation par le n+1_: 74_% du segment y passe, et Julie s’y présente seule."),
    )
    return Journey(
        id="j",
        title="Parcours d’achat d’un accompagnement en marketing client",
        length="Huit mois",
        span="de la prise de poste au bilan",
        note="Parcours reconstitué d’après 14 entretiens et l’enquête.",
        key="j03",
        moment=(moment,),
        stages=stages,
    )


def _stage(
    number: int,
    name: str,
    when: str,
    feeling: int,
    mood: str,
    icon: str,
    team: SectionKey,
    said: tuple[str, ...],
) -> Stage:
    which = f"j{number:02d}"
    lanes = []
    for key, text in zip(LANES, said, strict=True):
        line = Attribute(id=f"{which}-{key.value}", text=_said(text))
        if key is SectionKey.OPPORTUNITIES:
            line = replace(line, opportunity=Opportunity(team=team))
        lanes.append(Section(id=f"{which}-lane-{key.value}", key=key, attributes=(line,)))
    return Stage(id=which, name=name, when=when, feeling=feeling, mood=mood, icon=icon, lanes=tuple(lanes))


def plan() -> tuple[Section, ...]:
    """Return Julie's plan of action."""
    sections = []
    for key in TEAMS:
        lines = tuple(
            Attribute(
                id=f"{key.value}{i}", text=_said(text), task=Task(owner=owner, due=due, because=because)
            )
            for i, (text, owner, due, because) in enumerate(_PLAN[key])
        )
        sections.append(Section(id=f"team-{key.value}", key=key, attributes=lines))
    return tuple(sections)


def julie_beside() -> Persona:
    """Return Julie with all her companions."""
    return replace(julie(), feminine=True, empathy=empathy(), journeys=(journey(),), plan=plan())
