"""Interest in full, as a demand shows it: on which amount, from when to when, at which rate, how much."""

from __future__ import annotations

from decimal import Decimal

from app.documents.content import Letter, Line
from app.documents.layout.sheet import LEFT, RIGHT, Sheet
from app.documents.layout.table import Column, small
from app.documents.layout.typesetting import FINE, width
from app.documents.wording import words
from app.domain.money import Money
from app.formatting import amount, iso, percent

_RIGHTS = {"days": 100.0, "rate": 122.0, "base": 158.0, "amount": RIGHT}


def interest_table(sheet: Sheet, letter: Letter) -> None:
    """Put one row for every stretch with one rate and one principal."""
    rows = interest_rows(letter)
    titles = words("labels", letter.language)["interest_table"]
    room = min(30.0, max(14.0, *(width(row[0], FINE.bold) + 0.3 for row in rows)))
    columns = [
        Column(titles["invoice"], LEFT, room, bold=True),
        Column(titles["first"], LEFT + room + 2, 22),
        Column(titles["last"], LEFT + room + 26, 22),
        *(Column(titles[key], x, 26, right=True) for key, x in _RIGHTS.items()),
    ]
    small(sheet, columns, rows)


def interest_rows(letter: Letter) -> list[list[str]]:
    """Return the rows: invoice, first and last day, days, rate, principal, interest."""
    return [row for line in letter.lines if line.interest for row in _rows(line, letter.language)]


def _rows(line: Line, language: str) -> list[list[str]]:
    """Return the stretches of one invoice. Each amount is a difference of rounded sums, so they add up."""
    rows, exact, shown = [], Decimal(0), Money.zero(line.invoiced.currency)
    for segment in line.segments:
        exact += segment.amount
        so_far = Money.of(exact, line.invoiced.currency)
        rows.append(
            [
                line.number,
                iso(segment.first_day),
                iso(segment.last_day),
                str(segment.days),
                percent(segment.rate, language),
                amount(segment.principal, language),
                amount(so_far - shown, language),
            ]
        )
        shown = so_far
    return rows
