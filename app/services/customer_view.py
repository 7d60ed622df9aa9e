"""Everything the page of one customer shows: people, wishes, sums, habit, invoices and letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app import formatting
from app.domain.case import Case
from app.domain.history import DisputeClosed, DisputeOpened
from app.domain.invoice import CaseId
from app.domain.money import Currency, Money
from app.domain.party import Customer, CustomerId, CustomerKind, Tone
from app.domain.worked import worked
from app.i18n import N_, _, ngettext
from app.services import contact_persons, credit_limits, paper_listing
from app.services.customer_profile import ProfileWords, profile_words
from app.services.desk import Desk
from app.services.explain.states import state_name, state_word
from app.services.explain.words import dated, home_currency, money, short
from app.services.listing import ListRow
from app.services.today import bank_read_through
from app.storage import contacts, customer_list, lists
from app.storage.customer_list import CustomerLine, Promises
from app.storage.firm import read_firm
from app.storage.lists import InvoiceLine

LANGUAGES = {"sv": N_("Swedish"), "nb": N_("Norwegian"), "nn": N_("Nynorsk"), "en": N_("English")}
TONES = {Tone.WARM: N_("Warm"), Tone.PLAIN: N_("Plain"), Tone.FIRM: N_("Firm")}
FORMS = {"informal": N_("informal, du"), "formal": N_("formal, De")}
KINDS = {
    CustomerKind.BUSINESS: N_("Business"),
    CustomerKind.CONSUMER: N_("Consumer"),
    CustomerKind.PUBLIC: N_("Public body"),
}
_LAST_CASES = 12


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Someone to talk to: name and role, the number as its country writes it, address and best time."""

    id: int
    title: str
    phone: str
    email: str
    beside: str


@dataclass(frozen=True, slots=True)
class InvoiceWords:
    """One invoice. Cells: state, number, subject, due, the word of the state, what is left."""

    case_id: CaseId
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A customer in words.

    Attributes:
        state: That of the worst open invoice, empty without one; `state_word` is its name.
        case_ids: The open invoices, the worst first.
        wishes: How they want it: label and words, those not known left out.
        figures: Open, promises kept, bought, disputes: label and words.
        invoices: All of them, newest due date first.
        letters: The rows of the list of letters, newest first.
    """

    who: Customer
    state: str
    state_word: str
    case_ids: tuple[CaseId, ...]
    persons: tuple[PersonWords, ...]
    wishes: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    profile: ProfileWords
    invoices: tuple[InvoiceWords, ...]
    letters: tuple[ListRow, ...]


def customer_view(desk: Desk, customer_id: CustomerId) -> CustomerView | None:
    """Return the page of a customer as of today; `None` when adding it was undone."""
    today = desk.today()
    with desk.database.reading() as connection:
        read_through, firm = bank_read_through(connection), read_firm(connection)
        found = customer_list.customer_rows(
            connection, [customer_id], today=today, bank_read_through=read_through
        )
        case_ids = contacts.case_ids(connection, customer_id)
        lines = lists.invoice_rows(connection, case_ids, today=today, bank_read_through=read_through)
        letters = contacts.letter_ids(connection, customer_id)
    if not found:
        return None
    with desk.look() as work:
        who = work.customer(customer_id)
        books = work.cases(case_ids[:_LAST_CASES])
    cases = [books[case_id] for case_id in case_ids[:_LAST_CASES]]
    line, home = found[0], home_currency(firm.country) if firm else None
    promised = customer_list.promises(desk.database, [customer_id], today).get(customer_id, Promises())
    return CustomerView(
        who=who,
        state=line.state.value if line.state else "",
        state_word=state_name(line.state) if line.state else "",
        case_ids=line.case_ids,
        persons=_persons(desk, who),
        wishes=tuple(_wishes(who, today)),
        figures=(*_figures(line, lines, promised, cases, home), *_credit(desk, customer_id)),
        profile=profile_words(lines, worked(cases), today),
        invoices=tuple(_invoice(each, today, home) for each in lines),
        letters=tuple(paper_listing.letter_rows(desk, letters)),
    )


def _persons(desk: Desk, who: Customer) -> tuple[PersonWords, ...]:
    return tuple(
        PersonWords(
            person.id,
            ", ".join(part for part in (person.contact.name, person.contact.role) if part),
            formatting.phone(person.contact.phone, who.country),
            person.contact.email,
            ". ".join(_beside(person.contact.best_time, person.language)),
        )
        for person in contact_persons.persons(desk, who.id)
    )


def _beside(best_time: str, spoken: str) -> Iterable[str]:
    if best_time:
        yield _("Best reached {time}").format(time=best_time)
    if spoken in LANGUAGES:
        yield _(LANGUAGES[spoken])


def _wishes(who: Customer, today: date) -> Iterable[tuple[str, str]]:
    """Yield what is known of how the customer wants it."""
    tone = _(TONES[who.tone]) if who.tone else ""
    form = _(FORMS[who.address_form]) if who.address_form else ""
    known = (
        # Translators: how a customer is best reached, such as by phone.
        (_("Channel"), who.channel),
        (_("Tone"), ", ".join(part for part in (tone, form) if part)),
        (_("Language"), _(LANGUAGES[who.language]) if who.language in LANGUAGES else ""),
        (_("Address"), ", ".join(who.address.lines)),
        (_("Invoices to"), who.invoices_to),
        (_("Terms"), who.terms),
        (_("Fee agreed"), _agreed(who, today)),
        (_("The customer is"), _(KINDS[who.kind]) if who.kind else ""),
        (_("Org. number"), formatting.identifier(who.identifier, who.country)),
        (_("Customer number"), who.number),
    )
    return ((label, words) for label, words in known if words)


def _invoice(line: InvoiceLine, today: date, home: Currency | None) -> InvoiceWords:
    closed = line.closed_as or "paid"
    word = state_word(line.state, line, today, closed_as=closed)
    if line.closed_on:
        word = _("{state} {day}").format(state=word, day=short(line.closed_on, today))
    due = short(line.due_on, today) if line.due_on else ""
    cells = (line.state.value, line.number, line.subject, due, word, money(line.open, home))
    return InvoiceWords(CaseId(line.case_id), cells)


def _agreed(who: Customer, today: date) -> str:
    if who.fee_agreed_on is None:
        return ""
    day = dated(who.fee_agreed_on, today)
    if not who.fee_source:
        return _("Yes, {day}").format(day=day)
    return _("Yes, {document} {day}").format(document=who.fee_source, day=day)


def _figures(
    line: CustomerLine,
    lines: Sequence[InvoiceLine],
    promised: Promises,
    cases: Sequence[Case],
    home: Currency | None,
) -> Iterable[tuple[str, str]]:
    open_words = " + ".join(money(amount, home) for amount in line.open)
    yield _("Open amount"), open_words or _("nothing")
    kept = _("{kept} of {n}").format(kept=promised.kept, n=promised.decided)
    yield _("Promises kept"), kept if promised.decided else _("none made")
    if lines:
        first = min(each.issued_on for each in lines)
        yield _("Bought since {year}").format(year=first.year), _bought(lines, home)
    yield _("Disputes"), _disputes(cases)


def _credit(desk: Desk, customer_id: CustomerId) -> Iterable[tuple[str, str]]:
    said = credit_limits.figure(desk, customer_id)
    if said:
        yield _("Credit limit"), said


def _bought(lines: Sequence[InvoiceLine], home: Currency | None) -> str:
    sums: dict[Currency, Money] = {}
    for line in lines:
        code = line.total.currency
        sums[code] = sums.get(code, Money.zero(code)) + line.total
    return " + ".join(money(amount, home) for amount in sums.values())


def _disputes(cases: Sequence[Case]) -> str:
    """Return how many, and how many days the last settled one took."""
    opened = [
        (entry.happened_on, case)
        for case in cases
        for entry in case.live_history
        if isinstance(entry.event, DisputeOpened)
    ]
    if not opened:
        return _("none")
    taken = [
        (entry.happened_on - on).days
        for on, case in opened
        for entry in case.live_history
        if isinstance(entry.event, DisputeClosed) and entry.happened_on >= on
    ]
    if not taken:
        return str(len(opened))
    said = ngettext("{count}, solved in {n} day", "{count}, solved in {n} days", taken[-1])
    return said.format(count=len(opened), n=taken[-1])


def language_choices() -> list[tuple[str, str]]:
    """Return the languages of letters, with that of the country first."""
    return [("", _("The country's own")), *((key, _(words)) for key, words in LANGUAGES.items())]
