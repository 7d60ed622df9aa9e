"""Why late interest runs from its day and at its rate, with the sections of law in words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from app.domain.amounts import Component
from app.domain.case import Case
from app.domain.countries import country_of
from app.domain.dated_table import NotInForceError, Statutes
from app.domain.interest_rate import MARGIN_TABLE
from app.domain.late_interest import interest_start
from app.formatting import long_date, percent
from app.i18n import _, language

_DAY = timedelta(days=1)


def why_interest(part: Component, case: Case, statutes: Statutes, *, known_through: date | None) -> str:
    """Return two or three sentences: from when interest runs, at which rate, and where the rate ends."""
    said = [_from_when(case), _at_which_rate(part, case, statutes)]
    if known_through:
        words = _("The rate is not known after {day}, so interest stops there.")
        said.append(words.format(day=long_date(known_through, language())))
    return " ".join(sentence for sentence in said if sentence)


def _from_when(case: Case) -> str:
    start = interest_start(case)
    if start.on is None:
        return ""
    if case.invoice.law == "NO":
        return _(
            "The due date stands on the invoice, so interest counts from the day after "
            "(section 2 of the Norwegian Late Payment Interest Act)."
        )
    if case.invoice.facts.due_agreed:
        return _(
            "The due date was agreed, so interest counts from the day after "
            "(section 3 of the Swedish Interest Act)."
        )
    said = _(
        "The due date was not agreed beforehand, so interest counts from {day} "
        "(section 4 of the Swedish Interest Act)."
    )
    return said.format(day=long_date(start.on + _DAY, language()))


def _at_which_rate(part: Component, case: Case, statutes: Statutes) -> str:
    if not part.segments or case.invoice.law is None:
        return ""
    rates = {segment.rate for segment in part.segments}
    agreed = case.invoice.facts.agreed
    if agreed and agreed.fixed_percent in rates:
        said = _("The rate of {rate} is agreed with the customer.")
        return said.format(rate=percent(agreed.fixed_percent, language()))
    if agreed and agreed.margin_points is not None:
        said = _(
            "The rate is the reference rate plus {points} percentage points, as agreed with the customer."
        )
        return said.format(points=_points(agreed.margin_points))
    if case.invoice.law == "NO":
        return _statutory_norwegian(rates)
    return _statutory_swedish(part, statutes)


def _statutory_norwegian(rates: set[Decimal]) -> str:
    if len(rates) > 1:
        return _("The rate is set for each half-year (section 3 of the Norwegian Late Payment Interest Act).")
    said = _("The rate of {rate} is set by law (section 3 of the Norwegian Late Payment Interest Act).")
    return said.format(rate=percent(rates.pop(), language()))


def _statutory_swedish(part: Component, statutes: Statutes) -> str:
    last = part.segments[-1].last_day
    rules = country_of("SE")
    try:
        margin = statutes.table("SE", MARGIN_TABLE).on(last).value
        reference = statutes.table("SE", rules.RATE_TABLE).on(last).value if rules else Decimal(0)
    except NotInForceError:
        return ""
    if len({segment.rate for segment in part.segments}) > 1:
        said = _(
            "The rate is the reference rate of each half-year plus {points} percentage points "
            "(section 6 of the Swedish Interest Act)."
        )
        return said.format(points=_points(margin))
    said = _(
        "The rate is the reference rate of {reference} plus {points} percentage points "
        "(section 6 of the Swedish Interest Act)."
    )
    return said.format(reference=percent(reference, language()), points=_points(margin))


def _points(value: Decimal) -> str:
    return percent(value, language(), decimals=0).removesuffix("%").strip()
