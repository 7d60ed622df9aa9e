"""Random lives of a case: actions as a strategy, and how each is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from app.domain import history
from app.domain.history import DisputeReason, LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.ledger import EntryId, EntryKind
from app.domain.money import SEK, Money
from app.domain.payment_plan import PlanInterest, spread
from app.storage import tables
from app.storage.letters import NewLetter, NewPlan, add_letter, add_plan, change_plan, mark_sent
from app.storage.payments import NewPayment, add_payment, confirm, waiting
from app.storage.unit_of_work import NewEntry, UnitOfWork
from tests.storage.book import Book

KINDS = (
    "promise", "no_answer", "call_back", "failed", "said_paid", "cannot_pay", "dispute", "answer",
    "settle_dispute", "snooze", "note", "hand_over", "recall", "pay", "pay_all", "credit", "write_off",
    "take_back_payment", "letter", "plan", "sign", "end_plan", "waiting", "confirm", "phone", "kind",
    "due", "withdraw",
)  # fmt: skip


@dataclass(frozen=True)
class Action:
    """One thing to do: its kind, on which case, with which figures, after how many more days."""

    kind: str
    case: int
    figure: int
    days: int


def actions(*, most: int) -> st.SearchStrategy[list[Action]]:
    one = st.builds(
        Action,
        kind=st.sampled_from(KINDS),
        case=st.integers(0, 2),
        figure=st.integers(1, 40),
        days=st.integers(0, 9),
    )
    return st.lists(one, min_size=1, max_size=most)


def do(book: Book, action: Action, case_ids: list[CaseId]) -> int | None:
    """Do one action; the id in the journal, or `None` where it does not apply."""
    book.today += timedelta(days=action.days)
    case_id = case_ids[action.case]
    with book.begin() as work:
        if not _do(work, action, case_id, case_ids):
            return None
        return work.commit(action.kind)


def _do(work: UnitOfWork, action: Action, case_id: CaseId, case_ids: list[CaseId]) -> bool:
    case = work.case(case_id)
    ahead = work.moment.today + timedelta(days=action.figure)
    sum_of = Money(action.figure * 250_00, SEK)
    match action.kind:
        case "promise":
            work.tell(case_id, history.CallMade(Outcome.PROMISED, 3), occasion="a", note="ringde")
            work.tell(case_id, history.PromiseMade(sum_of, ahead), occasion="a")
        case "no_answer":
            work.tell(case_id, history.CallMade(Outcome.NO_ANSWER))
        case "call_back":
            work.tell(case_id, history.CallBackAgreed(ahead, "10:30"))
        case "failed":
            work.tell(case_id, history.DeliveryFailed(False, ahead))
        case "said_paid":
            work.tell(case_id, history.SaidPaid())
        case "cannot_pay":
            work.tell(case_id, history.CannotPay(sum_of))
        case "dispute":
            disputed = sum_of if action.figure % 2 else None
            work.tell(case_id, history.DisputeOpened(DisputeReason.OTHER, disputed, ahead))
        case "answer":
            work.tell(case_id, history.DisputeAnswered(ahead))
        case "settle_dispute":
            work.tell(case_id, history.DisputeClosed(upheld=False))
        case "snooze":
            work.tell(case_id, history.Snoozed(ahead))
        case "note":
            work.tell(case_id, history.NoteTaken(), note="sa att chefen är bortrest")
        case "hand_over":
            work.tell(case_id, history.HandedOver("Ombudet AB"))
        case "recall":
            work.tell(case_id, history.Recalled())
        case "pay" | "pay_all":
            amount = case.open if action.kind == "pay_all" else min(sum_of, case.open)
            return _pay(work, case_id, amount)
        case "credit":
            work.book(NewEntry(case_id, EntryKind.CREDIT, -min(sum_of, case.open), work.moment.today))
        case "write_off":
            work.book(NewEntry(case_id, EntryKind.WRITE_OFF, -case.open, work.moment.today))
        case "take_back_payment":
            return _take_back_payment(work, case_id)
        case "letter":
            _letter(work, action, case_id)
        case "plan":
            return _plan(work, action, case_ids)
        case "sign" | "end_plan":
            return _move_plan(work, action, case_id)
        case "waiting":
            add_payment(work, NewPayment(work.moment.today, sum_of, suggested_id=case_id))
        case "confirm":
            return _confirm(work, case_id)
        case "phone":
            phone = "" if action.figure % 2 else "070-1740605"
            work.change(tables.CustomerRow, case.customer.id, {"phone": phone})
        case "kind":
            kind = "consumer" if action.figure % 2 else None
            work.change(tables.CustomerRow, case.customer.id, {"kind": kind})
        case "due":
            work.change(
                tables.InvoiceRow, case_id, {"due_on": ahead.isoformat() if action.figure % 5 else None}
            )
            work.tell(case_id, history.FactChanged("due_on", "", ahead.isoformat()))
        case "withdraw":
            work.change(tables.InvoiceRow, case_id, {"withdrawn": action.figure % 2})
    return True


def _pay(work: UnitOfWork, case_id: CaseId, amount: Money) -> bool:
    payment_id = add_payment(work, NewPayment(work.moment.today, amount))
    work.book(NewEntry(case_id, EntryKind.PAYMENT, -amount, work.moment.today, payment_id=payment_id))
    work.tell(case_id, history.PaymentBooked(payment_id, amount))
    return True


def _take_back_payment(work: UnitOfWork, case_id: CaseId) -> bool:
    case = work.case(case_id)
    paid = [entry.id for entry in case.live_ledger if entry.kind is EntryKind.PAYMENT]
    if not paid:
        return False
    work.reverse(EntryId(paid[-1]))
    told = [entry for entry in case.live_history if isinstance(entry.event, history.PaymentBooked)]
    if told:
        work.retract(told[-1].id)
    return True


def _letter(work: UnitOfWork, action: Action, case_id: CaseId) -> None:
    case, today = work.case(case_id), work.moment.today
    kind = (LetterKind.FRIENDLY, LetterKind.REMINDER, LetterKind.COLLECTION_DEMAND)[action.figure % 3]
    pay_by = today + timedelta(days=14)
    number = (
        f"P-{today.year}-{work.session.connection().exec_driver_sql('SELECT count(*) FROM letter').scalar()}"
    )
    letter_id = add_letter(
        work,
        NewLetter(
            number, kind.value, case.customer.id, "sv", pay_by, case.open, {}, (case_id,), "x.pdf", b"%PDF"
        ),
    )
    mark_sent(work, letter_id, today)
    if kind.is_formal:
        fee = NewEntry(case_id, EntryKind.REMINDER_FEE, Money(60_00, SEK), today, letter_id=letter_id)
        work.book(fee)
    work.tell(case_id, history.LetterSent(letter_id, kind, pay_by, case.open, case.open))


def _plan(work: UnitOfWork, action: Action, case_ids: list[CaseId]) -> bool:
    cases = [case for case in work.cases(case_ids).values() if case.open.minor > 0]
    total = Money.total((case.open for case in cases), SEK)
    if total.minor < 300_00:
        return False
    due = [work.moment.today + timedelta(days=action.figure + 30 * n) for n in range(3)]
    ids = [case.invoice.id for case in cases]
    letter = NewLetter(
        _next_number(work),
        "plan", cases[0].customer.id, "sv", None, total, {}, tuple(ids), "plan.pdf", b"%PDF",
    )  # fmt: skip
    letter_id = add_letter(work, letter)
    customer_id = cases[0].customer.id
    plan_id = add_plan(work, NewPlan(customer_id, letter_id, PlanInterest.NONE, spread(total, due), ids))
    for case_id in ids:
        work.tell(case_id, history.PlanPrinted(plan_id))
    return True


def _move_plan(work: UnitOfWork, action: Action, case_id: CaseId) -> bool:
    plan = work.case(case_id).plan
    if plan is None:
        return False
    if action.kind == "sign":
        change_plan(work, plan.id, "signed", signed_on=work.moment.today)
        work.tell(case_id, history.PlanSigned(plan.id))
    else:
        change_plan(work, plan.id, "broken", ended_on=work.moment.today)
        work.tell(case_id, history.PlanEnded(plan.id, "broken"))
    return True


def _confirm(work: UnitOfWork, case_id: CaseId) -> bool:
    case = work.case(case_id)
    found = next(iter(waiting(work, case_id)), None)
    if found is None:
        return False
    confirm(work, found.id, case.customer.id)
    paid = Money(-found.amount_minor, SEK)
    work.book(NewEntry(case_id, EntryKind.PAYMENT, paid, work.moment.today, payment_id=found.id))
    return True


def _next_number(work: UnitOfWork) -> str:
    known = work.session.connection().exec_driver_sql("SELECT count(*) FROM letter").scalar()
    return f"P-2026-{known}"
