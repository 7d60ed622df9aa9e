"""What reading in would come to, in numbers and in rows, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.formatting import money, short_date
from app.i18n import N_, _, language, ngettext
from app.services.bank_values import PaymentVerdict
from app.services.explain.words import home_currency
from app.services.import_books import new_people
from app.services.import_compare import Judged, Verdict, left_of
from app.services.import_fixes import blocked_rows
from app.services.import_preview import Accepted, Preview

_STORED = (Verdict.NEW, Verdict.CHANGED)
_VERDICTS = {
    Verdict.NEW: ("not_due", N_("New")),
    Verdict.SAME: ("paid", N_("Known already")),
    Verdict.CHANGED: ("almost_done", N_("New balance")),
    Verdict.CONFLICT: ("act_now", N_("Needs you")),
    Verdict.BILL: ("handed_over", N_("A bill, left out")),
    Verdict.CANCELLED: ("paused", N_("Cancelled, left out")),
    Verdict.LEFT_OUT: ("paused", N_("Left out")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One number and what it counts."""

    count: int
    words: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One invoice of the files in words; `state` is the state whose shape and colour go with the verdict."""

    state: str
    verdict: str
    number: str
    customer: str
    issued: str
    due: str
    amount: str


def outcome(shown: Preview) -> tuple[Line, ...]:
    """Return what accepting a preview would do; what would not happen is left out."""
    judged = [each for file in shown.files for each in file.invoices]
    lines = (
        *_new(judged),
        _listed(shown),
        Line(sum(each.verdict is Verdict.SAME for each in judged), _same(judged)),
        _changed([each for each in judged if each.verdict is Verdict.CHANGED]),
        *_left_out(judged),
        *_payments(shown),
        _waiting(blocked_rows(shown)),
    )
    return tuple(line for line in lines if line.count)


def bills(shown: Preview) -> tuple[Judged, ...]:
    """Return the invoices that others sent to the user, which are left out unless chosen."""
    return shown.of(Verdict.BILL)


def would_store(shown: Preview) -> int:
    """Return how many papers, listed customers and payments accepting would store or change."""
    papers = sum(len(shown.of(verdict)) for verdict in _STORED)
    return papers + new_customers(shown) + new_payments(shown)


def new_payments(shown: Preview) -> int:
    """Return how many payments would be stored, to wait for their invoices."""
    return sum(len(file.bank.new) for file in shown.files if file.bank)


def is_from_bank(shown: Preview) -> bool:
    """Say whether the files are the bank's alone and have nothing that needs an answer."""
    return all(file.bank and not file.trouble for file in shown.files) and not blocked_rows(shown)


def new_customers(shown: Preview) -> int:
    """Return how many customers would be stored that no invoice among the files brings."""
    listed = {who for file in shown.files for who in new_people(file.people)}
    return len(listed - {each.met.who for each in shown.of(Verdict.NEW)})


def read_in_words(stored: int, payments: int, customers: int = 0) -> str:
    """Return the words of the button that stores so much, payments and listed customers among it."""
    if payments and payments == stored:
        return ngettext("Read in {n} payment", "Read in {n} payments", payments).format(n=payments)
    if customers and customers == stored:
        return ngettext("Read in {n} customer", "Read in {n} customers", customers).format(n=customers)
    invoices = stored - payments - customers
    return ngettext("Read in {n} invoice", "Read in {n} invoices", invoices).format(n=invoices)


def paper_row(judged: Judged, home: str = "") -> PaperRow:
    """Return one invoice of a file in words; amounts in the currency of the country `home` say only kr."""
    draft = judged.draft
    state, verdict = _VERDICTS[judged.verdict]
    words = (
        _("New credit note") if judged.verdict is Verdict.NEW and draft.kind == "credit_note" else _(verdict)
    )
    return PaperRow(
        state,
        words,
        draft.number,
        draft.customer.name,
        short_date(draft.issued_on, language()),
        short_date(draft.due_on, language()) if draft.due_on else "",
        money(left_of(draft), language(), home=home_currency(home)),
    )


def accepted_words(done: Accepted) -> tuple[Line, ...]:
    """Return what was stored."""
    lines = (
        Line(done.new, ngettext("new invoice read in", "new invoices read in", done.new)),
        Line(
            done.changed, ngettext("invoice has a new balance", "invoices have a new balance", done.changed)
        ),
        Line(done.same, ngettext("was known already", "were known already", done.same)),
        Line(
            done.customers,
            ngettext("new customer in the register", "new customers in the register", done.customers),
        ),
        Line(done.left_out, ngettext("was left out", "were left out", done.left_out)),
        Line(done.payments, ngettext("payment came in", "payments came in", done.payments)),
    )
    return tuple(line for line in lines if line.count)


def _new(judged: Sequence[Judged]) -> Iterable[Line]:
    fresh = [each for each in judged if each.verdict is Verdict.NEW]
    invoices = sum(each.draft.kind == "invoice" for each in fresh)
    yield Line(invoices, ngettext("new invoice", "new invoices", invoices))
    notes = len(fresh) - invoices
    yield Line(notes, ngettext("new credit note", "new credit notes", notes))
    people = {each.met.who for each in fresh if each.met.who < 0}
    known = {each.met.who for each in judged if each.met.who > 0}
    words = ngettext("new customer", "new customers", len(people))
    if known:
        words = ngettext(
            "new customer, the others are recognised", "new customers, the others are recognised", len(people)
        )
    yield Line(len(people), words)


def _listed(shown: Preview) -> Line:
    count = new_customers(shown)
    return Line(count, ngettext("new customer in the register", "new customers in the register", count))


def _same(judged: Sequence[Judged]) -> str:
    count = sum(each.verdict is Verdict.SAME for each in judged)
    return ngettext("is known already and stays as it is", "are known already and stay as they are", count)


def _changed(changed: Sequence[Judged]) -> Line:
    words = ngettext("gets a new balance", "get a new balance", len(changed))
    example = next((each for each in changed if each.known), None)
    if example and example.known:
        words = _("{what}, such as {number}: {before} → {after}").format(
            what=words,
            number=example.draft.number,
            before=money(example.known.open_principal, language()),
            after=money(left_of(example.draft), language()),
        )
    return Line(len(changed), words)


def _left_out(judged: Sequence[Judged]) -> Iterable[Line]:
    bill = sum(each.verdict is Verdict.BILL for each in judged)
    yield Line(bill, ngettext("is a bill to you, left out", "are bills to you, left out", bill))
    gone = sum(each.verdict is Verdict.CANCELLED for each in judged)
    yield Line(gone, ngettext("is cancelled, left out", "are cancelled, left out", gone))


def _payments(shown: Preview) -> Iterable[Line]:
    looks = [file.bank for file in shown.files if file.bank]
    fresh = new_payments(shown)
    yield Line(fresh, ngettext("new payment", "new payments", fresh))
    known = sum(len(look.of(PaymentVerdict.KNOWN)) for look in looks)
    words = ngettext("payment was read in before", "payments were read in before", known)
    yield Line(known, words)
    sums = sum(len(look.of(PaymentVerdict.EXPLAINED)) for look in looks)
    words = ngettext("sum whose payments are listed", "sums whose payments are listed", sums)
    yield Line(sums, words)
    others = sum(number for look in looks for _code, number in look.left_out)
    yield Line(others, ngettext("row is no payment to you", "rows are no payments to you", others))


def _waiting(count: int) -> Line:
    return Line(count, ngettext("row waits to be put right", "rows wait to be put right", count))
