"""The register of partners: who helps to get paid, on which terms, and what each kind is good for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.partner import Partner, PartnerId, PartnerKind
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.partners import KindWords, kind_words
from app.storage import partners as store

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork


class NamelessPartnerError(RuleError):
    """A partner has to be called something."""


class PartnerExistsError(RuleError):
    """Another partner on the register is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnknownPartnerError(RuleError):
    """No partner on the register is called so; `known` are those that are there."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner with what is said about its kind."""

    partner: Partner
    kind: KindWords


def register(desk: Desk) -> tuple[PartnerLine, ...]:
    """Return every partner on the register, by kind and then in the order they were added."""
    with desk.database.reading() as connection:
        found = store.read_partners(connection)
    order = tuple(PartnerKind)
    ordered = sorted(found, key=lambda each: order.index(each.kind))
    return tuple(PartnerLine(each, kind_words(each.kind)) for each in ordered)


def find_partner(desk: Desk, name: str) -> Partner:
    """Return the partner of a name, whichever case it is written in.

    Raises:
        UnknownPartnerError: There is none.
    """
    with desk.database.reading() as connection:
        found = store.read_partners(connection)
    wanted = name.strip().casefold()
    for each in found:
        if each.name.casefold() == wanted:
            return each
    raise UnknownPartnerError(name, tuple(each.name for each in found))


def add_partner(desk: Desk, new: Partner) -> Changes:
    """Put a partner on the register. With a collection agency there, letters may say that it comes next.

    Raises:
        NamelessPartnerError, PartnerExistsError: Nothing was stored.
    """
    return _kept(desk, new, store.add)


def change_partner(desk: Desk, known: Partner) -> Changes:
    """Store what is now known of a partner.

    Raises:
        NamelessPartnerError, PartnerExistsError: Nothing was stored.
    """
    return _kept(desk, known, store.change)


def remove_partner(desk: Desk, known: Partner) -> Changes:
    """Take a partner off the register; cases that it has stay with it."""
    with desk.begin() as work:
        store.remove(work, known.id)
        action_id = work.commit("partner", known.name)
    return Changes(action_id=action_id, kind="partner_gone", about=known.name)


def _kept(desk: Desk, partner: Partner, keep: Callable[[UnitOfWork, Partner], object]) -> Changes:
    tidy = replace(partner, name=" ".join(partner.name.split()))
    if not tidy.name:
        raise NamelessPartnerError
    with desk.database.reading() as connection:
        others = [each for each in store.read_partners(connection) if each.id != partner.id]
    if any(each.name.casefold() == tidy.name.casefold() for each in others):
        raise PartnerExistsError(tidy.name)
    with desk.begin() as work:
        keep(work, tidy)
        action_id = work.commit("partner", tidy.name)
    return Changes(action_id=action_id, kind="partner", about=tidy.name)


def new_partner(kind: PartnerKind, name: str, country: str = "") -> Partner:
    """Return a partner that is not on the register yet."""
    return Partner(PartnerId(0), kind, name, country)


def usual_name(kind: PartnerKind) -> str:
    """Return what such a partner is called where everybody has the same one; empty elsewhere."""
    return _("Kronofogden or Forliksrådet") if kind is PartnerKind.ENFORCEMENT_AUTHORITY else ""
