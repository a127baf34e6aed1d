"""Each line of a drafted empathy map truly belongs to its quadrant, or is on none."""

import pytest

from persona_studio.domain.personas import Attribute, Evidence, Provenance, SectionKey
from persona_studio.services.companions.quadrants import belongs

K = SectionKey
Belonging = dict[tuple[SectionKey, SectionKey | None], tuple[str, ...]]
"""Lines by the section of the sheet they are in, and the quadrant they belong to."""
BUNDLED: Belonging = {
    (K.RELATIONAL, K.HEARS): (
        "Prend conseil avant de choisir",
        "Takes advice before choosing",
    ),
    (K.RELATIONAL, K.SAYS): (
        "Ne prend pas conseil avant de choisir",
        "Does not take advice before choosing",
    ),
    (K.RELATIONAL, K.THINKS): (
        "Préfère une relation cordiale avec ses fournisseurs",
        "Fait confiance aux chiffres plus qu’aux promesses",
        "Trusts figures more than promises",
    ),
    (K.RELATIONAL, None): (
        "Plus souvent en désaccord que la moyenne : « Je fais confiance aux chiffres »",
        "Disagrees more often than average: “I trust figures”",
        "Ne se reconnaît pas dans « Je préfère décider avec mon équipe »",
        "Does not identify with “I would rather decide with my team”",
    ),
    (K.PSYCHOLOGICAL, K.THINKS): ("Cherche d’abord à gagner du temps",),
    (K.PSYCHOLOGICAL, None): ("Plus souvent en désaccord que la moyenne : « Je cherche à gagner du temps »",),
    (K.MOTIVATIONAL, K.BENEFITS): (
        "Objectif principal : plus souvent découvrir de nouvelles pratiques",
        "Main objective: more often discover new practices",
    ),
    (K.MOTIVATIONAL, None): (
        "Plus souvent en désaccord que la moyenne : « Je relève volontiers des défis »",
        "N’est pas à l’affût des nouveautés",
    ),
    (K.BUYING, K.BENEFITS): (
        "Délai attendu pour un retour sur investissement : moins de six mois",
        "Expected time to a return on investment: under six months",
    ),
    (K.BUYING, K.THINKS): (
        "Souhaite un accompagnement pendant l’achat",
        "Veut comprendre comment fonctionne une solution",
    ),
    (K.BUYING, None): (
        "Ne souhaite pas d’accompagnement pendant l’achat",
        "Son n+1 valide l’achat",
        "Their manager approves the purchase",
        "Budget annuel pour les outils : moins de 20 k€",
    ),
    (K.BUYING, K.SAYS): (
        "Teste la solution sur ses propres données",
        "Ne teste pas la solution sur ses propres données",
        "Does not test the solution on their own data",
        "Valide l’achat elle-même, sans conseil",
        "Avant un devis, demande une démonstration",
    ),
    (K.HISTORY, K.SAYS): ("Dernier achat d’une solution marketing : aucun achat en 24 mois",),
    (K.OBSTACLES, K.DIFFICULTIES): (
        "Freins à l’achat : résultat difficile à prouver",
        "Barriers to buying: no time",
    ),
    (K.OBSTACLES, None): ("Freins à l’achat : rarement le budget",),
    (K.CHANNELS, K.SEES): (
        "Sources d’information : livres blancs",
        "Sources of information: white papers",
        "Canaux de contact préférés : rendez-vous sur place",
        "Fréquence de lecture de livres blancs : au moins deux par mois",
    ),
    (K.CHANNELS, K.HEARS): (
        "Sources d’information : pairs et réseau professionnel",
        "Sources of information: peers and professional network",
    ),
    (K.CHANNELS, None): (
        "Canaux de contact préférés : téléphone",
        "Canaux de contact préférés : rarement le téléphone",
    ),
    (K.CHANNELS, K.SAYS): ("Fréquence de lecture de livres blancs : davantage de « Jamais »",),
    (K.DIGITAL, K.SAYS): (
        "Suivi d’un tableau de bord : jamais",
        "Suivi d’un tableau de bord : chaque semaine",
        "Outils utilisés : tableau de bord décisionnel",
    ),
    (K.DIGITAL, K.SEES): ("Réseaux sociaux : LinkedIn",),
    (K.DEMOGRAPHIC, None): ("Femme de 25 à 35 ans",),
}
TEA: Belonging = {  # a survey without questions: labels stand for them
    (K.RELATIONAL, None): (
        "« friends » : non",
        "« friends » : oui",
        "Friends: yes",
    ),
    (K.LIFESTYLE, None): (
        "« pub » : non",
        "Feminine: no",
        "« escape-exoticism » : non",
    ),
    (K.PSYCHOLOGICAL, None): (
        "« sophisticated » : oui",
        "Sophisticated: yes",
    ),
    (K.BUYING, None): ("« price » : « p branded »",),
    (K.CONSUMPTION, K.SAYS): (
        "« where » : « chain store »",
        "How: tea bag",
        "« resto » : oui, plus souvent que la moyenne",
    ),
    (K.CONSUMPTION, None): (
        "« tearoom » : non",
        "Lunch: no",
    ),
}
EACH = [(*place, text) for known in (BUNDLED, TEA) for place, texts in known.items() for text in texts]


def counted(text: str, question: str = "") -> Attribute:
    proof = Evidence(variable="v", share=0.6, question=question)
    return Attribute(id="a", text=text, provenance=Provenance.DATA, evidence=proof)


@pytest.mark.parametrize(("section", "quadrant", "text"), EACH)
def test_a_line_goes_where_it_belongs_or_nowhere(section, quadrant, text) -> None:
    assert belongs(section, counted(text)) is quadrant


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Relève volontiers des défis", "Je relève volontiers des défis"),
        ("Rises to challenges", "I like rising to challenges"),
    ],
)
def test_what_somebody_says_of_themself_is_no_gain(text: str, question: str) -> None:
    assert belongs(K.MOTIVATIONAL, counted(text, question)) is K.THINKS


@pytest.mark.parametrize(("section", "quadrant"), [(K.BUYING, K.THINKS), (K.RELATIONAL, K.SAYS)])
def test_the_words_of_a_respondent_may_deny(section, quadrant) -> None:
    line = Attribute(id="a", text="« Je n’achète jamais »", provenance=Provenance.VERBATIM)
    assert belongs(section, line) is quadrant


MEANT: Belonging = {
    (K.MOTIVATIONAL, K.BENEFITS): (
        "Veut recevoir sans stresser",
        "Premier Thanksgiving chez lui",
        "Ne pas y passer la journée",
        "Wants to host without stress",
    ),
    (K.MOTIVATIONAL, K.DIFFICULTIES): ("Redoute les disputes de famille", "Dreads family quarrels"),
    (K.PSYCHOLOGICAL, K.THINKS): ("N’aime pas les surprises", "Anxieux, pas très sûr de lui", "Tea: no"),
}


@pytest.mark.parametrize(
    ("section", "quadrant", "text"), [(*place, text) for place, texts in MEANT.items() for text in texts]
)
def test_a_hypothesis_goes_where_the_section_it_was_written_in_says(section, quadrant, text) -> None:
    line = Attribute(id="a", text=text, provenance=Provenance.HYPOTHESIS)
    assert belongs(section, line) is quadrant
