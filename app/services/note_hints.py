"""A gentle remark on what should rather not stand in a note: health, union, faith (GDPR article 9)."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from app.i18n import N_, _
from app.resources import resource

_SAID = {
    "health": N_("Is this about health? Better write what it means: “cannot pay until December”."),
    "union": N_("Is this about a union? Whether someone belongs to one is better left out."),
    "faith": N_("Is this about faith? It is better left out."),
}


def note_hint(text: str) -> str:
    """Return a sentence about the first word that had better be left out; empty when there is none.

    Words are known in Swedish, Norwegian and English alike, whatever the language of the screen.
    """
    return next((_(_SAID[kind]) for kind, known in _patterns() if known.search(text.casefold())), "")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = tomllib.loads(resource("notes", "sensitive.toml").read_text(encoding="utf-8"))
    return tuple(
        (kind, re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_words(by_language)))) + ")"))
        for kind, by_language in kinds.items()
    )


def _words(by_language: dict[str, list[str]]) -> set[str]:
    return {word for words in by_language.values() for word in words}
