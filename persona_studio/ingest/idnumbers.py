"""Numbers that name one person or account, told from other numbers by the key they carry."""

import re

_NOT_SIGN = re.compile(r"[^0-9A-Za-z]+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_SOCIAL = re.compile(r"[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}\d{2}")


def is_iban(text: str) -> bool:
    """Tell an international bank account number: the remainder by 97 must be 1 (ISO 13616, ISO 7064)."""
    number = _NOT_SIGN.sub("", text).upper()
    if not _IBAN.fullmatch(number):
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def is_social_number(text: str) -> bool:
    """Tell a French social security number: thirteen figures and their key, 97 less the remainder by 97.

    In Corsica the department is 2A or 2B, counted as 19 or 18 for the key.
    """
    number = _NOT_SIGN.sub("", text).upper()
    if not _SOCIAL.fullmatch(number):
        return False
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    return digits.isdigit() and int(number[13:]) == 97 - int(digits) % 97
