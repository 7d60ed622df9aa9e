"""Catalogues of translations, several at once: the screen speaks the user's language, letters the customer's.

Source texts are English, so English needs no catalogue. `resources/locale/<language>/LC_MESSAGES/betalt.po`
is the text that people edit; `compile_catalogues` makes the `betalt.mo` beside it, which counts only while it
is no older than its source. A translation whose places (`{day}`) do not fit the English text is not used.
"""

from __future__ import annotations

import io
import locale
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter
from typing import Protocol

from app.resources import resource

LANGUAGES = ("sv", "nb", "en")
"""Those of the screen."""
LETTER_LANGUAGES = ("sv", "nb", "nn", "en")
"""Those we write to customers in: nynorsk is one of the two written forms of Norwegian."""
SOURCE_LANGUAGE = "en"
PSEUDO_LANGUAGE = "xx"
_DOMAIN = "betalt"
_FIRST_WORDS = {"sv": "sv", "swedish": "sv", "nb": "nb", "nn": "nb", "no": "nb", "norwegian": "nb"}
_ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "åéîöüýÅÉÎÖÜÝçñšž")


class Translator(Protocol):
    """What turns an English text into the words of one language."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...

    def pgettext(self, context: str, message: str) -> str: ...


def placeholders(text: str) -> frozenset[str] | None:
    """Return the names of the places in a text, or None when its braces cannot be read."""
    try:
        return frozenset(
            name for _before, name, _spec, _conversion in Formatter().parse(text) if name is not None
        )
    except ValueError:
        return None


@cache
def fits(translation: str, source: str, *, counted: bool = False) -> bool:
    """Say whether a translation has the places of its source.

    A `counted` text may leave one place out, because a number can be said in words ("En sak i dag").
    """
    wanted, found = placeholders(source), placeholders(translation)
    if wanted is None or found is None:
        return wanted == found
    return wanted == found or (counted and found < wanted and len(wanted - found) == 1)


class _Catalogue(GNUTranslations):
    """A catalogue that answers with the source text where a translation would break the sentence."""

    def gettext(self, message: str) -> str:
        found = super().gettext(message)
        return found if fits(found, message) else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = super().ngettext(msgid1, msgid2, n)
        return found if fits(found, msgid2, counted=True) else (msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        found = super().pgettext(context, message)
        return found if fits(found, message) else message


class _Pseudo(NullTranslations):
    """An exaggerated language that shows what was forgotten and what does not fit."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)


def pseudo(text: str) -> str:
    """Return the text accented, in brackets and at least 35 % longer; its places stay as they are."""
    if placeholders(text) is None:
        return text
    words = "".join(_pseudo_part(*part) for part in Formatter().parse(text))
    more = -(-len(text) * 35 // 100)
    return f"[{words}{' '.join('~' * min(5, more - at) for at in range(0, more, 5))}]"


def _pseudo_part(before: str, name: str | None, spec: str | None, conversion: str | None) -> str:
    plain = before.translate(_ACCENTED).replace("{", "{{").replace("}", "}}")
    if name is None:
        return plain
    return f"{plain}{{{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}}}"


@cache
def translator(language: str) -> Translator:
    """Return the translator into one language, for instance that of a letter.

    Raises:
        ValueError: The language is none of `LETTER_LANGUAGES` (nor the pseudo-language of our tests).
    """
    if language == PSEUDO_LANGUAGE:
        return _Pseudo()
    if language not in LETTER_LANGUAGES:
        raise ValueError(language)
    folder = resource("locale", language, "LC_MESSAGES")
    return load(folder / f"{_DOMAIN}.po") if folder.is_dir() else NullTranslations()


def load(source: Path) -> Translator:
    """Read one catalogue from its compiled twin, or from the source itself where that is missing or older."""
    compiled = source.with_suffix(".mo")
    content = _compiled(source) if _is_stale(compiled, source) else compiled.read_bytes()
    return _Catalogue(io.BytesIO(content))


def _is_stale(compiled: Path, source: Path) -> bool:
    if not compiled.exists():
        return True
    return source.exists() and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns


def _compiled(source: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = io.BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file))
    return made.getvalue()


def compile_catalogues(folder: Path | None = None) -> list[Path]:
    """Compile each catalogue that is newer than its `.mo`, and return those made.

    `folder` is the one that holds a folder per language: `resources/locale`, if none is named.
    """
    made = []
    for source in sorted((folder or resource("locale")).glob(f"*/LC_MESSAGES/{_DOMAIN}.po")):
        compiled = source.with_suffix(".mo")
        if _is_stale(compiled, source):
            compiled.write_bytes(_compiled(source))
            made.append(compiled)
    return made


def language_of(tag: str) -> str:
    """Return ours for a system's name: `nn_NO.UTF-8` is nb, `Swedish_Sweden` is sv, anything else en."""
    return _FIRST_WORDS.get(re.split("[^a-z]", tag.lower())[0], SOURCE_LANGUAGE)


def system_language() -> str:
    """Return the language that the surroundings ask for, until the user has chosen one."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_of(next((tag for tag in asked if tag), locale.getlocale()[0] or ""))


class _Screen:
    """The one language of the screen; sentences ask for it at each call, so a change needs no restart."""

    language: str = SOURCE_LANGUAGE
    translator: Translator = NullTranslations()


_apart: ContextVar[str] = ContextVar("language", default="")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language than the screen within the body, on this thread alone, as for a paper.

    Raises ValueError like `translator`.
    """
    translator(language)
    before = _apart.set(language)
    try:
        yield
    finally:
        _apart.reset(before)


def _spoken() -> Translator:
    apart = _apart.get()
    return translator(apart) if apart else _Screen.translator


def use(language: str) -> None:
    """Let the screen speak one of `LANGUAGES` from now on; ValueError for any other."""
    if language not in (*LANGUAGES, PSEUDO_LANGUAGE):
        raise ValueError(language)
    _Screen.translator = translator(language)
    _Screen.language = language


def language() -> str:
    """Return the language of the screen: `sv`, `nb` or `en`; within `speaking` that other one."""
    return _apart.get() or _Screen.language


def gettext(message: str) -> str:
    """Translate a sentence into the language of the screen."""
    return _spoken().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a sentence that counts something; `n` picks the form, `.format` puts it in."""
    return _spoken().ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate a short word that means different things in different places."""
    return _spoken().pgettext(context, message)


def N_(message: str) -> str:
    """Mark a text kept in a constant; it is translated where it is shown."""
    return message


_ = gettext


if __name__ == "__main__":
    compile_catalogues()
