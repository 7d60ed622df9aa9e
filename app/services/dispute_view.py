"""An open dispute as the panel shows it: its clock, what was said, what goes on, and each way's presets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.business_days import add_bank_days
from app.domain.case import Case
from app.domain.dispute import disputed_principal
from app.domain.history import DisputeAnswered, DisputeOpened, HistoryEntry
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind, split
from app.domain.money import Money
from app.domain.party import Tone
from app.domain.situation import situation
from app.i18n import _, language, ngettext
from app.services.contact import ANSWER_BANK_DAYS
from app.services.desk import Desk
from app.services.dispute_errors import NoDisputeError
from app.services.dispute_papers import offered_body, preset_tone
from app.services.dispute_ways import preset_due, preset_pay_by
from app.services.explain.outcomes import dispute_word
from app.services.explain.words import dated, money
from app.services.letter_content import letter_language
from app.statutes.neutral_bodies import NeutralBody, neutral_bodies

MEDIATION_BANK_DAYS = 20


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A neutral body: its name and address, what it does, and where that was read."""

    name: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class OpenDisputeView:
    """What stands about an open dispute.

    Attributes:
        clock: Since when it is open; `days` are calendar days.
        quote: What the customer said, word for word.
        goes_on: What happens meanwhile with the part that is not contested.
        answer_by, mediate_by, pay_by, due_on: Presets of the fields.
        invoiced, paid: What the invoice asked for, less earlier credit notes, and the money that came in.
        tone, language: How the customer likes a letter; the presets of one that ends it.
        offered: Name of the body that a refused consumer is told of; empty for others.
        no_bodies: Said where no neutral body is known.
    """

    case_id: CaseId
    number: str
    clock: str
    days: int
    reason: str
    quote: str
    goes_on: str
    answer: str
    answer_by: date
    mediate_by: date
    pay_by: date
    due_on: date
    invoiced: Money
    paid: Money
    tone: Tone
    language: str
    offered: str
    bodies: tuple[BodyLine, ...]
    no_bodies: str


def open_dispute_view(desk: Desk, case_id: CaseId) -> OpenDisputeView:
    """Return how the open dispute of an invoice stands today.

    Raises:
        NoDisputeError: None is open.
    """
    with desk.look() as work:
        case = work.case(case_id)
    dispute, today = situation(case, None).dispute, desk.today()
    opened = _opening(case)
    if dispute is None or opened is None or not isinstance(opened.event, DisputeOpened):
        raise NoDisputeError(case.invoice.number)
    bodies = neutral_bodies(case.country, case.customer.kind)
    offered = offered_body(case)
    return OpenDisputeView(
        case_id=case_id,
        number=case.invoice.number,
        clock=clock_words(opened.happened_on, today),
        days=(today - opened.happened_on).days,
        reason=_reason(case, opened.event),
        quote=opened.note,
        goes_on=goes_on_words(case),
        answer=_answer_words(case, dispute.answer_by, today),
        answer_by=add_bank_days(today, ANSWER_BANK_DAYS, case.country),
        mediate_by=add_bank_days(today, MEDIATION_BANK_DAYS, case.country),
        pay_by=preset_pay_by(case, today),
        due_on=preset_due(case, today),
        invoiced=_sum(case, EntryKind.PRINCIPAL, EntryKind.CREDIT),
        paid=-_sum(case, EntryKind.PAYMENT),
        tone=preset_tone(case.customer),
        language=letter_language(case.customer),
        offered=offered.name if offered else "",
        bodies=tuple(_body(each, today) for each in bodies),
        no_bodies="" if bodies else _no_bodies(case),
    )


def clock_words(opened_on: date, today: date) -> str:
    """Return for how long a dispute has been open: speed matters here."""
    days = (today - opened_on).days
    if not days:
        return _("Opened today.")
    said = ngettext("Open for {n} day, since {day}.", "Open for {n} days, since {day}.", days)
    return said.format(n=days, day=dated(opened_on, today))


def goes_on_words(case: Case) -> str:
    """Return what happens to the part of an invoice that an open dispute leaves alone."""
    rest = split(case.live_ledger, case.invoice.currency).principal - disputed_principal(case)
    if not rest:
        return _("The whole invoice is disputed, so no demand and no fee goes out.")
    said = _("{amount} is not disputed and is followed up as usual. No demand or fee for the rest.")
    return said.format(amount=money(rest))


def comparison(view: OpenDisputeView, new_total: Money) -> Sequence[tuple[str, str]]:
    """Return the old invoice, the credit, the new one and the difference, side by side."""
    rows = [
        (_("Invoice {number}").format(number=view.number), view.invoiced),
        (_("Credited"), -view.invoiced),
        (_("Corrected invoice"), new_total),
        (_("Difference for the customer"), new_total - view.invoiced),
    ]
    if view.paid:
        rows.append((_("Paid already, moves to the corrected one"), -view.paid))
    return tuple((label, money(amount, whole=False)) for label, amount in rows)


def split_words(view: OpenDisputeView, reduction: Money) -> str:
    """Return what a split leaves to pay."""
    left = view.invoiced - view.paid - reduction
    said = _("Then {amount} is left, without fees or interest.")
    return said.format(amount=money(left, whole=False))


def _opening(case: Case) -> HistoryEntry | None:
    opened = (entry for entry in reversed(case.live_history) if isinstance(entry.event, DisputeOpened))
    return next(opened, None)


def _reason(case: Case, opened: DisputeOpened) -> str:
    word = dispute_word(opened.reason)
    if opened.disputed is None:
        return _("{reason}, the whole invoice.").format(reason=word)
    said = _("{reason}, {amount} of it.")
    return said.format(reason=word, amount=money(disputed_principal(case)))


def _answer_words(case: Case, answer_by: date, today: date) -> str:
    steps = [entry.event for entry in case.live_history if isinstance(entry.event, DisputeAnswered)]
    if steps and steps[-1].mediated:
        return _("Somebody neutral helps. Look again {day}.").format(day=dated(answer_by, today))
    if answer_by < today:
        return _("You meant to answer {day}.").format(day=dated(answer_by, today))
    return _("You answer by {day}.").format(day=dated(answer_by, today))


def _body(body: NeutralBody, today: date) -> BodyLine:
    where = f"{body.website}, {body.address}" if body.address else body.website
    source = _("Read {day} at {source}").format(day=dated(body.read_on, today), source=body.source)
    return BodyLine(f"{body.name} · {where}", body.says[language()], source)


def _no_bodies(case: Case) -> str:
    if case.customer.kind is None and case.country in ("SE", "NO"):
        return _("Who can help depends on whether the customer is a business or a consumer. Set it first.")
    return _("No neutral body is known here for this customer and country.")


def _sum(case: Case, *kinds: EntryKind) -> Money:
    amounts = (entry.amount for entry in case.live_ledger if entry.kind in kinds)
    return Money.total(amounts, case.invoice.currency)
