"""Numbers that name one person or account, told from other numbers by the key they carry.

The keys are checked by python-stdnum, which keeps the rules of each country.
"""

import re
from functools import cache
from importlib import import_module
from typing import Any

_SURE = (
    *("fr.nir", "iban", "be.nn", "ch.ssn", "it.codicefiscale", "es.dni", "es.nie", "br.cpf", "mx.curp"),
    *("pl.pesel", "ro.cnp", "fi.hetu", "no.fodselsnummer", "se.personnummer", "dk.cpr", "cz.rc", "ee.ik"),
    *("cn.ric", "ie.pps", "tr.tckimlik", "hr.oib", "de.idnr", "bg.egn", "za.idnr", "cl.rut"),
)
"""Numbers whose key, or form, leaves hardly any room for chance."""
_LIKELY = ("gb.nhs", "nl.bsn", "ca.sin", "in_.aadhaar", "us.ssn", "pt.nif", "fr.nif", "luhn")
"""Numbers of one check digit or none: told with certainty only under a header that says so."""
_SHAPE = re.compile(r"[A-Za-z]{0,6}[0-9][0-9A-Za-z .\-/+]{5,40}")
_AMERICAN = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
FEWEST_FIGURES = 7
_SAMPLE = 60
MOST = 0.9
"""Share of a column's texts whose key must be right."""


def is_iban(text: str) -> bool:
    """Tell an international bank account number (ISO 13616), by its key and its country's form."""
    return bool(_module("iban").is_valid(text, check_country=False))


def is_social_number(text: str) -> bool:
    """Tell a French social security number by its key, that of Corsica included."""
    return _valid("fr.nir", text)


def are_id_numbers(texts: list[str], *, told: bool = False) -> bool:
    """Tell whether most texts are personal numbers of one country.

    Args:
        texts: different answers of one column.
        told: the header says that they are: then one check digit is enough.
    """
    texts = texts[:_SAMPLE]
    if len(texts) < 3 or sum(map(_shaped, texts)) < MOST * len(texts):
        return False
    if sum(_AMERICAN.fullmatch(text) is not None for text in texts) >= MOST * len(texts):
        return True
    # A check digit is right by chance one time in ten: so many texts leave no room for it.
    names = (*_SURE, *_LIKELY) if told else _SURE if len(texts) >= 8 else ("fr.nir", "iban")
    return any(_most(name, texts) for name in names)


def _shaped(text: str) -> bool:
    """Tell whether a text may be such a number at all: amounts are not, and the rules are slow to load."""
    return sum(map(str.isdigit, text)) >= FEWEST_FIGURES and _SHAPE.fullmatch(text) is not None


def _most(name: str, texts: list[str]) -> bool:
    right, wrong = 0, 0
    for text in texts:
        right, wrong = (right + 1, wrong) if _valid(name, text) else (right, wrong + 1)
        if wrong > (1 - MOST) * len(texts):
            return False
    return right >= MOST * len(texts)


def _valid(name: str, text: str) -> bool:
    if name == "iban":
        return is_iban(text)
    return bool(_module(name).is_valid(text))


@cache
def _module(name: str) -> Any:
    return import_module(f"stdnum.{name}")
