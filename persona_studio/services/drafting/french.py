"""French: from the words of a question to a line about somebody, without a subject ("Habite en ville").

Where the grammar of an answer cannot be guaranteed, these functions return None: the words are then quoted.
"""

import re
from collections.abc import Callable
from functools import cache

from persona_studio.services.drafting import forms
from persona_studio.services.drafting.forms import (
    elides,
    feminine_word,
    gendered,
    lowered,
    possessed,
    third_from_je,
    third_from_vous,
)
from persona_studio.services.drafting.words import fold, shipped

_CLITIC = r"(?:ne |n'|me |m'|te |t'|se |s'|vous |le |la |l'|les |lui |leur |y |en )"
_NEGATIVE = re.compile(
    r"\b(ne|jamais|rien|aucune?|personne|ni|parfois|quelquefois|peu|préfère)\b|\bn'|\b(plus|moins|mieux) qu",
    re.IGNORECASE,
)
"""Words that a denial would turn into nonsense, negative ones first."""

# ---------------------------------------------------------------- predicates: clitics, verb, rest


class Predicate:
    """A verb in the third person with what stands around it, to be affirmed or denied."""

    def __init__(self, clitics: str, verb: str, rest: str) -> None:
        self.clitics = clitics
        self.verb = verb
        self.rest = rest

    def affirmed(self) -> str:
        """Return "s'informe en ligne"."""
        return _joined(self.clitics, self.verb, self.rest)

    def denied(self, word: str = "pas") -> str | None:
        """Return "ne s'informe pas en ligne"; None when it was negative already."""
        if _NEGATIVE.search(f"{self.clitics}{self.verb} {self.rest}"):
            return None
        rest = self.rest
        if rest.startswith("déjà "):
            word, rest = "jamais", rest.removeprefix("déjà ")
        elif self.verb not in ("est", "semble", "paraît", "devient", "préfère", "choisit"):
            rest = re.sub(
                r"^(une|un|des|du|de la|de l') ?(?=([\w']+))",
                lambda m: "d'" if elides(m[2]) else "de ",
                rest,
            )
        first = self.clitics or self.verb
        no = "n'" if elides(first) else "ne "
        return _joined(no + self.clitics, f"{self.verb} {word}", rest)

    def infinitive(self) -> str | None:
        """Return "s'informer en ligne"; None when the verb is not known, or a denial would follow."""
        verb = forms.infinitive(self.verb)
        if verb is None or re.search(r"\bne |\bn'", self.clitics):
            return None
        clitics = self.clitics
        if clitics.endswith("'") and not elides(verb):
            clitics = clitics[:-1] + "e "
        elif clitics.endswith("se ") and elides(verb):
            clitics = clitics[:-3] + "s'"
        return _joined(clitics, verb, self.rest)


def _joined(clitics: str, verb: str, rest: str) -> str:
    return f"{clitics}{verb} {rest}".strip() if rest else f"{clitics}{verb}"


def predicate(clitics: str, verb: str, rest: str, third: Callable[[str], str]) -> Predicate | None:
    """Build a predicate from the words of a question or sentence; None when a possessive cannot be told."""
    whose = possessed(rest)
    if whose is None or possessed(verb) != verb or fold(verb) in _small_words():
        return None
    put = third(verb.lower())
    turned = re.sub(r"\b(?:me|vous) ", "se ", clitics.lower())
    turned = re.sub(r"\bm'", "s'", turned)
    if turned.endswith("se ") and elides(put):
        turned = turned[:-3] + "s'"
    return Predicate(turned, put, whose)


def statement(text: str, feminine: bool | None) -> Predicate | None:
    """Read a sentence in the first person: « J'aime… » gives (aime, …); None when unsafe."""
    said = text.replace("’", "'").strip(' .!«»\u202f\u00a0"')
    match = re.match(rf"(?:je |j')({_CLITIC}*)(\w+)\b ?(.*)$", said, re.IGNORECASE)
    if not match or re.search(r"[.;:?!]\s", said):
        return None
    clitics, verb, rest = match[1], match[2], match[3]
    made = predicate(clitics, verb, rest, third_from_je)
    if (
        made is None
        or made.verb not in ("est", "sent")
        or (made.verb == "sent" and "se " not in made.clitics)
    ):
        return made
    complement = _complement(made.rest, feminine)
    return None if complement is None else Predicate(made.clitics, made.verb, complement)


def _complement(rest: str, feminine: bool | None) -> str | None:
    """Make the adjective after "être" agree; None when the gender is not known and would show."""
    if rest != gendered(rest, True):
        return gendered(rest, feminine) if feminine is not None else None
    words = rest.split(" ")
    i = next(
        (
            n
            for n, w in enumerate(words)
            if w.lower() not in shipped("french")["words"]["degrees"] and w.lower() not in ("pas", "jamais")
        ),
        0,
    )
    word = words[i] if i < len(words) else ""
    if not word.isalpha() or fold(word) in _small_words() or not feminine_word(word):
        return rest
    changed = feminine_word(word)
    if changed == word or feminine is False:
        return rest
    if feminine is None:
        return None
    words[i] = changed
    for n in range(i + 1, len(words) - 1):
        if words[n] in ("et", "ou") and words[n + 1].isalpha():
            words[n + 1] = feminine_word(words[n + 1])
    return " ".join(words)


@cache
def _small_words() -> frozenset[str]:
    words = shipped("french")["words"]
    others = ("d", "d'un", "d'une", "l", "mon", "ma", "mes", "celui", "celle", "contre", "quelqu", "en")
    return frozenset(fold(word) for word in (*words["prepositions"], *words["articles"], *others))


# ---------------------------------------------------------------- questions

_OFTEN = re.compile(
    r"(\d|une?\b|deux|trois|chaque|tous|toutes|souvent|parfois|rarement|régulièrement|plusieurs|moins|plus)"
    r"|au moins"
)
_WHICH = re.compile(
    rf"^(?:par |sur |dans |à |pour )?quel(?:le)?s? (?P<noun>[^?,]+?) (?:{_CLITIC})*"
    r"\w+-(?:vous|t-il|t-elle|il|elle)\s*\?$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^(?:quel(?:le)?s? (?:est|sont|était) )(?P<noun>[^?,]+?)(?:,? \(?en "
    r"(?:euros?|€|heures?|minutes?|km|kg|cm|années?|ans|mois|jours)\b[^?]*)?\s*\?$",
    re.IGNORECASE,
)
"""« Quel est votre budget mensuel, en euros ? »: the unit is no part of what is asked."""
_CONTENT = re.compile(
    r"^(?:dans quelle mesure )?[êe]tes-vous satisfait(?:e|\(e\)|·e)?s? (?P<of>d'|de la |de l'|de |du |des )"
    r"(?P<rest>[^?]+?)\s*\?$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"^(?P<before>[^?]*?)(?P<clitics>{_CLITIC}*)(?P<verb>\w+)-vous\b ?(?P<rest>[^?]*?)\s*\??$", re.IGNORECASE
)
_PLAIN = re.compile(
    rf"^(?P<before>[^?]*?)(?:est-ce que )?vous (?P<clitics>{_CLITIC}*)(?P<verb>\w+) ?(?P<rest>[^?]*?)\s*\??$",
    re.IGNORECASE,
)


def asked(question: str) -> tuple[str, Predicate] | None:
    """Read a question put to "vous": what comes before the verb, and the predicate; or None."""
    said = question.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").strip()
    match = _INVERTED.match(said) or _PLAIN.match(said)
    if not match or match["verb"].lower().startswith(("est", "quel")):
        return None
    made = predicate(match["clitics"], match["verb"], match["rest"].strip(), third_from_vous)
    before = re.sub(r"est-ce que? ?$|est-ce qu'$", "", match["before"].strip(), flags=re.IGNORECASE).strip()
    return None if made is None else (before, made)


def questioned(question: str, feminine: bool | None) -> Predicate | None:
    """Return what a yes-or-no question asks, in the right gender; None when unsafe."""
    said = asked(question)
    if said is None or said[0]:
        return None
    made = said[1]
    if made.verb != "est":
        return made
    rest = _complement(made.rest, feminine)
    return None if rest is None else Predicate(made.clitics, made.verb, rest)


def yes_no(question: str, yes: bool, feminine: bool | None) -> str | None:
    """Answer a yes-or-no question with a line: « Avez-vous un jardin ? », no, gives "N'a pas de jardin"."""
    said = asked(question)
    if said is None or (said[0] and not said[0].endswith(",")):
        return None
    before, made = said
    if made.verb == "est":
        rest = _complement(made.rest, feminine)
        if rest is None:
            return None
        made = Predicate(made.clitics, made.verb, rest)
    if yes and made.rest.startswith("déjà "):
        return _after(before, made.affirmed())
    line = made.affirmed() if yes else made.denied()
    return None if line is None else _after(before, line)


def _after(before: str, line: str) -> str | None:
    if not before:
        return line
    whose = possessed(before)
    return None if whose is None else f"{whose} {line}"


def choice(question: str, answer: str, feminine: bool | None) -> str | None:
    """Answer an open question with a line: « Où lisez-vous ? », "En train" gives "lit en train"."""
    whose = possessed(answer)
    if whose is None:
        return _who(question, answer, feminine)
    put = lowered(whose)
    who = _who(question, answer, feminine) or _content(question, put, feminine)
    if who:
        return who
    said = asked(question)
    if said is None:
        return None
    before, made = said
    return _answered(before.replace("’", "'"), made, put)


def _answered(before: str, made: Predicate, put: str) -> str | None:
    """Put the answer where the question word pointed."""
    asking = re.search(
        r"(?:^|, )(que|qu'|o[uù]|d'où|à quelle fréquence|quand|comment|avec qui|pour qui"
        r"|combien de fois[^,]*)$",
        before,
        re.IGNORECASE,
    )
    if not asking:
        return None
    word, lead = asking[1].lower(), before[: asking.start()].strip()
    if fold(put) in ("jamais", "jamais ou presque"):
        line = made.denied("jamais")
    elif word in ("que", "qu'"):
        line = made.affirmed() + " " + put if not made.rest and _noun_phrase(put) else None
    elif word == "comment" and _noun_phrase(put):
        line = f"{made.affirmed()} : {put}"
    elif not _adverbial(word, put):
        line = None
    else:
        line = f"{made.affirmed()} {put}"
    return None if line is None else _after(f"{lead}," if lead else "", line)


def _noun_phrase(put: str) -> bool:
    return (
        bool(re.match(r"(un|une|des|du|de la|de l'|le|la|les|l'|son|sa|ses|rien\b|plusieurs) ?", put))
        and put != "rien"
    )


def _adverbial(word: str, put: str) -> bool:
    first = put.split(" ", maxsplit=1)[0].removesuffix("'").lower()
    if word.startswith(("à quelle fréquence", "combien de fois")):
        return bool(_OFTEN.match(put))
    return first in shipped("french")["words"]["prepositions"] or put.startswith(
        ("d'", "le ", "tous", "chaque")
    )


def _content(question: str, put: str, feminine: bool | None) -> str | None:
    """Answer « Êtes-vous satisfait de votre magasin ? »: "très satisfait de son magasin"."""
    match = _CONTENT.match(question.replace("’", "'"))
    if not match or not re.search(r"\bsatisfait(?:e|\(e\)|·e)?$", put):
        return None
    rest = possessed(match["rest"])
    agreed = gendered(re.sub(r"satisfaite?$", "satisfait(e)", put), feminine)
    return None if rest is None else f"{agreed} {match['of']}{rest}"


def _who(question: str, answer: str, feminine: bool | None) -> str | None:
    """Answer « Qui valide l'achat ? »: "Son n+1 valide l'achat"."""
    match = re.match(r"^qui (?P<verb>\w+) (?P<rest>[^?]*?)\s*\?$", question.replace("’", "'"), re.IGNORECASE)
    if not match or match["verb"].lower() in ("est", "sont", "êtes", "vous"):
        return None
    rest = possessed(match["rest"])
    if rest is None:
        return None
    alone = re.match(
        r"moi(?:[- ]m[êe]me)?( seul(?:e|\(e\)|·e)?)?(,.*)?$", answer.replace("’", "'"), re.IGNORECASE
    )
    if alone:
        if alone[1]:
            only = {True: "seule", False: "seul", None: "seul(e)"}[feminine]
            return f"{match['verb'].lower()} {only} {rest}{alone[2] or ''}"
        self = {True: "elle-même", False: "lui-même", None: ""}[feminine]
        return f"{match['verb'].lower()} {rest}{' ' + self if self else ' personnellement'}{alone[2] or ''}"
    whose = possessed(answer)
    if whose is None or not re.match(r"(le|la|l'|son|sa|un|une|mon|ma)\b", whose.lower().replace("’", "'")):
        return None
    return f"{lowered(whose)} {match['verb'].lower()} {rest}"


_WHERE = re.compile(
    rf"^(?:où|comment|quand|à quelle fréquence) (?:{_CLITIC})*(?:faites|achetez|prenez|effectuez)"
    r"-vous (?:vos|votre|les|le|la|l')\s?(?P<noun>[^?,]+?)\s*\?$",
    re.IGNORECASE,
)
"""« Où faites-vous vos courses ? » is about « courses »."""


def subject_of(question: str) -> str | None:
    """Return what a question is about: « Quel type de thé buvez-vous ? » gives "type de thé"."""
    said = question.replace("’", "'").strip()
    match = _WHAT.match(said)
    match = match or _WHICH.match(said) or _WHERE.match(said)
    if match:
        return possessed(re.sub(r"^(?:vos|votre|le|la|les|l') ?", "", match["noun"], flags=re.IGNORECASE))
    if "?" in said or re.search(r"\bvous\b|\b(je|tu)\b", said, re.IGNORECASE):
        return None
    return possessed(re.sub(r"^(?:votre|vos) ", "", said.rstrip(" .:"), flags=re.IGNORECASE))
