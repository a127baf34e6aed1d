"""Questions that quote an earlier answer: the mark of the survey tool gives way to words, or to an ellipsis.

A respondent read "You mentioned speed"; the file holds "You mentioned {factors_SQ003}" (LimeSurvey) or
"${q://QID4/ChoiceTextEntryValue}" (Qualtrics). Such a mark must be seen on no sheet.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from persona_studio.domain.variables import in_words
from persona_studio.domain.waves import Notice
from persona_studio.ingest.table import RawColumn, RawTable
from persona_studio.ingest.words import fold

ELLIPSIS = "…"
_QUALTRICS = r"\$\{[^{}]*\}"
_LIMESURVEY = re.compile(_QUALTRICS + r"|\{(?!\s)[^{}]*(?<!\s)\}")
"""LimeSurvey takes any braces for its own, unless a space follows."""
_ANY = re.compile(_QUALTRICS + r"|\{\{[^{}]+\}\}|\{[A-Za-z]\w*[_.:\d][\w.:-]*\}")
_WHOLE = re.compile(r"^\{.*\}?$", re.DOTALL)
"""A column that is nothing else was computed by the survey tool: it is no question."""
_QUOTED = re.compile(r"\[([A-Za-z]{1,3}\d+)\](?=.*\w)")
_NUMBER = re.compile(r"0*(\d+)(?:\.\w+)?\W*$")
_CODE = re.compile(r"\{+([A-Za-z]\w*)(?:\.\w+)?\}+")


def without_marks(table: RawTable) -> RawTable:
    """Return the table whose questions hold no mark of a survey tool any more, and a remark when some did.

    A mark that names an option or item of the file gives way to its words, any other to an ellipsis;
    questions that would then be the same keep the number of their mark.
    """
    said = _Said(table)
    columns = tuple(map(said.of, table.columns))
    if not said.silent:
        return replace(table, columns=columns)
    params = (("count", str(len(said.silent))), ("example", said.silent[0]))
    return replace(table, columns=columns, notices=(*table.notices, Notice("marks_unsaid", params)))


class _Said:
    """What the marks of one table stand for. ``silent`` lists the first mark without words of each column."""

    def __init__(self, table: RawTable) -> None:
        self._marks = _LIMESURVEY if table.platform == "limesurvey" else _ANY
        self._words = _items(table.columns, self._marks)
        self._names = frozenset() if table.platform == "limesurvey" else {c.name for c in table.columns}
        texts = (column.label for column in table.columns if self._marks.search(column.label))
        self._ties = Counter(self._marks.sub(ELLIPSIS, text) for text in texts)
        self.silent: list[str] = []

    def of(self, column: RawColumn) -> RawColumn:
        """Return a column in words."""
        if _WHOLE.match(column.name) or not any(map(self._marked, (column.name, column.label))):
            return column
        tied = self._ties[self._marks.sub(ELLIPSIS, column.label)] > 1
        before = len(self.silent)
        name, label, stem, item = (
            self._in_words(text, tied) for text in (column.name, column.label, column.stem, column.item)
        )
        del self.silent[before + 1 :]
        return replace(column, name=name, label=label, stem=stem, item=item)

    def _marked(self, text: str) -> bool:
        found = _QUOTED.search(text)
        return self._marks.search(text) is not None or (found is not None and found[1] in self._names)

    def _in_words(self, text: str, tied: bool) -> str:
        def words(match: re.Match[str]) -> str:
            code = _CODE.fullmatch(match[0])
            known = self._words.get(fold(code[1])) if code else None
            if known is not None:
                return known
            self.silent.append(match[0])
            number = _NUMBER.search(match[0])
            return f"{ELLIPSIS} ({number[1]})" if tied and number else ELLIPSIS

        def quoted(match: re.Match[str]) -> str:
            if match[1] not in self._names:
                return match[0]
            self.silent.append(match[0])
            return ELLIPSIS

        return _QUOTED.sub(quoted, self._marks.sub(words, text))


def _items(columns: Sequence[RawColumn], marks: re.Pattern[str]) -> Mapping[str, str]:
    """Return the words of options and items, by the code that a mark would name them with."""
    return {
        fold(column.name.replace("[", "_").replace("]", "")): column.item
        for column in columns
        if column.item and in_words(column.item) and not marks.search(column.item)
    }
