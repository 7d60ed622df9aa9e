"""The words of a plan: its rows with their remarks, the arithmetic of its sum, what to say on the phone."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app import formatting
from app.domain import payment_plan
from app.domain.business_days import is_bank_day
from app.domain.money import Money
from app.domain.payment_plan import Instalment, Rhythm
from app.i18n import N_, _, language, translator
from app.services.explain.words import money
from app.services.letter_content import letter_language
from app.services.plans import PlanProposal

_SATURDAY = 5
_SAYINGS = {
    Rhythm.WEEKLY: N_("{count} payments of {amount}, one each week. Then it is all done on {day}."),
    Rhythm.FORTNIGHTLY: N_("{count} payments of {amount}, every second week. Then it is all done on {day}."),
    Rhythm.MONTHLY: N_("{count} payments of {amount}, one each month. Then it is all done on {day}."),
    Rhythm.LAST_BANK_DAY: N_(
        "{count} payments of {amount}, on the last bank day of each month. Then it is all done on {day}."
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment as the schedule shows it; `locked` when the user set it."""

    number: int
    due_on: date
    day: str
    note: str
    amount: Money
    amount_words: str
    left: str
    locked: bool


def schedule(proposal: PlanProposal) -> tuple[Row, ...]:
    """Return the rows of a plan."""
    rows, left = [], proposal.total
    intended = _intended(proposal)
    for place, part in enumerate(proposal.instalments):
        left = left - part.amount
        rows.append(
            Row(
                number=place + 1,
                due_on=part.due_on,
                day=formatting.weekday_date(part.due_on, language()),
                note=_note(proposal, place, intended),
                amount=part.amount,
                amount_words=formatting.amount(part.amount, language()),
                left=formatting.amount(left, language()),
                locked=bool(proposal.wish.rows) and place in proposal.wish.locked,
            )
        )
    return tuple(rows)


def sum_words(proposal: PlanProposal) -> tuple[str, str]:
    """Return whether the sum is right, and the arithmetic behind it."""
    missing, parts = proposal.missing, _arithmetic(proposal.instalments)
    if not missing:
        said = _("{parts} = {total}")
        return _("The sum is right."), said.format(parts=parts, total=money(proposal.total, whole=False))
    if missing.minor > 0:
        return _("{amt} is missing.").format(amt=money(missing)), parts
    return _("It is {amt} too much.").format(amt=money(-missing)), parts


def saying(proposal: PlanProposal) -> str:
    """Return one sentence to read to the customer, in their language."""
    lang = letter_language(proposal.cases[0].customer)
    words = translator(lang)
    first, last = proposal.instalments[0], proposal.instalments[-1]
    done_on = formatting.day_month(last.due_on, lang)
    said_amount = formatting.money(first.amount, lang, whole=True)
    if len(proposal.instalments) == 1:
        said = words.gettext("One payment of {amount} on {day}. Then it is all done.")
        return said.format(amount=said_amount, day=done_on)
    count = formatting.sentence_start(formatting.number_word(len(proposal.instalments), lang))
    if _is_even(proposal):
        said = words.gettext(_SAYINGS[proposal.wish.rhythm])
        return said.format(count=count, amount=said_amount, day=done_on)
    said = words.gettext("{count} payments, the first of {amount} on {first}. Then it is all done on {day}.")
    first_on = formatting.day_month(first.due_on, lang)
    return said.format(count=count, amount=said_amount, first=first_on, day=done_on)


def _is_even(proposal: PlanProposal) -> bool:
    return not proposal.wish.rows and len({part.amount for part in proposal.instalments[:-1]}) == 1


def _arithmetic(rows: Sequence[Instalment]) -> str:
    """Return "4 × 8 420,00 kr + 8 429,18 kr"."""
    terms = []
    for amount, group in groupby(row.amount for row in rows):
        times, said = len(list(group)), money(amount, whole=False)
        terms.append(_("{n} × {amount}").format(n=times, amount=said) if times > 1 else said)
    return " + ".join(terms)


def _intended(proposal: PlanProposal) -> tuple[date, ...]:
    """Return the days of the rhythm before they are moved to bank days; none for rows set by hand."""
    wish = proposal.wish
    if wish.rows:
        return ()
    return payment_plan.days(
        wish.first,
        wish.count,
        wish.rhythm,
        next_bank_day=lambda day: day,
        last_bank_day=lambda year, month: date(year, month, calendar.monthrange(year, month)[1]),
    )


def _note(proposal: PlanProposal, place: int, intended: Sequence[date]) -> str:
    """Return why a day or an amount is not the even one; weekends explain themselves."""
    part = proposal.instalments[place]
    wanted = intended[place] if intended else part.due_on
    country = proposal.cases[0].country
    if wanted != part.due_on and wanted.weekday() < _SATURDAY and not is_bank_day(wanted, country):
        day = formatting.short_date(wanted, language(), today=wanted)
        return _("{day} is not a bank day").format(day=day)
    is_last = place == len(proposal.instalments) - 1
    if is_last and place and _is_even(proposal) and part.amount != proposal.instalments[0].amount:
        return _("the last part takes the rest")
    return ""
