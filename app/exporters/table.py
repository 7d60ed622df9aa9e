"""A list on its way to a file: headings with what stands below them, and rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.money import Money

Cell = str | date | Money | int | None


class CellKind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    DAY = "day"
    AMOUNT = "amount"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column.

    Attributes:
        key: Names the column for programs and for the choice of columns.
        paper_mm: Its width on an A4 page in millimetres; 0 leaves it out there.
    """

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    paper_mm: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A whole list.

    Attributes:
        beside: What narrows it, the day it was made, such as "Overdue, 18 November 2026".
        sums: What it comes to, one line a currency; only paper shows them, a spreadsheet adds by itself.
        language: Of headings and figures, a code such as `sv`.
    """

    title: str
    beside: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sums: tuple[str, ...] = ()
    language: str = "en"
