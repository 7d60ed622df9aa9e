"""Answers about money: how old it is, when it can be expected, and what became of the fees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app import formatting
from app.domain.insight import Paid, expected_on, monday
from app.domain.money import Currency, Money
from app.domain.party import CustomerId
from app.i18n import N_, _, language
from app.services.explain.words import money
from app.services.insights_answer import Answer, Mark, Picture
from app.storage.insight_reading import Age, Charges, Instalment, OpenCase

WEEKS = 6
PROMISED, PLANNED, USUAL = range(3)
_AGES = (N_("Not due"), N_("1–14 days"), N_("15–30"), N_("31–60"), N_("Over 60"))
Expected = Mapping[tuple[Currency, date], Sequence[int]]
"""Minor units by currency and Monday: promised, in a plan, by habit."""


def sums(amounts: Iterable[Money], home: Currency) -> str:
    """Return one sum for each currency, the firm's own first; they are never added together."""
    found: dict[Currency, int] = defaultdict(int)
    for amount in amounts:
        found[amount.currency] += amount.minor
    ordered = sorted(found, key=lambda currency: (currency != home, currency))
    said = [money(Money(found[currency], currency), home) for currency in ordered if found[currency]]
    return _(" + ").join(said) or money(Money.zero(home), home)


def ageing(ages: Sequence[Age], home: Currency, on: date) -> Answer:
    """Say what was open at the end of a day, and how old it was."""
    day = formatting.long_date(on, language())
    currencies = sorted({age.amount.currency for age in ages}, key=lambda each: (each != home, each))
    known = {(age.amount.currency, age.step): age for age in ages}
    rows, marks = [], []
    for currency in currencies:
        mine = [known.get((currency, step)) for step in range(len(_AGES))]
        for name, age in zip(_AGES, mine, strict=True):
            amount = age.amount if age else Money.zero(currency)
            rows.append((_(name), str(age.count if age else 0), money(amount, home, whole=False)))
            if currency == currencies[0]:
                marks.append(Mark(_(name), money(amount, home), (amount.minor,)))
        whole = [age for age in mine if age]
        total = Money.total((age.amount for age in whole), currency)
        count = sum(age.count for age in whole)
        rows.append(
            (_("In all, {currency}").format(currency=currency), str(count), money(total, home, whole=False))
        )
    title = _("{amount} is open").format(amount=sums((age.amount for age in ages), home))
    note = _("By days after the due date, at the end of {day}").format(day=day)
    heads = (_("Age"), _("Invoices"), _("Amount"))
    return Answer("ageing", title, note, Picture.BARS, tuple(marks), heads, tuple(rows))


def expect(
    cases: Sequence[OpenCase],
    parts: Sequence[Instalment],
    paid: Mapping[CustomerId, Sequence[Paid]],
    today: date,
) -> tuple[Expected, list[Money]]:
    """Return what can be expected by week, and the amounts of which nothing can be said.

    Money in a signed plan comes by the plan, promised money on the promised day, the rest by the
    customer's habit. Nothing is expected of a dispute, a hand-over, or a day that has passed.
    """
    found: dict[tuple[Currency, date], list[int]] = defaultdict(lambda: [0, 0, 0])
    unsaid: list[Money] = []
    done = {case.plan_id: case.plan_done for case in cases if case.plan_id}
    for part in parts:
        if part.ordinal > done.get(part.plan_id, 0) and part.plan_id in done and part.due_on >= today:
            found[part.amount.currency, monday(part.due_on)][PLANNED] += part.amount.minor
    for case in cases:
        if case.plan_id:
            continue
        left = case.open
        if case.promised_by and case.promised and case.lapses_on and case.lapses_on > today:
            promised = min(case.promised.minor, left.minor)
            found[left.currency, monday(case.promised_by)][PROMISED] += promised
            left = Money(left.minor - promised, left.currency)
        if not left.minor:
            continue
        day = None if case.is_held else _usual_day(case, paid, today)
        if day is None:
            unsaid.append(left)
        else:
            found[left.currency, monday(day)][USUAL] += left.minor
    return found, unsaid


def _usual_day(case: OpenCase, paid: Mapping[CustomerId, Sequence[Paid]], today: date) -> date | None:
    days = [each.days for each in paid.get(case.customer_id, ())]
    return expected_on(case.due_on, days, today) if case.due_on else None


def expected(found: Expected, unsaid: Sequence[Money], home: Currency, today: date) -> Answer:
    """Say what can be expected in the next weeks, and of how much nothing can be said."""
    weeks = [monday(today) + timedelta(weeks=number) for number in range(WEEKS)]
    marks, coming = [], []
    for week in weeks:
        parts = tuple(found.get((home, week), (0, 0, 0)))
        amount = Money(sum(parts), home)
        marks.append(Mark(_week(week), formatting.amount(_whole(amount), language(), whole=True), parts))
    for (currency, week), kinds in found.items():
        if week in weeks:
            coming.append(Money(sum(kinds), currency))
    last = formatting.day_month(weeks[-1] + timedelta(days=6), language())
    title = _("About {amount} is expected until {day}").format(amount=sums(coming, home), day=last)
    if not coming:
        title = _("Too little is known to say what will come in")
    note = _("By promises, plans and each customer's habit")
    if unsaid:
        said = _("By promises, plans and habit. Of {amount} there is too little to say.")
        note = said.format(amount=sums(unsaid, home))
    heads = (_("Week"), _("Promised"), _("In a plan"), _("By habit"), _("Sum"))
    rows = [
        (_week(week), *(money(Money(each, currency), home) for each in (*kinds, sum(kinds))))
        for (currency, week), kinds in sorted(found.items(), key=lambda item: (item[0][0] != home, item[0]))
    ]
    legend = (_("promised"), _("in a plan"), _("by the customer's habit"))
    return Answer("expected", title, note, Picture.COLUMNS, tuple(marks), heads, tuple(rows), legend)


def _whole(amount: Money) -> Money:
    """Round to whole units: nobody expects money to the öre."""
    return Money.of(Decimal(round(amount.amount)), amount.currency)


def _week(first_day: date) -> str:
    return _("w. {number}").format(number=first_day.isocalendar().week)


def fees(charges: Sequence[Charges], home: Currency) -> tuple[tuple[str, str], ...]:
    """Return what was asked for in fees, what was paid, and what was withdrawn."""
    if not charges:
        return ()
    return (
        (_("Fees asked for"), sums((each.asked for each in charges), home)),
        (_("Fees paid"), sums((each.paid for each in charges), home)),
        (_("Fees withdrawn"), sums((each.withdrawn for each in charges), home)),
    )
