"""What booking payments led to: invoices closed, promises kept, instalments paid, letters that crossed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.apology import overtaken_on
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import PaymentBooked
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.payment_plan import paid_instalments
from app.domain.situation import situation
from app.i18n import _, ngettext
from app.services.changes import Changes
from app.services.customer_credit import credits
from app.services.explain.words import money
from app.services.matching_booking import Booked, Booking
from app.services.matching_run import Progress, cases_of
from app.services.matching_values import Accepted, Credit

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Before:
    """How cases stood before payments were booked: which were open, and which promises ran."""

    open: frozenset[CaseId]
    promised: frozenset[CaseId]

    @classmethod
    def of(cls, cases: Mapping[CaseId, Case]) -> Before:
        return cls(
            frozenset(case_id for case_id, case in cases.items() if case.open.minor > 0),
            frozenset(case_id for case_id, case in cases.items() if _has_promise(case)),
        )


def _has_promise(case: Case) -> bool:
    return situation(case, effective_due_on(case)).promise is not None


def outcome(
    desk: Desk,
    work: UnitOfWork,
    bookings: Sequence[Booking],
    before: Before,
    booked: Booked,
    *,
    progress: Progress | None = None,
) -> Accepted:
    """Commit what was booked and return what it led to; until then `progress` may raise to stop."""
    cases = cases_of(work, booked.cases, progress)
    work.judge(progress=progress)
    sums = _sums([each.payment.incoming.amount for each in bookings])
    about = payments_words([each.payment.incoming.amount for each in bookings])
    action_id = work.commit("match", about)
    kept_as_credit = tuple(each for each in credits(desk) if each.payment_id in booked.over)
    people = frozenset(case.customer.id for case in cases.values())
    closed = tuple(each for each in cases if each in before.open and cases[each].open.minor <= 0)
    kept = tuple(each for each in cases if each in before.promised and not _has_promise(cases[each]))
    instalments = tuple(_instalments(cases))
    crossed = tuple(_crossed(cases, bookings))
    return Accepted(
        changes=Changes(frozenset(cases), people, action_id, "match", about),
        booked=len(bookings),
        sums=sums,
        closed=closed,
        rests=_rests(bookings, cases),
        kept_promises=kept,
        instalments=instalments,
        thanks=closed,
        crossed=crossed,
        credits=kept_as_credit,
        words=tuple(_words(closed, kept, instalments, crossed, kept_as_credit)),
    )


def _rests(bookings: Sequence[Booking], cases: Mapping[CaseId, Case]) -> tuple[CaseId, ...]:
    paid = dict.fromkeys(case_id for each in bookings for case_id, _amount in each.shares)
    return tuple(case_id for case_id in paid if cases[case_id].open.minor > 0)


def _sums(amounts: Sequence[Money]) -> tuple[Money, ...]:
    currencies = dict.fromkeys(amount.currency for amount in amounts)
    return tuple(
        Money.total((amount for amount in amounts if amount.currency == currency), currency)
        for currency in currencies
    )


def _instalments(cases: Mapping[CaseId, Case]) -> Iterator[tuple[CaseId, int, int]]:
    for case_id, case in cases.items():
        if case.plan and case.plan.paid is not None:
            yield case_id, paid_instalments(case.plan, case.plan.paid), len(case.plan.instalments)


def _crossed(cases: Mapping[CaseId, Case], bookings: Sequence[Booking]) -> Iterator[CaseId]:
    """Yield the cases on which one of these payments came in before a letter of ours went out."""
    paid = {each.payment.id for each in bookings}
    for case_id, case in cases.items():
        first = overtaken_on(case)
        if first is not None and any(
            isinstance(entry.event, PaymentBooked) and entry.event.payment_id in paid
            for entry in case.live_history
        ):
            yield case_id


def payments_words(amounts: Sequence[Money]) -> str:
    """Return payments as they are named in a notice: the sum of one, or how many they are."""
    if len(amounts) == 1:
        return _("Payment {amount}").format(amount=money(amounts[0], whole=False))
    return ngettext("{n} payment", "{n} payments", len(amounts)).format(n=len(amounts))


def _words(
    closed: Sequence[CaseId],
    kept: Sequence[CaseId],
    instalments: Sequence[tuple[CaseId, int, int]],
    crossed: Sequence[CaseId],
    left: Sequence[Credit],
) -> Iterator[str]:
    if closed:
        yield ngettext(
            "{n} invoice is paid to the last krona.", "{n} invoices are paid to the last krona.", len(closed)
        ).format(n=len(closed))
    if kept:
        yield ngettext("{n} promise was kept.", "{n} promises were kept.", len(kept)).format(n=len(kept))
    for _case, done, of in instalments[:1]:
        yield _("Instalment {done} of {all} is paid.").format(done=done, all=of)
    if crossed:
        yield ngettext(
            "{n} payment came in before your last letter. You can apologise and withdraw its charges.",
            "{n} payments came in before your last letters. You can apologise and withdraw their charges.",
            len(crossed),
        ).format(n=len(crossed))
    yield from (credit.words for credit in left)
