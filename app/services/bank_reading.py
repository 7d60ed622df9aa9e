"""What bank files would bring, beside what is stored: every payment is counted once. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from sqlite3 import Connection
from typing import cast

from app.domain.matching_text import account_digits
from app.domain.money import Money
from app.importers.bank_draft import DraftPayment, Movement
from app.importers.draft import Draft
from app.services.bank_identity import identities, is_twin
from app.services.bank_sums import Sum, explained
from app.services.bank_values import BankLook, JudgedPayment, PaymentVerdict
from app.services.explain.bank_files import bank_words
from app.storage import bank_payments
from app.storage.bank_payments import StoredPayment

_AROUND = timedelta(days=7)


@dataclass
class _Reading:
    """A comparison under way.

    Attributes:
        stored: Payments of the days in question, by id.
        identities: Those that are stored or have been met in this reading.
    """

    stored: dict[int, StoredPayment]
    identities: set[str]
    judged: list[JudgedPayment] = field(default_factory=list)


def judge_payments(connection: Connection, drafts: Sequence[Draft]) -> list[BankLook | None]:
    """Return what becomes of the payments of each file, `None` for a file that is not a bank's."""
    if not any(_is_of_bank(draft) for draft in drafts):
        return [None] * len(drafts)
    marked = [identities(draft.payments) for draft in drafts]
    reading = _Reading(
        {each.id: each for each in _stored_around(connection, drafts)},
        set(bank_payments.ids_by_identity(connection, {each for marks in marked for each in marks})),
    )
    for file_no, (draft, marks) in enumerate(zip(drafts, marked, strict=True)):
        _judge_file(reading, file_no, draft, marks)
    explains = _explain_sums(reading)
    accounts = bank_payments.known_accounts(connection)
    return [
        _look(reading, file_no, draft, explains, accounts) if _is_of_bank(draft) else None
        for file_no, draft in enumerate(drafts)
    ]


def known_payments(looks: Sequence[BankLook | None]) -> int:
    """Return how many payments of these files had been read in before."""
    return sum(len(look.of(PaymentVerdict.KNOWN)) for look in looks if look)


def source_of(draft: Draft) -> str:
    """Return the kind and shape of a file: what two files of one bank have in common."""
    return f"{draft.kind}:{draft.source.shape}"


def _is_of_bank(draft: Draft) -> bool:
    return bool(draft.payments or draft.left_out or draft.covered)


def _stored_around(connection: Connection, drafts: Sequence[Draft]) -> list[StoredPayment]:
    days = [payment.received_on for draft in drafts for payment in draft.payments]
    if not days:
        return []
    first, last = min(days), max(days)
    earliest = first - min(_AROUND, first - date.min)
    return bank_payments.payments_between(connection, earliest, last + min(_AROUND, date.max - last))


def _judge_file(reading: _Reading, file_no: int, draft: Draft, marks: Sequence[str]) -> None:
    source, earlier = source_of(draft), tuple(reading.judged)
    twins = _Twins(reading, file_no, source, earlier)
    for place, (payment, identity) in enumerate(zip(draft.payments, marks, strict=True)):
        is_known = identity in reading.identities or twins.has(payment)
        reading.identities.add(identity)
        verdict = PaymentVerdict.KNOWN if is_known else PaymentVerdict.NEW
        reading.judged.append(JudgedPayment((file_no, place), payment, verdict, identity, source))


class _Twins:
    """The payments of other files, each of which can be the twin of one payment of this file."""

    def __init__(
        self, reading: _Reading, file_no: int, source: str, earlier: Sequence[JudgedPayment]
    ) -> None:
        self._free: dict[tuple[str, int], list[DraftPayment]] = {}
        for stored in reading.stored.values():
            if stored.source != source and stored.aside != "explained":
                self._add(draft_of(stored))
        for judged in earlier:
            if judged.source != source and judged.verdict is PaymentVerdict.NEW and judged.ref[0] != file_no:
                self._add(judged.draft)

    def _add(self, payment: DraftPayment) -> None:
        self._free.setdefault(_sum_of(payment), []).append(payment)

    def has(self, payment: DraftPayment) -> bool:
        """Say whether another file has brought this payment already; each of them is a twin once."""
        free = self._free.get(_sum_of(payment), [])
        fitting = [each for each in free if is_twin(payment, each)]
        if not fitting:
            return False
        free.remove(min(fitting, key=lambda each: abs(each.received_on - payment.received_on)))
        return True


def _sum_of(payment: DraftPayment) -> tuple[str, int]:
    return payment.amount.currency, payment.amount.minor


def draft_of(stored: StoredPayment) -> DraftPayment:
    """Return a stored payment in the form in which files give theirs."""
    known = stored.incoming
    return DraftPayment(
        line=0,
        received_on=known.received_on,
        amount=known.amount,
        movement=cast("Movement", known.movement),
        account=stored.account,
        payer=known.payer,
        payer_account=known.payer_account,
        reference=known.reference,
        message=known.message,
        bank_id=stored.bank_id,
        fee=Money(stored.fee_minor, known.amount.currency) if stored.fee_minor else None,
    )


def _explain_sums(reading: _Reading) -> tuple[int, ...]:
    """Mark the sums that single payments explain, and the payments that a booked sum has paid already.

    Returns the stored sums that are explained now.
    """
    fresh = [each for each in reading.judged if each.verdict is PaymentVerdict.NEW]
    sums = [*_sums_read(fresh), *_sums_stored(reading.stored.values())]
    singles = [*((each.source, each.draft) for each in fresh), *_singles(reading.stored.values())]
    explains: list[int] = []
    for whole, parts in explained(sums, singles):
        if whole.stored_id is None:
            _change(reading, whole.ref, PaymentVerdict.EXPLAINED)
        elif whole.is_booked:
            hidden = {id(part) for part in parts}
            for each in fresh:
                if id(each.draft) in hidden:
                    _change(reading, each.ref, PaymentVerdict.KNOWN)
        else:
            explains.append(whole.stored_id)
    return tuple(explains)


def _change(reading: _Reading, ref: tuple[int, int], verdict: PaymentVerdict) -> None:
    place = next(place for place, each in enumerate(reading.judged) if each.ref == ref)
    reading.judged[place] = replace(reading.judged[place], verdict=verdict)


def _sums_read(fresh: Sequence[JudgedPayment]) -> Iterator[Sum]:
    for each in fresh:
        if each.draft.movement != "reversal":
            yield Sum(each.draft, each.source, ref=each.ref)


def _sums_stored(stored: Iterable[StoredPayment]) -> Iterator[Sum]:
    for each in stored:
        if not each.aside and each.incoming.movement != "reversal":
            yield Sum(draft_of(each), each.source, stored_id=each.id, is_booked=each.is_booked)


def _singles(stored: Iterable[StoredPayment]) -> Iterator[tuple[str, DraftPayment]]:
    for each in stored:
        if not each.aside and each.incoming.movement != "lump_sum":
            yield each.source, draft_of(each)


def _look(
    reading: _Reading, file_no: int, draft: Draft, explains: tuple[int, ...], accounts: frozenset[str]
) -> BankLook:
    known = {account_digits(account) for account in accounts}
    named = dict.fromkeys(payment.account for payment in draft.payments if payment.account)
    look = BankLook(
        payments=tuple(each for each in reading.judged if each.ref[0] == file_no),
        explains=explains,
        left_out=tuple(sorted(Counter(each.code for each in draft.left_out).items())),
        covered_through=_covered_through(draft),
        new_accounts=tuple(account for account in named if account_digits(account) not in known),
    )
    return replace(look, words=bank_words(look))


def _covered_through(draft: Draft) -> date | None:
    """Return the last day the file accounts for; that of its last row where it does not say."""
    said = [each.last_day for each in draft.covered if each.last_day]
    if said:
        return max(said)
    rows = [payment.received_on for payment in draft.payments]
    rows += [each.on for each in draft.left_out if each.on and each.code in ("debit", "payout", "zero")]
    return max(rows, default=None)
