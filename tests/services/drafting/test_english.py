"""English grammar: the third person, whose, denial, questions turned into lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.services.drafting import english


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("enjoy", "enjoys"),
        ("try", "tries"),
        ("watch", "watches"),
        ("go", "goes"),
        ("am", "is"),
        ("have", "has"),
        ("do", "does"),
        ("can", "can"),
        ("would", "would"),
        ("need", "needs"),
        ("used", "used"),
        ("damaged", "damaged"),
        ("pass", "passes"),
        ("fix", "fixes"),
        ("pay", "pays"),
        ("spent", "spent"),
    ],
)
def test_the_third_person(verb, third):
    assert english.third(verb) == third


@pytest.mark.parametrize(
    ("sentence", "affirmed", "denied"),
    [
        ("I enjoy listening to music.", "enjoys listening to music", "does not enjoy listening to music"),
        ("I always keep my promises.", "always keeps her promises", "does not always keep her promises"),
        ("I am very patient.", "is very patient", "is not very patient"),
        ("I'm always on time", "is always on time", "is not always on time"),
        ("I have lots of friends.", "has lots of friends", "does not have lots of friends"),
        ("I don't like seeing animals suffering.", "doesn't like seeing animals suffering", None),
        ("I used to cheat at school.", "used to cheat at school", None),
        ("I can be two faced sometimes.", "can be two faced sometimes", None),
    ],
)
def test_sentences_in_the_first_person(sentence, affirmed, denied):
    made = english.statement(sentence, True)
    assert made is not None
    assert made.affirmed() == affirmed
    assert made.denied() == denied


def test_whose_follows_the_gender():
    said = [english.statement("I keep my promises", gender).affirmed() for gender in (True, False, None)]
    assert said == ["keeps her promises", "keeps his promises", "keeps their promises"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I often study or work even in my spare time.",
        "I am reliable at work and always complete all tasks given to me.",
        "I wish I could change the past.",
        "I eat because I have to. I don't enjoy food.",
        "Internet",
        "Indoor sports",
    ],
)
def test_what_cannot_be_turned_safely_is_left_to_quotation(sentence):
    assert english.statement(sentence, True) is None


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Do you celebrate Thanksgiving?", "celebrates Thanksgiving", "does not celebrate Thanksgiving"),
        ("Do you ever smoke cigarettes?", "smokes cigarettes", "never smokes cigarettes"),
        ("Have you ever been skydiving?", "has been skydiving", "has never been skydiving"),
        ("Do you typically have gravy?", "typically has gravy", "does not typically have gravy"),
        ("Are you the only child?", "is the only child", "is not the only child"),
        ("Will you shop on your day off?", "will shop on her day off", "will not shop on her day off"),
        (
            'Have you ever attended a "Friendsgiving"?',
            'has attended a "Friendsgiving"',
            'has never attended a "Friendsgiving"',
        ),
    ],
)
def test_yes_and_no(question, yes, no):
    assert english.yes_no(question, True, True) == yes
    assert english.yes_no(question, False, True) == no


@pytest.mark.parametrize("question", ["Do you prefer tea or coffee?", "Does your family pray?", "Is it far?"])
def test_questions_about_others_are_left(question):
    assert english.yes_no(question, True, True) is None


@pytest.mark.parametrize(
    ("question", "answer", "line"),
    [
        ("How often do you shop online?", "Weekly", "shops online: weekly"),
        ("How often do you shop online?", "Never", "never shops online"),
        ("How often do you shop online?", "Often", "often shops online"),
        ("Where do you buy your tea?", "At a market", "buys her tea at a market"),
        ("What do you think?", "A lot", None),
    ],
)
def test_open_questions(question, answer, line):
    assert english.choice(question, answer, True) == line


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        (
            "What is typically the main dish at your Thanksgiving dinner?",
            "main dish at her Thanksgiving dinner",
        ),
        ("Which type of pie is typically served? Please select all that apply.", "type of pie"),
        ("Annual income", "Annual income"),
        ("How is the main dish typically cooked?", None),
    ],
)
def test_what_a_question_is_about(question, topic):
    assert english.subject_of(question, True) == topic


@given(st.text(max_size=60), st.text(max_size=40), st.sampled_from([True, False, None]))
def test_any_text_is_turned_or_left(question, answer, feminine):
    made = english.statement(question, feminine)
    lines = [english.yes_no(question, True, feminine), english.choice(question, answer, feminine)]
    lines += [made.affirmed(), made.denied()] if made else []
    for line in lines:
        assert line is None or not re.search(r"\b(I|my|you|your)\b", line)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("I enjoy music", "enjoy music"),
        ("I always make a list", "always make a list"),
        ("I am often running late", "be often running late"),
        ("I have many friends", "have many friends"),
        ("I would buy again", None),
        ("I used to smoke", None),
    ],
)
def test_the_infinitive_of_a_sentence(sentence, said):
    assert english.statement(sentence, None).infinitive() == said


@pytest.mark.parametrize("letter", [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A.", "C)"])
def test_an_answer_of_one_letter_stays_as_written(letter):
    assert english.lowered(letter) == letter
    assert english.possessed(letter, None) == letter


@pytest.mark.parametrize(
    ("answer", "inside"),
    [
        ("A few times", "a few times"),
        ("A lot", "a lot"),
        ("A, often", "A, often"),
        ("A or B", "A or B"),
        ("B, often", "B, often"),
        ("C - rarely", "C - rarely"),
    ],
)
def test_the_letter_of_an_answer_is_no_article(answer, inside):
    assert english.lowered(answer) == inside


def test_who_says_yes_to_before_or_after_says_yes_to_either():
    asked = "Do you typically pray before or after the meal?"
    assert english.yes_no(asked, True, None) == "typically prays before or after the meal"
    assert english.yes_no(asked, False, None) == "does not typically pray before or after the meal"
    assert english.yes_no("Do you pray before lunch or dinner?", True, None) is None
