"""References, accounts and numbers of people and firms, grouped so that they can be read aloud.

What does not have the expected shape is shown as it was written: grouping never hides a mistake.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

# Patterns are kept as text: `re` compiles and remembers them when first used; the start needs none.
_IBAN = r"[A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}"
_CREDITOR_REFERENCE = r"RF[0-9]{2}[0-9A-Z]{1,21}"
# Area codes of three digits; 08 is alone with two, all others have four (PTS, telefonnummerplanen).
_SWEDISH_AREAS = r"0(?:1[013689]|2[0136]|3[1356]|4[0246]|54|6[03]|7[0-9]|90)"
_SUBSCRIBER_GROUPS = {5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2)}


def reference(text: str) -> str:
    """Return an OCR, KID or creditor reference in groups of four from the left: "1043 1005"."""
    plain = text.replace(" ", "")
    if _is_number(plain) or re.fullmatch(_CREDITOR_REFERENCE, plain):
        return _fours(plain)
    return text


def account(kind: str, number: str) -> str:
    """Return an account as its country writes it; `kind` is that of `OwnAccount`."""
    plain = re.sub(r"[ .\-]", "", number).upper()
    if kind == "iban" and re.fullmatch(_IBAN, plain):
        return _fours(plain)
    if not _is_number(plain):
        return number
    if kind == "bankgiro" and len(plain) in (7, 8):
        return f"{plain[:-4]}-{plain[-4:]}"
    if kind == "plusgiro" and 2 <= len(plain) <= 8:
        return f"{_pairs_from_right(plain[:-1])}-{plain[-1]}"
    if kind == "account" and len(plain) == 11:
        return _split(plain, 4, 2, 5)
    return number


def identifier(number: str, country: str) -> str:
    """Return an organisation or personal number: "556036-0793" (SE), "974 760 673" (NO)."""
    plain = re.sub(r"[ \-]", "", number)
    if not _is_number(plain):
        return number
    if country == "SE" and len(plain) in (10, 12):
        return f"{plain[:-4]}-{plain[-4:]}"
    if country == "NO" and len(plain) == 9:
        return _split(plain, 3, 3, 3)
    if country == "NO" and len(plain) == 11:
        return _split(plain, 6, 5)
    return number


def phone(number: str, country: str) -> str:
    """Return a phone number typed without groups as its country writes it: "070-174 06 12", "412 34 567"."""
    for prefix, home, trunk in (("+46", "SE", "0"), ("+47", "NO", "")):
        if number.startswith(prefix) and _is_number(number[3:]):
            national = phone(trunk + number[3:].removeprefix("0"), home).removeprefix(trunk)
            return f"{prefix} {national.replace('-', ' ')}"
    if not _is_number(number):
        return number
    if country == "NO" and len(number) == 8:
        return _split(number, 3, 2, 3) if number[0] in "0489" else _split(number, 2, 2, 2, 2)
    if country == "SE" and number.startswith("0"):
        return _swedish_phone(number)
    return number


def _swedish_phone(number: str) -> str:
    size = 2 if number.startswith("08") else 3 if re.match(_SWEDISH_AREAS, number) else 4
    groups = _SUBSCRIBER_GROUPS.get(len(number) - size)
    return f"{number[:size]}-{_split(number[size:], *groups)}" if groups else number


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _split(text: str, *sizes: int) -> str:
    return " ".join(text[start:end] for start, end in pairwise(accumulate(sizes, initial=0)))


def _fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _pairs_from_right(text: str) -> str:
    odd = len(text) % 2
    pairs = [text[at : at + 2] for at in range(odd, len(text), 2)]
    return " ".join([text[:odd], *pairs] if odd else pairs)
