"""The QR code that a phone with Swish reads: who is paid, how much, and with what message.

The string is that of Swish's QR-code API manual, section 6: `C<number>;<amount>;<message>;<mask>`, the amount
in SEK with a comma and two decimals. Readers differ on how a message is written, so ours holds letters and
digits only; then every reading is the same.
"""

from __future__ import annotations

import re

from app.documents.layout.sheet import Code, Sheet
from app.documents.layout.typesetting import LABEL
from app.domain.money import SEK, Money

SIZE = 24.0
"""Millimetres along an edge; a module is then wide enough for any phone."""
_NOTHING_MAY_BE_CHANGED = 0
_LONGEST_MESSAGE = 50
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z]")


def payload(number: str, amount: Money, message: str) -> str:
    """Return the string of the code, all of it locked for the payer."""
    plain = _NOT_PLAIN.sub("", message)[:_LONGEST_MESSAGE]
    kronor = f"{amount.minor // 100},{amount.minor % 100:02d}"
    return f"C{number};{kronor};{plain};{_NOTHING_MAY_BE_CHANGED}"


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the dark modules row by row, with the highest error correction and without a quiet zone."""
    import segno

    code = segno.make(text, error="h", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def can_be_drawn(number: str, amount: Money) -> bool:
    """Say whether there is a Swish number, and a sum in SEK to pay to it."""
    return bool(number) and amount.currency == SEK and amount.minor > 0


def draw(sheet: Sheet, x: float, y: float, text: str, words: str) -> None:
    """Put the code with its upper left corner at `x`, `y`, and the words at its right."""
    sheet.add(Code(x, y, SIZE, matrix(text)))
    sheet.label(x + SIZE + 4.0, y + 3.0, words, LABEL)
