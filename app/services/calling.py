"""What is at hand during a call: the number, the facts people ask for, what to say, what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from app import formatting
from app.domain.amounts import owed
from app.domain.business_days import last_bank_day, next_bank_day
from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.history import CallMade, PromiseMade
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.party import CustomerId, Firm, OwnAccount
from app.domain.payer import usual_window
from app.domain.promise import PROMISE_PRESET_DAYS
from app.i18n import N_, _, language
from app.services import drafts
from app.services.call_persons import CallPerson, call_persons
from app.services.contact import Call, agreed, reason_said
from app.services.desk import Desk
from app.services.detail import invoice_words
from app.services.explain.after_call import after_call
from app.services.explain.words import home_currency, money, said_day
from app.services.own_limits import before_call
from app.services.reason_paths import as_told
from app.storage.firm import read_firm
from app.storage.profile import profile

DRAFT = "call:"
_FRIDAY = 4
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[.:]?([0-5]\d))?")
_ACCOUNTS = {
    "bankgiro": N_("Bankgiro"),
    "plusgiro": N_("Plusgiro"),
    "account": N_("Account"),
    "iban": N_("IBAN"),
}
_PROMISES = (N_("Second promise"), N_("Third promise. Suggest a letter or a plan."))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something people ask for on the phone; `copied` is what goes on the clipboard."""

    label: str
    value: str
    copied: str


@dataclass(frozen=True, slots=True)
class CallCase:
    """One invoice the call can be about."""

    case_id: CaseId
    words: str
    amount: str


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day near at hand, with the words for it."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class CallSheet:
    """Everything the call panel shows when it opens.

    Attributes:
        persons: Who can be called, the one who answered last first; at least one.
        open: What is open on every invoice of the call together.
        promise_number: "Andra löftet", empty for the first.
        address: The invoice address on one line, as `set_customer` reads it.
        cases: In the order asked for, the worst first.
        draft: What an earlier, unfinished call left behind.
        remark: What the user's own limits say about a call now; empty within them.
    """

    name: str
    customer_id: CustomerId
    persons: tuple[CallPerson, ...]
    facts: tuple[Fact, ...]
    cases: tuple[CallCase, ...]
    open: Money
    promise_number: str
    promise_by: date
    promise_days: tuple[DayChoice, ...]
    callback_on: date
    address: str
    email: str
    draft: dict[str, object] | None
    today: date
    books: tuple[Case, ...]
    around: Surroundings
    remark: str


def call_sheet(desk: Desk, case_ids: Sequence[CaseId]) -> CallSheet:
    """Return what a call about these invoices of one customer needs, as of today."""
    today = desk.today()
    with desk.look() as work:
        found = work.cases(case_ids)
    books = tuple(found[case_id] for case_id in case_ids)
    who = books[0].customer
    with desk.database.reading() as connection:
        firm = read_firm(connection) or Firm()
        known = profile(connection, who.id)
    paid_in_time = bool(known.days_late) and max(known.days_late) <= 0
    total = Money.total((owed(case, today, desk.statutes).total for case in books), books[0].invoice.currency)
    return CallSheet(
        name=who.name,
        customer_id=who.id,
        persons=call_persons(desk, books[0], firm),
        facts=_facts(books[0], firm, total),
        cases=tuple(_case(case, today) for case in books),
        open=Money.total((case.open for case in books), books[0].invoice.currency),
        promise_number=_promise_number(books[0]),
        promise_by=today + timedelta(days=PROMISE_PRESET_DAYS),
        promise_days=_days(today, books[0].country),
        callback_on=next_bank_day(today + timedelta(days=1), books[0].country),
        address=", ".join(who.address.lines),
        email=who.contact.email,
        draft=drafts.load(desk, f"{DRAFT}{who.id}"),
        today=today,
        books=books,
        around=desk.surroundings(usual=usual_window(known.days_late), first_time_late=paid_in_time),
        remark=before_call(desk, books[0]),
    )


def outlook(sheet: CallSheet, call: Call) -> str:
    """Return what will happen after a call that ends so, for the first of its invoices.

    Raises:
        RuleError: The call cannot end so, such as a promise in the past.
    """
    case = sheet.books[0]
    amount = None if call.amount is None else min(call.amount, case.open)
    result = agreed(case, call, amount, sheet.today)
    reason = reason_said(case, call, sheet.today)
    events = [CallMade(call.outcome, call.minutes), *(told for told in (reason, result) if told)]
    after = summarise(as_told(case, events, sheet.today), sheet.around)
    return after_call(call, after, result, sheet.today)


def parse_clock(text: str) -> str | None:
    """Read an hour: `10.30`, `10:30`, `1030`, `10`; `None` where it is none."""
    found = _CLOCK.fullmatch(text.strip())
    return time(int(found[1]), int(found[2] or 0)).strftime("%H:%M") if found else None


def _facts(case: Case, firm: Firm, total: Money) -> tuple[Fact, ...]:
    """Return what is owed today, the reference and where to pay, as far as they are known."""
    home = home_currency(firm.country)
    facts = [Fact(_("To pay today"), money(total, home, whole=False), str(total.amount))]
    reference = case.invoice.payment_reference
    if reference:
        label = _("KID") if firm.country == "NO" else _("OCR")
        facts.append(Fact(label, formatting.reference(reference), reference))
    else:
        number = case.invoice.number
        facts.append(Fact(_("Invoice number"), number, number))
    facts += [_account(account) for account in firm.accounts[:1]]
    return tuple(facts)


def _account(account: OwnAccount) -> Fact:
    label = _ACCOUNTS.get(account.kind)
    written = formatting.account(account.kind, account.number)
    return Fact(_(label) if label else account.kind, written, written)


def _case(case: Case, today: date) -> CallCase:
    return CallCase(case.invoice.id, invoice_words(case, today), money(case.open))


def _promise_number(case: Case) -> str:
    made = sum(isinstance(entry.event, PromiseMade) for entry in case.live_history)
    return _(_PROMISES[min(made, len(_PROMISES)) - 1]) if made else ""


def _days(today: date, country: str) -> tuple[DayChoice, ...]:
    """Return today, the Friday to come, a week from now and the last bank day of the month, in order."""
    friday = today + timedelta(days=(_FRIDAY - today.weekday() - 1) % 7 + 1)
    month_end = last_bank_day(today.year, today.month, country)
    week = today + timedelta(days=7)
    named = {
        today: formatting.sentence_start(said_day(today, today)),
        friday: formatting.sentence_start(formatting.weekday_day(friday, language())),
    }
    if month_end > today:
        named.setdefault(month_end, formatting.sentence_start(formatting.weekday_day(month_end, language())))
    named[week] = _("In a week")
    return tuple(DayChoice(named[day], day) for day in sorted(named))
