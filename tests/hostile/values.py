"""What a person with bad intent, or a cat on the keyboard, would put where a value is asked for."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

_SIGNS = (
    *map(chr, range(0x20)), "\x7f", "\x80", "\x85", "\x9b", "\xa0", "\xad", "\u034f", "\u061c",
    "\u180e", "\u200b", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202d", "\u202e",
    "\u2066", "\u2067", "\u2069", "\u2212", "\u3000", "\ufe0f", "\ufeff", "\ufffd", "\uffff",
    "\U0001f469\u200d\U0001f4bb", "\U0010ffff", "\U000e0001", "e\u0301" * 9, "İ", "ß", "ﬁ", "٣", "²",
    "½", "Ⅷ", "𝟙",
)  # fmt: skip
_WORDS = (
    "", " ", "Båtvarvet i Norrskär AB", "Kund/1", "=1+1", '=HYPERLINK("http://x","y")', "+46", "-1",
    "@SUM(A1)", "\t=1", " =1", "＝1", "'", "''", '"', ";", "a;b\r\nc", "<b>", "</b>", "<para>",
    "<para align=", "&", "&amp;", "&#0;", "&bogus;", "<img src=x>", "<a href='file:///etc/passwd'>",
    "<!-- ", "]]>", "<![CDATA[", "%s%n", "%(x)s", "{day}", "{", "}", "{0.__class__}", "{{", "\\",
    "\\N{BELL}", "$(rm)", "`id`", "'; DROP TABLE invoice; --", "%", "_", "*", "?", "[", "(", "a" * 3000,
    "w " * 900, "x" * 200 + " y", "null", "None", "nan", "NaN", "Infinity", "true", "0", "-0", "1e999",
    "0x10", "../../etc/passwd", "..\\..\\x", "/dev/null", "C:\\x", "CON", "a/b", ".", "..", "~",
    "file:///x", "http://x", "mailto:a@b", "a@b\r\nBcc: c@d", "a@b", "@", "--", "-x", "--json", "\n\n",
    "2026-02-30", "2028-02-29", "0001-01-01", "9999-12-31", "19121212-1212", "5560360793", "5050-1055",
    "🐈",
)  # fmt: skip
_AMOUNTS = (
    "0", "1", "-1", "0,01", "0.005", "1e15", "1E5", "999999999999,99", "1000000000000000",
    "-999999999999", "NaN", "Infinity", "1/3", "24.860", "24,860", "1 000 000", "1\u00a0000",
    "1\u202f000,50 kr", "kr 5", "5 €", "1+1", "1-1", "1--1", "+", "١٢", "²", "0" * 400, "9" * 400,
    "1,2,3", "1.2.3,4", "½", "0x1F", "-0,00", "1_000", "∞",
)  # fmt: skip
_DAYS = (
    "0001-01-01", "1582-10-10", "1900-02-29", "1970-01-01", "2000-02-29", "2024-02-29", "2026-02-29",
    "2028-02-29", "2026-11-18", "2026-13-01", "2026-00-00", "2199-12-31", "2200-01-01", "9999-12-31",
    "10000-01-01", "-1", "+9999", "-9999", "+0", "29/2", "31/12-99", "om 9999 månader",
    "in 9999 months", "om ett vecka", "i fredags", "på fre", "mån 25/11", "1/1/1", "00/00", "29 feb",
    "30 feb 2027", "2026W01", "٢٠٢٦-١١-١٨", "²/¹", "fre" * 200, "i dag",
)  # fmt: skip
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that the app takes as typed (`app.formatting.parse_date`)."""

A_MEGABYTE = 1024 * 1024


def text(chance: Random, *, long: float = 0.0) -> str:
    """Return a text as it may be typed or pasted, with a share `long` of a megabyte; never a lone surrogate.

    What the window hands on has none: Qt leaves them out.
    """
    if long and chance.random() < long:
        return ((chance.choice((*_WORDS, *_SIGNS, "word ")) or "é") * A_MEGABYTE)[:A_MEGABYTE]
    made = "".join(_piece(chance) for _ in range(chance.choice((1, 1, 1, 2, 3, 6))))
    return made[:A_MEGABYTE]


def _piece(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(_WORDS)
    if kind < 0.6:
        return chance.choice(_SIGNS)
    if kind < 0.7:
        return "".join(map(_sign, (chance.random() for _ in range(chance.randrange(1, 12)))))
    return chance.choice((_AMOUNTS, _DAYS, _WORDS))[chance.randrange(30)]


def _sign(share: float) -> str:
    """Return one sign from the whole of Unicode, the surrogates left out."""
    number = int(share * 0x10F7FF)
    return chr(number if number < 0xD800 else number + 0x800)


def typed_amount(chance: Random) -> str:
    """Return what may stand where an amount is asked for."""
    return _bent(chance, chance.choice(_AMOUNTS), "0123456789 ,.-+krSEK\u00a0'")


def typed_day(chance: Random) -> str:
    """Return what may stand where a day is asked for."""
    return _bent(chance, chance.choice(_DAYS), "0123456789-/. +åmndagfebvcko")


def _bent(chance: Random, whole: str, alphabet: str) -> str:
    if chance.random() < 0.2:
        return text(chance)
    signs = list(whole)
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        place = chance.randrange(len(signs) + 1)
        signs[place : place + chance.randrange(2)] = chance.choice(alphabet)
    return "".join(signs)


def word(chance: Random) -> str:
    """Return a word of a command line; it may hold bytes that are no text, but never NUL."""
    kind = chance.random()
    if kind < 0.02:
        return chance.choice(("\udcff", "a\ud800", "--note=\udc80"))
    made = typed_amount(chance) if kind < 0.3 else typed_day(chance) if kind < 0.55 else text(chance)
    return made.replace("\0", "")


def minor(chance: Random) -> int:
    """Return an amount in minor units, up to 10^15 kronor either way."""
    return chance.choice((0, 1, -1, 99, 10**6, 10**11, -(10**11), 10**17, -(10**17), chance.randrange(10**9)))


def day_taken(chance: Random) -> date:
    """Return a day that a field of the window takes: none before 1900 or after 2199."""
    known = (FIRST_DAY, LAST_DAY, date(2024, 2, 29), date(2026, 11, 18), date(2026, 12, 1), date(2026, 10, 1))
    if chance.random() < 0.6:
        return chance.choice(known)
    return FIRST_DAY + timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days))


def day(chance: Random) -> date:
    """Return a day that the calendar has, from the year 1 to the year 9999."""
    known = (date.min, date.max, date(2024, 2, 29), date(1900, 1, 1), FIRST_DAY, LAST_DAY, date(2026, 11, 18))
    return (
        chance.choice(known) if chance.random() < 0.6 else date.min + timedelta(chance.randrange(3_652_058))
    )
