"""Payment references, account numbers and identifiers: their check digits, and what a number implies.

Spaces, dashes and dots between digits are passed over. Nothing here knows whether a number is in use.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from itertools import cycle

from app.domain.party import CustomerKind

_SEPARATORS = str.maketrans("", "", " \u00a0\u202f-.")
_FIRST_CENTURY, _LAST_CENTURY = 18, 20
# Added to the day of birth in a Swedish coordination number (folkbokföringslagen 18 a §).
_COORDINATION = 60


class Scheme(StrEnum):
    """How the payee's bank checks a payment reference; an agreement between the two, never guessed.

    Swedish OCR with a check digit alone or with a length digit before it, and Norwegian KID.
    """

    OCR = "ocr"
    OCR_LENGTH = "ocr_length"
    KID_MOD10 = "kid_mod10"
    KID_MOD11 = "kid_mod11"


class ReferenceFault(StrEnum):
    """What is wrong with a payment reference."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    LENGTH_DIGIT = "length_digit"
    CHECK_DIGIT = "check_digit"


def check_reference(
    text: str, scheme: Scheme, *, lengths: Collection[int] = range(2, 26)
) -> ReferenceFault | None:
    """Return what is wrong with a payment reference, or `None` when it holds.

    `lengths` are the agreed numbers of digits, control digits included; OCR and KID both have 2 to 25.
    """
    bare = text.translate(str.maketrans("", "", " \u00a0\u202f"))
    by_mod11 = scheme is Scheme.KID_MOD11
    payload, control = bare[:-1], bare[-1:]
    if not (_is_digits(payload) and (_is_digits(control) or (by_mod11 and control == "-"))):
        return ReferenceFault.LENGTH if _is_digits(bare) else ReferenceFault.NOT_DIGITS
    if len(bare) not in lengths:
        return ReferenceFault.LENGTH
    if not (_kid_mod11(payload) == control if by_mod11 else _is_luhn(bare)):
        return ReferenceFault.CHECK_DIGIT
    if scheme is Scheme.OCR_LENGTH and int(bare[-2]) != len(bare) % 10:
        return ReferenceFault.LENGTH_DIGIT
    return None


def is_valid_bankgiro(text: str) -> bool:
    """Say whether it is a bankgiro number: 7 or 8 digits, the last by Luhn."""
    digits = _digits(text)
    return len(digits) in (7, 8) and _is_luhn(digits)


def is_valid_plusgiro(text: str) -> bool:
    """Say whether it is a plusgiro number: 2 to 8 digits, the last by Luhn."""
    digits = _digits(text)
    return 2 <= len(digits) <= 8 and _is_luhn(digits)


def is_valid_swish(text: str) -> bool:
    """Say whether it is a firm's Swish number: 10 digits that begin with 123."""
    digits = _digits(text)
    return len(digits) == 10 and digits.startswith("123")


def is_valid_account_no(text: str) -> bool:
    """Say whether it is a Norwegian account number: 11 digits, the last by MOD11."""
    from stdnum.no import kontonr

    digits = _digits(text)
    return len(digits) == 11 and kontonr.is_valid(digits)


def is_valid_iban(text: str) -> bool:
    """Say whether it is an IBAN of a country that has them, by length, pattern and check digits."""
    from stdnum import iban

    return iban.is_valid(text)


def is_organisation_number(identifier: str, country: str) -> bool:
    """Say whether it is an organisation number of `SE` or `NO`; a VAT number of the firm counts as one.

    SE: ten digits, the third at least 2 (a personal number has a month there), Luhn; also with `16` before.
    NO: nine digits, the first 8 or 9, MOD11.
    """
    from stdnum.no import orgnr

    if country == "SE":
        digits = _swedish_organisation(identifier)
        return len(digits) == 10 and digits[2] >= "2" and _is_luhn(digits)
    if country == "NO":
        digits = _digits(identifier.upper().removeprefix("NO").strip().removesuffix("MVA"))
        return digits[:1] in ("8", "9") and orgnr.is_valid(digits)
    return False


def is_personal_number(identifier: str, country: str) -> bool:
    """Say whether it is a personal number of `SE` or `NO`; coordination, D and H numbers are such too.

    SE: a date of birth and four digits, the year with or without its century, Luhn over the last ten.
    NO: eleven digits with a date of birth and two check digits.
    """
    if country == "SE":
        return _is_swedish_personal(identifier)
    return country == "NO" and _is_norwegian_personal(identifier)


def implied_kind(identifier: str, country: str) -> CustomerKind | None:
    """Return `BUSINESS` for an organisation number; a personal number or anything else implies nothing."""
    return CustomerKind.BUSINESS if is_organisation_number(identifier, country) else None


def _digits(text: str) -> str:
    """Return the digits of a number, or nothing if it holds anything but digits and separators."""
    bare = text.translate(_SEPARATORS)
    return bare if _is_digits(bare) else ""


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_luhn(digits: str) -> bool:
    from stdnum import luhn

    return luhn.is_valid(digits)


def _kid_mod11(payload: str) -> str:
    """Return the control character: weights 2 to 7 from the right, repeated; a remainder of 10 is a dash."""
    weighted = sum(int(digit) * weight for digit, weight in zip(reversed(payload), cycle(range(2, 8))))
    control = -weighted % 11
    return "-" if control == 10 else str(control)


def _swedish_organisation(identifier: str) -> str:
    """Return the ten digits of an organisation number given bare, with `16` before, or as SE…01."""
    text = identifier.strip().upper()
    digits = _digits(text.removeprefix("SE"))
    if len(digits) == 12:
        if text.startswith("SE") and digits.endswith("01"):
            return digits[:-2]
        if digits.startswith("16"):
            return digits[2:]
    return digits


def _is_swedish_personal(identifier: str) -> bool:
    digits = _digits(identifier.replace("+", "-"))
    if len(digits) not in (10, 12) or not _is_luhn(digits[-10:]):
        return False
    centuries = range(_FIRST_CENTURY, _LAST_CENTURY + 1)
    if len(digits) == 12:
        centuries = range(max(int(digits[:2]), _FIRST_CENTURY), min(int(digits[:2]), _LAST_CENTURY) + 1)
    year, month, day = (int(digits[-10:][at : at + 2]) for at in (0, 2, 4))
    born = day - _COORDINATION if day > _COORDINATION else day
    return any(_is_date(century * 100 + year, month, born) for century in centuries)


def _is_norwegian_personal(identifier: str) -> bool:
    """Check it without the library's own verdict, which asks what day it is today."""
    from stdnum.exceptions import ValidationError
    from stdnum.no import fodselsnummer

    digits = _digits(identifier)
    if len(digits) != 11:
        return False
    checks = fodselsnummer.calc_check_digit1(digits), fodselsnummer.calc_check_digit2(digits)
    if checks != (digits[-2], digits[-1]):
        return False
    try:
        fodselsnummer.get_birth_date(digits)
    except ValidationError:
        return False
    return True


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
