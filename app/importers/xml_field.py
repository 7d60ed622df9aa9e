"""Single fields of an e-invoice in XML, and what is wrong with them."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lxml import etree

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers.draft import Hint, Problem, blocking, notice
from app.importers.xml_path import elements, line_of, text

# One more digit than any invoice has; beyond it a number is a mistake, or an attack on what comes after.
_LARGEST = Decimal(10) ** 13
_POINT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+([,.]\d{0,2})?", re.ASCII)
_DAY = re.compile(r"(\d{4})(-?)(\d{2})\2(\d{2})(T[\d:.]+)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_CURRENCY_NAMES = ("currencyID", "amountCurrencyID", "AmountCurrencyIdentifier")


def day_of(found: str) -> date | None:
    """Return the day written as `2026-10-28` or `20261028`, a time of day after it aside; else `None`."""
    written = _DAY.fullmatch(found)
    with contextlib.suppress(ValueError):
        return date(int(written[1]), int(written[3]), int(written[4])) if written else None
    return None


def number_of(found: str, *, has_comma: bool = False) -> Decimal | None:
    """Return an amount without thousands separators, `None` for what is none or larger than any invoice."""
    if not (_COMMA if has_comma else _POINT).fullmatch(found):
        return None
    value = Decimal(found.replace(",", "."))
    return value if abs(value) <= _LARGEST else None


@dataclass(frozen=True, slots=True)
class Fields:
    """A document being read, and the problems met so far.

    Attributes:
        has_comma: The format writes its amounts with a decimal comma.
    """

    document: etree._Element
    has_comma: bool = False
    problems: list[Problem] = field(default_factory=list)

    def required(self, name: str, path: str) -> str:
        """Return the text at a path; a missing one is a blocking problem."""
        found = text(self.document, path)
        if not found:
            self.block("missing", name)
        return found

    def day(self, name: str, *paths: str) -> date | None:
        """Return the day at the first path that has one, `None` where none has.

        What stands there and is no day is a blocking problem.
        """
        for path in paths:
            found = text(self.document, path)
            if day := day_of(found):
                return day
            if found:
                line = line_of(next(elements(self.document, path)))
                self.problems.append(blocking("not_a_day", line=line, field=name, found=found))
        return None

    def currency(self, code: str) -> Currency | None:
        """Return the currency of the document; a missing or unknown one is a blocking problem."""
        if not code:
            self.block("missing", "currency")
            return None
        try:
            return Currency(code)
        except UnknownCurrencyError:
            self.block("currency_unknown", "currency", found=code)
            return None

    def amount(self, name: str, path: str, currency: Currency) -> Money | None:
        """Return the amount at a path; one in another currency or no number is a blocking problem."""
        element = next(elements(self.document, path), None)
        found = "" if element is None else (element.text or "").strip()
        if element is None or not found:
            return None
        written_in = next((unit for key in _CURRENCY_NAMES if (unit := element.get(key))), currency)
        if written_in != currency:
            self.block("currency_conflict", name, found=f"{found} {written_in}", currency=str(currency))
            return None
        value = number_of(found, has_comma=self.has_comma)
        if value is None:
            self.block("not_an_amount", name, found=found)
            return None
        return Money.of(value, currency)

    def block(self, code: str, name: str, *, found: str = "", **params: Hint) -> None:
        """Note a problem that keeps the document out, once for each field."""
        if not any(problem.field == name and problem.is_blocking for problem in self.problems):
            self.problems.append(blocking(code, line=self.line, field=name, found=found, **params))

    def note(self, code: str, name: str, *, found: str = "", **params: Hint) -> None:
        """Note something the user should know."""
        self.problems.append(notice(code, line=self.line, field=name, found=found, **params))

    @property
    def line(self) -> int:
        """Return the line of the file on which the document begins."""
        return line_of(self.document)
