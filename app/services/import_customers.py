"""Which customer a file means: one that is known, one met earlier in the same reading, or a new one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace

from app.domain.party import Address, Contact, Customer, CustomerId
from app.domain.references import implied_kind
from app.importers.draft import DraftParty
from app.storage.imports import KnownCustomer

_GLN_SCHEME = "0088"
_LANGUAGES = {"SE": "sv", "NO": "nb"}
# As they end or begin names in Scandinavia, and the commonest of elsewhere.
_LEGAL_FORMS = frozenset({
    "ab", "aktiebolag", "publ", "hb", "handelsbolag", "kb", "kommanditbolag", "ef", "as", "asa", "ans", "da",
    "enk", "ba", "sa", "nuf", "ks", "aps", "ivs", "oy", "oyj", "ltd", "limited", "inc", "llc", "gmbh", "bv",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """The customer that a party is.

    Attributes:
        who: The id of a known customer, or a negative number for one that the reading would make.
        contradicted: The name of the customer it was nearly taken for, but which has another number.
    """

    who: int
    contradicted: str = ""

    @property
    def known_id(self) -> CustomerId | None:
        return CustomerId(self.who) if self.who > 0 else None


@dataclass(frozen=True, slots=True)
class _Card:
    """What one mention of a customer can be recognised by; `number` goes with the system it is from."""

    name: str
    country: str
    identifier: str
    number: tuple[str, str]
    endpoints: frozenset[str]

    def contradicts(self, other: _Card) -> bool:
        """Say whether the two have different organisation numbers."""
        if not (self.identifier and other.identifier):
            return False
        return self.identifier != other.identifier or not _may_be_equal(self.country, other.country)

    def lives_elsewhere(self, other: _Card) -> bool:
        """Say whether the two have different addresses for e-invoices within one scheme."""
        mine = dict(address.split(":", 1) for address in self.endpoints)
        theirs = dict(address.split(":", 1) for address in other.endpoints)
        return any(mine[scheme] != theirs[scheme] for scheme in mine.keys() & theirs.keys())


class Directory:
    """Everybody a party may turn out to be; what each mention adds is remembered while the reading lasts.

    Attributes:
        planned: The parties that are nobody yet, in the order they were met.
    """

    def __init__(self, known: Iterable[KnownCustomer]) -> None:
        self.planned: list[DraftParty] = []
        self._met: dict[tuple[DraftParty, str, int], Met] = {}
        self._cards: dict[int, list[_Card]] = defaultdict(list)
        self._by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for each in known:
            endpoints = frozenset({each.endpoint} - {""})
            number = (each.system, each.number) if each.number else ("", "")
            self._file(each.id, _Card(each.name, each.country, each.identifier, number, endpoints))

    def meet(self, party: DraftParty, system: str, *, holder: int = 0) -> Met:
        """Return who a party is, by the first that hits: organisation number, address for e-invoices or GLN,
        customer number from the same system, equal name. Likeness counts for nothing.

        A hit that another organisation number contradicts is none; the party is then somebody new. Of several
        of one name it is `holder`, who has the invoice in question already.
        """
        key = (party, system, holder)
        if key not in self._met:
            card = _card_of(party, system)
            met = self._recognise(card, holder)
            if met.who == 0:
                self.planned.append(party)
                met = replace(met, who=-len(self.planned))
            elif met.who < 0:
                self.planned[-met.who - 1] = _filled(self.planned[-met.who - 1], party)
            self._file(met.who, card)
            self._met[key] = met
        return self._met[key]

    def _recognise(self, card: _Card, holder: int) -> Met:
        for key in _keys(card):
            hits = self._by_key.get(key, [])
            fitting = [who for who in hits if not self._any(who, card.contradicts)]
            if key[0] == "name":
                fitting = [who for who in fitting if not self._any(who, card.lives_elsewhere)]
                fitting = self._likeliest(fitting, card, holder) if len(fitting) > 1 else fitting
            if len(fitting) == 1:
                return Met(fitting[0])
            if hits and key[0] != "identifier":
                return Met(0, contradicted=self._cards[hits[0]][0].name)
        return Met(0)

    def _any(self, who: int, test: Callable[[_Card], bool]) -> bool:
        return any(map(test, self._cards[who]))

    def _likeliest(self, people: list[int], card: _Card, holder: int) -> list[int]:
        """Of several of one name, return who was met just so before, or without any number."""
        if holder in people:
            return [holder]
        met_so = [who for who in people if card in self._cards[who]]
        return met_so or [who for who in people if not self._any(who, lambda each: bool(each.identifier))]

    def _file(self, who: int, card: _Card) -> None:
        if card not in self._cards[who]:
            self._cards[who].append(card)
        for key in _keys(card):
            if who not in self._by_key[key]:
                self._by_key[key].append(who)


def _keys(card: _Card) -> Iterator[tuple[str, ...]]:
    if card.identifier:
        yield "identifier", card.identifier
    for endpoint in sorted(card.endpoints):
        yield "endpoint", endpoint
    if card.number[1]:
        yield "number", *card.number
    yield "name", squeezed_name(card.name)


def _may_be_equal(left: str, right: str) -> bool:
    return not left or not right or left == right


def _card_of(party: DraftParty, system: str) -> _Card:
    number = (system, party.customer_number) if party.customer_number else ("", "")
    return _Card(party.name, party.country, party.identifier, number, endpoints_of(party))


def endpoints_of(party: DraftParty) -> frozenset[str]:
    """Return the electronic addresses of a party, its GLN among them, each with its scheme."""
    addresses = {f"{party.endpoint_scheme}:{party.endpoint}"} if party.endpoint else set()
    return frozenset(addresses | ({f"{_GLN_SCHEME}:{party.gln}"} if party.gln else set()))


def squeezed_name(name: str) -> str:
    """Return a name without case, spaces, punctuation and legal form: `Fjellbris AS` is `fjellbris`."""
    folded = re.sub(r"\ba/s\b", "as", name.casefold())
    words = re.findall(r"\w+", folded)
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return "".join(kept or words)


def _filled(known: DraftParty, more: DraftParty) -> DraftParty:
    """Fill what one mention of a party leaves empty with what another one says."""
    missing = (each.name for each in fields(known) if not getattr(known, each.name))
    return replace(known, **{name: getattr(more, name) for name in missing})


def customer_of(party: DraftParty) -> Customer:
    """Return the new customer that a party becomes; what its number implies is inferred, not confirmed."""
    return Customer(
        id=CustomerId(0),
        name=party.name,
        kind=implied_kind(party.identifier, party.country),
        country=party.country,
        identifier=party.identifier,
        number=party.customer_number,
        language=_LANGUAGES.get(party.country, "en") if party.country else "",
        address=Address("\n".join(party.address_lines), party.postcode, party.city, party.country),
        contact=Contact(name=party.contact_name, phone=party.phone, email=party.email),
    )


def endpoint_to_keep(party: DraftParty) -> str:
    """Return the one electronic address that is stored, the party's own before its GLN."""
    own = f"{party.endpoint_scheme}:{party.endpoint}" if party.endpoint else ""
    return own or next(iter(endpoints_of(party)), "")
