"""Plain numbers as people type them: `2,50`, `2.5 %`, `−0,5`, `1 345 kr`."""

from __future__ import annotations

import re
from decimal import Decimal

from app.formatting.typed_amounts import UnreadableAmountError

_NUMBER = r"([+-]?)([0-9]{1,9})(?:[.,]([0-9]{1,6}))?"
_UNIT = r"\s*(?:%|kr\.?|sek|nok)$"
_SPACES = r"[\s\u00a0\u202f\u2009]"


def parse_number(text: str) -> Decimal:
    """Read a number of at most nine digits before the decimals and six after them; its unit is passed over.

    Raises:
        UnreadableAmountError: It is none.
    """
    plain = re.sub(_UNIT, "", text.strip().lower())
    plain = re.sub(_SPACES, "", plain).replace("\u2212", "-").replace("\u2013", "-")
    found = re.fullmatch(_NUMBER, plain)
    if found is None:
        raise UnreadableAmountError(text)
    decimals = f".{found[3]}" if found[3] else ""
    return Decimal(f"{found[1]}{found[2]}{decimals}")
