"""The story of the example, told through the same actions that the user has.

The facts stand in `resources/demo`; each line of theirs becomes an act on a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from app.domain.history import DisputeReason, HandedOver, LetterKind, Outcome
from app.domain.invoice import CaseId, Facts
from app.domain.money import Currency, Money
from app.domain.party import Address, Contact, Customer, CustomerId, CustomerKind
from app.domain.payment_plan import Rhythm
from app.services import contact, payments, plans, registering, reminders, sending
from app.services.demo_days import Days
from app.services.desk import Desk

_CURRENCIES = {"SE": Currency("SEK"), "NO": Currency("NOK")}
_TERMS_DAYS = 30

Told = dict[str, Any]
"""One table of the file of facts."""

When = Callable[[int | str], date]
"""What reads the days of one line of the story."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happens on a day; those of one day keep the order in which they are told."""

    on: date
    do: Callable[[], object]


@dataclass
class Stage:
    """Where the story is told: a desk whose clock is set by hand, and who and what has appeared so far."""

    desk: Desk
    days: Days
    home: str
    customers: dict[str, CustomerId] = field(default_factory=dict)
    cases: dict[str, CaseId] = field(default_factory=dict)
    currencies: dict[str, Currency] = field(default_factory=dict)
    plans: dict[str, int] = field(default_factory=dict)


def acts(stage: Stage, who: Told) -> Iterator[Act]:
    """Yield what happens with one customer: they appear, invoices go out, some are paid, the rest is told."""
    papers = [_Paper.of(told, stage) for told in who["invoices"]]
    yield Act(min(paper.issued_on for paper in papers), partial(_appear, stage, who))
    for paper in papers:
        yield Act(paper.issued_on, partial(_issue, stage, who["name"], paper))
        if paper.paid_on:
            yield Act(paper.paid_on, partial(_paid, stage, paper))
    still_open = [paper.number for paper in papers if paper.paid_on is None]
    for told in who.get("story", ()):
        numbers = told.get("invoices", still_open)
        due_on = next(paper.due_on for paper in papers if paper.number == numbers[0])
        when = partial(stage.days.day, due_on=due_on)
        for act in _told(stage, told, numbers, when):
            yield Act(when(told["on"]), act)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One invoice of the example with its days worked out."""

    number: str
    total: Money
    issued_on: date
    due_on: date
    paid_on: date | None
    subject: str
    due_agreed: bool | None

    @classmethod
    def of(cls, told: Told, stage: Stage) -> _Paper:
        due_on = stage.days.due(told["due"])
        terms = told.get("terms", _TERMS_DAYS if told["due"] < _TERMS_DAYS else told["due"] + 1)
        paid_on = due_on + timedelta(days=told["late"]) if "late" in told else None
        currency = Currency(told.get("currency", _CURRENCIES[stage.home]))
        return cls(
            number=told["number"],
            total=Money.of(Decimal(told["total"]), currency),
            issued_on=due_on - timedelta(days=terms),
            due_on=due_on,
            paid_on=stage.days.day(told["paid"]) if "paid" in told else paid_on,
            subject=told["subject"],
            due_agreed=told.get("due_agreed"),
        )


def _appear(stage: Stage, who: Told) -> None:
    street, postcode, city = who["address"]
    agreed = who.get("fee_agreed")
    customer = Customer(
        CustomerId(0),
        who["name"],
        CustomerKind(who["kind"]),
        kind_confirmed=True,
        country=who.get("country", stage.home),
        identifier=who.get("identifier", ""),
        number=who["number"],
        address=Address(street, postcode, city),
        contact=Contact(**who["contact"]),
        remember=who.get("remember", ""),
        fee_agreed_on=stage.days.day(agreed["on"]) if agreed else None,
        fee_source=agreed["source"] if agreed else "",
    )
    added = registering.add_customer(stage.desk, customer)
    stage.customers[who["name"]] = next(iter(added.customers))


def _issue(stage: Stage, customer: str, paper: _Paper) -> None:
    added = registering.add_invoice(
        stage.desk,
        registering.NewInvoice(
            stage.customers[customer],
            paper.number,
            paper.total,
            paper.issued_on,
            paper.due_on,
            _reference(paper.number),
            paper.subject,
            Facts(due_agreed=paper.due_agreed),
        ),
    )
    stage.cases[paper.number] = next(iter(added.cases))
    stage.currencies[paper.number] = paper.total.currency


def _reference(number: str) -> str:
    """Return a payment reference with its check digit: `10431` becomes `10431005`."""
    from stdnum import luhn

    digits = f"{number}00"
    return f"{digits}{luhn.calc_check_digit(digits)}"


def _paid(stage: Stage, paper: _Paper) -> None:
    payments.book_payment(
        stage.desk, stage.cases[paper.number], paper.total, reference=_reference(paper.number)
    )


def _told(stage: Stage, told: Told, numbers: list[str], when: When) -> Iterator[Callable[[], object]]:
    """Yield what one line of the story does to these invoices; `when` reads its days."""
    desk = stage.desk

    def cases() -> list[CaseId]:
        return [stage.cases[number] for number in numbers]

    def money(text: str) -> Money:
        return Money.of(Decimal(text), stage.currencies[numbers[0]])

    match told:
        case {"call": outcome}:
            yield lambda: contact.log_call(desk, cases(), _call(told, outcome, when))
        case {"letter": kind}:
            yield lambda: _letter(stage, cases(), kind, bare=told.get("bare", False))
        case {"plan": count}:
            yield lambda: _plan(stage, cases(), numbers[0], told, count)
        case {"sign": True}:
            yield lambda: plans.sign(desk, stage.plans[numbers[0]])
        case {"pay": amount}:
            yield lambda: payments.book_payment(
                desk, cases()[0], money(amount), reference=_reference(numbers[0])
            )
        case {"waiting": amount}:
            yield lambda: _waiting(stage, cases()[0], money(amount), told)
        case {"hand_over": partner}:
            yield lambda: _hand_over(stage, cases(), partner)
        case {"snooze": until, "note": note}:
            yield lambda: contact.take_note(desk, cases(), note)
            yield lambda: contact.snooze(desk, cases(), when(until))


def _call(told: Told, outcome: str, when: When) -> contact.Call:
    return contact.Call(
        Outcome(outcome),
        by=when(told["by"]) if "by" in told else None,
        reason=DisputeReason(told.get("reason", DisputeReason.OTHER)),
        note=told.get("note", ""),
        minutes=told.get("minutes", 0),
    )


def _letter(stage: Stage, cases: list[CaseId], kind: str, *, bare: bool) -> None:
    wish = reminders.Wish(LetterKind(kind), interest=not bare, fee=False if bare else None, channel="email")
    letter_id = sending.make(stage.desk, reminders.propose(stage.desk, cases, wish))
    sending.mark_sent(stage.desk, letter_id)


def _plan(stage: Stage, cases: list[CaseId], number: str, told: Told, count: int) -> None:
    wish = plans.PlanWish(count, stage.days.day(told["first"]), Rhythm(told["rhythm"]))
    stage.plans[number] = plans.make(stage.desk, plans.propose(stage.desk, cases, wish))


def _waiting(stage: Stage, case_id: CaseId, amount: Money, told: Told) -> None:
    from app.storage.payments import NewPayment, add_payment

    with stage.desk.begin() as work:
        seen = NewPayment(
            stage.desk.today(),
            amount,
            payer=told["payer"],
            message=told["message"],
            suggested_id=case_id,
        )
        add_payment(work, seen)
        work.commit()


def _hand_over(stage: Stage, cases: list[CaseId], partner: str) -> None:
    with stage.desk.begin() as work:
        for case_id in cases:
            work.tell(case_id, HandedOver(partner))
        work.commit()
