"""French: from the words of a question to a line about somebody, without a subject ("Habite en ville").

Where the grammar of an answer cannot be guaranteed, these functions return None: the words are then quoted.
"""

import re
from collections.abc import Callable
from functools import cache

from persona_studio.services.drafting.words import fold, shipped

_VOWELS = "aàâeéèêiîïoôuùûyhœ"
_CLITIC = r"(?:ne |n'|me |m'|te |t'|se |s'|vous |le |la |l'|les |lui |leur |y |en )"
_ADVERBS = {
    "très",
    "plutôt",
    "assez",
    "souvent",
    "toujours",
    "parfois",
    "bien",
    "trop",
    "peu",
    "vraiment",
    "quelqu'un",
}
_OTHERS = re.compile(r"(?<!-)\b(vous|je|me|moi|nous|notre|nos|ton|ta|tes|tu)\b|\b[jm]['’]", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(ne|n'|jamais|rien|aucune?|personne|ni)\b|\bn'", re.IGNORECASE)
_INCLUSIVE = re.compile(
    r"(\w+?)(?:·|\.|-|\()((?:ère|rice|euse|trice|ice|ière|fe|ve|se|ne|le|te|e))(?:[·.\-]?s)?\)?(?=\W|$)"
)
_PAIR = re.compile(r"\b(\w+)\s*(?:/| ou )\s*(\w+)\b")


# ---------------------------------------------------------------- verbs


def third_from_vous(verb: str) -> str:
    """Return the third person of a verb given after "vous": achetez gives achète."""
    known: dict[str, str] = shipped("french")["vous"]
    if verb in known:
        return known[verb]
    if not verb.endswith("ez"):
        return verb
    if re.search(r"[^a]issez$", verb):
        return verb[:-5] + "it"
    return _open_syllable(verb[:-2].removesuffix("y") + ("i" if verb.endswith("yez") else "")) + "e"


def _open_syllable(stem: str) -> str:
    """Return the stem as it sounds before a mute e: préfér gives préfèr, achet gives achèt."""
    return re.sub(r"[eé](?=(?:[bcdfglmnprstv]|ch|gn|gu|qu|br|cr|tr)$)", "è", stem)


def third_from_je(verb: str) -> str:
    """Return the third person of a verb given after "je": choisis gives choisit."""
    known: dict[str, str] = shipped("french")["je"]
    if verb in known:
        return known[verb]
    if verb.endswith(("ds", "ts")):
        return verb[:-1]
    if verb.endswith("rai"):
        return verb[:-1]
    return re.sub(r"[sx]$", "t", verb)


# ---------------------------------------------------------------- gender


def feminine_word(word: str) -> str:
    """Return the feminine of an adjective, or of the name of a job."""
    known: dict[str, str] = shipped("french")["feminine"]
    lower = word.lower()
    if lower in known:
        return _same_case(word, known[lower])
    rules = (
        ("eux", "euse"),
        ("teur", "trice"),
        ("eur", "euse"),
        ("if", "ive"),
        ("er", "ère"),
        ("el", "elle"),
        ("eil", "eille"),
        ("en", "enne"),
        ("on", "onne"),
        ("é", "ée"),
        ("e", "e"),
    )
    for ending, put in rules:
        if lower.endswith(ending):
            return word[: len(word) - len(ending)] + put
    return word + "e" if lower[-1:].isalpha() else word


def _same_case(word: str, put: str) -> str:
    return put[0].upper() + put[1:] if word[:1].isupper() else put


def gendered(text: str, feminine: bool | None) -> str:
    """Choose a form where a text offers both: "Directeur·rice", "Marié(e)", "Vendeur / vendeuse"."""
    if feminine is None:
        return text
    chosen = _INCLUSIVE.sub(lambda m: _form(m, feminine), text)
    return _PAIR.sub(lambda m: _one_of(m, feminine), chosen)


def _form(match: re.Match[str], feminine: bool) -> str:
    word = match[1]
    if not feminine:
        return word
    if match[2] in ("e", "le", "ne", "te", "se", "fe", "ve") and feminine_word(word) == word + match[2]:
        return word + match[2]
    return feminine_word(word)


def _one_of(match: re.Match[str], feminine: bool) -> str:
    one, other = match[1], match[2]
    if feminine_word(one).lower() == other.lower() and one.lower() != other.lower():
        return _same_case(one, other) if feminine else one
    if feminine_word(other).lower() == one.lower() and one.lower() != other.lower():
        return one if feminine else _same_case(one, other)
    return match[0]


def agreed(text: str, feminine: bool | None) -> str:
    """Return a job or a state in the right gender: "Employé qualifié" gives "Employée qualifiée".

    Only the words that name people agree, and the adjectives that follow them.
    """
    chosen = gendered(text, feminine)
    if not feminine or chosen != text:
        return chosen
    people = shipped("french")["people"]
    words = text.split(" ")
    start = 1 if words[0].lower() in people["adverbs"] and len(words) > 1 else 0
    if words[start].lower() not in people["heads"]:
        return text
    for i in range(start, len(words)):
        if i > start and not _adjective(words[i]):
            break
        if words[i].lower() not in people["epicene"]:
            words[i] = feminine_word(words[i])
    return " ".join(words)


def _adjective(word: str) -> bool:
    endings = ("é", "if", "eur", "el", "al", "ant", "ent", "er", "ien", "ain")
    return word.islower() and word.endswith(endings) and fold(word) not in _stops()


@cache
def _stops() -> frozenset[str]:
    return frozenset({"et", "en", "entretien", "personnel", "environnement", "mer"})


def person(feminine: bool | None) -> str | None:
    """Return the strong pronoun, or None when the gender is not known."""
    return None if feminine is None else "elle" if feminine else "lui"


# ---------------------------------------------------------------- whose


def possessed(text: str) -> str | None:
    """Put "mon", "votre"... in the third person; None when that cannot be told, or when others remain."""
    said = re.sub(r"\b([Mm])(on|a|es)\b", lambda m: ("S" if m[1] == "M" else "s") + m[2], text)
    said = re.sub(r"\b([Vv])os\b", lambda m: "Ses" if m[1] == "V" else "ses", said)
    for match in reversed(list(re.finditer(r"\b([Vv])otre ([\w'’-]+)", said))):
        whose = _son_or_sa(match[2])
        if whose is None:
            return None
        put = (whose.capitalize() if match[1] == "V" else whose) + " " + match[2]
        said = said[: match.start()] + put + said[match.end() :]
    if _OTHERS.search(said):
        return None
    return said


def _son_or_sa(noun: str) -> str | None:
    nouns = shipped("french")["nouns"]
    low = noun.lower()
    if low[0] in _VOWELS and low not in {"huit", "handicap", "hauteur", "héros"}:
        return "son"
    if low in nouns["feminine"] or (
        low not in nouns["masculine"] and low.endswith(tuple(nouns["feminine_endings"]))
    ):
        return "sa"
    return "son" if low in nouns["masculine"] or low.endswith(tuple(nouns["masculine_endings"])) else None


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
                r"^(une|un|des|du|de la|de l') ?(?=([\w']))",
                lambda m: "d'" if m[2] in _VOWELS else "de ",
                rest,
            )
        first = self.clitics or self.verb
        no = "n'" if first[0] in _VOWELS and first[0] != "h" else "ne "
        return _joined(no + self.clitics, f"{self.verb} {word}", rest)


def _joined(clitics: str, verb: str, rest: str) -> str:
    return f"{clitics}{verb} {rest}".strip() if rest else f"{clitics}{verb}"


def predicate(clitics: str, verb: str, rest: str, third: Callable[[str], str]) -> Predicate | None:
    """Build a predicate from the words of a question or sentence; None when a possessive cannot be told."""
    whose = possessed(rest)
    if whose is None:
        return None
    put = third(verb.lower())
    turned = re.sub(r"\b(?:me|vous) ", "se ", clitics.lower())
    turned = re.sub(r"\bm'", "s'", turned)
    if turned.endswith("se ") and put[0] in _VOWELS and put[0] != "h":
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
        (n for n, w in enumerate(words) if w.lower() not in _ADVERBS and w.lower() not in ("pas", "jamais")),
        0,
    )
    word = words[i] if i < len(words) else ""
    if not word.isalpha() or fold(word) in _not_adjectives() or not feminine_word(word):
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
def _not_adjectives() -> frozenset[str]:
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
    who = _who(question, answer, feminine)
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
        r"(?:^|, )(que|qu'|o[uù]|d'où|à quelle fréquence|quand|avec qui|pour qui|combien de fois[^,]*)$",
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


def _who(question: str, answer: str, feminine: bool | None) -> str | None:
    """Answer « Qui valide l'achat ? »: "Son n+1 valide l'achat"."""
    match = re.match(r"^qui (?P<verb>\w+) (?P<rest>[^?]*?)\s*\?$", question.replace("’", "'"), re.IGNORECASE)
    if not match or match["verb"].lower() in ("est", "sont", "êtes", "vous"):
        return None
    rest = possessed(match["rest"])
    if rest is None:
        return None
    alone = re.match(r"moi(?:[- ]m[êe]me)?( seule?)?(,.*)?$", answer.replace("’", "'"), re.IGNORECASE)
    if alone:
        self = {True: "elle-même", False: "lui-même", None: ""}[feminine]
        return f"{match['verb'].lower()} {rest}{' ' + self if self else ' personnellement'}{alone[2] or ''}"
    whose = possessed(answer)
    if whose is None or not re.match(r"(le|la|l'|son|sa|un|une|mon|ma)\b", whose.lower().replace("’", "'")):
        return None
    return f"{lowered(whose)} {match['verb'].lower()} {rest}"


def subject_of(question: str) -> str | None:
    """Return what a question is about: « Quel type de thé buvez-vous ? » gives "type de thé"."""
    said = question.replace("’", "'").strip()
    match = re.match(r"^(?:quel(?:le)?s? (?:est|sont|était) )(?P<noun>[^?,]+?)\s*\?$", said, re.IGNORECASE)
    match = match or _WHICH.match(said)
    if match:
        return possessed(re.sub(r"^(?:vos|votre|le|la|les|l') ?", "", match["noun"], flags=re.IGNORECASE))
    if "?" in said or re.search(r"\bvous\b|\b(je|tu)\b", said, re.IGNORECASE):
        return None
    return possessed(re.sub(r"^(?:votre|vos) ", "", said.rstrip(" .:"), flags=re.IGNORECASE))


# ---------------------------------------------------------------- capitals


def lowered(text: str) -> str:
    """Return an answer as it stands inside a sentence: without its capital, unless it may be a name."""
    words = shipped("french")["words"]
    parts = re.split(r"[\s']+", text.replace("’", "'"))
    first = parts[0]
    low = first.lower().strip(",;.")
    if (
        not first[:1].isupper()
        or (len(first) > 1 and first[1:] != first[1:].lower())
        or low in words["proper"]
    ):
        return text
    if len(first.strip(".")) == 1 and len(parts) > 1 and text[1:2] not in "'’ ":
        return text
    known = low in words["common"] or low in words["prepositions"] or low in words["articles"]
    known = known or (low.endswith(tuple(words["common_endings"])) and len(low) > 5)
    inside = [part for part in parts[1:] if part.lower() not in words["proper"]]
    plain = any(part.isalpha() for part in inside) and all(part == part.lower() for part in inside)
    return text[0].lower() + text[1:] if known or plain else text
