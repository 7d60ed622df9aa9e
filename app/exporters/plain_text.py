"""Text from other people, made safe for a spreadsheet: it is read there, never calculated or run."""

from __future__ import annotations

import re

_CALCULATES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula."""
    plain = written(text)
    return f"'{plain}" if calculates(plain) else plain


def calculates(text: str) -> bool:
    """Say whether a spreadsheet would take the text for a formula, spaces before it aside."""
    return text.startswith(_CALCULATES) or text.lstrip(" ").startswith(_CALCULATES)


def written(text: str) -> str:
    """Return the text without control characters and the like, which no spreadsheet file may hold."""
    return _UNWRITABLE.sub("", text)
