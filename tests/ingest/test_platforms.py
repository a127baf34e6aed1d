"""The header habits of survey tools."""

import json

from persona_studio.domain.variables import Kind, Role


def csv_of(*rows) -> str:
    return (
        "\n".join(",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows) + "\n"
    )


def test_qualtrics_grids_and_options(imported):
    names = ["StartDate", "ResponseId", "Q1", "Q2_1", "Q2_2", "Q2_3_TEXT", "Q3_1", "Q3_2"]
    questions = [
        "Start Date",
        "Response ID",
        "Your age group?",
        "Which drinks? - Selected Choice - Tea",
        "Which drinks? - Selected Choice - Coffee",
        "Which drinks? - Other - Text",
        "How often? - At home",
        "How often? - At work",
    ]
    ids = [json.dumps({"ImportId": f"QID{i}"}) for i in range(len(names))]
    scale = ["Never", "Sometimes", "Often"]
    rows = [
        [
            f"2024-03-{1 + i % 28:02d} 10:00:00",
            f"R_{i:06d}Ab",
            ["18-24", "25-34", "35+"][i % 3],
            "Tea" if i % 2 else "",
            "Coffee" if i % 3 else "",
            "a hot cocoa with cream" if i == 5 else "",
            scale[i % 3],
            scale[i % 2],
        ]
        for i in range(60)
    ]
    survey = imported(csv_of(names, questions, ids, *rows))
    assert (survey.wave.source.platform, survey.wave.source.header_rows) == ("qualtrics", 3)
    drinks = next(v for v in survey.wave.variables if v.kind is Kind.MULTIPLE)
    assert [(level.label, level.count) for level in drinks.levels][:2] == [("Tea", 30), ("Coffee", 40)]
    assert survey["ResponseId"].role is Role.IDENTIFIER
    assert [level.label for level in survey["Q3_2"].levels] == scale  # "Often" is on the scale of the grid
    assert survey["Q3_1"].block == survey["Q3_2"].block != ""


def test_limesurvey_in_french(imported):
    header = [
        "ID de la réponse",
        "Date de soumission",
        "Dernière page",
        "Langue de départ",
        "Quels services utilisez-vous ? [Livraison]",
        "Quels services utilisez-vous ? [Retrait]",
        "Votre avis sur : [Le prix]",
        "Votre avis sur : [Le choix]",
    ]
    scale = ["Pas satisfait", "Satisfait", "Très satisfait"]
    rows = [
        [
            i + 3,
            f"2024-03-{1 + i % 28:02d} 10:00:00",
            4,
            "fr",
            "Oui" if i % 2 else "Non",
            "Oui" if i % 3 else "Non",
            scale[i % 3],
            scale[(i + 1) % 3],
        ]
        for i in range(60)
    ]
    survey = imported(csv_of(header, *rows))
    assert survey.wave.source.platform == "limesurvey"
    services = survey["Quels services utilisez-vous ?"]
    assert [(level.label, level.count) for level in services.levels] == [("Livraison", 30), ("Retrait", 40)]
    assert [v.role for v in survey.wave.variables[:4]] == [Role.IDENTIFIER, *[Role.IGNORED] * 3]
    grid = [v for v in survey.wave.variables if v.kind is Kind.ORDINAL]
    assert len(grid) == 2
    assert all([level.label for level in v.levels] == scale and v.block for v in grid)


def test_google_forms_in_french(imported):
    header = [
        "Horodateur",
        "Vous êtes",
        "Quelles boissons ? (plusieurs réponses possibles)",
        "Qualité [Accueil]",
        "Qualité [Prix]",
    ]
    drinks = ["Thé", "Café", "Thé, Café", "Café, Eau (plate, gazeuse)", "Eau (plate, gazeuse)"]
    rows = [
        [
            f"{1 + i % 28:02d}/03/2024 10:{i % 60:02d}:00",
            ["Une femme", "Un homme"][i % 2],
            drinks[i % 5],
            i % 5 + 1,
            (i + 2) % 5 + 1,
        ]
        for i in range(60)
    ]
    survey = imported(csv_of(header, *rows))
    assert survey.wave.source.platform == "googleforms"
    assert survey["Horodateur"].role is Role.IGNORED
    assert survey.answers("Horodateur")[0] is not None
    assert survey.counts(header[2]) == {"Café": 36, "Thé": 24, "Eau (plate, gazeuse)": 24}
    assert survey["Qualité [Prix]"].block == "Qualité"


def test_sphinx(imported):
    header = [
        "CLE",
        "DATE_SAISIE",
        "TEMPS_SAISIE",
        "ORIGINE_SAISIE",
        "PROGRESSION",
        "Satisfaction",
        "Magasin",
    ]
    rows = [
        [
            f"k{i:04d}Z{i}",
            f"{1 + i % 28:02d}/03/2024",
            100 + i,
            "Web",
            "Terminé",
            ["Satisfait", "Très satisfait", "Pas du tout satisfait"][i % 3],
            "AB"[i % 2],
        ]
        for i in range(60)
    ]
    survey = imported(csv_of(header, *rows))
    assert survey.wave.source.platform == "sphinx"
    assert survey["Satisfaction"].kind is Kind.ORDINAL
    assert [survey[name].role for name in ("CLE", "DATE_SAISIE")] == [Role.IDENTIFIER, Role.IGNORED]
    assert survey["TEMPS_SAISIE"].role is Role.IGNORED


def test_surveymonkey_in_french(imported):
    first = [
        "ID du répondant",
        "Date de début",
        "Date de fin",
        "Adresse IP",
        "Adresse e-mail",
        "Prénom",
        "Nom de famille",
    ]
    questions = [*first, "Quels journaux lisez-vous ?", "", "", "Votre satisfaction ?"]
    options = ["", "", "", "", "", "", "", "Le matin", "Le soir", "Autre (veuillez préciser)", "Réponse"]
    rows = [
        [
            7_000_000 + i,
            f"0{1 + i % 9}/03/2024 10:00:00",
            f"0{1 + i % 9}/03/2024 10:0{1 + i % 8}:00",
            f"10.0.{i}.1",
            f"p{i}@exemple.fr",
            ["Anne", "Luc", "Zoé"][i % 3] + str(i),
            f"Nom{i}",
            "Le matin" if i % 2 else "",
            "Le soir" if i % 3 else "",
            "un hebdo" if i == 9 else "",
            ["Satisfait", "Très satisfait", "Pas du tout satisfait"][i % 3],
        ]
        for i in range(60)
    ]
    survey = imported(csv_of(questions, options, *rows))
    assert (survey.wave.source.platform, survey.wave.source.header_rows) == ("surveymonkey", 2)
    assert {v.personal.value for v in survey.wave.variables if v.personal} == {"ip", "email", "name"}
    papers = survey["Quels journaux lisez-vous ?"]
    assert [(level.label, level.count) for level in papers.levels] == [
        ("Le matin", 30),
        ("Le soir", 40),
        ("Autre (veuillez préciser)", 1),
    ]
    assert survey["Votre satisfaction ?"].kind is Kind.ORDINAL


def test_a_line_of_separators_is_no_line_of_names(imported):
    rows = [f"{i % 5},{'oui' if i % 2 else 'non'},{'Paris' if i % 3 else 'Lyon'},{i % 7}" for i in range(60)]
    for blank in (",,,", ' , ,"",'):
        survey = imported("\n".join([blank, *rows]) + "\n")
        assert survey.wave.respondents == 60
        assert survey.names() == ["V1", "V2", "V3", "V4"]
        assert survey.notices()["headers_missing"] == {"count": "4", "column": "1", "first": "V1"}
    survey = imported("\n".join([",,,", "note,avis,ville,visites", *rows]) + "\n")
    assert survey.names() == ["note", "avis", "ville", "visites"]
    assert survey.wave.respondents == 60


CODED = "id,submitdate,lastpage,FREQ,LIEU,SATIS\n" + "".join(
    f"{i},2026-03-02 09:{i % 60:02}:00,4,A{i % 3 + 1},A{i % 4 + 1},A{i % 5 + 1}\n" for i in range(1, 60)
)


def test_codes_in_the_place_of_answers_are_remarked(imported, tmp_path):
    (notice,) = (n for n in imported(CODED).wave.notices if n.code == "answers_are_codes")
    assert dict(notice.params) == {"count": "3", "examples": "A1, A2, A3"}
    words = tmp_path / "codes.csv"
    lines = [f"{q};A{i};{q} réponse {i}" for q in ("FREQ", "LIEU", "SATIS") for i in range(1, 6)]
    words.write_text("variable;code;libellé\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert "answers_are_codes" not in imported(CODED, codebook=words).notices()


def test_who_answers_as_a_woman_or_a_man_is_described_not_segmented(imported):
    people = "".join(
        f"{('Une femme', 'Un homme')[i % 2]};{'abcd'[i % 4]};{'xyz'[i % 3]};{'uvw'[i % 3]}\n"
        for i in range(60)
    )
    assert imported("Vous êtes…;q1;q2;q3\n" + people)["Vous êtes…"].role is Role.ILLUSTRATIVE
