"""The letters that end a dispute, from the case to what stands on paper; nothing is booked here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.dispute_letter import DisputeLetter, Neutral, render
from app.documents.file_name import file_name
from app.domain.case import Case
from app.domain.dispute import disputed_principal
from app.domain.history import DisputeOpened, DisputeReason, DisputeWay
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind, split
from app.domain.money import Money
from app.domain.party import Customer, CustomerKind, Tone
from app.i18n import language as screen_language
from app.services import letter_content as content
from app.services.desk import Desk
from app.services.dispute_errors import NoExplanationError, NotASplitError
from app.services.errors import PastDayError
from app.statutes.neutral_bodies import NeutralBody, neutral_bodies
from app.storage.firm import read_firm, read_logo


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user chose for the letter.

    Attributes:
        why: The user's own words; paragraphs are parted by empty lines.
        pay_by: Last day to pay, or to answer.
        takes_part: We answer where a consumer may turn to.
        tone, language: Nothing for the customer's own.
    """

    why: str
    pay_by: date
    takes_part: bool = True
    tone: Tone | None = None
    language: str = ""


def check_answer(desk: Desk, answer: Answer) -> None:
    """Raise `NoExplanationError` or `PastDayError` for a refusal that cannot go out."""
    if not answer.why.strip():
        raise NoExplanationError
    if answer.pay_by < desk.today():
        raise PastDayError(answer.pay_by, desk.today())


def offered_body(case: Case) -> NeutralBody | None:
    """Return where a consumer is to be told that the matter may be tried; `None` for other customers."""
    if case.customer.kind is not CustomerKind.CONSUMER:
        return None
    known = neutral_bodies(case.country, case.customer.kind)
    return next((body for body in known if body.offered_on_refusal), None)


def preset_tone(who: Customer) -> Tone:
    """Return how a letter that ends a dispute sounds, unless the user says otherwise."""
    return who.tone or Tone.PLAIN


def refusal(desk: Desk, case: Case, answer: Answer) -> DisputeLetter:
    """Return the letter that refuses an objection with its reasons.

    Raises:
        FirmUnknownError, AccountUnknownError: It could not say who writes or where to pay.
    """
    return _letter(desk, case, DisputeWay.REFUSED, answer, None)


def split_agreement(desk: Desk, case: Case, reduction: Money, answer: Answer) -> DisputeLetter:
    """Return the letter that confirms what both agreed to take off.

    Raises:
        NotASplitError: It takes off nothing, or leaves nothing to pay.
        FirmUnknownError, AccountUnknownError: It could not say who writes or where to pay.
    """
    most = split(case.live_ledger, case.invoice.currency).principal
    if not Money.zero(most.currency) < reduction < most:
        raise NotASplitError(reduction, most)
    return _letter(desk, case, DisputeWay.SPLIT, answer, reduction)


def preview(desk: Desk, case_id: CaseId, answer: Answer, reduction: Money | None = None) -> tuple[str, bytes]:
    """Return name and bytes of the letter as it would go out today; a split where there is a `reduction`.

    Raises:
        NoExplanationError, PastDayError, NotASplitError, FirmUnknownError, AccountUnknownError: As above.
    """
    with desk.look() as work:
        case = work.case(case_id)
    if reduction is not None:
        return letter_file(split_agreement(desk, case, reduction, answer))
    check_answer(desk, answer)
    return letter_file(refusal(desk, case, answer))


def letter_file(letter: DisputeLetter) -> tuple[str, bytes]:
    """Return the name of the file, in which nobody is named, and its bytes."""
    name = file_name(letter.sent_on, letter.way, letter.number, language=screen_language())
    return name, render(letter)


def _letter(
    desk: Desk, case: Case, way: DisputeWay, answer: Answer, reduction: Money | None
) -> DisputeLetter:
    firm = read_firm(desk.database.connection)
    if firm is None:
        raise content.FirmUnknownError
    paper, customer = case.invoice, case.customer
    opened_on, opened = _opened(case)
    invoiced, paid, interest, charges = _amounts(case, way)
    part = disputed_principal(case)
    left = invoiced - paid + interest + charges
    return DisputeLetter(
        way=way,
        language=answer.language or content.letter_language(customer),
        tone=answer.tone or preset_tone(customer),
        sent_on=desk.today(),
        pay_by=answer.pay_by,
        sender=content.sender(firm, formal=False, logo=read_logo(desk.database.connection)),
        recipient=content.recipient(customer),
        pay_to=content.pay_to(firm, paper),
        number=paper.number,
        issued_on=paper.issued_on,
        opened_on=opened_on,
        reason=opened.reason if opened else DisputeReason.OTHER,
        invoiced=invoiced,
        paid=paid,
        late_interest=interest,
        charges=charges,
        open=left - reduction if reduction else left,
        subject=paper.subject,
        supplied_on=paper.facts.supplied_on,
        delivered_on=paper.facts.delivered_on,
        disputed=part if opened and opened.disputed else None,
        reduction=reduction,
        why=tuple(" ".join(each.split()) for each in answer.why.split("\n\n") if each.strip()),
        neutral=_neutral(case, answer) if way is DisputeWay.REFUSED else None,
    )


def _opened(case: Case) -> tuple[date, DisputeOpened | None]:
    """Return the day and the event by which the customer objected last."""
    for entry in reversed(case.live_history):
        if isinstance(entry.event, DisputeOpened):
            return entry.happened_on, entry.event
    return case.invoice.issued_on, None


def _amounts(case: Case, way: DisputeWay) -> tuple[Money, Money, Money, Money]:
    """Return what was invoiced, what was taken off it, and the interest and charges that stand.

    A split claims neither interest nor charges.
    """
    currency, invoiced = case.invoice.currency, case.invoice.amount_due
    left = split(case.live_ledger, currency)
    nothing = Money.zero(currency)
    if way is DisputeWay.SPLIT:
        lowered = (
            entry.amount
            for entry in case.live_ledger
            if entry.kind in (EntryKind.PAYMENT, EntryKind.CREDIT, EntryKind.WRITE_OFF)
        )
        return invoiced, -Money.total(lowered, currency), nothing, nothing
    return invoiced, invoiced - left.principal, left.interest, left.charges


def _neutral(case: Case, answer: Answer) -> Neutral | None:
    body = offered_body(case)
    if body is None:
        return None
    return Neutral(body.name, body.website, body.address, answer.takes_part)
