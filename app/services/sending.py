"""Letters on their way out: made as a file, then booked once they have gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.claim import Claim, ClaimLine
from app.domain.deadline import PayByTooEarlyError, minimum_law
from app.domain.errors import RuleError
from app.domain.history import LetterKind, LetterSent
from app.domain.ledger import CHARGES
from app.domain.money import Money
from app.domain.party import Tone
from app.services.apologising import take_back
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import FutureDayError, PastDayError
from app.services.plan_ending import end_by_letter
from app.services.reminders import Proposal, Wish, claimed

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


class LetterOutdatedError(RuleError):
    """Since the letter was made something happened that changes what it may claim."""

    def __init__(self, number: str, claimed: Money, now: Money) -> None:
        super().__init__(number, claimed, now)
        self.number = number
        self.claimed = claimed
        self.now = now


class LetterAlreadySentError(RuleError):
    """The letter was marked as sent before."""

    def __init__(self, number: str, sent_on: date) -> None:
        super().__init__(number, sent_on)
        self.number = number
        self.sent_on = sent_on


def make(desk: Desk, proposal: Proposal) -> int:
    """Store the letter as a file that has been printed or saved, under its own number; nothing is booked.

    Returns the letter's id.
    """
    from app.storage import letters

    pdf = proposal.pdf()
    with desk.begin() as work:
        new = letters.NewLetter(
            number=proposal.letter.number,
            kind=proposal.wish.kind,
            customer_id=proposal.claim.customer_id,
            language=proposal.wish.language,
            pay_by=proposal.claim.pay_by,
            total=proposal.claim.total,
            content=_remembered(proposal),
            case_ids=tuple(case.invoice.id for case in proposal.cases),
            file_name=proposal.file_name,
            pdf=pdf,
        )
        letter_id = letters.add_letter(work, new)
        work.commit("make_letter", proposal.letter.number)
    return letter_id


def _remembered(proposal: Proposal) -> dict[str, Any]:
    """Return the choices behind a letter and the statutory values it was made with."""
    wish, asked = proposal.wish, proposal.claim
    return {
        "tone": wish.tone,
        "interest": wish.interest,
        "fee": wish.fee,
        "compensation": wish.compensation,
        "channel": wish.channel,
        "lines": [{"invoice": line.number, "amount_minor": line.total.minor} for line in asked.lines],
        "entries": [
            {
                "invoice_id": entry.case_id,
                "kind": entry.kind,
                "amount_minor": entry.amount.minor,
                "law": entry.law,
                "rates": [str(segment.rate) for segment in entry.segments],
            }
            for entry in asked.entries
        ],
    }


def mark_sent(desk: Desk, letter_id: int, *, sent_on: date | None = None, channel: str = "") -> Changes:
    """Book a letter that has gone out: letter, fee, interest and history in one transaction.

    An apology withdraws in the same transaction what an earlier letter claimed after the money had come; the
    end of a plan ends it.

    Every minimum is checked again for the day it was sent: time to pay, first day of a fee, and the fee
    itself, which is that of the day of sending. `channel` says how it went out where that is
    another way than it was made for.

    Raises:
        LetterAlreadySentError: It was booked before.
        LetterOutdatedError: Its sum is no longer what may be claimed; a new one has to be made.
        NotAllowedError, PayByTooEarlyError: It may not go out on that day, or leaves too little time.
        PastDayError, FutureDayError: It was made after that day, or the day lies ahead.
    """
    from app.storage import letters

    stored = letters.read_letter(desk.database.connection, letter_id)
    day = sent_on or desk.today()
    _check_day(desk, stored, day)
    with desk.begin() as work:
        cases = tuple(work.cases(stored.case_ids).values())
        wish = _remembered_wish(stored)
        asked = claimed(desk, cases, wish, stored.made_on)
        if asked.total != stored.total:
            raise LetterOutdatedError(stored.number, stored.total, asked.total)
        if day != stored.made_on:
            _check_again(asked, claimed(desk, cases, wish, day), stored)
        letters.mark_sent(work, letter_id, day)
        _book(work, asked, letter_id, channel or wish.channel, day)
        if wish.kind is LetterKind.APOLOGY:
            take_back(desk, work, cases)
        if wish.kind is LetterKind.PLAN_END:
            end_by_letter(work, cases, day)
        about = cases[0].customer.name
        action_id = work.commit("letter", about)
    touched = frozenset(stored.case_ids)
    return Changes(touched, frozenset({asked.customer_id}), action_id, "letter", about)


def _check_day(desk: Desk, stored: Any, day: date) -> None:
    if stored.sent_on is not None:
        raise LetterAlreadySentError(stored.number, stored.sent_on)
    if day > desk.today():
        raise FutureDayError(day, desk.today())
    if day < stored.made_on:
        raise PastDayError(day, stored.made_on)


def _check_again(made: Claim, on_the_day: Claim, stored: Any) -> None:
    """Refuse a letter that the law would not let out as it stands on the day it was sent."""
    if made.pay_by and on_the_day.pay_by and made.pay_by < on_the_day.pay_by:
        law = minimum_law(LetterKind(stored.kind), on_the_day.law)
        raise PayByTooEarlyError(made.pay_by, on_the_day.pay_by, law)
    if _charged(on_the_day) < _charged(made):
        less = stored.total - (_charged(made) - _charged(on_the_day))
        raise LetterOutdatedError(stored.number, stored.total, less)


def _charged(asked: Claim) -> Money:
    charged = (entry.amount for entry in asked.entries if entry.kind in CHARGES)
    return Money.total(charged, asked.currency)


def _remembered_wish(stored: Any) -> Wish:
    chosen = stored.content
    return Wish(
        kind=LetterKind(stored.kind),
        tone=Tone(chosen["tone"]),
        language=stored.language,
        interest=chosen["interest"],
        fee=chosen["fee"],
        compensation=chosen["compensation"],
        pay_by=stored.pay_by,
        channel=chosen["channel"],
    )


def _book(work: UnitOfWork, asked: Claim, letter_id: int, channel: str, day: date) -> None:
    book_entries(work, asked, letter_id, charged_on=day)
    for line in asked.lines:
        work.tell(line.case_id, _sent(asked, line, letter_id, channel), on=day)


def book_entries(work: UnitOfWork, asked: Claim, letter_id: int, *, charged_on: date) -> None:
    """Book what a letter or a signed plan adds: interest to the day of the claim, charges on `charged_on`."""
    from app.storage.unit_of_work import NewEntry

    for entry in asked.entries:
        work.book(
            NewEntry(
                entry.case_id,
                entry.kind,
                entry.amount,
                charged_on if entry.kind in CHARGES else asked.on,
                first_day=entry.first_day,
                last_day=entry.last_day,
                calculation="; ".join(
                    f"{part.principal.amount} x {part.rate} % x {part.days}/{part.divisor}"
                    for part in entry.segments
                ),
                letter_id=letter_id,
            )
        )


def _sent(asked: Claim, line: ClaimLine, letter_id: int, channel: str) -> LetterSent:
    return LetterSent(
        letter_id=letter_id,
        kind=asked.kind or LetterKind.STATEMENT,
        pay_by=asked.pay_by,
        claimed=asked.total,
        on_case=line.total,
        channel=channel,
        fee_bearing=asked.fee_bearing,
        compensated=asked.compensated,
        interest_notice=asked.interest_notice,
        interest_through=asked.interest_through,
    )


def stored_pdf(desk: Desk, letter_id: int) -> bytes:
    """Return the bytes of a letter as it was made, for a second print."""
    from app.storage import letters

    return letters.read_pdf(desk.database.connection, letter_id)
