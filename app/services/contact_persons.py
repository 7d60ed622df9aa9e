"""The people to talk to at a customer: the first stands on the customer itself, the others beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.party import Contact, ContactPerson, CustomerId
from app.services.changes import Changes
from app.services.desk import Desk

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

FIRST, NEW = 0, -1
"""Stand for the person on the customer itself, who has no id of its own, and for one not stored yet."""


class NamelessPersonError(RuleError):
    """A person has neither a name, a number nor an e-mail address."""


def persons(desk: Desk, customer_id: CustomerId) -> tuple[ContactPerson, ...]:
    """Return everyone to talk to; the first has the id `FIRST`, and is left out where nothing is known."""
    from app.storage import contacts

    with desk.look() as work:
        who = work.customer(customer_id)
    with desk.database.reading() as connection:
        others = contacts.persons(connection, customer_id)
    first = (ContactPerson(FIRST, who.contact),) if who.contact != Contact() else ()
    return (*first, *others)


def set_persons(desk: Desk, customer_id: CustomerId, wanted: Sequence[ContactPerson]) -> Changes:
    """Let these be the people to talk to, the first of them the customer's own contact; one action.

    A person with the id `NEW` is added; one that is known and not named is taken away.

    Raises:
        NamelessPersonError: There is nothing to know one of them by; nothing was stored.
    """
    from app.storage import contacts

    for person in wanted:
        _check(person.contact)
    with desk.begin() as work:
        with desk.database.reading() as connection:
            known = {person.id: person for person in contacts.persons(connection, customer_id)}
        first = wanted[0].contact if wanted else Contact()
        work.update_customer(replace(work.customer(customer_id), contact=first))
        others = wanted[1:]
        for person in others:
            if person.id in known:
                contacts.change(work, person.id, person.contact, person.language)
            else:
                contacts.add(work, customer_id, person.contact, person.language)
        for gone in known.keys() - {person.id for person in others}:
            contacts.remove(work, gone)
        return _done(work, customer_id)


def _check(contact: Contact) -> None:
    if not (contact.name or contact.phone or contact.email):
        raise NamelessPersonError


def _done(work: UnitOfWork, customer_id: CustomerId) -> Changes:
    name = work.customer(customer_id).name
    action_id = work.commit("contact_person", name)
    return Changes(customers=frozenset({customer_id}), action_id=action_id, kind="contact_person", about=name)
