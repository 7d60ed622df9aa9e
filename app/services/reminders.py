"""Letters: proposed with their preview, made as a file, and booked once they have gone out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.documents.content import Letter
from app.documents.file_name import file_name
from app.domain.allowed import Allowed, allowed
from app.domain.business_days import bank_days_after
from app.domain.case import Case
from app.domain.charges import letter_fee
from app.domain.claim import Claim, ClaimLine, claim
from app.domain.deadline import default_pay_by
from app.domain.errors import RuleError
from app.domain.history import LetterKind, LetterSent
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.party import Firm, Tone
from app.domain.procedure import ladder
from app.i18n import language as screen_language
from app.services import letter_content as content
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import FutureDayError, PastDayError
from app.storage.firm import read_firm, read_logo, read_setting

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

BANK_DATA_FRESH_DAYS = 3


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user chose for a letter; what is `None` is preset from the procedure and the customer.

    Attributes:
        fee: Add the fee of the kind; `None` adds it where it is lawful.
        compensation: Claim the flat late-payment compensation instead of fees.
        body: The user's own paragraphs in place of the standard text.
    """

    kind: LetterKind
    tone: Tone | None = None
    language: str = ""
    interest: bool = True
    fee: bool | None = None
    compensation: bool = False
    pay_by: date | None = None
    body: tuple[str, ...] | None = None
    channel: str = "post"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the box *Checked*: a code, whether all is well, and whether it stops the printing."""

    code: str
    is_good: bool
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter as it would go out today. Nothing is booked.

    Attributes:
        wish: With every preset filled in.
        steps: What is allowed on the oldest case on that day, for the list of levels.
    """

    wish: Wish
    cases: tuple[Case, ...]
    claim: Claim
    letter: Letter
    steps: tuple[Allowed, ...]
    checks: tuple[Checked, ...]
    file_name: str

    def pdf(self) -> bytes:
        """Return the bytes of the letter; the same proposal always gives the same ones."""
        from app.documents.letter_pdf import render

        return render(self.letter)


def propose(desk: Desk, case_ids: Sequence[CaseId], wish: Wish) -> Proposal:
    """Return the letter for some invoices of one customer as it would go out today.

    Raises:
        NotAllowedError: The letter, its fee or the compensation may not be claimed today.
        PayByTooEarlyError, MixedClaimError, NothingToClaimError: As `app.domain.claim.claim`.
        FirmUnknownError, AccountUnknownError: The letter could not say who writes or where to pay.
    """
    return _propose(desk, load(desk, case_ids), wish, desk.today())


def load(desk: Desk, case_ids: Sequence[CaseId]) -> tuple[Case, ...]:
    """Return cases whole, without writing anything."""
    with desk.look() as work:
        found = work.cases(case_ids)
    return tuple(found[case_id] for case_id in case_ids)


def _propose(desk: Desk, cases: Sequence[Case], wish: Wish, on: date) -> Proposal:
    firm = read_firm(desk.database.connection)
    if firm is None:
        raise content.FirmUnknownError
    wish = _preset(desk, cases, wish, on)
    asked = _claim(desk, cases, wish, on)
    ordered = _in_order(cases, asked)
    letter = _letter(desk, firm, ordered, asked, wish)
    numbers = [line.number for line in letter.lines]
    return Proposal(
        wish=wish,
        cases=ordered,
        claim=asked,
        letter=letter,
        steps=allowed_steps(desk, ordered[0], firm),
        checks=_checks(desk, ordered, letter, asked),
        file_name=file_name(on, wish.kind, numbers[0], len(numbers) - 1, language=screen_language()),
    )


def allowed_steps(desk: Desk, case: Case, firm: Firm | None) -> tuple[Allowed, ...]:
    """Return what the law allows on a case today."""
    return allowed(
        case,
        desk.today(),
        desk.statutes,
        agency=bool(firm and firm.agency),
        bank_read_through=bank_read_through(desk),
    )


def bank_read_through(desk: Desk) -> date | None:
    """Return the last day that bank files read so far cover."""
    text = read_setting(desk.database.connection, "bank_read_through")
    return date.fromisoformat(text) if text else None


def _preset(desk: Desk, cases: Sequence[Case], wish: Wish, on: date) -> Wish:
    """Fill in what the user left open: the customer's language and tone, the fee where it is lawful."""
    customer, law = cases[0].customer, cases[0].invoice.law
    rung = next((rung for rung in ladder(cases[0]) if rung.letter is wish.kind), None)
    fee = wish.fee
    if fee is None:
        judged = [letter_fee(wish.kind, case, on, desk.statutes) for case in cases]
        fee = not wish.compensation and any(charge and charge.allowed for charge in judged)
    return replace(
        wish,
        tone=wish.tone or customer.tone or (rung.tone if rung else Tone.PLAIN),
        language=wish.language or content.letter_language(customer),
        fee=fee,
        pay_by=wish.pay_by or default_pay_by(wish.kind, on, law, business=customer.is_business),
    )


def _claim(desk: Desk, cases: Sequence[Case], wish: Wish, on: date) -> Claim:
    return claim(
        cases,
        wish.kind,
        on,
        desk.statutes,
        interest=wish.interest,
        fee=bool(wish.fee),
        compensation=wish.compensation,
        pay_by=wish.pay_by,
        channel=wish.channel,
    )


def _in_order(cases: Sequence[Case], asked: Claim) -> tuple[Case, ...]:
    by_id = {case.invoice.id: case for case in cases}
    return tuple(by_id[line.case_id] for line in asked.lines)


def _letter(desk: Desk, firm: Firm, cases: tuple[Case, ...], asked: Claim, wish: Wish) -> Letter:
    from app.storage import letters

    customer = cases[0].customer
    connection = desk.database.connection
    demand = wish.kind.is_formal and wish.kind is not LetterKind.REMINDER
    return Letter(
        kind=wish.kind,
        law=asked.law,
        language=wish.language,
        tone=wish.tone or Tone.PLAIN,
        number=letters.next_number(connection, asked.on.year),
        sent_on=asked.on,
        pay_by=asked.pay_by or asked.on,
        sender=content.sender(firm, formal=demand, logo=read_logo(connection)),
        recipient=content.recipient(customer),
        lines=content.lines(cases, asked, desk.statutes),
        pay_to=content.pay_to(firm, cases[0].invoice),
        charges=content.charges(cases, asked),
        interest=content.interest_basis(cases, asked, desk.statutes),
        contacts=content.contacts(cases),
        body=wish.body,
        interest_notice=asked.interest_notice,
        hand_over=bool(firm.agency) and wish.kind.is_formal,
    )


def _checks(desk: Desk, cases: tuple[Case, ...], letter: Letter, asked: Claim) -> tuple[Checked, ...]:
    """Return what was checked before printing; only a missing recipient or a wrong sum stops it."""
    read_through = bank_read_through(desk)
    country = cases[0].country
    fresh = (
        read_through is not None
        and bank_days_after(read_through, desk.today(), country) <= BANK_DATA_FRESH_DAYS
    )
    has_recipient = bool(letter.recipient.address) or bool(cases[0].customer.contact.email)
    adds_up = letter.total == asked.total
    return (
        Checked("address", has_recipient, stops=not has_recipient),
        Checked("reference", bool(cases[0].invoice.payment_reference)),
        Checked("free_to_send", True),
        Checked("bank_data", fresh),
        Checked("sum", adds_up, stops=not adds_up),
    )


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

    Every minimum is checked again for the day it was sent. `channel` says how it went out where that is
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
        if day != stored.made_on:
            _claim(desk, cases, wish, day)
        asked = _claim(desk, cases, wish, stored.made_on)
        if asked.total != stored.total:
            raise LetterOutdatedError(stored.number, stored.total, asked.total)
        letters.mark_sent(work, letter_id, day)
        _book(work, asked, letter_id, channel or wish.channel, day)
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
    book_entries(work, asked, letter_id)
    for line in asked.lines:
        work.tell(line.case_id, _sent(asked, line, letter_id, channel), on=day)


def book_entries(work: UnitOfWork, asked: Claim, letter_id: int) -> None:
    """Book what a letter or a signed plan adds; interest counts from the day of the claim."""
    from app.storage.unit_of_work import NewEntry

    for entry in asked.entries:
        work.book(
            NewEntry(
                entry.case_id,
                entry.kind,
                entry.amount,
                asked.on,
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
