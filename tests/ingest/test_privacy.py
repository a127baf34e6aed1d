"""Direct identifiers are found by header and by content, and leave no trace."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.domain.variables import Personal, Role
from persona_studio.ingest.idnumbers import is_iban, is_social_number

NAMES = ["Julie Martin", "Paul Durand", "Sophie Bernard", "Nicolas Petit", "Camille Roux", "Hugo Moreau"]
FIRST = ["Julie", "Paul", "Sophie", "Nicolas", "Camille", "Hugo", "Léa", "Élodie", "Marc", "Chloé"]
SOCIAL = [
    f"{1 + i % 2}{50 + i % 49}{1 + i % 12:02d}75{i % 900 + 100:03d}{i % 800 + 101:03d}" for i in range(60)
]
ACCOUNTS = [f"3000600001{i:011d}89" for i in range(60)]
CASES = [
    ("Numéro", [f"{number}{97 - int(number) % 97:02d}" for number in SOCIAL], Personal.ID_NUMBER),
    ("NIR", SOCIAL, Personal.ID_NUMBER),
    (
        "Remboursement",
        [f"FR{98 - int(f'{account}152700') % 97:02d} {account}" for account in ACCOUNTS],
        Personal.ID_NUMBER,
    ),
    ("Nom", [name.split()[1] for name in NAMES], Personal.NAME),
    ("Quel est votre prénom ?", FIRST, Personal.NAME),
    ("Personne interrogée", [f"{FIRST[i % 10]} {chr(65 + i % 26)}arnier" for i in range(60)], Personal.NAME),
    ("E-mail", [f"p{i}@exemple.fr" for i in range(60)], Personal.EMAIL),
    ("Contact laissé", [f"prenom.nom{i}@mail.example.com" for i in range(60)], Personal.EMAIL),
    ("Téléphone", [f"06 12 34 {i:02d} {i + 7:02d}" for i in range(60)], Personal.PHONE),
    ("Où vous joindre ?", [f"+33 6 12 34 {i:02d} {i + 7:02d}" for i in range(60)], Personal.PHONE),
    ("Pour vous rappeler", [f"01.42.68.{i:02d}.{i + 7:02d}" for i in range(60)], Personal.PHONE),
    ("Livraison", [f"{i + 1} rue des Lilas, {75000 + i} Paris" for i in range(60)], Personal.ADDRESS),
    ("Adresse postale", [f"Bâtiment {i}, Lille" for i in range(60)], Personal.ADDRESS),
    ("Adresse IP", [f"192.168.{i}.{i + 1}" for i in range(60)], Personal.IP),
    ("Machine", [f"2001:db8::{i:x}" for i in range(60)], Personal.IP),
    (
        "Date de naissance",
        [f"{1 + i % 28:02d}/0{1 + i % 9}/{1950 + i % 50}" for i in range(60)],
        Personal.BIRTH_DATE,
    ),
    ("Né(e)", [f"{1950 + i % 50}-0{1 + i % 9}-{1 + i % 28:02d}" for i in range(60)], Personal.BIRTH_DATE),
]
NOT_PERSONAL = [
    ("Nom de la marque préférée", ["Alpha", "Bêta", "Gamma"]),
    ("Adresse connue ?", ["oui", "non"]),
    ("Nombre d'enfants", [str(i % 4) for i in range(60)]),
    ("RespondentID", [str(4_337_954_960 + i) for i in range(60)]),
    ("Année de naissance", [str(1950 + i % 50) for i in range(60)]),
    ("Date de visite", [f"{1 + i % 28:02d}/03/2024" for i in range(60)]),
    ("Ville", ["Paris", "Lyon", "Florence"]),
    ("Téléphone utilisé", ["Android", "iPhone"]),
    ("Avis", [f"Un avis assez long et personnel, le numéro {i}" for i in range(60)]),
    ("Instant", [str(1_700_000_000_000 + 86_400_000 * i) for i in range(60)]),
    ("Code-barres", [str(300_000_000_000_000 + i * 7_919) for i in range(60)]),
    ("Score", [f"{i / 7:.4f}" for i in range(60)]),
    ("Mail reçu ?", ["oui", "non"]),
]


def survey_of(imported, header, values, **options):
    rows = [f"{values[i % len(values)]};{'oui' if i % 2 else 'non'};{i % 5 + 1}" for i in range(60)]
    return imported("\n".join([f"{header};Client;Note", *rows]) + "\n", **options)


@pytest.mark.parametrize(("header", "values", "kind"), CASES, ids=[case[0] for case in CASES])
def test_found_and_set_aside(imported, header, values, kind):
    survey = survey_of(imported, header, values)
    found = survey.wave.variables[0]
    assert (found.personal, found.role) == (kind, Role.SET_ASIDE)
    assert found.id not in survey.columns
    for value in values:
        assert value not in repr(survey.wave).replace(header, "")
        assert all(
            value.encode() not in column.data and value not in column.texts
            for column in survey.columns.values()
        )


@pytest.mark.parametrize(("header", "values"), NOT_PERSONAL, ids=[case[0] for case in NOT_PERSONAL])
def test_not_taken_for_personal(imported, header, values):
    survey = survey_of(imported, header, values)
    assert survey.wave.variables[0].personal is None
    assert survey.wave.variables[0].id in survey.columns


def test_kept_only_when_asked(imported):
    survey = survey_of(imported, "E-mail", [f"p{i}@exemple.fr" for i in range(60)], keep_personal=True)
    assert survey["E-mail"].role is Role.SET_ASIDE
    assert survey.answers("E-mail")[7] == "p7@exemple.fr"


WRITTEN = [
    "Écrivez-moi : anne.martin+pro@exemple.fr, je répondrai",
    "anne (at) exemple.fr",
    "Rappelez le 06 12 34 56 78 après midi svp",
    "06.12.34.56.78 ou 0712345678",
    "Je suis au +33 (0)6 12 34 56 78 le soir",
    "joindre le 0033612345678",
    "Belgique 0470 12 34 56 et Suisse 079 123 45 67",
    "call (415) 555-2671 or +44 20 7946 0958",
    "Mon compte FR76 3000 6000 0112 3456 7890 189 merci bien",
    "virement sur DE89370400440532013000.",
    "numéro de sécu 1 85 05 78 006 084 91 voilà",
    "née en Corse, 284092B123456 " + str(97 - int("2840918123456") % 97).zfill(2),
    "J'habite 12 bis rue de la République, 69002 Lyon depuis toujours",
    "Livrez au 4, avenue des Champs-Élysées svp",
    "I live at 742 Evergreen Terrace, Springfield",
    "10 Downing Street, London SW1A 2AA, that is me",
    "Je suis née le 12/03/1975 et j'aime le thé",
    "Né(e) le 3 mai 1980 à Lille",
    "born on 4 July 1976 in Ohio",
    "connecté depuis 192.168.14.203 hier",
]
HARMLESS = [
    "le 12/03/2024 à 10h30, puis le 01-02-2024 10:30",
    "1 250 000 euros, 35 000 habitants, 12 345 678 901 clics",
    "référence 4006381333931, commande n° 2024-000123",
    "@lea sur les réseaux, 50 % @ 10 h",
    "de 0 à 10, je mets 8, 9, 9, 10, 7, 8, 9, 10",
    "MODELE AB12 CDEF GHIJ KLMN OPQR",
    "1 85 05 78 006 084 37 n'a pas la bonne clé",
    "la version 2.4.11.3 de l'application plante",
    "j'ai pris 3 cours de yoga, puis 2 places de parking",
    "au bout de la rue, à 200 m, il y a 3 routes",
    "mon fils est né en 2019, il est donc petit",
    "Les 4 saisons Avenue sont ma boutique",
    "2 Grande Pizzas and 1 Coke Close to the door",
]


@pytest.mark.parametrize("answer", WRITTEN)
def test_contacts_inside_free_answers_are_masked(imported, answer):
    values = [f"Rien à dire de plus que la fois {i}, merci à toute l'équipe" for i in range(59)]
    survey = survey_of(imported, "Commentaire", [*values, answer])
    assert survey["Commentaire"].role is Role.VERBATIM
    masked = survey.answers("Commentaire")[59]
    assert re.fullmatch(r"[^\d@]*", masked), masked
    assert "[" in masked
    said = survey.notices()["contacts_masked"]
    assert said["variable"] == "Commentaire"
    assert re.fullmatch(r"\[.+\] 1(, \[.+\] 1)?", said["found"])
    assert not any(answer in column.texts for column in survey.columns.values())


@pytest.mark.parametrize("answer", HARMLESS)
def test_other_numbers_are_left_in_free_answers(imported, answer):
    values = [f"Rien à dire de plus que la fois {i}, merci à toute l'équipe" for i in range(59)]
    survey = survey_of(imported, "Commentaire", [*values, answer])
    assert survey.answers("Commentaire")[59] == answer
    assert "contacts_masked" not in survey.notices()


def test_contacts_are_masked_among_levels_and_kept_when_asked(imported):
    values = ["le site", "un ami", "lea@exemple.fr", "la radio", "un pote", "hugo@exemple.fr"]
    survey = survey_of(imported, "Qui vous a parlé de nous ?", values)
    levels = {level.label for level in survey["Qui vous a parlé de nous ?"].levels}
    assert levels == {"le site", "un ami", "la radio", "un pote", "[e-mail]"}
    assert survey.notices()["contacts_masked"]["found"] == "[e-mail] 20"
    kept = survey_of(imported, "Qui vous a parlé de nous ?", values, keep_personal=True)
    assert "lea@exemple.fr" in kept.counts("Qui vous a parlé de nous ?")


@examples(100)
@given(number=st.integers(1_00_01_01_000_000, 2_99_12_95_999_999))
def test_the_key_of_a_social_security_number(number):
    if not 1 <= number // 10**8 % 100 <= 12:
        return
    key = 97 - number % 97
    assert is_social_number(f"{number} {key:02d}")
    assert not is_social_number(f"{number} {key % 97 + 1:02d}")
    assert not is_social_number(str(number))


def test_the_key_of_an_account_number():
    # The examples of the standard's registry.
    for number in ("GB29 NWBK 6016 1331 9268 19", "FR14 2004 1010 0505 0001 3M02 606", "BE68539007547034"):
        assert is_iban(number)
        assert not is_iban(number.replace("6", "7", 1))
