"""Organisation and personal numbers, written one way and checked; a wrong one is never refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import fodselsnummer
from stdnum.no import orgnr as norwegian_orgnr
from stdnum.se import orgnr as swedish_orgnr
from stdnum.se import personnummer

_LABEL = re.compile(r"^\s*(org(\.|anisations?)?[\s-]*(nr|nummer|no)?\.?|cvr|y-tunnus)\s*:?\s*", re.IGNORECASE)
_SWEDISH_CENTURIES = ("16", "18", "19", "20")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number in its shortest form.

    Attributes:
        country: ISO code of the country it belongs to, empty when the number does not tell.
        is_valid: What its check digit says; `None` for countries whose rule we do not know.
    """

    value: str
    country: str
    is_valid: bool | None


@lru_cache(maxsize=4096)
def normalise(text: str, country: str = "") -> Identifier:
    """Return a number without spaces, dashes, country letters and labels; Swedish ones as ten digits.

    An empty `country` is found from the number itself where the check digit leaves no doubt.
    """
    bare = re.sub(r"[\s\u00a0.]", "", _LABEL.sub("", text)).upper()
    if country == "FI" and re.fullmatch(r"\d{8}", bare):
        # Without its dash a Finnish number cannot be told from a Danish one; here the country is known.
        bare = f"FI{bare}"
    readers = [_READERS[country]] if country in _READERS else [] if country else list(_READERS.values())
    found = [identifier for reader in readers if (identifier := reader(bare))]
    if country:
        return found[0] if found else Identifier(bare, country, False if country in _READERS else None)
    valid = [identifier for identifier in found if identifier.is_valid]
    return valid[0] if valid else _unproven(bare)


def _unproven(bare: str) -> Identifier:
    if re.fullmatch(r"\d{6}[-+]\d{4}", bare):
        return Identifier(re.sub(r"\D", "", bare), "SE", False)
    return Identifier(bare, "", None)


def _swedish(bare: str) -> Identifier | None:
    digits = re.sub(r"\D", "", bare)
    if bare.startswith("SE") and len(digits) == 12 and digits.endswith("01"):
        digits = digits[:10]
    elif len(digits) == 12 and digits.startswith(_SWEDISH_CENTURIES):
        digits = digits[2:]
    if len(digits) != 10:
        return None
    return Identifier(digits, "SE", _passes(swedish_orgnr, digits) or _passes(personnummer, digits))


def _norwegian(bare: str) -> Identifier | None:
    digits = re.sub(r"\D", "", bare)
    if len(digits) == 9:
        return Identifier(digits, "NO", _passes(norwegian_orgnr, digits))
    if len(digits) == 11:
        return Identifier(digits, "NO", _passes(fodselsnummer, digits))
    return None


def _danish(bare: str) -> Identifier | None:
    digits = bare.removeprefix("DK")
    return Identifier(digits, "DK", _passes(cvr, digits)) if re.fullmatch(r"\d{8}", digits) else None


def _finnish(bare: str) -> Identifier | None:
    digits = bare.removeprefix("FI").replace("-", "")
    is_number = re.fullmatch(r"\d{8}", digits) and (bare.startswith("FI") or "-" in bare)
    return Identifier(digits, "FI", _passes(ytunnus, digits)) if is_number else None


def _passes(rule: ModuleType, digits: str) -> bool:
    return bool(rule.is_valid(digits))


_READERS: dict[str, Callable[[str], Identifier | None]] = {
    "SE": _swedish,
    "NO": _norwegian,
    "FI": _finnish,
    "DK": _danish,
}
