"""Each line of a drafted empathy map truly belongs to its quadrant, or is on none."""

import pytest

from persona_studio.domain.personas import Attribute, Evidence, Provenance, SectionKey
from persona_studio.services.quadrants import belongs

K = SectionKey
BUNDLED = [
    (K.RELATIONAL, "Prend conseil avant de choisir", K.HEARS),
    (K.RELATIONAL, "Takes advice before choosing", K.HEARS),
    (K.RELATIONAL, "Ne prend pas conseil avant de choisir", K.SAYS),
    (K.RELATIONAL, "Does not take advice before choosing", K.SAYS),
    (K.RELATIONAL, "Préfère une relation cordiale avec ses fournisseurs", K.THINKS),
    (K.RELATIONAL, "Fait confiance aux chiffres plus qu’aux promesses", K.THINKS),
    (K.RELATIONAL, "Trusts figures more than promises", K.THINKS),
    (K.RELATIONAL, "Plus souvent en désaccord que la moyenne : « Je fais confiance aux chiffres »", None),
    (K.RELATIONAL, "Disagrees more often than average: “I trust figures”", None),
    (K.RELATIONAL, "Ne se reconnaît pas dans « Je préfère décider avec mon équipe »", None),
    (K.RELATIONAL, "Does not identify with “I would rather decide with my team”", None),
    (K.PSYCHOLOGICAL, "Cherche d’abord à gagner du temps", K.THINKS),
    (K.PSYCHOLOGICAL, "Plus souvent en désaccord que la moyenne : « Je cherche à gagner du temps »", None),
    (K.MOTIVATIONAL, "Objectif principal : plus souvent découvrir de nouvelles pratiques", K.BENEFITS),
    (K.MOTIVATIONAL, "Main objective: more often discover new practices", K.BENEFITS),
    (K.MOTIVATIONAL, "Plus souvent en désaccord que la moyenne : « Je relève volontiers des défis »", None),
    (K.MOTIVATIONAL, "N’est pas à l’affût des nouveautés", None),
    (K.BUYING, "Délai attendu pour un retour sur investissement : moins de six mois", K.BENEFITS),
    (K.BUYING, "Expected time to a return on investment: under six months", K.BENEFITS),
    (K.BUYING, "Souhaite un accompagnement pendant l’achat", K.THINKS),
    (K.BUYING, "Ne souhaite pas d’accompagnement pendant l’achat", None),
    (K.BUYING, "Veut comprendre comment fonctionne une solution", K.THINKS),
    (K.BUYING, "Teste la solution sur ses propres données", K.SAYS),
    (K.BUYING, "Ne teste pas la solution sur ses propres données", K.SAYS),
    (K.BUYING, "Does not test the solution on their own data", K.SAYS),
    (K.BUYING, "Valide l’achat elle-même, sans conseil", K.SAYS),
    (K.BUYING, "Avant un devis, demande une démonstration", K.SAYS),
    (K.BUYING, "Son n+1 valide l’achat", None),
    (K.BUYING, "Their manager approves the purchase", None),
    (K.BUYING, "Budget annuel pour les outils : moins de 20 k€", None),
    (K.HISTORY, "Dernier achat d’une solution marketing : aucun achat en 24 mois", K.SAYS),
    (K.OBSTACLES, "Freins à l’achat : résultat difficile à prouver", K.DIFFICULTIES),
    (K.OBSTACLES, "Barriers to buying: no time", K.DIFFICULTIES),
    (K.OBSTACLES, "Freins à l’achat : rarement le budget", None),
    (K.CHANNELS, "Sources d’information : livres blancs", K.SEES),
    (K.CHANNELS, "Sources of information: white papers", K.SEES),
    (K.CHANNELS, "Sources d’information : pairs et réseau professionnel", K.HEARS),
    (K.CHANNELS, "Sources of information: peers and professional network", K.HEARS),
    (K.CHANNELS, "Canaux de contact préférés : rendez-vous sur place", K.SEES),
    (K.CHANNELS, "Canaux de contact préférés : téléphone", None),
    (K.CHANNELS, "Canaux de contact préférés : rarement le téléphone", None),
    (K.CHANNELS, "Fréquence de lecture de livres blancs : au moins deux par mois", K.SEES),
    (K.CHANNELS, "Fréquence de lecture de livres blancs : davantage de « Jamais »", K.SAYS),
    (K.DIGITAL, "Suivi d’un tableau de bord : jamais", K.SAYS),
    (K.DIGITAL, "Suivi d’un tableau de bord : chaque semaine", K.SAYS),
    (K.DIGITAL, "Réseaux sociaux : LinkedIn", K.SEES),
    (K.DIGITAL, "Outils utilisés : tableau de bord décisionnel", K.SAYS),
    (K.DEMOGRAPHIC, "Femme de 25 à 35 ans", None),
]  # fmt: skip
TEA = [
    (K.RELATIONAL, "« friends » : non", None),
    (K.RELATIONAL, "« friends » : oui", None),
    (K.RELATIONAL, "Friends: yes", None),
    (K.LIFESTYLE, "« pub » : non", None),
    (K.LIFESTYLE, "Feminine: no", None),
    (K.LIFESTYLE, "« escape-exoticism » : non", None),
    (K.PSYCHOLOGICAL, "« sophisticated » : oui", None),
    (K.PSYCHOLOGICAL, "Sophisticated: yes", None),
    (K.BUYING, "« price » : « p branded »", None),
    (K.CONSUMPTION, "« where » : « chain store »", K.SAYS),
    (K.CONSUMPTION, "How: tea bag", K.SAYS),
    (K.CONSUMPTION, "« tearoom » : non", None),
    (K.CONSUMPTION, "Lunch: no", None),
    (K.CONSUMPTION, "« resto » : oui, plus souvent que la moyenne", K.SAYS),
]


@pytest.mark.parametrize(("section", "text", "quadrant"), BUNDLED + TEA)
def test_a_line_goes_where_it_belongs_or_nowhere(section, text, quadrant) -> None:
    proof = Evidence(variable="v", share=0.6)
    line = Attribute(id="a", text=text, provenance=Provenance.DATA, evidence=proof)
    assert belongs(section, line) is quadrant


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Relève volontiers des défis", "Je relève volontiers des défis"),
        ("Rises to challenges", "I like rising to challenges"),
    ],
)
def test_what_somebody_says_of_themself_is_no_gain(text: str, question: str) -> None:
    proof = Evidence(variable="v", share=0.6, question=question)
    line = Attribute(id="a", text=text, provenance=Provenance.DATA, evidence=proof)
    assert belongs(K.MOTIVATIONAL, line) is K.THINKS


@pytest.mark.parametrize(("section", "quadrant"), [(K.BUYING, K.THINKS), (K.RELATIONAL, K.SAYS)])
def test_the_words_of_a_respondent_may_deny(section, quadrant) -> None:
    line = Attribute(id="a", text="« Je n’achète jamais »", provenance=Provenance.VERBATIM)
    assert belongs(section, line) is quadrant
