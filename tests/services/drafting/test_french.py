"""French grammar: the third person, agreement in gender, negation, questions turned into lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.services.drafting import forms, french


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("achetez", "achète"),
        ("préférez", "préfère"),
        ("utilisez", "utilise"),
        ("commencez", "commence"),
        ("essayez", "essaie"),
        ("employez", "emploie"),
        ("appelez", "appelle"),
        ("finissez", "finit"),
        ("choisissez", "choisit"),
        ("laissez", "laisse"),
        ("passez", "passe"),
        ("créez", "crée"),
        ("étudiez", "étudie"),
        ("regrettez", "regrette"),
        ("emmenez", "emmène"),
        ("célébrez", "célèbre"),
        ("avez", "a"),
        ("êtes", "est"),
        ("faites", "fait"),
        ("dites", "dit"),
        ("allez", "va"),
        ("lisez", "lit"),
        ("buvez", "boit"),
        ("prenez", "prend"),
        ("connaissez", "connaît"),
        ("recevez", "reçoit"),
        ("attendez", "attend"),
        ("demandez", "demande"),
        ("suivez", "suit"),
        ("vivez", "vit"),
        ("souhaitez", "souhaite"),
        ("exercez", "exerce"),
        ("habitez", "habite"),
    ],
)
def test_the_third_person_after_vous(verb, third):
    assert forms.third_from_vous(verb) == third


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("aime", "aime"),
        ("suis", "est"),
        ("ai", "a"),
        ("vais", "va"),
        ("fais", "fait"),
        ("veux", "veut"),
        ("peux", "peut"),
        ("dois", "doit"),
        ("prends", "prend"),
        ("mets", "met"),
        ("lis", "lit"),
        ("choisis", "choisit"),
        ("connais", "connaît"),
        ("crois", "croit"),
        ("achèterai", "achètera"),
        ("voudrais", "voudrait"),
        ("apprends", "apprend"),
        ("sens", "sent"),
        ("tiens", "tient"),
    ],
)
def test_the_third_person_after_je(verb, third):
    assert forms.third_from_je(verb) == third


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("directeur", "directrice"),
        ("Directeur", "Directrice"),
        ("employé", "employée"),
        ("ouvrier", "ouvrière"),
        ("heureux", "heureuse"),
        ("actif", "active"),
        ("public", "publique"),
        ("agriculteur", "agricultrice"),
        ("technicien", "technicienne"),
        ("consultant", "consultante"),
        ("vendeur", "vendeuse"),
        ("naturel", "naturelle"),
        ("prudent", "prudente"),
        ("fier", "fière"),
        ("veuf", "veuve"),
        ("prêt", "prête"),
        ("cadre", "cadre"),
        ("pragmatique", "pragmatique"),
        ("ingénieur", "ingénieure"),
        ("chef", "cheffe"),
        ("supérieur", "supérieure"),
        ("curieux", "curieuse"),
        ("nouveau", "nouvelle"),
    ],
)
def test_feminines(masculine, feminine):
    assert forms.feminine_word(masculine) == feminine


@pytest.mark.parametrize(
    ("label", "she", "he"),
    [
        ("Directeur·rice marketing client", "Directrice marketing client", "Directeur marketing client"),
        ("Chef·fe de projet", "Cheffe de projet", "Chef de projet"),
        ("Marié(e)", "Mariée", "Marié"),
        ("Veuf(ve)", "Veuve", "Veuf"),
        ("Technicien(ne)", "Technicienne", "Technicien"),
        ("Infirmier·ère", "Infirmière", "Infirmier"),
        ("Étudiant.e", "Étudiante", "Étudiant"),
        ("Vendeur / vendeuse", "Vendeuse", "Vendeur"),
        ("Directeur ou directrice", "Directrice", "Directeur"),
        ("Employé qualifié", "Employée qualifiée", "Employé qualifié"),
        ("Très satisfait", "Très satisfaite", "Très satisfait"),
        ("Profession intermédiaire", "Profession intermédiaire", "Profession intermédiaire"),
        ("Encadrement intermédiaire", "Encadrement intermédiaire", "Encadrement intermédiaire"),
        ("Moins d'un an", "Moins d'un an", "Moins d'un an"),
        ("Paris", "Paris", "Paris"),
        ("CRM", "CRM", "CRM"),
        ("Obtenir des résultats rapides", "Obtenir des résultats rapides", "Obtenir des résultats rapides"),
    ],
)
def test_answers_agree_only_where_they_name_people(label, she, he):
    assert forms.agreed(label, True) == she
    assert forms.agreed(label, False) == he
    assert forms.agreed(label, None) == label


@pytest.mark.parametrize(
    ("sentence", "affirmed", "denied"),
    [
        (
            "Je me fais conseiller avant de choisir",
            "se fait conseiller avant de choisir",
            "ne se fait pas conseiller avant de choisir",
        ),
        ("J'aime relever des défis", "aime relever des défis", "n'aime pas relever des défis"),
        ("Je m'informe en ligne.", "s'informe en ligne", "ne s'informe pas en ligne"),
        ("J'ai un budget", "a un budget", "n'a pas de budget"),
        ("J’utilise une application", "utilise une application", "n'utilise pas d'application"),
        (
            "Je préfère décider avec mon équipe",
            "préfère décider avec son équipe",
            None,  # « ne préfère pas » says neither what is preferred nor that nothing is
        ),
        (
            "Je préfère une relation cordiale avec mes fournisseurs",
            "préfère une relation cordiale avec ses fournisseurs",
            None,
        ),
        (
            "Je suis à l'affût des nouveautés",
            "est à l'affût des nouveautés",
            "n'est pas à l'affût des nouveautés",
        ),
        ("J'habite en ville", "habite en ville", "n'habite pas en ville"),
        ("J'y vais souvent", "y va souvent", "n'y va pas souvent"),
        ("J'en achète", "en achète", "n'en achète pas"),
        ("Je n'ai pas le temps", "n'a pas le temps", None),
        ("Je ne lis jamais", "ne lit jamais", None),
    ],
)
def test_sentences_in_the_first_person(sentence, affirmed, denied):
    for feminine in (True, False, None):
        made = french.statement(sentence, feminine)
        assert made is not None
        assert made.affirmed() == affirmed
        assert made.denied() == denied


def test_an_adjective_agrees_or_is_left_alone():
    assert french.statement("Je suis curieux de tout", True).affirmed() == "est curieuse de tout"
    assert french.statement("Je suis curieux de tout", False).affirmed() == "est curieux de tout"
    assert french.statement("Je suis curieux de tout", None) is None
    assert french.statement("Je suis actif et ouvert", True).affirmed() == "est active et ouverte"
    assert french.statement("Je suis fidèle à ma banque", None).affirmed() == "est fidèle à sa banque"
    assert french.statement("Je suis prêt(e) à payer", True).affirmed() == "est prête à payer"
    assert french.statement("Je suis prêt(e) à payer", None) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Je veux qu'on me conseille",
        "Je choisis et je paie",
        "Je pense que nous allons trop vite",
        "Je suis fier de moi",
        "J'achète. Je compare ensuite.",
        "Les prix montent",
        "Jeune et dynamique",
    ],
)
def test_what_cannot_be_turned_safely_is_left_to_quotation(sentence):
    assert french.statement(sentence, True) is None


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (
            "Passez-vous par un appel d'offres ?",
            "passe par un appel d'offres",
            "ne passe pas par un appel d'offres",
        ),
        ("Avez-vous un jardin ?", "a un jardin", "n'a pas de jardin"),
        ("Avez-vous des enfants ?", "a des enfants", "n'a pas d'enfants"),
        ("Avez-vous déjà acheté en ligne ?", "a déjà acheté en ligne", "n'a jamais acheté en ligne"),
        ("Est-ce que vous utilisez un CRM ?", "utilise un CRM", "n'utilise pas de CRM"),
        ("Vous sentez-vous en sécurité ?", "se sent en sécurité", "ne se sent pas en sécurité"),
        (
            "Testez-vous la solution sur vos propres données ?",
            "teste la solution sur ses propres données",
            "ne teste pas la solution sur ses propres données",
        ),
        (
            "Au travail, utilisez-vous un ordinateur ?",
            "Au travail, utilise un ordinateur",
            "Au travail, n'utilise pas d'ordinateur",
        ),
        (
            "Êtes-vous satisfait de votre achat ?",
            "est satisfaite de son achat",
            "n'est pas satisfaite de son achat",
        ),
    ],
)
def test_yes_and_no(question, yes, no):
    assert french.yes_no(question, True, True) == yes
    assert french.yes_no(question, False, True) == no


def test_a_gender_nobody_knows_is_not_guessed():
    assert french.yes_no("Êtes-vous satisfait de votre achat ?", True, None) is None


def test_whose_is_not_guessed_for_a_noun_of_unknown_gender():
    assert forms.possessed("votre maison") == "sa maison"
    assert forms.possessed("votre entreprise") == "son entreprise"
    assert forms.possessed("votre formation") == "sa formation"
    assert forms.possessed("votre budget et vos achats") == "son budget et ses achats"
    assert forms.possessed("votre zorglub") is None
    assert forms.possessed("Rendez-vous sur place") == "Rendez-vous sur place"


@pytest.mark.parametrize(
    ("question", "answer", "line"),
    [
        (
            "Avant un devis, que demandez-vous ?",
            "Une démonstration",
            "Avant un devis, demande une démonstration",
        ),
        ("Où achetez-vous votre thé ?", "En grande surface", "achète son thé en grande surface"),
        ("Où achetez-vous votre thé ?", "Grande surface", None),
        ("À quelle fréquence lisez-vous la presse ?", "Chaque semaine", "lit la presse chaque semaine"),
        ("À quelle fréquence lisez-vous la presse ?", "Jamais", "ne lit jamais la presse"),
        ("Avec qui vivez-vous ?", "Avec mes parents", "vit avec ses parents"),
        ("Qui valide l'achat ?", "Mon n+1", "son n+1 valide l'achat"),
        ("Qui valide l'achat ?", "La direction générale", "la direction générale valide l'achat"),
        ("Qui valide l'achat ?", "Moi, sans conseil", "valide l'achat elle-même, sans conseil"),
        (
            "Comment vous informez-vous sur les produits ?",
            "Les étiquettes",
            "s'informe sur les produits : les étiquettes",
        ),
        ("Comment venez-vous au magasin ?", "En voiture", "vient au magasin en voiture"),
        ("Comment venez-vous au magasin ?", "Très bien", None),
        ("Qui choisit le magasin ?", "Moi seul(e)", "choisit seule le magasin"),
        ("Êtes-vous satisfait de votre magasin ?", "Très satisfait", "très satisfaite de son magasin"),
        ("Êtes-vous satisfait(e) du lieu ?", "Plutôt pas satisfait(e)", "plutôt pas satisfaite du lieu"),
        ("Êtes-vous satisfait de votre magasin ?", "Je ne sais pas", None),
        ("Quel est votre métier ?", "Cadre", None),
    ],
)
def test_open_questions(question, answer, line):
    assert french.choice(question, answer, True) == line


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Quel type de thé buvez-vous ?", "type de thé"),
        ("Quelle est votre formation ?", "formation"),
        ("Quel est votre budget alimentaire mensuel, en euros ?", "budget alimentaire mensuel"),
        ("Quelle est votre ancienneté (en années) ?", "ancienneté"),
        ("Secteur", "Secteur"),
        ("Votre lieu de résidence", "lieu de résidence"),
        ("Que pensez-vous de ce magasin ?", None),
    ],
)
def test_what_a_question_is_about(question, topic):
    assert french.subject_of(question) == topic


@pytest.mark.parametrize(
    ("answer", "inside"),
    [
        ("Banque et assurance", "banque et assurance"),
        ("École de commerce", "école de commerce"),
        ("Banlieue de Paris", "banlieue de Paris"),
        ("Moins d'un an", "moins d'un an"),
        ("Université", "université"),
        ("Paris", "Paris"),
        ("Carrefour", "Carrefour"),
        ("CRM", "CRM"),
        ("E-mail", "E-mail"),
        ("À pied", "à pied"),
        ("L'été", "l'été"),
        ("C - rarement", "C - rarement"),
        ("A, souvent", "A, souvent"),
        ("5 000 salariés", "5 000 salariés"),
        ("Leroy Merlin", "Leroy Merlin"),
    ],
)
def test_names_keep_their_capital(answer, inside):
    assert forms.lowered(answer) == inside


@pytest.mark.parametrize("letter", [*"ABCDEFGHIJKLMNOPQRSTUVWXYZÀÉ", "C.", "C)"])
def test_an_answer_of_one_letter_stays_as_written(letter):
    assert forms.lowered(letter) == letter
    assert forms.possessed(letter) == letter


PIECES = st.sampled_from(
    [
        "Je",
        "J'",
        "aime",
        "suis",
        "choisis",
        "m'informe",
        "ne",
        "pas",
        "mon équipe",
        "ma vie",
        "mes achats",
        "curieux",
        "fier(e)",
        "en ligne",
        "avec vous",
        "et je paie",
        "toujours",
        "nous",
        "?",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=7), st.sampled_from([True, False, None]))
def test_no_line_keeps_a_first_or_second_person(pieces, feminine):
    made = french.statement(" ".join(pieces), feminine)
    for line in (made.affirmed(), made.denied()) if made else ():
        assert line is None or not re.search(
            r"\b(je|j'|moi|mon|ma|mes|nous|vous|votre)\b", line, re.IGNORECASE
        )
        assert line is None or not re.search(r"\b(ne|n') ?(ne|n')\b", line)


@given(st.text(max_size=60), st.text(max_size=40), st.sampled_from([True, False, None]))
def test_any_text_is_turned_or_left(question, answer, feminine):
    for made in (
        french.yes_no(question, True, feminine),
        french.yes_no(question, False, feminine),
        french.choice(question, answer, feminine),
        french.subject_of(question),
        forms.lowered(answer),
        forms.agreed(answer, feminine),
    ):
        assert made is None or isinstance(made, str)


def test_a_comparison_is_not_denied():
    """« Ne fait pas confiance aux chiffres plus qu'aux promesses » can be read two ways."""
    made = french.statement("Je fais confiance aux chiffres plus qu'aux promesses", None)
    assert made.affirmed() == "fait confiance aux chiffres plus qu'aux promesses"
    assert made.denied() is None


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("J'achète en ligne", "acheter en ligne"),
        ("Je m'informe sur internet", "s'informer sur internet"),
        ("Je préfère décider avec mon équipe", "préférer décider avec son équipe"),
        ("Je relève volontiers des défis", "relever volontiers des défis"),
        ("Je prends conseil avant de choisir", "prendre conseil avant de choisir"),
        ("Je vais au cinéma", "aller au cinéma"),
        ("Je me lève tôt", "se lever tôt"),
        ("J'essaie les nouveautés", "essayer les nouveautés"),
        ("Je gère mon budget", "gérer son budget"),
        ("Je suis à l'affût des nouveautés", "être à l'affût des nouveautés"),
        ("Je ne fume pas", None),
        ("Je souhaiterais un accompagnement", None),
        ("Je blanchis mes murs", None),
    ],
)
def test_the_infinitive_of_a_sentence(sentence, said):
    assert french.statement(sentence, None).infinitive() == said
