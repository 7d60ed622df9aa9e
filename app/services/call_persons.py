"""Whom to call at a customer: the one who answered last comes first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app import formatting
from app.domain.case import Case
from app.domain.party import Contact, ContactPerson, Firm
from app.i18n import _
from app.services import contact_persons
from app.services.desk import Desk
from app.services.explain.calls import CallScript, call_script


@dataclass(frozen=True, slots=True)
class CallPerson:
    """One person who may answer.

    Attributes:
        id: `contact_persons.FIRST` for the customer's own contact.
        words: "Maja, ekonomi", for a list to choose from.
        who: "Maja, ekonomi. Nås bäst 9–11."; where there is a list to choose from, "Nås bäst 9–11" alone.
        script: What to say, in the person's language.
    """

    id: int
    words: str
    phone: str
    who: str
    script: CallScript


def call_persons(desk: Desk, case: Case, firm: Firm) -> tuple[CallPerson, ...]:
    """Return those who can be called about a case, the one who answered last first; at least one."""
    from app.storage import contacts  # brings the unit of work along

    known = contact_persons.persons(desk, case.customer.id)
    with desk.database.reading() as connection:
        answered = contacts.answered(connection, case.customer.id)
    reached = [person for person in known if person.contact.phone] or list(known)
    last_first = sorted(reached, key=lambda person: answered.get(person.id, len(answered)))
    nobody = ContactPerson(contact_persons.FIRST, Contact())
    named = len(last_first) <= 1
    return tuple(_person(desk, case, firm, person, named=named) for person in last_first or [nobody])


def _person(desk: Desk, case: Case, firm: Firm, person: ContactPerson, *, named: bool) -> CallPerson:
    contact, who = person.contact, case.customer
    asked = replace(case, customer=replace(who, contact=contact, language=person.language or who.language))
    words = ", ".join(part for part in (contact.name, contact.role) if part)
    phone = formatting.phone(contact.phone, who.country)
    script = call_script(asked, firm, desk.today())
    who_words = _who(words if named else "", contact.best_time)
    return CallPerson(person.id, words or phone, phone, who_words, script)


def _who(words: str, best_time: str) -> str:
    if best_time and words:
        return _("{who}. Best reached {time}.").format(who=words, time=best_time)
    return _("Best reached {time}").format(time=best_time) if best_time else words
