"""Which answers to open questions are somebody's sentence, and which say nothing."""

import pytest

from persona_studio.services.drafting.silence import says_something

NOTHING = (
    "1", "10", "-", "--", "...", "?", "!!", "x", "X", "xx", "/", "n", "😀", "5/5", "10 000 €", "06 12", "",
    "nc", "NC", "N.C.", "nsp", "NSP.", "n/a", "N.A.", "NA", "ras", "R.A.S", "néant", "Rien", "rien.", "aucun",
    "Aucune idée", "sans opinion", "Sans avis", "Je ne sais pas", "je sais pas", "Je ne sais pas trop",
    "pas de commentaire", "Aucun commentaire particulier à faire", "Rien à dire",
    "Rien de spécial à signaler",
    "non merci", "Non, rien à ajouter, merci.", "Je préfère ne pas répondre",
    "Je n’ai pas d’avis sur la question",
    "idem", "voir réponse précédente", "cf. ci-dessus", "Pas concerné par cette question", "oui", "ok", "bof",
    "none", "None.", "nothing", "Nothing to add", "no comment", "No comments at this time", "I don't know",
    "I don’t know, sorry", "idk", "not sure", "Not applicable", "No answer", "same as above", "see above",
    "Prefer not to say", "I can't think of anything", "Nothing comes to mind", "no idea really",
    "No sé", "Nada", "No tengo nada que decir", "keine Angabe",
    "test", "test test test", "azerty", "azerty qsdf wxcv", "asdf asdf jkl", "bla bla bla", "lol",
    "xxxx yyyy zzzz",
    "aaaaaaa bbbbbb cccccc", "a b c d e f g h i j k", "sdkfjh qsdlkj mlkj", "https://example.org/a/b/c",
    "Prix", "Trop cher", "the price", "Super !",
)  # fmt: skip
SENTENCES = (
    "Trop cher pour moi.",
    "Un prix juste.",
    "Rien ne me plaît dans cette offre.",
    "Je ne sais pas me servir de l’application",
    "Pas de temps à perdre",
    "Je n’ai aucune confiance dans les promesses",
    "Prix, délai, qualité",
    "J’ai peur de me tromper",
    "Dites-moi ce que ça me simplifie au quotidien.",
    "I need proof first",
    "No time to shop",
    "I don't know how to use it",
    "Nothing beats a good cup of tea",
    "None of my friends drink it",
    "Tener una guía de inicio.",
    "Je livre sous 24 h, sinon rien",
    "Мне нужно больше времени",
    "我需要更多的时间来决定",
)


@pytest.mark.parametrize("answer", NOTHING)
def test_an_answer_that_says_nothing(answer):
    assert not says_something(answer)
    assert not says_something(f"  {answer.upper()} ")


@pytest.mark.parametrize("answer", SENTENCES)
def test_an_answer_that_somebody_would_be_quoted_with(answer):
    assert says_something(answer)
    assert says_something(f"« {answer} »")
