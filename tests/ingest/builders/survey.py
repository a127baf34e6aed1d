"""One survey, answered once, in the words of a language: what every builder writes in its tool's format.

It has one question of each sort a consultant meets: who people are, several answers with an "other" box and
an option that holds a comma, a filter and the question it routes, a grid, a mark, an amount, a free text, an
e-mail address. The last respondents left half-way. Answers are drawn once, from a fixed seed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from persona_studio.domain.variables import Kind, Personal, Role

RESPONDENTS = 180
START = dt.datetime.fromisoformat("2024-03-12 08:05:33")
"""When the first respondent began, by the clock on the wall."""
SEED = 20240312
LEFT = 8
"""How many of the last respondents stopped after the question with several answers."""
Answer = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and the answers of everybody (None: none), in the words of the survey.

    ``levels`` are its answers in the order of the questionnaire. ``skipped`` marks who was not asked.
    """

    code: str
    text: str
    kind: Kind
    role: Role = Role.ACTIVE
    answers: tuple[Answer, ...] = ()
    levels: tuple[str, ...] = ()
    skipped: frozenset[int] = frozenset()
    unsure: str = ""
    personal: Personal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A question with several answers: the options each respondent ticked, and what they wrote as "other".

    ``seen`` are those who came as far as the question.
    """

    code: str
    text: str
    options: tuple[str, ...]
    other: str
    ticked: tuple[frozenset[str], ...]
    written: tuple[str, ...]

    def count(self, option: str) -> int:
        """Return how many ticked an option."""
        return sum(option in ticks for ticks in self.ticked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Questions that share a stem and a scale."""

    code: str
    text: str
    items: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The questionnaire, answered."""

    language: str
    sex: Question
    age: Question
    region: Question
    services: Choices
    online: Question
    rhythm: Question
    opinion: Grid
    mark: Question
    spending: Question
    comment: Question
    email: Question
    words: "Words" = field(repr=False)

    @property
    def respondents(self) -> int:
        """How many people answered."""
        return len(self.sex.answers)

    def second(self, row: int, late: int = 0) -> frozenset[int]:
        """Return which of three further options somebody ticked, where a tool asks one more such question.

        Those who left did not see it.
        """
        if row >= self.respondents - LEFT:
            return frozenset()
        seed = row + late
        return frozenset(
            place for place in range(3) if (seed * (2 * place + 3) + seed // 5) % (place + 2) == 0
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The texts of the survey in one language."""

    sex: tuple[str, str, str]
    age: str
    region: tuple[str, ...]
    services: tuple[str, ...]
    other: str
    written: tuple[str, ...]
    online: str
    yes: str
    no: str
    rhythm: tuple[str, ...]
    opinion: str
    items: tuple[str, ...]
    scale: tuple[str, ...]
    unsure: str
    mark: str
    spending: str
    comment: str
    comments: tuple[str, ...]
    email: str


FR = Words(
    sex=("Quel est votre sexe ?", "Femme", "Homme"),
    age="Quel est votre âge ?",
    region=("Dans quelle région habitez-vous ?", "Île-de-France", "Bretagne", "Occitanie", "Grand Est"),
    services=(
        "Quels services utilisez-vous ? (plusieurs réponses possibles)",
        "Livraison",
        "Retrait en magasin",
        "Conseil, assistance",
        "Carte de fidélité",
    ),
    other="Autre",
    written=("garde d’enfants", "parking à vélos", "le café à l’entrée"),
    online="Avez-vous déjà acheté en ligne ?",
    yes="Oui",
    no="Non",
    rhythm=("À quel rythme achetez-vous en ligne ?", "Jamais", "Rarement", "Parfois", "Souvent", "Toujours"),
    opinion="Que pensez-vous du magasin ?",
    items=("L’accueil est chaleureux", "Le choix est large", "Les prix sont clairs", "Tout est propre"),
    scale=(
        "Pas du tout d’accord",
        "Plutôt pas d’accord",
        "Ni d’accord ni pas d’accord",
        "Plutôt d’accord",
        "Tout à fait d’accord",
    ),
    unsure="Ne sait pas",
    mark="Recommanderiez-vous ce magasin, de 0 à 10 ?",
    spending="Combien dépensez-vous par mois, en euros ?",
    comment="Avez-vous des suggestions ?",
    comments=("Il faudrait", "J’aimerais", "Peut-être", "Vraiment", "davantage de", "moins de"),
    email="Votre adresse e-mail",
)
EN = Words(
    sex=("What is your gender?", "Female", "Male"),
    age="What is your age?",
    region=("Which region do you live in?", "Scotland", "Wales", "London", "Yorkshire"),
    services=(
        "Which services do you use? (select all that apply)",
        "Home delivery",
        "Click and collect",
        "Advice, support",
        "Loyalty card",
    ),
    other="Other",
    written=("child care", "bicycle stands", "the coffee corner"),
    online="Have you ever bought online?",
    yes="Yes",
    no="No",
    rhythm=("How often do you buy online?", "Never", "Rarely", "Sometimes", "Often", "Always"),
    opinion="What do you think of the shop?",
    items=("The welcome is warm", "The choice is wide", "Prices are clear", "Everything is clean"),
    scale=("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    unsure="Don't know",
    mark="Would you recommend this shop, from 0 to 10?",
    spending="How much do you spend per month, in pounds?",
    comment="Do you have any suggestions?",
    comments=("There should be", "I would like", "Perhaps", "Really", "some more", "a bit less"),
    email="Your email address",
)
DE = Words(
    sex=("Was ist Ihr Geschlecht?", "weiblich", "männlich"),
    age="Wie hoch ist Ihr Alter?",
    region=("In welcher Region wohnen Sie?", "Bayern", "Sachsen", "Hessen", "Thüringen"),
    services=(
        "Welche Dienste nutzen Sie? (Mehrfachnennung möglich)",
        "Lieferung nach Hause",
        "Abholung im Laden",
        "Beratung, Hilfe",
        "Kundenkarte",
    ),
    other="Sonstiges",
    written=("Kinderbetreuung", "Fahrradständer", "das Café am Eingang"),
    online="Haben Sie schon online gekauft?",
    yes="Ja",
    no="Nein",
    rhythm=("Wie oft kaufen Sie online?", "Nie", "Selten", "Manchmal", "Oft", "Immer"),
    opinion="Was halten Sie von dem Laden?",
    items=(
        "Der Empfang ist herzlich",
        "Die Auswahl ist groß",
        "Die Preise sind klar",
        "Alles ist sauber",
    ),
    scale=(
        "Stimme überhaupt nicht zu",
        "Stimme eher nicht zu",
        "Weder noch",
        "Stimme eher zu",
        "Stimme voll und ganz zu",
    ),
    unsure="Weiß nicht",
    mark="Würden Sie diesen Laden empfehlen, von 0 bis 10?",
    spending="Wie viel geben Sie im Monat aus, in Euro?",
    comment="Haben Sie Vorschläge?",
    comments=("Es sollte", "Ich hätte gern", "Vielleicht", "Wirklich", "etwas mehr", "weniger"),
    email="Ihre E-Mail-Adresse",
)
LANGUAGES = {"fr": FR, "en": EN, "de": DE}
_THINGS = ("bancs", "lumière", "musique", "vendeurs", "rayons", "caisses", "promotions", "plantes", "places")


@cache
def answered(language: str = "fr") -> Survey:
    """Return the survey in a language; the answers are the same in all."""
    words = LANGUAGES[language]
    random = np.random.default_rng(SEED)
    rows, stayed = RESPONDENTS, RESPONDENTS - LEFT

    def draw(levels: Sequence[str], shares: Sequence[float], blank: float = 0.0) -> list[Answer]:
        chosen = random.choice(len(levels), rows, p=np.array(shares) / sum(shares)).tolist()
        gone = (random.random(rows) < blank).tolist()
        return [None if out else levels[one] for one, out in zip(chosen, gone, strict=True)]

    def until_left(answers: Sequence[Answer]) -> tuple[Answer, ...]:
        return tuple(answer if row < stayed else None for row, answer in enumerate(answers))

    ages = [float(age) for age in random.integers(18, 85, rows)]
    aged = [None if row % 37 == 5 else age for row, age in enumerate(ages)]
    sex = Question(
        code="SEX",
        text=words.sex[0],
        kind=Kind.NOMINAL,
        role=Role.ILLUSTRATIVE,
        answers=tuple(draw(words.sex[1:], (55, 45))),
        levels=words.sex[1:],
    )
    region = Question(
        code="REGION",
        text=words.region[0],
        kind=Kind.NOMINAL,
        role=Role.ILLUSTRATIVE,
        answers=tuple(draw(words.region[1:], (40, 25, 20, 15))),
        levels=words.region[1:],
    )
    services = _services(words, random)
    online = until_left(draw((words.yes, words.no), (60, 40)))
    skipped = frozenset(row for row in range(stayed) if online[row] == words.no)
    rhythm = until_left(draw(words.rhythm[1:], (10, 20, 30, 25, 15), blank=0.04))
    grid = tuple(
        Question(
            code=f"OPI_{number}",
            text=item,
            kind=Kind.ORDINAL,
            answers=until_left(draw((*words.scale, words.unsure), (8, 15, 20, 30, 22, 5), blank=0.03)),
            levels=words.scale,
            unsure=words.unsure,
        )
        for number, item in enumerate(words.items, start=1)
    )
    marks = [str(mark) for mark in np.clip(np.rint(random.normal(7, 2.4, rows)), 0, 10).astype(int)]
    amounts = np.round(random.gamma(3, 21, rows), 2).tolist()
    return Survey(
        language=language,
        words=words,
        sex=sex,
        age=Question(
            code="AGE", text=words.age, kind=Kind.NUMERIC, role=Role.ILLUSTRATIVE, answers=tuple(aged)
        ),
        region=region,
        services=services,
        online=Question(
            code="ONL", text=words.online, kind=Kind.NOMINAL, answers=online, levels=(words.yes, words.no)
        ),
        rhythm=Question(
            code="RHY",
            text=words.rhythm[0],
            kind=Kind.ORDINAL,
            answers=tuple(None if row in skipped else answer for row, answer in enumerate(rhythm)),
            levels=words.rhythm[1:],
            skipped=skipped,
        ),
        opinion=Grid(code="OPI", text=words.opinion, items=words.items, questions=grid),
        mark=Question(
            code="NPS",
            text=words.mark,
            kind=Kind.ORDINAL,
            answers=until_left(marks),
            levels=tuple(map(str, range(11))),
        ),
        spending=Question(code="EUR", text=words.spending, kind=Kind.NUMERIC, answers=until_left(amounts)),
        comment=Question(
            code="COM",
            text=words.comment,
            kind=Kind.TEXT,
            role=Role.VERBATIM,
            answers=until_left(_comments(words, rows)),
        ),
        email=Question(
            code="MAIL",
            text=words.email,
            kind=Kind.TEXT,
            role=Role.SET_ASIDE,
            answers=tuple(f"client{row}@exemple.org" if row % 3 == 0 else None for row in range(rows)),
            personal=Personal.EMAIL,
        ),
    )


def _services(words: Words, random: np.random.Generator) -> Choices:
    options = words.services[1:]
    chances = (0.55, 0.4, 0.3, 0.2)
    ticks = [
        {option for option, chance in zip(options, chances, strict=True) if random.random() < chance}
        for _ in range(RESPONDENTS)
    ]
    written = [
        f"{words.written[row % 3]} et {_THINGS[row % 9]} {row}" if row % 17 == 3 else ""
        for row in range(RESPONDENTS)
    ]
    for row, text in enumerate(written):
        if text:
            ticks[row].add(words.other)
    for row in range(RESPONDENTS - LEFT, RESPONDENTS):
        ticks[row].add(options[row % 4])  # those who left did answer this one
    return Choices(
        code="SRV",
        text=words.services[0],
        options=options,
        other=words.other,
        ticked=tuple(map(frozenset, ticks)),
        written=tuple(written),
    )


def _comments(words: Words, rows: int) -> list[Answer]:
    """Return sentences nobody writes twice; two in five respondents write one, some over two lines."""
    starts, ends = words.comments[:4], words.comments[4:]
    texts: list[Answer] = []
    silent = np.random.default_rng(SEED + 1).random(rows) < 0.6
    for row in range(rows):
        first, second = _THINGS[row % 9], _THINGS[(row // 9 + 4) % 9]
        text = f"{starts[row % 4]} {ends[row % 2]} {first}, {row} ; {second}."
        texts.append(None if silent[row] else text if row % 7 else text.replace(" ; ", "\n"))
    return texts
