"""One case as finished words: its page, its panel, and the answer of `show`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from app import formatting
from app.domain.allowed import Allowed, allowed
from app.domain.amounts import Owed, owed
from app.domain.attention import State, attention, days_late
from app.domain.case import Case
from app.domain.follow_up import Surroundings, summarise
from app.domain.invoice import CaseId
from app.domain.limitation import limitation
from app.domain.money import Money
from app.domain.party import Contact, Firm
from app.domain.payer import ENOUGH_INVOICES, usual_window
from app.domain.promise_record import PromiseRecord, promise_records
from app.domain.summary import Summary
from app.i18n import _, language, ngettext
from app.services.case_story import Moment, story
from app.services.desk import Desk
from app.services.errors import AmbiguousInvoiceError, UnknownInvoiceError
from app.services.explain.amounts import ComponentWords, addition, calculation, calculation_text, component
from app.services.explain.hindrances import hindrance
from app.services.explain.limitation import last_day, why
from app.services.explain.next_step import NextStep, next_step
from app.services.explain.states import state_word
from app.services.explain.timeline import Told, event
from app.services.explain.words import money
from app.services.today import bank_read_through, exact
from app.storage.firm import read_firm
from app.storage.invoices import case_ids_of
from app.storage.profile import OpenInvoice, Profile, profile
from app.storage.work_facts import Attempts, attempts

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another open invoice of the same customer."""

    case_id: CaseId
    number: str
    amount: str
    days: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page and the panel of one invoice show.

    Attributes:
        summary: The days and the next step behind the words.
        limitation: Last day on which the claim can be enforced; empty once nothing is left.
        moments: The story, newest first; a suggestion ahead stands above the line of today.
        parts: What is to be paid, part by part; unused parts come after those that count.
    """

    case: Case
    firm: Firm | None
    summary: Summary
    state: State
    state_word: str
    issued: str
    due: str
    days_late: int
    late: str
    reference: str
    limitation: str
    limitation_why: str
    habit: str
    contact: Contact
    contact_line: str
    remember: str
    next_step: NextStep
    moments: tuple[Moment, ...]
    parts: tuple[ComponentWords, ...]
    total: Money
    total_text: str
    calculation: str
    allowed: tuple[Allowed, ...]
    others: tuple[OtherCase, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One case as it stands today, with what its words need."""

    case: Case
    firm: Firm | None
    today: date
    summary: Summary
    state: State
    owed: Owed
    steps: tuple[Allowed, ...]
    profile: Profile
    promises: tuple[PromiseRecord, ...]
    tried: Attempts


def find_case(desk: Desk, asked: str) -> CaseId:
    """Return the invoice of a number, or of `CUSTOMER/NUMBER` where two customers use the same.

    Raises:
        UnknownInvoiceError: There is none.
        AmbiguousInvoiceError: Several customers have one.
    """
    connection = desk.database.connection
    found = case_ids_of(connection, asked)
    if not found:
        splits = (place for place, sign in enumerate(asked) if sign == "/")
        pairs = [(asked[:place], asked[place + 1 :]) for place in splits]
        found = [
            hit for customer, number in pairs for hit in case_ids_of(connection, number, customer=customer)
        ]
    if not found:
        raise UnknownInvoiceError(asked)
    if len(found) > 1:
        raise AmbiguousInvoiceError(asked, tuple(name for _case_id, name in found))
    return found[0][0]


def case_page(desk: Desk, case_id: CaseId) -> CasePage:
    """Return the page of a case, in words, as of today."""
    seen = _look(desk, case_id)
    case, today = seen.case, seen.today
    parts = _parts(seen, desk)
    late = days_late(seen.summary.due_on, today)
    limit = limitation(case) if case.open.minor > 0 else None
    return CasePage(
        case=case,
        firm=seen.firm,
        summary=seen.summary,
        state=seen.state,
        state_word=state_word(seen.state, seen.summary, today, closed_as=seen.summary.closed_as or "paid"),
        issued=formatting.short_date(case.invoice.issued_on, language()),
        due=formatting.short_date(seen.summary.due_on, language()) if seen.summary.due_on else "",
        days_late=late,
        late=formatting.days(late, language()) if late else "",
        reference=formatting.reference(case.invoice.payment_reference),
        limitation=last_day(limit) if limit else "",
        limitation_why=why(limit) if limit else "",
        habit=_habit(seen.profile),
        contact=case.customer.contact,
        contact_line=_contact_line(case.customer.contact),
        remember=case.customer.remember,
        next_step=next_step(case, seen.summary, seen.state, today, promises=seen.promises, tried=seen.tried),
        moments=story(case, seen.summary, today),
        parts=parts,
        total=seen.owed.total,
        total_text=money(seen.owed.total, whole=False),
        calculation=calculation_text(parts, seen.owed),
        allowed=seen.steps,
        others=tuple(_other(other, today) for other in seen.profile.open if other.case_id != case_id),
    )


def show_json(desk: Desk, asked: str) -> dict[str, object]:
    """Return one case as the command line prints it with `--json`.

    Raises:
        UnknownInvoiceError, AmbiguousInvoiceError: The number names no invoice, or several.
    """
    from app.storage.events import kind_of

    seen = _look(desk, find_case(desk, asked))
    case, due_on = seen.case, seen.summary.due_on
    told = [(entry, event(entry, case)) for entry in case.live_history]
    return {
        "number": case.invoice.number,
        "customer": case.customer.name,
        "state": seen.state.value,
        "currency": str(case.invoice.currency),
        "due_on": due_on.isoformat() if due_on else None,
        "components": [
            {
                "kind": part.kind.value,
                "amount": exact(part.amount),
                "calculation": "; ".join(calculation(part, case, seen.today)) or None,
                "law": part.law,
            }
            for part in seen.owed.components
        ],
        "total": exact(seen.owed.total),
        "allowed": [_allowed_json(step) for step in seen.steps],
        "history": [
            {
                "on": entry.happened_on.isoformat(),
                "what": kind_of(entry.event),
                "text": _told(said, entry.note),
            }
            for entry, said in told
        ],
    }


def _told(said: Told, note: str) -> str:
    """Return title, sentence and note as one text, with one full stop between them."""
    *others, last = [part for part in (said.title, said.text, note) if part]
    return " ".join((*(f"{part.rstrip('.')}." for part in others), last))


def _allowed_json(step: Allowed) -> Mapping[str, object]:
    return {
        "step": step.step,
        "allowed": step.allowed,
        "from": step.from_day.isoformat() if step.from_day else None,
        "reason": hindrance(step.reason) if step.reason else None,
        "law": step.law,
    }


def _look(desk: Desk, case_id: CaseId) -> _Seen:
    """Read a case and its surroundings, and judge them as of today."""
    today = desk.today()
    with desk.look() as work:
        case = work.case(case_id)
        with desk.database.reading() as connection:
            known = profile(connection, case.customer.id)
            tried = attempts(connection, [case_id]).get(case_id, Attempts())
            firm, read_through = read_firm(connection), bank_read_through(connection)
        promises = _promises(work, known, today)
    summary = summarise(case, _surroundings(desk, known))
    agency = bool(firm and firm.agency)
    return _Seen(
        case=case,
        firm=firm,
        today=today,
        summary=summary,
        state=attention(summary, today, bank_read_through=read_through),
        owed=owed(case, today, desk.statutes),
        steps=allowed(case, today, desk.statutes, agency=agency, bank_read_through=read_through),
        profile=known,
        promises=promises,
        tried=tried,
    )


def _promises(work: UnitOfWork, known: Profile, today: date) -> tuple[PromiseRecord, ...]:
    """Return every promise the customer made on any invoice, oldest first."""
    cases = work.cases(known.promised).values()
    records = [record for case in cases for record in promise_records(case, today)]
    return tuple(sorted(records, key=lambda record: (record.made.happened_on, record.made.id)))


def _surroundings(desk: Desk, known: Profile) -> Surroundings:
    return desk.surroundings(
        usual=usual_window(known.days_late),
        first_time_late=bool(known.days_late) and max(known.days_late) <= 0,
    )


def _parts(seen: _Seen, desk: Desk) -> tuple[ComponentWords, ...]:
    """Return the parts that count, then those that come to nothing with the reason."""
    every = (*seen.owed.components, *seen.owed.unused)
    words = [component(part, seen.case, seen.owed, desk.statutes) for part in every]
    added = (addition(step, seen.case) for step in seen.steps if seen.case.open.minor > 0)
    return (*words, *(part for part in added if part is not None))


def _habit(known: Profile) -> str:
    """Return since when they buy and how they pay; five paid invoices say something, fewer do not."""
    paid = _pays(known.days_late)
    if known.since is None:
        return paid
    since = _("Customer since {year}.").format(year=known.since.year)
    return f"{since} {paid}" if paid else since


def _pays(days: Sequence[int]) -> str:
    if len(days) < ENOUGH_INVOICES:
        return _("Too early to say how they pay.")
    usual = round(median(days))
    if usual <= 0:
        return _("Usually pays in time.")
    return ngettext("Usually pays one day late.", "Usually pays {n} days late.", usual).format(n=usual)


def _contact_line(contact: Contact) -> str:
    """Return "Maja, ekonomi"; empty when nobody is named."""
    return ", ".join(part for part in (contact.name, contact.role) if part)


def _other(other: OpenInvoice, today: date) -> OtherCase:
    late = days_late(other.due_on, today)
    days = formatting.days(late, language()) if late else ""
    return OtherCase(other.case_id, other.number, money(other.open), days)
