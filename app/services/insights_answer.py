"""The shape of an answer: a sentence, a picture of it in finished words, and the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Picture(StrEnum):
    """How the marks of an answer are painted."""

    LINE = "line"
    COLUMNS = "columns"
    BARS = "bars"
    RHYTHM = "rhythm"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """One point, column or bar.

    Attributes:
        label: What it stands for, "nov"; `words` what it comes to, "6 days".
        parts: Its length in one unit, below zero counted as nothing; several only in a column, in the order
            of the legend, and in a rhythm, invoice by invoice in days. Empty where nothing is known.
    """

    label: str
    words: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        title: The answer itself, as a sentence; `note` says how it was found.
        legend: What the parts of a column are, planned money after promised.
        heads, rows: The same data as a table; the first column names the row.
    """

    key: str
    title: str
    note: str
    picture: Picture
    marks: tuple[Mark, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Insights:
    """The whole page.

    Attributes:
        summary: One sentence above all; it also says when it is too early.
        advice: One sentence at the end, where the data supports it.
        counted: What was counted, for the status line.
    """

    summary: str
    answers: tuple[Answer, ...]
    advice: str
    counted: str
