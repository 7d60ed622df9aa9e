"""Single fields of a UBL document, and what is wrong with them."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from app.domain.money import Currency, Money, UnknownCurrencyError
from app.importers.draft import Hint, Problem, blocking, notice
from app.importers.ubl_party import elements, text

# One more digit than any invoice has; beyond it a number is a mistake, or an attack on what comes after.
_LARGEST = Decimal(10) ** 13
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")


@dataclass(frozen=True, slots=True)
class Fields:
    """A document being read, and the problems met so far."""

    document: etree._Element
    problems: list[Problem] = field(default_factory=list)

    def required(self, name: str, path: str) -> str:
        """Return the text at a path; a missing one is a blocking problem."""
        found = text(self.document, path)
        if not found:
            self.block("missing", name)
        return found

    def day(self, name: str, path: str) -> date | None:
        """Return the day at a path, `None` where there is none; one that is no day is a blocking problem."""
        found = text(self.document, path)
        if not found:
            return None
        written = _DAY.fullmatch(found)
        with contextlib.suppress(ValueError):
            if written:
                return date.fromisoformat(written[1])
        element = next(elements(self.document, path), self.document)
        self.problems.append(blocking("not_a_day", line=line_of(element), field=name, found=found))
        return None

    def currency(self) -> Currency | None:
        """Return the currency of the document; a missing or unknown one is a blocking problem."""
        code = self.required("currency", "cbc:DocumentCurrencyCode")
        try:
            return Currency(code) if code else None
        except UnknownCurrencyError:
            self.block("currency_unknown", "currency", found=code)
            return None

    def amount(self, name: str, element_name: str, currency: Currency) -> Money | None:
        """Return an amount of the totals; one in another currency or no number is a blocking problem."""
        path = f"cac:LegalMonetaryTotal/cbc:{element_name}"
        element = next(elements(self.document, path), None)
        found = "" if element is None else (element.text or "").strip()
        if element is None or not found:
            return None
        written_in = element.get("currencyID") or currency
        if written_in != currency:
            self.block("currency_conflict", name, found=f"{found} {written_in}", currency=str(currency))
            return None
        return self._money(name, found, currency)

    def _money(self, name: str, found: str, currency: Currency) -> Money | None:
        try:
            value = Decimal(found) if _NUMBER.fullmatch(found) else None
        except InvalidOperation:
            value = None
        if value is None or abs(value) > _LARGEST:
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


def line_of(element: etree._Element) -> int:
    """Return the line on which an element stands, counted from 1."""
    found: object = element.sourceline
    return found if isinstance(found, int) else 1
