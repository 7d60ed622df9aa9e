"""Amounts as people and programs write them, read alike for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Mark = Literal[",", ".", ""]

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2007\u2009'’]")
_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "—": "-"})
_NAMES = r"(?:SEK|NOK|DKK|EUR|USD|GBP|ISK|CHF|PLN|CAD|AUD|JPY|[snd]?kr)\.?|[€$£]"
_UNIT = re.compile(rf"(?P<before>{_NAMES}|)(?P<number>.*?)(?P<after>{_NAMES}|,-|:-|)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+|\d*[.,]\d+|\d+[.,]|\d{1,3}(\.\d{3})+(,\d*)?|\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Written:
    """A number taken apart: its sign, its digits with their marks, and the unit that stood beside it."""

    is_negative: bool
    digits: str
    unit: str


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Written | None:
    """Return sign, digits and unit of `1 234,50 kr`, `−5`, `(5,00)`, `5,00-`; `None` if it is no number."""
    bare = _BLANKS.sub("", text).translate(_MINUS)
    parts = _UNIT.fullmatch(bare) if len(bare) <= 2 * _LONGEST else None
    if parts is None:
        return None
    unit = parts["before"] or parts["after"]
    number, is_negative = _without_sign(parts["number"])
    if not _DIGITS.fullmatch(number) or len(number) > _LONGEST:
        return None
    return Written(is_negative, number, _SYMBOLS.get(unit, unit.strip(".,:-").upper()))


def _without_sign(number: str) -> tuple[str, bool]:
    if number.startswith("(") and number.endswith(")"):
        return number[1:-1], True
    if number.endswith("-"):
        return number[:-1], True
    return number.lstrip("+-"), number.startswith("-")


def mark_of(digits: str) -> Mark | None:
    """Return the decimal mark that digits prove, `""` if they have none, `None` if they can be read twice."""
    commas, points = digits.count(","), digits.count(".")
    if not commas and not points:
        return ""
    if commas and points:
        return "," if digits.rindex(",") > digits.rindex(".") else "."
    separator, other = (",", ".") if commas else (".", ",")
    if commas + points > 1:
        return _mark(other)
    before, after = digits.split(separator)
    is_thousands_possible = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return None if is_thousands_possible else _mark(separator)


def _mark(character: str) -> Mark:
    return "," if character == "," else "."


def decimal_mark(texts: Iterable[str]) -> Mark:
    """Return the decimal mark that most of these texts prove, `""` if none does."""
    marks = [mark_of(written.digits) for text in texts if (written := take_apart(text))]
    commas, points = marks.count(","), marks.count(".")
    if commas == points:
        return ""
    return "," if commas > points else "."


def to_decimal(written: Written, mark: Mark) -> Decimal | None:
    """Return the exact number, `None` if its digits could be read twice and `mark` does not settle it."""
    own = mark_of(written.digits)
    used = mark if own is None else own
    if own is None and not mark:
        return None
    thousands = "," if used == "." else "."
    plain = written.digits.replace(thousands, "").replace(",", ".").rstrip(".") if used else written.digits
    value = Decimal(plain)
    return -value if written.is_negative else value


def readings(written: Written) -> tuple[Decimal, Decimal]:
    """Return the two ways to read digits that could be read twice: with decimals, and in thousands."""
    sign = -1 if written.is_negative else 1
    as_decimals = Decimal(written.digits.replace(",", "."))
    return sign * as_decimals, sign * Decimal(re.sub(r"[.,]", "", written.digits))
