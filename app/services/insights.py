"""Insights: questions about one's own books, answered in words; nothing leaves the computer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain

from app.domain.insight import Paid, change, is_enough
from app.domain.invoice import CaseId
from app.domain.money import Currency
from app.i18n import _, ngettext, pgettext
from app.services import dispute_statistics, insights_habits, insights_money, insights_paper, insights_rhythm
from app.services.desk import Desk
from app.services.explain.words import home_currency
from app.services.insights_answer import Answer, Insights
from app.storage import insight_reading
from app.storage.firm import firm_country
from app.storage.insight_promises import promise_fates
from app.storage.insight_reading import Said

PERIODS = {"3": 91, "12": 365, "all": 0}
"""Days back by name of the period; 0 for everything."""
_EARLIEST = date(1900, 1, 1)


def insights(desk: Desk, period: str = "12", as_of: date | None = None) -> Insights:
    """Return every answer there is enough data for.

    `period` is one of `PERIODS`; `as_of` is the day whose end the ages are told of, today when unset.
    """
    today = desk.today()
    since = today - timedelta(days=PERIODS[period]) if PERIODS[period] else _EARLIEST
    with desk.database.reading() as connection:
        home = home_currency(firm_country(connection)) or Currency("SEK")
        ages = insight_reading.ageing(connection, as_of or today)
        paid = insight_reading.paid(connection)
        cases = insight_reading.open_cases(connection)
        parts = insight_reading.instalments(connection)
        every = insight_reading.said(connection)
        payments = insight_reading.payment_days(connection)
        charged = insight_reading.charges(connection, since)
        customers = {case: who for case, who, _on in insight_reading.closings(connection)}
        names = insight_reading.names(connection)
    said = [each for each in every if each.on >= since]
    promised = sorted({CaseId(each.case_id) for each in said if each.kind == "promise_made"})
    fates = promise_fates(desk.database, promised, since=since, today=today)
    everyone = sorted(chain.from_iterable(paid.values()), key=lambda each: each.on)
    lately = [each for each in everyone if each.on >= since]
    money, unsaid = insights_money.expect(cases, parts, paid, today)
    more = (*insights_money.fees(charged, home), *insights_habits.mistakes(said))
    lately_of = {who: [each for each in mine if each.on >= since] for who, mine in paid.items()}
    helps = insights_rhythm.usually_helps(insights_habits.contacts_of(said), payments, customers)
    enough = is_enough(len(everyone))
    answers: tuple[Answer | None, ...] = (
        insights_habits.payment_days(lately),
        insights_money.expected(money, unsaid, home, today) if cases else None,
        insights_habits.reasons(said) if enough else None,
        insights_money.ageing(ages, home, as_of or today) if ages or everyone else None,
        insights_rhythm.rhythm(lately_of, names, helps) if enough else None,
        insights_habits.promises(fates.kept, fates.decided, more) if enough else None,
        dispute_statistics.answer(dispute_statistics.statistics(every, since)) if enough else None,
    )
    return Insights(
        _summary(everyone, today) if enough else _("After five paid invoices a pattern shows here."),
        tuple(answer for answer in answers if answer),
        insights_habits.advice(said, fates.kept, fates.decided) if enough else "",
        _counted(len(lately), said),
    )


def pdf(desk: Desk, period: str = "12", as_of: date | None = None) -> bytes:
    """Return the answers on one A4 page."""
    return insights_paper.pdf(desk, _("Insights"), insights(desk, period, as_of))


def name(desk: Desk) -> str:
    """Return the name of the file: the day and what it is."""
    said = pgettext("in the name of a file, plain letters only", "Insights")
    return f"{desk.today().isoformat()}_{said}.pdf"


def _summary(paid: Sequence[Paid], today: date) -> str:
    """Say whether customers pay sooner than a year ago, where there is enough to compare."""
    days = change(paid, today)
    if days is None:
        return _("Patterns from your own books.")
    if not days:
        return _("You are paid as soon as a year ago.")
    if days < 0:
        said = ngettext(
            "You are paid {n} day sooner than a year ago.",
            "You are paid {n} days sooner than a year ago.",
            -days,
        )
        return said.format(n=-days)
    said = ngettext(
        "You are paid {n} day later than a year ago.", "You are paid {n} days later than a year ago.", days
    )
    return said.format(n=days)


def _counted(paid: int, said: Sequence[Said]) -> str:
    calls = len({each.occasion or str(n) for n, each in enumerate(said) if each.kind == "call_made"})
    invoices = ngettext("{n} paid invoice", "{n} paid invoices", paid).format(n=paid)
    called = ngettext("{n} call", "{n} calls", calls).format(n=calls)
    return _("Counted from {invoices} and {calls}").format(invoices=invoices, calls=called)
