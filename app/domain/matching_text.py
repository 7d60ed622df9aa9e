"""References, numbers and names as people and banks write them, brought to forms that can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RUN = re.compile(r"[0-9A-Za-zÅÄÖØÆåäöøæ][0-9A-Za-zÅÄÖØÆåäöøæ/\-.]*")
_PART = re.compile(r"[0-9A-Za-zÅÄÖØÆåäöøæ]+")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[0-9a-z]+")
_KEYWORD = re.compile(r"(?:fakt\w*|fnr|fak|inv\w*|nr|no|num\w*|ocr|kid|ref\w*)[\s.:#]*$", re.IGNORECASE)
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "ð": "d", "þ": "t", "ł": "l", "ß": "s"})
_LEGAL_FORMS = frozenset({
    "ab", "aktiebolag", "aktiebolaget", "publ", "hb", "handelsbolag", "kb", "kommanditbolag", "ef", "as",
    "asa", "ans", "da", "enk", "ba", "sa", "nuf", "ks", "aps", "oy", "oyj", "ltd", "limited", "inc", "llc",
    "gmbh", "bv", "firma", "enskild",
})  # fmt: skip
_LONGEST_JOIN = 3


def squeezed(text: str) -> str:
    """Return a reference or number without blanks and in capitals; leading zeros stay, they may matter."""
    return "".join(text.split()).upper()


def bare(text: str) -> str:
    """Return its letters and digits alone, without leading zeros, for a second look."""
    return "".join(_PART.findall(squeezed(text))).lstrip("0")


@lru_cache(maxsize=65_536)
def tokens(text: str) -> tuple[tuple[str, bool], ...]:
    """Return what may be a number in free text, and whether a word such as *faktura* stands before it.

    A run with strokes in it comes whole and in parts; digits parted by blanks come joined as well.
    """
    if not _DIGITS.search(text):
        return ()
    found: dict[str, bool] = {}
    for run in _RUN.finditer(text):
        whole = run.group().rstrip("/-.")
        if not _DIGITS.search(whole):
            continue
        named = bool(_KEYWORD.search(text[max(0, run.start() - 14) : run.start()]))
        for each in (whole, *_PART.findall(whole), *_DIGITS.findall(whole)):
            if _DIGITS.search(each):
                found.setdefault(each.upper(), named)
    groups = _DIGITS.findall(text)
    for count in range(2, _LONGEST_JOIN + 1):
        for start in range(len(groups) - count + 1):
            found.setdefault("".join(groups[start : start + count]), False)
    return tuple(found.items())


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in order of the alphabet, case, accents and legal forms aside.

    *Ek, Anders* and *Anders Ek* are the same; of a name that is a legal form alone the words stay.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS).replace("a/s", "as"))
    words = _WORD.findall("".join(char for char in folded if not unicodedata.combining(char)))
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return tuple(sorted(kept or words))


def account_digits(account: str) -> str:
    """Return what of an account can be compared: letters and digits in capitals."""
    return "".join(_PART.findall(account.upper()))
