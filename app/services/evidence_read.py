"""What an evidence pack is made from: the cases with their figures, their papers, the ends of the chains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.content import ClaimedCharge
from app.domain.amounts import Owed, owed
from app.domain.attachment import Attachment, AttachmentKind
from app.domain.case import Case
from app.domain.claim import MixedClaimError, NothingToClaimError, cleared
from app.domain.dated_table import Statutes
from app.domain.dispute import disputed_principal, wholly_disputed
from app.domain.half_years import InterestLine, interest_lines
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind, split
from app.domain.money import Currency, Money
from app.domain.party import Customer, Firm
from app.services.attachments import content, listed
from app.services.desk import Desk
from app.services.letter_content import FirmUnknownError, charges_left
from app.services.reminders import load
from app.services.safekeeping import ChainEnd, chain_ends
from app.storage.firm import read_firm, read_through

_AGREEMENT = "plan"
"""What the file calls the paper of a payment plan."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One invoice and what it comes to on the day.

    Attributes:
        asked: The case as it is claimed: without a disputed part that is left out of every figure here.
        principal, interest, charges: What is left of each after payments; they add up to the total.
        disputed: Principal left out because the customer contests it.
        lines: All interest that is claimed, paid or not, half-year by half-year.
        fees: The charges that are left, one by one.
    """

    case: Case
    asked: Case
    owed: Owed
    principal: Money
    interest: Money
    charges: Money
    disputed: Money
    lines: tuple[InterestLine, ...]
    fees: tuple[ClaimedCharge, ...]

    def amount(self, kind: EntryKind) -> Money:
        """Return everything of one kind that counts, before payments."""
        found = (part.amount for part in self.owed.components if part.kind is kind)
        left_out = [self.disputed] if kind is EntryKind.CREDIT else []
        return Money.total((*found, *left_out), self.owed.open.currency)


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter or an agreement as it went out: its bytes are those that were kept."""

    letter_id: int
    number: str
    kind: LetterKind | None
    sent_on: date
    pay_by: date | None
    total: Money
    case_ids: tuple[CaseId, ...]
    file_name: str
    content: bytes

    @property
    def is_agreement(self) -> bool:
        return self.kind is None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a case with its bytes."""

    about: Attachment
    content: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about some invoices of one customer, read on one day."""

    on: date
    firm: Firm
    claims: tuple[Claimed, ...]
    papers: tuple[Paper, ...]
    kept: tuple[Kept, ...]
    ends: tuple[ChainEnd, ...]
    bank_read_through: date | None

    def has(self, case_id: CaseId, *kinds: AttachmentKind) -> bool:
        """Say whether a file of one of these kinds is kept with a case."""
        return any(each.about.case_id == case_id and each.about.kind in kinds for each in self.kept)

    @property
    def customer(self) -> Customer:
        return self.claims[0].case.customer

    @property
    def law(self) -> str:
        return self.claims[0].case.invoice.law or ""

    @property
    def currency(self) -> Currency:
        return self.claims[0].case.invoice.currency

    @property
    def total(self) -> Money:
        """Return what would settle everything claimed on the day; as the window and a letter say it."""
        return self.sum(claim.owed.total for claim in self.claims)

    @property
    def disputed(self) -> Money:
        """Return what is left out because the customer contests it."""
        return self.sum(claim.disputed for claim in self.claims)

    def sum(self, amounts: Iterable[Money]) -> Money:
        return Money.total(amounts, self.currency)


def gather(desk: Desk, case_ids: Sequence[CaseId], *, whole: bool = True, disputed: bool = True) -> Evidence:
    """Read everything about some invoices of one customer, oldest due first. Nothing is written.

    Without `whole` the bytes of papers and files are left out, for a look at what there is. Without
    `disputed` the part of an invoice that the customer contests is not claimed; what is wholly disputed
    stays whole.

    Raises:
        NothingToClaimError, MixedClaimError: There is none, or they differ in customer, law or currency.
        FirmUnknownError: The user has not said who they are.
    """
    if not case_ids:
        raise NothingToClaimError
    cases = load(desk, list(dict.fromkeys(case_ids)))
    _check_alike(cases)
    connection = desk.database.connection
    firm = read_firm(connection)
    if firm is None:
        raise FirmUnknownError
    ordered = sorted(cases, key=lambda case: (case.invoice.due_on or date.max, case.invoice.id))
    return Evidence(
        on=desk.today(),
        firm=firm,
        claims=tuple(claimed(case, desk.today(), desk.statutes, disputed=disputed) for case in ordered),
        papers=_papers(desk, frozenset(case_ids), cases[0].customer, whole=whole),
        kept=tuple(
            Kept(each, content(desk, each.id) if whole else b"")
            for case in ordered
            for each in listed(desk, case.invoice.id)
        ),
        ends=chain_ends(desk),
        bank_read_through=read_through(connection),
    )


def _check_alike(cases: Sequence[Case]) -> None:
    first = cases[0]
    for case in cases[1:]:
        if case.customer.id != first.customer.id:
            raise MixedClaimError("customer")
        if case.invoice.law != first.invoice.law:
            raise MixedClaimError("law")
        if case.invoice.currency != first.invoice.currency:
            raise MixedClaimError("currency")


def claimed(case: Case, on: date, statutes: Statutes, *, disputed: bool = True) -> Claimed:
    """Return what a case comes to on a day, in the parts that an authority asks about."""
    leaves_out = not disputed and not wholly_disputed(case)
    asked = cleared(case, statutes) if leaves_out else case
    found, left = owed(asked, on, statutes), split(asked.live_ledger, case.invoice.currency)
    interest = next((part for part in found.components if part.kind is EntryKind.LATE_INTEREST), None)
    return Claimed(
        case=case,
        asked=asked,
        owed=found,
        principal=left.principal,
        interest=left.interest + found.unbooked_interest,
        charges=left.charges,
        disputed=disputed_principal(case) if leaves_out else Money.zero(case.invoice.currency),
        lines=interest_lines(interest.segments, interest.amount) if interest and interest.segments else (),
        fees=tuple(charges_left(case, left.charges)),
    )


def _papers(desk: Desk, case_ids: frozenset[CaseId], customer: Customer, *, whole: bool) -> tuple[Paper, ...]:
    """Return every letter that went out about any of the cases and every signed agreement, oldest first."""
    from app.storage.contacts import letter_ids
    from app.storage.letters import read_letter, read_pdf

    connection, found = desk.database.connection, []
    for letter_id in letter_ids(connection, customer.id):
        stored = read_letter(connection, letter_id)
        if stored.sent_on is None or not case_ids.intersection(stored.case_ids):
            continue
        kind = None if stored.kind == _AGREEMENT else LetterKind(stored.kind)
        found.append(
            Paper(
                letter_id, stored.number, kind, stored.sent_on,
                stored.pay_by, stored.total, stored.case_ids, stored.file_name,
                read_pdf(connection, letter_id) if whole else b"",
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda paper: (paper.sent_on, paper.letter_id)))
