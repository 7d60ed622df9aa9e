"""Amounts of money: whole minor units of one currency, never a float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.errors import RuleError

_DIGITS = {"ISK": 0, "JPY": 0, "KRW": 0}


class Currency(str):
    """An ISO 4217 code such as `SEK`; three capital letters."""

    __slots__ = ()

    def __new__(cls, code: str) -> Currency:
        if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()):
            raise UnknownCurrencyError(code)
        return super().__new__(cls, code)

    @property
    def digits(self) -> int:
        """Return how many decimals the currency is counted in."""
        return _DIGITS.get(self, 2)


class UnknownCurrencyError(RuleError):
    """The text is no currency code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CurrencyMismatchError(RuleError):
    """Two currencies met in one sum; nothing is converted."""

    def __init__(self, left: Currency, right: Currency) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right


SEK = Currency("SEK")
NOK = Currency("NOK")
EUR = Currency("EUR")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (öre, øre, cent); never a float.

    Attributes:
        minor: Whole minor units; negative means in the customer's favour.
        currency: The one currency this amount is counted in.
    """

    minor: int
    currency: Currency

    @classmethod
    def of(cls, amount: Decimal, currency: Currency) -> Money:
        """Round an exact amount in major units once, halves away from zero."""
        scaled = amount.scaleb(currency.digits).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return cls(int(scaled), currency)

    @classmethod
    def zero(cls, currency: Currency) -> Money:
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: Currency) -> Money:
        """Add amounts of one currency; nothing at all is zero of it."""
        return sum(amounts, cls.zero(currency))

    @property
    def amount(self) -> Decimal:
        """Return the exact amount in major units (kronor)."""
        return Decimal(self.minor).scaleb(-self.currency.digits)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __gt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor > other.minor

    def __ge__(self, other: Money) -> bool:
        self._same(other)
        return self.minor >= other.minor
