"""SurveyMonkey: a row of questions, then one of options, where a question without any says "Response"."""

import re
from collections.abc import Sequence

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean, fold

_SINGLE = {
    "response",
    "open-ended response",
    "reponse",
    "reponse ouverte",
    "reponse libre",
    "respuesta",
    "respuesta abierta",
}
_FIRST = {"respondentid", "respondent id", "id du repondant", "id repondant", "numero de repondant"}
_CODED = re.compile(r"^q\d{4}(_\d{4})?$")


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from SurveyMonkey."""
    if not rows:
        return None
    known = fold(rows[0][0]) in _FIRST
    if len(rows) >= 2 and _is_option_row(rows[0], rows[1], known):
        return Header("surveymonkey", 2, _titles(rows[0], rows[1]))
    coded = sum(bool(_CODED.match(cell)) for cell in rows[0])
    if known or coded > max(3, len(rows[0]) // 2):
        return Header("surveymonkey", 1, titles_of(rows[0]))
    return None


def _is_option_row(questions: Sequence[str], options: Sequence[str], known: bool) -> bool:
    """Tell a row of options: it begins with a blank, and says "Response" or fills the blanks of the first."""
    filled = [index for index, cell in enumerate(options) if cell.strip()]
    if not filled or options[0].strip():
        return False
    single = sum(fold(options[index]) in _SINGLE for index in filled)
    under_blank = sum(not questions[index].strip() for index in filled)
    return single >= 1 and (known or single + under_blank >= len(filled) / 3)


def _titles(questions: Sequence[str], options: Sequence[str]) -> tuple[Title, ...]:
    titles: list[Title] = []
    question = ""
    for index, (cell, option) in enumerate(zip(questions, options, strict=True)):
        question = clean(cell) or question
        item = "" if fold(option) in _SINGLE else clean(option)
        alone = bool(cell.strip()) and (index + 1 >= len(questions) or bool(questions[index + 1].strip()))
        if not item or (alone and not item):
            titles.append(Title(question, question))
        else:
            name = f"{question} - {item}"
            titles.append(Title(name, name, stem=question, item=item))
    return tuple(titles)
