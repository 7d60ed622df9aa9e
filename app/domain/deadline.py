"""The day to pay that a letter names: preset by kind, never before the legal minimum, always a bank day."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.business_days import add_bank_days, next_bank_day
from app.domain.charge import figure
from app.domain.dated_table import Statutes
from app.domain.errors import RuleError
from app.domain.history import LetterKind
from app.domain.payment_plan import SETTLE_WITHIN_DAYS

FRIENDLY_DAYS = 7
FORMAL_DAYS = 14
BUSINESS_DEMAND_DAYS = 10
# A posted letter is assumed received on the second bank day after sending; an e-mail the same day.
POST_BANK_DAYS = 2

_MINIMUM_LAW = {
    "SE": "Inkassolagen (1974:182) 5 §",
    LetterKind.REMINDER: "Inkassoforskriften § 1-3",
    LetterKind.COLLECTION_WARNING: "Inkassoloven § 9",
    LetterKind.PAYMENT_DEMAND: "Inkassoloven § 10",
    LetterKind.ENFORCEMENT_NOTICE: "Tvangsfullbyrdelsesloven § 4-18",
}


class PayByTooEarlyError(RuleError):
    """The chosen day to pay leaves less time than the law asks for.

    Attributes:
        earliest: First day that may be named.
        law: The section or guideline; `None` where a letter only cannot ask for the past.
    """

    def __init__(self, pay_by: date, earliest: date, law: str | None) -> None:
        super().__init__(pay_by, earliest, law)
        self.pay_by = pay_by
        self.earliest = earliest
        self.law = law


def default_pay_by(kind: LetterKind, on: date, law: str | None, *, business: bool = False) -> date:
    """Return the preset day to pay of a letter sent on `on`, a bank day of the law's country.

    Calendar days: 7 for a friendly letter, 10 for a Swedish demand to a business, 14 otherwise; so the end of
    a plan leaves its agreed days also after the post.
    """
    days = FRIENDLY_DAYS if kind is LetterKind.FRIENDLY else FORMAL_DAYS
    if business and kind is LetterKind.COLLECTION_DEMAND:
        days = BUSINESS_DEMAND_DAYS
    return next_bank_day(on + timedelta(days=days), law)


def pay_by(
    kind: LetterKind, on: date, law: str | None, statutes: Statutes, *, chosen: date, channel: str = "post"
) -> date:
    """Return the day that a letter sent on `on` may name, given the day chosen for it.

    SE demand: at least 8 calendar days from sending (Inkassolagen 5 §, guideline), and moved on until 4 bank
    days are left after the assumed receipt. NO: 14 calendar days from sending for every formal letter. The
    end of a plan gives the days agreed. Any other letter may name any later day. The answer is a bank day.

    Raises:
        PayByTooEarlyError: The chosen day lies before the minimum.
    """
    least = _minimum_days(kind, on, law, statutes)
    earliest = on + timedelta(days=least)
    if chosen < earliest:
        raise PayByTooEarlyError(chosen, earliest, minimum_law(kind, law) if least > 1 else None)
    if law == "SE" and kind is LetterKind.COLLECTION_DEMAND:
        received_on = add_bank_days(on, POST_BANK_DAYS, law) if channel == "post" else on
        table = "collection_demand_min_bank_days_after_receipt_guideline"
        bank_days = int(figure(statutes, law, table, on) or 0)
        chosen = max(chosen, add_bank_days(received_on, max(bank_days, 1), law))
    return next_bank_day(chosen, law)


def minimum_law(kind: LetterKind, law: str | None) -> str | None:
    """Return the section behind the least time to pay of a letter; `None` where no law sets one."""
    if law == "SE":
        return _MINIMUM_LAW["SE"] if kind is LetterKind.COLLECTION_DEMAND else None
    return _MINIMUM_LAW.get(kind) if law == "NO" else None


def _minimum_days(kind: LetterKind, on: date, law: str | None, statutes: Statutes) -> int:
    if kind is LetterKind.PLAN_END:
        return SETTLE_WITHIN_DAYS
    table = {
        ("SE", LetterKind.COLLECTION_DEMAND): "collection_demand_min_days_guideline",
        ("NO", LetterKind.REMINDER): "letter_min_deadline",
        ("NO", LetterKind.COLLECTION_WARNING): "letter_min_deadline",
        ("NO", LetterKind.PAYMENT_DEMAND): "letter_min_deadline",
        ("NO", LetterKind.ENFORCEMENT_NOTICE): "enforcement_notice_min_days",
    }.get((law or "", kind))
    return int(figure(statutes, law or "", table, on) or 1) if table else 1
