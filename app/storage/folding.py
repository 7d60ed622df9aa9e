"""Folding of text for search and order: case, accents and the Nordic letters."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "ð": "d", "þ": "t", "đ": "d", "ł": "l"})
_ORDER = {
    "sv": str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}),
    "nb": str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}),
}
_LONGEST_QUERY = 200  # signs; SQLite takes no pattern of many thousands
_NOT_DIGITS = re.compile(r"\D")
_NUMBER = re.compile(r"[\d\s.,:/+-]*\d[\d\s.,:/+-]*")


def fold(text: str) -> str:
    """Return text as a search looks at it: å, ä and æ are a, ö and ø are o, case and accents do not count."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


def searchable(*parts: str) -> str:
    """Return what a search of a row looks at; a number is there with its spaces and signs and without."""
    found = []
    for part in parts:
        if part:
            folded = fold(part)
            found.append(folded)
            if _NUMBER.fullmatch(folded) and not folded.isdigit():
                found.append(_NOT_DIGITS.sub("", folded))
    return " ".join(found)


def wanted(text: str) -> tuple[str, ...]:
    """Return the folded words of a query, each of which has to be found; a number is one word of digits.

    Of a query longer than 200 signs only the beginning counts.
    """
    folded = fold(text.strip()[:_LONGEST_QUERY])
    if _NUMBER.fullmatch(folded):
        return (_NOT_DIGITS.sub("", folded),)
    return tuple(folded.split())


def name_key(name: str, language: str) -> str:
    """Return what orders a name: å ä ö last in Swedish, æ ø å in Norwegian, as a in other languages."""
    order = _ORDER.get(language)
    return fold(name.casefold().translate(order) if order else name)
