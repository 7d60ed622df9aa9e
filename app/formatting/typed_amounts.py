"""Amounts as people type them: `24860`, `24 860,00`, `24.860,00`, `1000+500`, `1 000 kr`."""

from __future__ import annotations

import re
from decimal import Decimal

from app.domain.errors import RuleError
from app.domain.money import Currency, Money

_SPACES = "\u00a0\u202f\u2009"
_MINUSES = "\u2212\u2013"
_MOST_DIGITS = 12
_KR = frozenset({"kr", "kr.", "kronor", "kroner"})
_OTHER_UNITS = {"SEK": _KR, "NOK": _KR, "DKK": _KR, "ISK": _KR, "EUR": frozenset({"€"})}
# Patterns are kept as text: `re` compiles and remembers them when first used; the start needs none.
_TERM = r"([+-]?)([^+-]+)"
_UNIT = r"(?<=[0-9 ])(?:kronor|kroner|kr\.?|[a-z]{3}|€)$|^(?:kr\.?|[a-z]{3}|€)(?=[0-9 ])"
_DASH_FOR_ZERO = r"(?<=[0-9])[,:.]-(?= *(?:kr\.?)?$)"
# Thousands are grouped by one sign throughout, and the decimals by another.
_NUMBER = r"([1-9][0-9]{0,2}(?:([ .,'])[0-9]{3})(?:\2[0-9]{3})*|[0-9]+)(?:(?!\2)[.,]([0-9]+))?"
_AMBIGUOUS = r"[1-9][0-9]{0,2}[.,][0-9]{3}"


class UnreadableAmountError(RuleError):
    """What was typed is no amount in the currency asked for."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class AmbiguousAmountError(RuleError):
    """One separator with three digits after it: thousands to some readers, decimals to others."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


def parse_amount(text: str, currency: Currency) -> Money:
    """Read an amount, or a sum or difference of some, in Nordic and English number forms.

    Raises:
        AmbiguousAmountError: `24.860` may be either.
        UnreadableAmountError: Anything else that is no amount in `currency`, or one of more than 12 digits.
    """
    plain = _without_unit(text, currency)
    terms = re.findall(_TERM, plain)
    if not terms or "".join(sign + term for sign, term in terms) != plain:
        raise UnreadableAmountError(text)
    amounts = (_read(term.strip(), currency, typed=text) * (-1 if sign == "-" else 1) for sign, term in terms)
    return Money.of(sum(amounts, Decimal(0)), currency)


def _without_unit(text: str, currency: Currency) -> str:
    plain = text.strip().lower()
    for sign in _SPACES:
        plain = plain.replace(sign, " ")
    for sign in _MINUSES:
        plain = plain.replace(sign, "-")
    plain = re.sub(_DASH_FOR_ZERO, "", plain)
    unit = re.search(_UNIT, plain)
    if unit and unit[0] not in _units(currency):
        raise UnreadableAmountError(text)
    return re.sub(_UNIT, "", plain, count=1).strip()


def _units(currency: Currency) -> frozenset[str]:
    return frozenset({currency.lower()}) | _OTHER_UNITS.get(currency, frozenset())


def _read(term: str, currency: Currency, *, typed: str) -> Decimal:
    if re.fullmatch(_AMBIGUOUS, term):
        raise AmbiguousAmountError(typed)
    found = re.fullmatch(_NUMBER, term)
    digits, decimals = (re.sub("[^0-9]", "", found[1]), found[3] or "") if found else ("", "")
    if not 0 < len(digits) <= _MOST_DIGITS or len(decimals) > currency.digits:
        raise UnreadableAmountError(typed)
    return Decimal(f"{digits}.{decimals}")
