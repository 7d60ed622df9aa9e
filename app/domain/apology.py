"""Letters that went out after the money had come in: what of them is withdrawn with the apology."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from app.domain.case import Case
from app.domain.history import HistoryEntry, LetterSent, PaymentBooked, PaymentReturned
from app.domain.ledger import CHARGES, EntryKind, LedgerEntry, balance


def overtaken_on(case: Case) -> date | None:
    """Return the day of the first payment that a letter crossed: dated before it, known only after it."""
    returned = {
        entry.event.payment_id for entry in case.live_history if isinstance(entry.event, PaymentReturned)
    }
    days = [
        paid.happened_on
        for letter in case.live_history
        if isinstance(letter.event, LetterSent) and letter.event.kind.is_dunning
        for paid in case.live_history
        if _crossed(letter, paid, returned)
    ]
    return min(days, default=None)


def _crossed(letter: HistoryEntry, paid: HistoryEntry, returned: Set[int]) -> bool:
    stays = isinstance(paid.event, PaymentBooked) and paid.event.payment_id not in returned
    return stays and paid.happened_on < letter.happened_on and paid.id > letter.id


def charges_after(case: Case, paid_on: date) -> tuple[LedgerEntry, ...]:
    """Return the fees and compensation claimed after a day."""
    return tuple(
        entry for entry in case.live_ledger if entry.kind in CHARGES and entry.effective_on > paid_on
    )


def interest_after(case: Case, paid_on: date) -> tuple[LedgerEntry, ...]:
    """Return the interest booked after a day, if what had come in by then left nothing of the claim open.

    Had we known, no letter would have booked any. Where something was left, the interest on what was paid
    goes back by itself, and the rest stays lawful.
    """
    later = tuple(entry for entry in case.live_ledger if _is_later_interest(entry, paid_on))
    known = (entry for entry in case.live_ledger if entry.effective_on <= paid_on and entry not in later)
    return later if balance(known, case.invoice.currency).minor <= 0 else ()


def _is_later_interest(entry: LedgerEntry, paid_on: date) -> bool:
    """Say whether interest was booked after a day; what was booked back as of that day belongs to it."""
    booked_back = entry.effective_on == paid_on and entry.amount.minor < 0
    return entry.kind is EntryKind.LATE_INTEREST and (entry.effective_on > paid_on or booked_back)
