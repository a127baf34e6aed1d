"""Questions that ask to agree to the survey itself form no segments, whatever was answered; others may."""

import csv
import io

import pytest

from persona_studio.domain.variables import Role

YES_NO_FR, YES_NO_EN = ("Oui", "Non"), ("Yes", "No")
CONSENTS = (
    ("J'accepte que mes réponses soient utilisées à des fins d'étude.", YES_NO_FR),
    (
        "J’accepte que mes données personnelles soient traitées conformément au RGPD",
        ("J’accepte", "Je refuse"),
    ),
    ("RGPD", YES_NO_FR),
    ("Consentement", ("J'accepte", "Je n'accepte pas")),
    ("Consentement : acceptez-vous de participer à cette enquête ?", YES_NO_FR),
    ("En cliquant sur Oui, je consens au traitement de mes données", YES_NO_FR),
    ("J'ai lu et j'accepte la politique de confidentialité", ("Oui", "Non")),
    ("J'ai pris connaissance de la notice d'information et je souhaite participer", YES_NO_FR),
    ("Acceptez-vous que vos réponses soient exploitées de façon anonyme ?", ("Oui, j'accepte", "Non")),
    ("Autorisez-vous le traitement des données recueillies ?", YES_NO_FR),
    ("Acceptez-vous d'être recontacté pour la suite de l'étude ?", YES_NO_FR),
    ("Q1", ("J'accepte de répondre et que mes données soient utilisées", "Je refuse de participer")),
    ("I agree that my answers are used for this study", YES_NO_EN),
    ("I agree to participate", ("I agree", "I disagree")),
    ("I have read and understood the information sheet", YES_NO_EN),
    ("I consent to the processing of my personal data (GDPR)", ("Yes, I consent", "No")),
    ("Do you consent to take part in this survey?", YES_NO_EN),
    ("By continuing, you agree to our privacy policy", ("Agree", "Disagree")),
    ("Informed consent", ("1", "0")),
    ("consent_given", ("TRUE", "FALSE")),
    ("Do you agree to the terms and conditions?", YES_NO_EN),
    ("May we contact you again about your answers?", YES_NO_EN),
    ("Q2", ("I agree to take part in the study", "I do not want to take part")),
)
OPINIONS = (
    ("J'accepte facilement les critiques", YES_NO_FR),
    ("J'accepte de payer plus cher pour un produit local", YES_NO_FR),
    ("Acceptez-vous de payer pour protéger vos données ?", YES_NO_FR),
    ("Acceptez-vous que les réseaux sociaux exploitent vos données ?", YES_NO_FR),
    ("Êtes-vous d'accord avec la participation des salariés aux décisions ?", YES_NO_FR),
    ("RGPD : votre entreprise est-elle en conformité ?", YES_NO_FR),
    ("Avez-vous déjà lu une politique de confidentialité ?", YES_NO_FR),
    ("Participez-vous à des tests de produits ?", YES_NO_FR),
    ("J'accepte que mes réponses soient comparées", ("Jamais", "Parfois", "Souvent")),
    ("J'accepte les cookies des sites", YES_NO_FR),
    ("I agree that price matters most", YES_NO_EN),
    ("I accept help from others", YES_NO_EN),
    ("I agree with the participation of citizens", YES_NO_EN),
    ("Do you let brands use your data?", YES_NO_EN),
    ("Would you agree to pay for this survey tool?", YES_NO_EN),
    ("Do you ask for consent before a kiss?", YES_NO_EN),
    ("I read the privacy policy before I buy", YES_NO_EN),
    ("I agree to share my data with companies", YES_NO_EN),
)


def _file(question, answers, refusals, people=120):
    out = io.StringIO()
    table = csv.writer(out, delimiter=";")
    table.writerow(["Aime le thé", "Aime le café", "Vient à pied", question])
    for n in range(people):
        said = answers[-1] if n < refusals else answers[n % (len(answers) - 1)]
        table.writerow(
            ["Oui" if n % 2 else "Non", "Oui" if n % 3 else "Non", "Oui" if n % 5 else "Non", said]
        )
    return out.getvalue()


def _asked(survey):
    return survey.wave.variables[3]


@pytest.mark.parametrize("refusals", [1, 40], ids=["nearly-all-agree", "many-refuse"])
@pytest.mark.parametrize(("question", "answers"), CONSENTS, ids=[c[0][:30] for c in CONSENTS])
def test_a_consent_forms_no_segments_and_its_reason_is_said(imported, question, answers, refusals):
    variable = _asked(imported(_file(question, answers, refusals)))
    assert variable.role is Role.IGNORED
    assert variable.guess[-1].code == "consent"
    assert variable.stored  # it can be made active all the same


@pytest.mark.parametrize(("question", "answers"), OPINIONS, ids=[c[0][:30] for c in OPINIONS])
def test_an_opinion_is_no_consent(imported, question, answers):
    variable = _asked(imported(_file(question, answers, 40)))
    assert variable.role is Role.ACTIVE, variable.guess
    assert "consent" not in {reason.code for reason in variable.guess}


def test_a_consent_is_not_made_active_where_few_questions_are(imported):
    rows = ["Aime le thé;J'accepte que mes réponses soient utilisées;Sexe"]
    rows += [
        f"{'Oui' if n % 2 else 'Non'};{'Non' if n == 1 else 'Oui'};{'F' if n % 3 else 'H'}" for n in range(90)
    ]
    survey = imported("\n".join(rows))
    assert survey.wave.variables[1].role is Role.IGNORED


def test_real_surveys_have_the_one_consent_that_is_there(real, shared_data):
    names = [p.name for p in sorted(shared_data.glob("*.csv")) + sorted(shared_data.glob("*.tsv"))]
    found = [
        (name, variable.name)
        for name in names
        if "columns" not in name
        for variable in real(name).wave.variables
        if any(reason.code == "consent" for reason in variable.guess)
    ]
    # Its last question does ask for leave to share the answers.
    assert [(name, asked[:20]) for name, asked in found] == [
        ("limesurvey_en_unit_tests.csv", "In addition to analy")
    ]
