"""What stands above the rows of an account statement: which account, which days, which currency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.importers import written_day
from app.importers.header_words import squeeze
from app.importers.table import Row, cell_text

_ACCOUNT_LABELS = frozenset({
    "konto", "kontonr", "kontonummer", "företagskonto", "bedriftskonto", "account", "accountnumber", "iban",
    "kontoutdragförkonto", "kontoutskriftforkonto",
})  # fmt: skip
_CURRENCY_LABELS = frozenset({"valuta", "currency", "valutakod", "valutakode"})
_ACCOUNT = r"[A-Z]{2}\d{2}[\dA-Z ]{10,32}|\d[\d .,-]{4,28}\d"
_CURRENCY = r"[A-Z]{3}"
_DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}/\d{2}/\d{2}|\d{8}"
_PERIOD = re.compile(
    rf"(?<!\d)({_DAY})\s*(?:[-–—_]|till?|to|tom\.?|t\.o\.m\.)\s*({_DAY})(?!\d)", re.IGNORECASE
)
_MADE = re.compile(
    rf"(?:skapad|utskriven|opprettet|utskrift|created|hämtad|hentet)\D{{0,12}}({_DAY})", re.IGNORECASE
)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Title:
    """What the rows above the header say; empty or `None` where they say nothing.

    Attributes:
        last_day: Last day of the period, but never the day the file was made or a later one: more may have
            come in on that day.
    """

    account: str = ""
    currency: str = ""
    first_day: date | None = None
    last_day: date | None = None


def read_title(rows: Sequence[Row]) -> Title:
    """Return what the title rows say."""
    texts = [[cell_text(cell)[:_LONGEST_TITLE] for cell in row.cells] for row in rows]
    cells = [text for row in texts for text in row if text]
    first_day, last_day = period(cells)
    return Title(
        _labelled(texts, _ACCOUNT_LABELS, _ACCOUNT),
        _labelled(texts, _CURRENCY_LABELS, _CURRENCY),
        first_day,
        last_day,
    )


def period(texts: Iterable[str]) -> tuple[date | None, date | None]:
    """Return the first and last day that one of these texts names as a period, both `None` without one."""
    whole = " \n".join(texts)
    found = _PERIOD.search(whole)
    first, last = (_day(found[1]), _day(found[2])) if found else (None, None)
    if first is None or last is None or first > last:
        return None, None
    made = _MADE.search(whole)
    made_on = _day(made[1]) if made else None
    return first, min(last, made_on - timedelta(days=1)) if made_on and made_on > first else last


def _day(text: str) -> date | None:
    parts = written_day.take_apart(text)
    return written_day.to_date(parts, "dmy") if parts else None


def _labelled(rows: Sequence[Sequence[str]], labels: frozenset[str], value: str) -> str:
    """Return what stands behind a label: in its cell, in the cell to the right, or in the cell below."""
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else ()
        for column, cell in enumerate(row):
            candidates = [_behind_label(cell, labels, value)]
            if squeeze(cell) in labels:
                candidates += [*row[column + 1 : column + 2], *below[column : column + 1]]
            found = next((each for each in candidates if re.fullmatch(value, each)), "")
            if found:
                return found.replace(" ", "")
    return ""


def _behind_label(cell: str, labels: frozenset[str], value: str) -> str:
    found = re.search(rf"[:\s]\s*({value})$", cell)
    return found[1] if found and squeeze(cell[: found.start()]) in labels else ""
