"""Amounts and percentages as text: minus U+2212, thousands and units after a no-break space."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from app.domain.money import Money
from app.formatting.locales import LOCALES, MINUS, NBSP

_SAY_KR = frozenset({"SEK", "NOK", "DKK", "ISK"})


def money(value: Money, lang: str, *, home: str | None = None, whole: bool = False) -> str:
    """Return the amount with its unit: "24 860,00 kr", "12 400,00 NOK".

    "kr" is said of one currency only: `home`, the firm's or the letter's own; without it, SEK in Swedish and
    NOK in Norwegian. `whole` leaves out the decimals where they are zero.
    """
    own = LOCALES[lang].home if home is None else home
    unit = "kr" if value.currency == own and own in _SAY_KR else value.currency
    return f"{amount(value, lang, whole=whole)}{NBSP}{unit}"


def amount(value: Money, lang: str, *, whole: bool = False) -> str:
    """Return the amount without its unit, for columns that name it in their header: "24 860,00"."""
    exact = value.amount
    decimals = 0 if whole and exact == exact.to_integral_value() else value.currency.digits
    return _number(exact, lang, decimals)


def percent(value: Decimal, lang: str, *, decimals: int = 2) -> str:
    """Return percent (10 is "10,00 %") with at least `decimals` decimals, more where the value has more."""
    exponent = value.normalize().as_tuple().exponent
    shown = max(decimals, -exponent) if isinstance(exponent, int) else decimals
    return _number(value, lang, shown) + LOCALES[lang].percent


def _number(value: Decimal, lang: str, decimals: int) -> str:
    locale = LOCALES[lang]
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    signs = {",": locale.group, ".": locale.decimal}
    digits = "".join(signs.get(sign, sign) for sign in f"{abs(rounded):,f}")
    return f"{MINUS}{digits}" if rounded < 0 else digits
