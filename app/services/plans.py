"""Payment plans: proposed with the agreement, printed, signed, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from app.documents.agreement import PlanAgreement
from app.documents.file_name import file_name
from app.domain import payment_plan
from app.domain.business_days import last_bank_day, next_bank_day
from app.domain.case import Case
from app.domain.charges import plan_fee
from app.domain.claim import Claim, plan_claim
from app.domain.errors import RuleError
from app.domain.history import PlanPrinted, PlanSigned
from app.domain.invoice import CaseId
from app.domain.late_interest import require_rate
from app.domain.money import Money
from app.domain.payment_plan import Instalment, PlanInterest, PlanState, Rhythm
from app.domain.plan_end import ended
from app.domain.plan_interest import hold_interest, kept_interest
from app.i18n import language as screen_language
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import FutureDayError, PastDayError
from app.services.plan_content import agreement
from app.services.plan_ending import PlanStateError as PlanStateError  # noqa: PLC0414 - for others to import
from app.services.plan_ending import end_plan, in_state
from app.services.reminders import load
from app.services.sending import book_entries

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


class PlanOutdatedError(RuleError):
    """Since the plan was printed something happened that changes what it covers."""

    def __init__(self, agreed: Money, now: Money) -> None:
        super().__init__(agreed, now)
        self.agreed = agreed
        self.now = now


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What the user chose for a plan.

    Attributes:
        each: An amount for every instalment but the last, which takes the rest; `None` spreads evenly.
        rows: Rows the user edited; they replace the even spread and must sum to the total.
        locked: Positions in `rows`, from 0, that keep their amount when the others are spread anew. Where the
            others cannot take the rest, the rows stay as they are and the proposal says what is missing.
        changes: It becomes the new version of the plan that runs, which ends once this one is printed.
    """

    count: int
    first: date
    rhythm: Rhythm = Rhythm.MONTHLY
    fee: bool = False
    interest: PlanInterest = PlanInterest.NONE
    language: str = ""
    each: Money | None = None
    rows: tuple[Instalment, ...] = ()
    locked: frozenset[int] = field(default_factory=frozenset)
    changes: bool = False


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """A plan as it would be printed today. Nothing is booked.

    Attributes:
        fee_max: The most the law allows for setting up the plan; `None` where it allows nothing.
        missing: What the rows lack of the total; negative when they come to more. Zero is a plan that holds.
        kept_interest: The interest that the parts hold beside the claim, booked by the payments themselves.
    """

    wish: PlanWish
    cases: tuple[Case, ...]
    claim: Claim
    instalments: tuple[Instalment, ...]
    missing: Money
    fee_max: Money | None
    agreement: PlanAgreement | None
    file_name: str
    kept_interest: Money

    @property
    def total(self) -> Money:
        """Return what the parts come to: all that is left, and the interest until the last of them."""
        return self.claim.total + self.kept_interest

    def pdf(self) -> bytes:
        """Return the bytes of the agreement.

        Raises:
            PlanSumError: The rows do not sum to the total.
        """
        from app.documents.plan_pdf import render_plan

        if self.agreement is None:
            raise payment_plan.PlanSumError(self.total, self.total - self.missing)
        return render_plan(self.agreement)


def propose(desk: Desk, case_ids: Sequence[CaseId], wish: PlanWish) -> PlanProposal:
    """Return the plan for some invoices of one customer, with interest to today.

    Raises:
        NotAllowedError, MixedClaimError, NothingToClaimError: As `app.domain.claim.plan_claim`.
        PlanShapeError: Too few or too many instalments for the sum.
        PastDayError: The first instalment lies before today.
        NotInForceError: Interest is to run on, but its rate is not known up to the last instalment.
        FirmUnknownError, AccountUnknownError: The agreement could not say who is to be paid, or where.
    """
    if wish.first < desk.today():
        raise PastDayError(wish.first, desk.today())
    cases = load(desk, case_ids)
    if wish.changes:
        cases = tuple(ended(case, desk.today()) for case in cases)
    asked = plan_claim(cases, desk.today(), desk.statutes, fee=wish.fee)
    by_id = {case.invoice.id: case for case in cases}
    ordered = tuple(by_id[line.case_id] for line in asked.lines)
    rows, kept = _rows(asked.total, wish, ordered[0].country), Money.zero(asked.currency)
    if wish.interest is PlanInterest.STATUTORY:
        rows, kept = _with_interest(desk, ordered, asked, wish, rows)
    missing = asked.total + kept - Money.total((row.amount for row in rows), asked.currency)
    return PlanProposal(
        wish=wish,
        cases=ordered,
        claim=asked,
        instalments=rows,
        missing=missing,
        fee_max=_fee_max(desk, ordered),
        agreement=None
        if missing
        else agreement(desk, ordered, asked, rows, language=wish.language, interest=wish.interest, kept=kept),
        file_name=file_name(
            asked.on, "plan", asked.lines[0].number, len(asked.lines) - 1, language=screen_language()
        ),
        kept_interest=kept,
    )


def _with_interest(
    desk: Desk, cases: tuple[Case, ...], asked: Claim, wish: PlanWish, rows: tuple[Instalment, ...]
) -> tuple[tuple[Instalment, ...], Money]:
    """Return the rows with the interest that runs while they are kept, and that interest.

    Equal parts hold it evenly, and a last part that the user has not set takes what is over.
    """
    for case in cases:
        require_rate(case, max(row.due_on for row in rows), desk.statutes)

    def kept(made: tuple[Instalment, ...]) -> Money:
        return kept_interest(cases, asked.entries, made, asked.on, desk.statutes)

    if not wish.each:
        even = _rows(asked.total + kept(wish.rows or rows), wish, cases[0].country)
        before_last = Money.total((row.amount for row in even[:-1]), asked.currency)
        rows = even if wish.rows or before_last < asked.total else rows
    if len(rows) - 1 not in wish.locked and (wish.locked or not wish.rows):
        rows = hold_interest(rows, asked.total, kept)
    return rows, kept(rows)


def _rows(total: Money, wish: PlanWish, country: str) -> tuple[Instalment, ...]:
    if wish.rows and wish.locked:
        with suppress(payment_plan.PlanSumError):
            return payment_plan.respread(total, wish.rows, wish.locked)
    if wish.rows:
        return wish.rows
    due = payment_plan.days(
        wish.first,
        wish.count,
        wish.rhythm,
        next_bank_day=lambda day: next_bank_day(day, country),
        last_bank_day=lambda year, month: last_bank_day(year, month, country),
    )
    if wish.each:
        return payment_plan.spread_by(total, due, wish.each)
    return payment_plan.spread(total, due)


def _fee_max(desk: Desk, cases: tuple[Case, ...]) -> Money | None:
    charges = (plan_fee(case, desk.today(), desk.statutes) for case in cases)
    return next((charge.amount for charge in charges if charge.amount is not None), None)


def make(desk: Desk, proposal: PlanProposal, *, replaces: int | None = None) -> int:
    """Store a plan as printed, with its agreement; letters go on until it is signed. Returns the plan's id.

    A plan printed for one of its invoices before is ended by the same action, and so are the plan `replaces`
    and the one that this changes; what was agreed then stays as it was.

    Raises:
        PlanSumError, PlanShapeError: The rows do not make a plan.
    """
    from app.storage import letters

    payment_plan.check(proposal.total, proposal.instalments)
    pdf = proposal.pdf()
    case_ids = tuple(case.invoice.id for case in proposal.cases)
    language = proposal.agreement.language if proposal.agreement else ""
    with desk.begin() as work:
        ended = _standing(work, case_ids, signed=proposal.wish.changes) | ({replaces} if replaces else set())
        for before in sorted(ended):
            end_plan(work, before, "replaced")
        letter_id = letters.add_letter(
            work,
            letters.NewLetter(
                number=letters.next_number(desk.database.connection, desk.today().year),
                kind="plan",
                customer_id=proposal.claim.customer_id,
                language=language,
                pay_by=None,
                total=proposal.total,
                content={"fee": proposal.wish.fee, "kept_interest_minor": proposal.kept_interest.minor},
                case_ids=case_ids,
                file_name=proposal.file_name,
                pdf=pdf,
            ),
        )
        new = letters.NewPlan(
            proposal.claim.customer_id, letter_id, proposal.wish.interest, proposal.instalments, case_ids
        )
        plan_id = letters.add_plan(work, new)
        for case_id in case_ids:
            work.tell(case_id, PlanPrinted(plan_id))
        work.commit("plan", proposal.cases[0].customer.name)
    return plan_id


def _standing(work: UnitOfWork, case_ids: Sequence[CaseId], *, signed: bool) -> set[int]:
    """Return the plans that wait for a signature on one of these cases, with `signed` also those that run."""
    states = {PlanState.PRINTED, PlanState.SIGNED} if signed else {PlanState.PRINTED}
    found = (case.plan for case in work.cases(case_ids).values())
    return {plan.id for plan in found if plan and plan.state in states}


def sign(desk: Desk, plan_id: int, *, signed_on: date | None = None) -> Changes:
    """Make a plan active: book the interest up to the day of the agreement, and its fee.

    Raises:
        PlanStateError: It is not waiting for a signature.
        PlanOutdatedError: What it covers has changed since it was printed.
        FutureDayError, PastDayError: It was signed before it was printed, or on a day to come.
    """
    from app.storage import letters

    day = signed_on or desk.today()
    with desk.begin() as work:
        stored = in_state(letters.read_plan(work, plan_id), "printed")
        if day > desk.today():
            raise FutureDayError(day, desk.today())
        if day < stored.made_on:
            raise PastDayError(day, stored.made_on)
        cases = tuple(work.cases(stored.case_ids).values())
        agreement = letters.read_letter(desk.database.connection, stored.letter_id)
        asked = plan_claim(cases, stored.made_on, desk.statutes, fee=agreement.content["fee"])
        kept = Money(agreement.content.get("kept_interest_minor", 0), agreement.total.currency)
        if asked.total + kept != agreement.total:
            raise PlanOutdatedError(agreement.total, asked.total + kept)
        book_entries(work, asked, stored.letter_id, charged_on=asked.on)
        letters.change_plan(work, plan_id, "signed", signed_on=day)
        letters.mark_sent(work, stored.letter_id, day)
        signed = PlanSigned(plan_id, bears_interest=stored.interest is PlanInterest.STATUTORY,
                            fee_bearing=asked.fee_bearing)  # fmt: skip
        for case_id in stored.case_ids:
            work.tell(case_id, signed, on=day)
        about = cases[0].customer.name
        action_id = work.commit("plan", about)
    return Changes(frozenset(stored.case_ids), frozenset({asked.customer_id}), action_id, "sign_plan", about)


def end(desk: Desk, plan_id: int, *, why: str) -> Changes:
    """End a printed or signed plan; the procedure goes on where it stood.

    Raises:
        PlanStateError: It has ended already.
    """
    with desk.begin() as work:
        case_ids = end_plan(work, plan_id, why)
        about = work.case(case_ids[0]).customer.name
        action_id = work.commit("end_plan", about)
    return Changes(frozenset(case_ids), action_id=action_id, kind="end_plan", about=about)
