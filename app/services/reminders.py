"""Letters: proposed with their preview, made as a file, and booked once they have gone out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from sqlite3 import Connection

from app.documents.content import Letter, is_demand
from app.documents.file_name import file_name
from app.domain.allowed import Allowed, allowed
from app.domain.business_days import bank_days_after, next_bank_day
from app.domain.case import Case
from app.domain.charges import letter_fee
from app.domain.claim import Claim, claim
from app.domain.deadline import default_pay_by
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import Firm, Tone
from app.domain.procedure import Rung, ladder
from app.i18n import language as screen_language
from app.services import letter_content as content
from app.services.desk import Desk
from app.services.letter_contacts import contacts
from app.services.letter_courtesy import courtesy_claim, filled
from app.services.letter_interest import interest_basis
from app.services.letter_texts import TextKey, own_text
from app.services.plan_ending import broken_plan, of_the_plan
from app.storage.firm import read_firm, read_logo, read_through

BANK_DATA_FRESH_DAYS = 3


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

    A statement tells of every open invoice of the customer in the same currency, whichever were named; the
    end of a plan of all that is open of it.

    Raises:
        NotAllowedError: The letter, its fee or the compensation may not be claimed today.
        PayByTooEarlyError, MixedClaimError, NothingToClaimError: As `app.domain.claim.claim`.
        NotPaidYetError, NothingToWithdrawError: Thanks or an apology has no ground.
        FirmUnknownError, AccountUnknownError: The letter could not say who writes or where to pay.
    """
    cases = load(desk, case_ids)
    if wish.kind is LetterKind.STATEMENT and cases:
        cases = _all_open(desk, cases)
    if wish.kind is LetterKind.PLAN_END:
        cases = of_the_plan(desk, cases)
    return _propose(desk, cases, wish, desk.today())


def _all_open(desk: Desk, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases and whatever else is open with the same customer in the same currency."""
    from app.storage.profile import profile

    known = profile(desk.database.connection, cases[0].customer.id)
    named = [case.invoice.id for case in cases]
    every = load(desk, list(dict.fromkeys([*named, *(each.case_id for each in known.open)])))
    return tuple(case for case in every if case.invoice.currency == cases[0].invoice.currency)


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
    asked = claimed(desk, cases, wish, on)
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
    return read_through(desk.database.connection)


def _preset(desk: Desk, cases: Sequence[Case], wish: Wish, on: date) -> Wish:
    """Fill in what the user left open: the customer's language and tone, the fee where it is lawful."""
    customer = cases[0].customer
    rung = next((rung for rung in ladder(cases[0], desk.procedures) if rung.letter is wish.kind), None)
    fee = wish.fee
    if fee is None:
        judged = [letter_fee(wish.kind, case, on, desk.statutes) for case in cases]
        wanted = not wish.compensation and (rung is None or rung.fee)
        fee = wanted and any(charge and charge.allowed for charge in judged)
    return replace(
        wish,
        tone=wish.tone or customer.tone or (rung.tone if rung else Tone.PLAIN),
        language=wish.language or content.letter_language(customer),
        fee=fee,
        pay_by=wish.pay_by or _pay_by(cases[0], wish.kind, rung, on),
    )


def _pay_by(case: Case, kind: LetterKind, rung: Rung | None, on: date) -> date | None:
    """Return the day to pay by the procedure, else the preset of the kind; none where nothing is asked."""
    if not kind.is_dunning:
        return None
    law = case.invoice.law
    if rung and rung.pay_in:
        return next_bank_day(on + timedelta(days=rung.pay_in), law)
    return default_pay_by(kind, on, law, business=case.customer.is_business)


def claimed(desk: Desk, cases: Sequence[Case], wish: Wish, on: date) -> Claim:
    """Return what a letter with these choices would ask for and book on a day."""
    if not wish.kind.is_dunning:
        return courtesy_claim(cases, wish.kind, on, charge=bool(wish.fee or wish.compensation))
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

    customer, connection = cases[0].customer, desk.database.connection
    basis = interest_basis(cases, asked, desk.statutes) if wish.kind.is_dunning else ()
    letter = Letter(
        kind=wish.kind,
        law=asked.law,
        language=wish.language,
        tone=wish.tone or Tone.PLAIN,
        number=letters.next_number(connection, asked.on.year),
        sent_on=asked.on,
        pay_by=asked.pay_by or asked.on,
        sender=content.sender(firm, formal=is_demand(wish.kind), logo=read_logo(connection)),
        recipient=content.recipient(customer),
        lines=content.lines(cases, asked, desk.statutes),
        pay_to=content.pay_to(firm, cases[0].invoice),
        charges=content.charges(cases, asked),
        interest=next(iter(basis), None),
        other_interest=basis[1:],
        contacts=contacts(cases, asked.on),
        body=wish.body,
        interest_notice=asked.interest_notice,
        hand_over=_names_agency(desk, firm, asked),
        plan=broken_plan(cases) if wish.kind is LetterKind.PLAN_END else None,
    )
    whole = letter if wish.kind.is_dunning else filled(letter, cases)
    return replace(whole, body=whole.body or _own_text(connection, whole))


def _own_text(connection: Connection, letter: Letter) -> tuple[str, ...] | None:
    """Return the words that the user wants such letters to have."""
    person, many = letter.recipient.is_person, len(letter.lines) != 1
    return own_text(connection, TextKey(letter.kind, letter.tone, letter.language, person, many))


def _names_agency(desk: Desk, firm: Firm, asked: Claim) -> bool:
    """Say whether a letter tells that an agency takes over next; only a firm that has one may say so.

    Under the Norwegian rules of 1988 that belongs to the inkassovarsel (inkassoloven § 9), under those of
    2026 to the last purring.
    """
    if not firm.agency or asked.kind is None or not asked.kind.is_formal:
        return False
    purring = asked.law == "NO" and asked.kind is LetterKind.REMINDER
    return not purring or desk.statutes.inkasso_regime(asked.on) == "2026"


def _checks(desk: Desk, cases: tuple[Case, ...], letter: Letter, asked: Claim) -> tuple[Checked, ...]:
    """Return what was checked before printing; only a missing recipient or a wrong sum stops it."""
    read_through = bank_read_through(desk)
    country = cases[0].country
    fresh = (
        read_through is not None
        and bank_days_after(read_through, desk.today(), country) <= BANK_DATA_FRESH_DAYS
    )
    has_recipient = bool(letter.recipient.address) or bool(cases[0].customer.contact.email)
    adds_up = letter.total == asked.total or not letter.asks
    return (
        Checked("address", has_recipient, stops=not has_recipient),
        Checked("reference", bool(cases[0].invoice.payment_reference)),
        Checked("free_to_send", True),
        Checked("bank_data", fresh),
        Checked("sum", adds_up, stops=not adds_up),
    )
