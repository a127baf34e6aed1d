"""Words in the user's language: one catalogue for screens and paper, numbers and dates, French typography.

A ``Texts`` value is handed down to whoever writes words; there is no current language. The source text is
English.
"""

import gettext
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from persona_studio.errors import UserError
from persona_studio.paths import resource

if TYPE_CHECKING:
    from datetime import datetime

    from babel import Locale

# Babel is imported where numbers and dates are written: the first screen shows none and must not wait for it.

LANGUAGES: tuple[str, ...] = ("fr", "en")
DOMAIN = "persona_studio"
NARROW = "\u202f"
"""Narrow no-break space: before French double signs, in thousands, after ×."""
NO_BREAK = "\u00a0"
MINUS = "\u2212"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Return the shipped words of a language, read once: many a gesture makes its own ``Texts``."""
    # Opened by its name: looking for it as gettext.translation does takes as long again, at every start.
    with resource("lang", language, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


class Texts:
    """Sentences, numbers and dates of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "fr"

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        return _catalogue(self.language)

    @cached_property
    def _locale(self) -> "Locale":
        from babel import Locale  # noqa: PLC0415

        return Locale.parse({"fr": "fr_FR", "en": "en_GB"}[self.language])

    def __call__(self, text: str, /, **blanks: Any) -> str:
        """Return a text in this language, its ``{blanks}`` filled."""
        return self._filled(self._catalogue.gettext(text), blanks)

    def plural(self, one: str, many: str, n: int, /, **blanks: Any) -> str:
        """Return the text for ``n`` things; ``{n}`` is filled with the number as people write it."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": self.integer(n), **blanks})

    def code(self, kind: str, code: str, params: Sequence[tuple[str, Any]] = ()) -> str:
        """Return the sentence of a code: reason, notice, verdict, progress..."""
        return self._filled(self._catalogue.gettext(f"{kind}.{code}"), dict(params))

    def error(self, error: UserError) -> str:
        """Say what happened, what was kept, what to do."""
        return self.code("error", error.code, tuple(error.params.items()))

    def _filled(self, text: str, blanks: dict[str, Any]) -> str:
        said = {k: self.integer(v) if type(v) is int else v for k, v in blanks.items()}
        return text.format(**said) if said else text

    def integer(self, value: float) -> str:
        """Return 1 248 or 1,248."""
        if isinstance(value, int) and 0 <= value < 1000:
            return str(value)  # the same in every language, and no locale to load
        return self.decimal(value, 0)

    def decimal(self, value: float, digits: int) -> str:
        """Return a number with that many decimals."""
        from babel.numbers import format_decimal  # noqa: PLC0415

        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _minus(format_decimal(value, pattern, locale=self._locale).replace(NO_BREAK, NARROW))

    def percent(self, share: float, digits: int = 0) -> str:
        """Return 31 % or 31% for 0.31."""
        number = self.decimal(share * 100, digits)
        return f"{number}{NARROW}%" if self.language == "fr" else f"{number}%"

    def ratio(self, value: float) -> str:
        """Return × 1,5 or 1.5×."""
        number = self.decimal(value, 1)
        return f"×{NARROW}{number}" if self.language == "fr" else f"{number}×"

    def points(self, share: float) -> str:
        """Return ± 7 pts for a margin of 0.07."""
        number = self.integer(abs(share) * 100)
        return f"±{NARROW}{number}{NARROW}pts" if self.language == "fr" else f"± {number} pts"

    def date(self, when: "datetime") -> str:
        """Return a day: 12 juin 2026."""
        from babel.dates import format_date  # noqa: PLC0415

        return format_date(when, "long", locale=self._locale)

    def moment(self, when: "datetime") -> str:
        """Return a time of the day: 9 h 42 or 09:42."""
        if self.language == "fr":
            return f"{when.hour}{NO_BREAK}h{NO_BREAK}{when.minute:02d}"
        return f"{when.hour:02d}:{when.minute:02d}"

    def listed(self, words: Sequence[str], *, style: str = "standard") -> str:
        """Join words as people do: a, b et c ("or" gives a, b ou c)."""
        from babel.lists import format_list  # noqa: PLC0415

        return format_list(words, style="or" if style == "or" else "standard", locale=self._locale)

    def quoted(self, text: str) -> str:
        """Put a text between the language's quotation marks."""
        return f"«{NARROW}{text}{NARROW}»" if self.language == "fr" else f"\u201c{text}\u201d"


def unquoted(text: str) -> str:
    """Return a text without the quotation marks around it, of whichever language."""
    return text.strip(' \u00a0\u202f«»“”"')


def _minus(number: str) -> str:
    """Put the true minus sign, but none before what is rounded to nothing."""
    return number.replace("-", MINUS if any(digit in number for digit in "123456789") else "")


_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"«[ \u00a0\u202f]?"), f"«{NARROW}"),
    (re.compile(r"[ \u00a0\u202f]?»"), f"{NARROW}»"),
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(r"\.\.\."), "\u2026"),
    (re.compile(r"(?<=[\w\)\]»\u2019%€])[ \u00a0\u202f]?(?=[;!?]+(?:\s|$|»|\)))"), NARROW),
    (re.compile(r"(?<=[\w\)\]»\u2019%€])[ \u00a0\u202f]?(?=:(?:\s|$))"), NARROW),
    (re.compile(r"(?<=[\d])[ \u00a0\u202f]?(?=%)"), NARROW),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"×[ \u00a0]?(?=\d)"), f"×{NARROW}"),
    (re.compile(r"(?<=\d)[ ](?=(?:ans?|mois|€|k€|h|km|min)(?!\w))"), NO_BREAK),
    (re.compile(r"\b(n) ?= ?(?=\d)"), f"\\1{NARROW}={NARROW}"),
)
_SPACES = " \u00a0\u202f"
_THOUSANDS = rf"\d{{3}}(?:[{_SPACES}]\d{{3}})*(?![{_SPACES}]?\d)"
_ENGLISH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\d)[ \u00a0\u202f]+(?=%)"), ""),
    # 1 248 and 12 000 000, not the groups of a telephone number.
    (re.compile(rf"(?<![\d.,])(?<!\d[{_SPACES}])(\d{{1,3}})[{_SPACES}](?={_THOUSANDS})"), "\\1,"),
    (re.compile(rf"(?<=\d,\d{{3}})[{_SPACES}](?={_THOUSANDS})"), ","),
    (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
    (re.compile(r"\.\.\."), "\u2026"),
    (re.compile(r'(?<![^\s(\[\u2013\u2014-])"(?=\S)'), "\u201c"),
    (re.compile(r'(?<=\S)"(?!\w)'), "\u201d"),
    (re.compile(r"(?<=[\w\)\]\u201d\u2019%])[ \u00a0\u202f]+(?=[;:!?]+(?:\s|$|\)))"), ""),
    (re.compile(r"\b(n) ?= ?(?=\d)"), f"\\1{NARROW}={NARROW}"),
)


# Each begins where a word does, or it would look along a long word once from each of its letters.
_LITERAL = re.compile(
    r"(?:https?://|ftp://|www\.)\S*[\w/]"  # addresses of pages
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"  # of people
    r"|(?<!\w)\d{1,2}:\d{2}(?!\w)"  # hours
    r"|`[^`]+`"
    r"|(?:(?<!\S)\S*?)?(?:::|->|=>|==|!=|&&|\|\||[{}\\])\S*"  # what programs read
    r"|(?<!\w)\w+?_\w+|(?<!\w)\w++\([^()\s]*+\)"
)


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2028\u2029\ufeff\ufffe\uffff]")


def seen(text: str) -> str:
    r"""Return a text of another program without what nobody sees; nothing at all when nothing of it shows.

    Tabs, ends of lines ("\n") and joiners between signs stay.
    """
    text = _UNSEEN.sub(" ", text)
    shows = any(unicodedata.category(sign) not in ("Cf", "Cc", "Zs") for sign in text)
    return text if shows else ""


def typography(text: str, language: str) -> str:
    """Put apostrophes, quotation marks and no-break spaces right; running it twice changes nothing more.

    Addresses, hours and what looks like a program's text are left as they are.
    """
    literal = _LITERAL.search(text) is not None
    for pattern, put in _FRENCH if language == "fr" else _ENGLISH:
        text = _put(pattern, put, text) if literal else pattern.sub(put, text)
    return text


def _put(pattern: re.Pattern[str], put: str, text: str) -> str:
    """Substitute outside of what is left as it is."""
    spans = [match.span() for match in _LITERAL.finditer(text)]
    starts = [start for start, _ in spans]

    def outside(match: re.Match[str]) -> str:
        at = bisect_right(starts, match.start()) - 1
        end = spans[at][1] if at >= 0 else -1
        return match.group() if match.end() <= end and not _edge(match, end) else match.expand(put)

    return pattern.sub(outside, text)


def _edge(match: re.Match[str], end: int) -> bool:
    """Tell whether a match is only the place where something ends."""
    return match.start() == match.end() == end
