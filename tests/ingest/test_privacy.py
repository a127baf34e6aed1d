"""Direct identifiers are found by header and by content, and leave no trace."""

import pytest

from persona_studio.domain.variables import Personal, Role

NAMES = ["Julie Martin", "Paul Durand", "Sophie Bernard", "Nicolas Petit", "Camille Roux", "Hugo Moreau"]
FIRST = ["Julie", "Paul", "Sophie", "Nicolas", "Camille", "Hugo", "Léa", "Élodie", "Marc", "Chloé"]
CASES = [
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


def test_contacts_inside_free_answers_are_said(imported):
    values = [f"Rien à dire de plus que la fois {i}, merci à toute l'équipe" for i in range(58)]
    values += ["Écrivez-moi : anne@exemple.fr, je répondrai", "Rappelez le 06 12 34 56 78 après midi svp"]
    survey = survey_of(imported, "Commentaire", values)
    assert survey["Commentaire"].role is Role.VERBATIM
    assert survey.notices()["contacts_in_text"] == {"variable": "Commentaire", "count": "2"}
