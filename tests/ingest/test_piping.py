"""Marks of survey tools that stand for an earlier answer are put into words, or into an ellipsis."""

import re

import pytest

from persona_studio.domain.variables import Role

HEAD = ["Response ID", "Date submitted", "Last page"]


def file_of(titles, rows=40):
    lines = [titles]
    for number in range(rows):
        answers = [
            ["oui", "non", "parfois"][(number * (place + 2) + place) % 3] for place in range(len(titles) - 3)
        ]
        lines.append([str(number), "2025-03-01 10:00:00", "4", *answers])
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n"


def limesurvey(imported, *titles):
    survey = imported(file_of([*HEAD, *titles]))
    assert survey.wave.source.platform == "limesurvey"
    return survey


def labels(survey):
    return [v.label for v in survey.wave.variables][3:]


def test_the_words_of_a_sub_question_are_put_in(imported):
    head = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page"]
    titles = ["factors[SQ001]. Critères [La vitesse]", "factors[SQ002]. Critères [Le prix]"]
    asked = ["q3. Vous avez cité « {factors_SQ002} » : le mesurez-vous ?", "q4. Et {factors_SQ001.shown} ?"]
    survey = imported(file_of([*head, *titles, *asked]))
    assert survey.wave.source.platform == "limesurvey"
    said = " ".join(labels(survey))
    assert "Vous avez cité « Le prix » : le mesurez-vous ?" in said
    assert "Et La vitesse ?" in said
    assert "marks_unsaid" not in survey.notices()


def test_what_the_file_does_not_say_gives_way_to_an_ellipsis(imported):
    survey = limesurvey(imported, "Vous avez cité {factors_SQ003} : le mesurez-vous ?", "Le temps qu’il fait")
    assert labels(survey) == ["Vous avez cité … : le mesurez-vous ?", "Le temps qu’il fait"]
    assert survey.notices()["marks_unsaid"] == {"count": "1", "example": "{factors_SQ003}"}


def test_questions_that_would_be_the_same_keep_their_number(imported):
    survey = limesurvey(imported, *(f"Mesurez-vous {{factors_SQ00{n}}} ?" for n in (1, 2, 3)))
    assert labels(survey) == [f"Mesurez-vous … ({n}) ?" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "mark", ["${q://QID4/ChoiceTextEntryValue/2}", "${e://Field/ville}", "{{field:8f2a}}"]
)
def test_other_tools_have_marks_of_their_own(imported, mark):
    text = f"ID,Pourquoi {mark} ?,Thé\n" + "".join(
        f"{n},{'oui' if n % 3 else 'non'},{n % 5}\n" for n in range(60)
    )
    assert imported(text).wave.variables[1].label == "Pourquoi … ?"


@pytest.mark.parametrize(
    "title", ["Votre réponse {facultatif}", "Note [1 à 5] du thé", "Le choix [A1] du chef"]
)
def test_what_is_no_mark_stays(imported, title):
    text = f"ID,{title},Thé\n" + "".join(f"{n},{'oui' if n % 3 else 'non'},{n % 5}\n" for n in range(60))
    survey = imported(text)
    assert survey.wave.variables[1].label == title
    assert "marks_unsaid" not in survey.notices()


def test_a_column_named_in_brackets_is_quoted(imported):
    text = "ID,Q1,Pourquoi [Q1] et pas un autre ?\n" + "".join(
        f"{n},{['Lyon', 'Nice'][n % 2]},{'oui' if n % 3 else 'non'}\n" for n in range(60)
    )
    assert imported(text).wave.variables[2].label == "Pourquoi … et pas un autre ?"


def test_no_brace_is_left_in_the_questions_of_a_real_survey(real):
    survey = real("limesurvey_en_unit_tests.csv")
    told = [v for v in survey.wave.variables if v.role is not Role.IGNORED]
    assert not [v.name for v in told if re.search(r"[{}]", f"{v.name}{v.label}{v.block}")]
    assert len({v.name for v in survey.wave.variables}) == len(survey.wave.variables)
    assert int(survey.notices()["marks_unsaid"]["count"]) > 12
