"""What the public ways cost on a day, by the dated tables; what a table does not know is not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.dated_table import NotInForceError, Statutes
from app.domain.money import NOK, SEK, Currency, Money


@dataclass(frozen=True, slots=True)
class CourtFees:
    """Fees of one country on one day; `None` where none is known.

    Attributes:
        court: Of a payment order (SE), of the conciliation board (NO).
        enforcement: Of enforcing a title (SE), of utlegg on the invoice (NO).
        own_work: The most that is refunded for one's own work with the application (SE).
        reply_days: Calendar days the customer has to answer at most, from service (SE).
        law: The section behind `court`.
    """

    court: Money | None = None
    enforcement: Money | None = None
    own_work: Money | None = None
    reply_days: int | None = None
    law: str = ""


def court_fees(law: str, on: date, statutes: Statutes) -> CourtFees:
    """Return the fees on the day of the application, for the law of the claim.

    SE: förordning 1992:1094 1 and 6 §§, lag 1990:746 25 and 48 §§. NO: rettsgebyrloven §§ 1, 7 and 14; a
    multiple of the rettsgebyr, whose decimals are kept.
    """
    if law == "SE":
        days = _value(statutes, "SE", "payment_order_reply_time_max", on)
        return CourtFees(
            court=_money(_value(statutes, "SE", "payment_order_application_fee", on), SEK),
            enforcement=_money(_value(statutes, "SE", "enforcement_basic_fee", on), SEK),
            own_work=_money(_value(statutes, "SE", "payment_order_own_work_max", on), SEK),
            reply_days=int(days) if days else None,
            law=statutes.table("SE", "payment_order_application_fee").law,
        )
    if law == "NO":
        base = _value(statutes, "NO", "rettsgebyr", on)
        council = _value(statutes, "NO", "forliksraad_fee_multiplier", on)
        utlegg = _value(statutes, "NO", "utlegg_fee_multiplier", on)
        return CourtFees(
            court=_money(base * council if base and council else None, NOK),
            enforcement=_money(base * utlegg if base and utlegg else None, NOK),
            law=statutes.table("NO", "forliksraad_fee_multiplier").law,
        )
    return CourtFees()


def _value(statutes: Statutes, country: str, name: str, on: date) -> Decimal | None:
    try:
        return statutes.table(country, name).on(on).value
    except NotInForceError:
        return None


def _money(value: Decimal | None, currency: Currency) -> Money | None:
    return None if value is None else Money.of(value, currency)
