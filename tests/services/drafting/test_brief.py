"""Answers and questions side by side in lists: the answer whole, the question by its gist."""

import pytest

from persona_studio.services.drafting.brief import gist, in_a_row


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "Which of these desserts do you have at Thanksgiving dinner? Please select all that apply.",
            "desserts",
        ),
        ("Which of these side dishes aretypically served at your Thanksgiving dinner?", "side dishes"),
        ("Which type of pie is typically served at your Thanksgiving dinner?", "type of pie"),
        ("What kind of stuffing/dressing do you typically have?", "kind of stuffing/dressing"),
        ("What type of tennis do you play?", "type of tennis"),
        ("What is typically the main dish at your Thanksgiving dinner?", "main dish"),
        ("Do you typically have gravy?", "have gravy"),
        ("What is your gender?", "gender"),
        ("Quel est votre secteur ?", "secteur"),
        ("Passez-vous par un appel d’offres ?", "Passez-vous par un appel d’offres"),
        ("Ancienneté dans le poste", "Ancienneté dans le poste"),
        ("How far will you travel for Thanksgiving?", "How far will you travel for Thanksgiving"),
    ],
)
def test_a_question_is_told_by_what_it_is_about(asked, said):
    assert gist(asked) == said


def test_the_answer_comes_first():
    assert in_a_row("peach cobbler", "Which of these desserts do you have?") == "Peach cobbler · desserts"
