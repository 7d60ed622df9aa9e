"""What a file would change: each of its invoices beside what is known already. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.money import Money
from app.importers.draft import Draft, DraftInvoice, DraftParty, Hint, Problem, blocking, notice
from app.importers.identifier import normalise
from app.services.import_customers import Directory, Met, squeezed_name
from app.storage.imports import KnownInvoice

Ref = tuple[int, int]
"""One invoice of a reading: which file, which of its invoices, both from 0."""


class Verdict(StrEnum):
    """What reading an invoice in comes to. The last four are left out; `can_take` says which may be taken."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    BILL = "bill"
    CANCELLED = "cancelled"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Judged:
    """One invoice of a file and what would become of it.

    Attributes:
        met: Who owes it.
        known: The invoice it is compared with, if there is one in the database.
        paid: What is left has fallen by so much since: a provisional payment.
        becomes_sent: It was read in as a draft before, and is none any more.
        can_take: It is left out unless the user takes it: a bill, or a number that another customer has.
        problem: Why it is left out, or a notice about the customer.
    """

    ref: Ref
    draft: DraftInvoice
    verdict: Verdict
    met: Met
    known: KnownInvoice | None = None
    paid: Money | None = None
    becomes_sent: bool = False
    can_take: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user decides: left out all the same, or taken all the same."""

    take: frozenset[Ref] = frozenset()
    leave: frozenset[Ref] = frozenset()


@dataclass
class Reading:
    """What a reading is compared with, and what it has brought so far.

    Attributes:
        own_identifier: The organisation number of the user's firm, empty while it is unknown.
    """

    own_identifier: str
    directory: Directory
    choices: Choices = Choices()
    _by_customer: dict[tuple[int, str, str], _Seen] = field(default_factory=dict)
    _by_seller: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def remember(self, who: int, seller: str, seen: _Seen) -> None:
        self._by_customer[who, seen.kind, seen.number] = seen
        self._by_seller.setdefault((seller, seen.kind, seen.number), who)

    def seen(self, who: int, kind: str, number: str) -> _Seen | None:
        return self._by_customer.get((who, kind, number))

    def holder(self, draft: DraftInvoice) -> int:
        """Return which customer of the same seller has an invoice with this number, 0 for none."""
        seller = seller_key(draft.seller, self.own_identifier)
        return self._by_seller.get((seller, draft.kind, draft.number), 0)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An invoice that a draft may be the same as; `known` is `None` if it was met earlier in this reading."""

    kind: str
    number: str
    facts: tuple[object, ...]
    due_days: frozenset[object]
    first_due: Money
    left: Money
    known: KnownInvoice | None


def system_of(draft: Draft, own_identifier: str) -> str:
    """Return where the numbers of a file come from: a seller's invoicing system, or lists of one shape."""
    seller = next(iter(draft.sellers), None)
    if seller:
        return f"peppol:{seller_key(seller, own_identifier) or own_identifier}"
    return f"{draft.kind}:{draft.source.shape}"


def seller_key(seller: DraftParty | None, own_identifier: str) -> str:
    """Return who sends the invoice: empty for the user's own firm and where the file does not say."""
    if seller is None:
        return ""
    identifier = _identifier_of(seller)
    return "" if identifier and identifier == own_identifier else identifier or squeezed_name(seller.name)


def _identifier_of(seller: DraftParty) -> str:
    if seller.identifier or not seller.vat_number:
        return seller.identifier
    return normalise(seller.vat_number, seller.country).value


def judge(drafts: Sequence[Draft], known: Sequence[KnownInvoice], reading: Reading) -> list[Judged]:
    """Return what becomes of every invoice, in the order of the files; a later one meets the earlier ones."""
    for each in known:
        name = each.system.removeprefix("peppol:") if each.system.startswith("peppol:") else ""
        seller = "" if name == reading.own_identifier else name
        reading.remember(each.customer_id, seller, _seen_before(each))
    judged = []
    for file_no, draft in enumerate(drafts):
        system = system_of(draft, reading.own_identifier)
        for place, invoice in enumerate(draft.invoices):
            met = reading.directory.meet(invoice.customer, system, holder=reading.holder(invoice))
            judged.append(_judge_one(Judged((file_no, place), invoice, Verdict.NEW, met), reading))
    return judged


def _seen_before(known: KnownInvoice) -> _Seen:
    facts = (known.total, known.issued_on)
    return _Seen(
        known.kind, known.number, facts, known.due_days, known.first_due, known.open_principal, known
    )


def _judge_one(fresh: Judged, reading: Reading) -> Judged:
    draft, who = fresh.draft, fresh.met.who
    is_taken = fresh.ref in reading.choices.take
    seller = seller_key(draft.seller, reading.own_identifier)
    if fresh.ref in reading.choices.leave:
        return replace(fresh, verdict=Verdict.LEFT_OUT)
    if draft.status == "cancelled":
        return replace(fresh, verdict=Verdict.CANCELLED, problem=_left_out(draft, "cancelled"))
    if is_bill(draft, reading.own_identifier) and not is_taken:
        name = draft.seller.name if draft.seller else ""
        problem = _left_out(draft, "bill", seller=name)
        return replace(fresh, verdict=Verdict.BILL, can_take=True, problem=problem)
    seen = reading.seen(who, draft.kind, draft.number)
    if seen:
        return _compared(fresh, seen)
    if reading.holder(draft) not in (0, who) and not is_taken:
        problem = _conflict(draft, "number_of_other_customer")
        return replace(fresh, verdict=Verdict.CONFLICT, can_take=True, problem=problem)
    reading.remember(who, seller, _seen_now(draft))
    return replace(fresh, problem=_remark(fresh))


def is_bill(draft: DraftInvoice, own_identifier: str) -> bool:
    """Say whether somebody else sends the invoice, by organisation number, once our own is known."""
    identifier = _identifier_of(draft.seller) if draft.seller else ""
    return bool(own_identifier and identifier) and identifier != own_identifier


def _remark(fresh: Judged) -> Problem | None:
    if not fresh.met.contradicted:
        return None
    draft = fresh.draft
    name = fresh.met.contradicted
    return notice(
        "customer_contradicted", line=draft.line, field="customer", found=draft.customer.name, name=name
    )


def _left_out(draft: DraftInvoice, code: str, **params: Hint) -> Problem:
    return notice(code, line=draft.line, field="number", found=draft.number, **params)


def _conflict(draft: DraftInvoice, code: str, **params: Hint) -> Problem:
    return blocking(code, line=draft.line, field="number", found=draft.number, **params)


def _seen_now(draft: DraftInvoice) -> _Seen:
    due_days = frozenset({draft.due_on})
    left = left_of(draft)
    return _Seen(draft.kind, draft.number, _facts(draft), due_days, left, left, None)


def _facts(draft: DraftInvoice) -> tuple[object, ...]:
    return draft.total, draft.issued_on


def left_of(draft: DraftInvoice) -> Money:
    """Return what is left to pay by the file; nothing once it says that the invoice is paid."""
    return Money.zero(draft.currency) if draft.status == "paid" else draft.amount_due


def _compared(fresh: Judged, seen: _Seen) -> Judged:
    """Compare with an invoice of the same customer and number (reading in, decision 9)."""
    draft, left = fresh.draft, left_of(fresh.draft)
    known = seen.known
    fresh = replace(fresh, known=known)
    is_credit = draft.kind == "credit_note"
    is_other_day = draft.due_on is not None and not is_credit and draft.due_on not in seen.due_days
    if _facts(draft) != seen.facts or is_other_day:
        return replace(fresh, verdict=Verdict.CONFLICT, problem=_conflict(draft, "number_with_other_facts"))
    becomes_sent = bool(known and known.is_draft and draft.status in ("open", "paid"))
    if is_credit or seen.left <= left <= max(seen.first_due, seen.left):
        verdict = Verdict.CHANGED if becomes_sent else Verdict.SAME
        return replace(fresh, verdict=verdict, becomes_sent=becomes_sent)
    if known is None:
        return replace(fresh, verdict=Verdict.CONFLICT, problem=_conflict(draft, "number_with_other_facts"))
    if left < seen.left:
        return replace(fresh, verdict=Verdict.CHANGED, paid=seen.left - left, becomes_sent=becomes_sent)
    problem = _conflict(draft, "more_left_than_before", left=left, before=seen.first_due)
    return replace(fresh, verdict=Verdict.CONFLICT, problem=problem)
