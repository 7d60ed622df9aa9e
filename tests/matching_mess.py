"""Thousands of payments with the mess of real bank files, and the truth of each; a seed gives the same ones.

Every kind of mess is one that the sample files show: references that fail their check digit or lose their
zeros, a customer number before or after the invoice number, several numbers in one text, part payments,
names turned round and cut off, equal sums month after month, fees taken off, credit set off.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.invoice import CaseId
from app.domain.matching import (
    Books,
    Candidate,
    CreditLeft,
    Incoming,
    NamedPart,
    PayerCard,
    SentLetter,
    SettledInvoice,
)
from app.domain.money import EUR, SEK, Currency, Money
from app.domain.party import CustomerId

TODAY = date(2026, 11, 18)
_FIRST = (
    "Anna",
    "Bo",
    "Cecilia",
    "David",
    "Eva",
    "Fredrik",
    "Greta",
    "Hans",
    "Ingrid",
    "Jonas",
    "Åsa",
    "Øyvind",
)
_LAST = ("Ek", "Berg", "Lindqvist", "Åström", "Nyström", "Hagen", "Solberg", "Sjögren", "Wallin", "Dahl")
_STARTS = (
    "Norr",
    "Söder",
    "Björk",
    "Fjäll",
    "Måse",
    "Skär",
    "Älv",
    "Øvre",
    "Gran",
    "Strand",
    "Väster",
    "Lill",
)
_ENDS = ("skärs", "viks", "dals", "holms", "bergs", "lunds", "ängs", "forsens", "heims", "sjö")
_TRADES = (
    "Båtvarv",
    "Bygg",
    "Elservice",
    "Rör",
    "Måleri",
    "Trädgård",
    "Åkeri",
    "Snickeri",
    "Kafé",
    "Konsult",
)
_FORMS = ("AB", "HB", "AS", "Aktiebolag", "")


@dataclass
class Truth:
    """What a payment really was.

    Attributes:
        cases: The invoices it paid; empty when it paid none of ours.
        is_usable: It bears a reference or number of an open invoice somewhere.
        mess: The name of what was done to it.
    """

    cases: frozenset[CaseId]
    is_usable: bool
    mess: str


@dataclass
class Generated:
    books: Books
    payments: list[Incoming] = field(default_factory=list)
    truths: dict[int, Truth] = field(default_factory=dict)


@dataclass
class Maker:
    """The books and the payments under way.

    Attributes:
        free: Open invoices that no payment has been made for yet.
    """

    draw: random.Random
    cases: list[Candidate] = field(default_factory=list)
    payers: list[PayerCard] = field(default_factory=list)
    settled: list[SettledInvoice] = field(default_factory=list)
    letters: list[SentLetter] = field(default_factory=list)
    credits: list[CreditLeft] = field(default_factory=list)
    free: list[Candidate] = field(default_factory=list)
    made: Generated = field(default_factory=lambda: Generated(Books((), ())))

    def name_of(self, case: Candidate) -> str:
        return self.payers[case.customer_id - 1].name

    def number_of(self, case: Candidate) -> str:
        return self.payers[case.customer_id - 1].number

    def take(self, currency: Currency = SEK) -> Candidate:
        while True:
            case = self.free.pop(self.draw.randrange(len(self.free)))
            if case.open.currency == currency:
                return case

    def take_of(self, who: CustomerId, currency: Currency, count: int) -> list[Candidate]:
        """Take more invoices of one customer, as many as there are."""
        same = [case for case in self.free if case.customer_id == who and case.open.currency == currency]
        found = same[:count]
        for case in found:
            self.free.remove(case)
        return found

    def pay(self, mess: str, paid: list[Candidate], minor: int, *, usable: bool, **said: object) -> None:
        payment_id = len(self.made.payments) + 1
        currency = paid[0].open.currency if paid else SEK
        first = max((case.issued_on for case in paid), default=TODAY - timedelta(days=40))
        first = said.pop("since", first)  # type: ignore[assignment]
        day = first + timedelta(days=self.draw.randrange(max((TODAY - first).days, 1)))
        self.made.payments.append(
            Incoming(payment_id, day, Money(minor, currency), **said)  # type: ignore[arg-type]
        )
        cases = frozenset(case.case_id for case in paid)
        self.made.truths[payment_id] = Truth(cases, usable, mess)


def people(maker: Maker, count: int) -> None:
    draw, seen = maker.draw, set[str]()
    while len(maker.payers) < count:
        who = CustomerId(len(maker.payers) + 1)
        if draw.random() < 0.5:
            last = draw.choice(_LAST) + draw.choice(("", "sson", "man"))
            name = f"{draw.choice(_FIRST)} {draw.choice(_FIRST)} {last}"
        else:
            place = draw.choice(_STARTS) + draw.choice(_ENDS)
            name = f"{place} {draw.choice(_TRADES)} {draw.choice(_FORMS)}".strip()
        if name.casefold() not in seen:
            seen.add(name.casefold())
            maker.payers.append(PayerCard(who, name, number=str(10_000 + 7 * who)))


def invoices(maker: Maker, count: int) -> None:
    """Make open invoices, with equal sums month after month for some, and as many settled ones."""
    draw = maker.draw
    monthly = {who: draw.randrange(500, 20_000) * 100 for who in range(1, len(maker.payers) + 1)}
    for n in range(1, count + 1):
        who = CustomerId(draw.randrange(1, len(maker.payers) + 1))
        minor = monthly[who] if draw.random() < 0.25 else draw.randrange(100_00, 90_000_00)
        issued = TODAY - timedelta(days=draw.randrange(20, 200))
        currency = EUR if draw.random() < 0.03 else SEK
        number = str(140_000 + n * 3)
        case = Candidate(
            CaseId(n), who, number, _reference(draw, number), Money(minor, currency), issued,
            issued + timedelta(days=30),
        )  # fmt: skip
        maker.cases.append(case)
        maker.free.append(case)
        old = str(90_000 + n * 3)
        maker.settled.append(SettledInvoice(CaseId(1_000_000 + n), who, old, _reference(draw, old), currency))


def _reference(draw: random.Random, number: str) -> str:
    """Return an OCR or KID: with leading zeros, with a wrong check digit, the bare number, or none."""
    return draw.choice((f"{number}{draw.randrange(10)}", f"000{number}{draw.randrange(10)}", number, ""))


def _exact(maker: Maker) -> None:
    case = maker.take()
    said = case.reference or case.number
    maker.pay("reference", [case], case.open.minor, usable=True, reference=said, payer=maker.name_of(case))


def _exact_from_anybody(maker: Maker) -> None:
    case = maker.take()
    payer = maker.draw.choice(("", "SWISH", "Kund via kontoret", maker.name_of(case)[:14]))
    said = case.reference or case.number
    maker.pay("reference, payer unclear", [case], case.open.minor, usable=True, reference=said, payer=payer)


def _lost_zeros(maker: Maker) -> None:
    case = maker.take()
    said = (case.reference or case.number).lstrip("0")
    maker.pay("zeros lost", [case], case.open.minor, usable=True, reference=said, payer=maker.name_of(case))


def _blanks(maker: Maker) -> None:
    case = maker.take()
    said = f"{maker.number_of(case)}            {case.number}"
    maker.pay("customer and number", [case], case.open.minor, usable=True, reference=said, payer="")


def _in_text(maker: Maker) -> None:
    case = maker.take()
    other = maker.number_of(case)
    forms = (
        f"faktura {case.number}", f"Fakt {case.number}", f"Fnr {case.number} tack", f"{case.number}/{other}",
        f"{other}/{case.number}", f"Faktnr {case.number}", f"kundnr {other} fakturanr {case.number}",
        f"OCR {case.reference or case.number}", f"Avser {case.number}, hälsningar {maker.name_of(case)}",
    )  # fmt: skip
    maker.pay("number in text", [case], case.open.minor, usable=True, message=maker.draw.choice(forms))


def _several(maker: Maker) -> None:
    case = maker.take()
    paid = [case, *maker.take_of(case.customer_id, SEK, maker.draw.randrange(1, 3))]
    total = sum(each.open.minor for each in paid)
    sign = maker.draw.choice(("+", ", ", " och ", " "))
    maker.pay("numbers in text", paid, total, usable=True, message=sign.join(each.number for each in paid))


def _several_by_name(maker: Maker) -> None:
    case = maker.take()
    paid = [case, *maker.take_of(case.customer_id, SEK, 1)]
    total = sum(each.open.minor for each in paid)
    maker.pay("several, one named", paid, total, usable=True, reference=case.reference or case.number,
              payer=maker.name_of(case))  # fmt: skip


def _two_customers(maker: Maker) -> None:
    paid = [maker.take(), maker.take()]
    total = sum(each.open.minor for each in paid)
    said = f"{paid[0].number} {paid[1].number}"
    maker.pay("two customers", paid, total, usable=True, message=said, payer="Förvaltning i Norden")


def _in_parts(maker: Maker) -> None:
    paid = [maker.take(), maker.take()]
    parts = tuple(NamedPart(each.reference or each.number, each.open) for each in paid)
    maker.pay("parts", paid, sum(each.open.minor for each in paid), usable=True, parts=parts)


def _part_payment(maker: Maker) -> None:
    case = maker.take()
    part = max(case.open.minor // maker.draw.randrange(2, 5) // 100 * 100, 1_00)
    maker.pay("part", [case], part, usable=True, reference=case.reference or case.number)


def _fee_taken(maker: Maker) -> None:
    case = maker.take()
    less = maker.draw.choice((50, 3_00, 5_00, 10_00, -40, -2_00))
    maker.pay("a few kronor off", [case], case.open.minor - less, usable=True,
              reference=case.reference or case.number, payer=maker.name_of(case))  # fmt: skip


def _set_off(maker: Maker) -> None:
    case = maker.take()
    credit = Money(case.open.minor // 5, SEK)
    maker.credits.append(CreditLeft(900_000 + case.case_id, case.customer_id, credit))
    maker.pay("credit set off", [case], case.open.minor - credit.minor, usable=True,
              reference=case.reference or case.number)  # fmt: skip


def _wrong_reference(maker: Maker) -> None:
    """The reference of the invoice before, which is paid, with the sum of this one."""
    case = maker.take()
    old = maker.draw.choice(
        [each for each in maker.settled if each.customer_id == case.customer_id] or [None]
    )
    said = old.reference or old.number if old else ""
    maker.pay(
        "old reference", [case], case.open.minor, usable=False, reference=said, payer=maker.name_of(case)
    )


def _mistyped(maker: Maker) -> None:
    """One digit wrong, which may make it the reference of another invoice."""
    case = maker.take()
    said = list(case.reference or case.number)
    said[maker.draw.randrange(len(said))] = maker.draw.choice(string.digits)
    maker.pay(
        "mistyped", [case], case.open.minor, usable=False, reference="".join(said), payer=maker.name_of(case)
    )


def _by_name(maker: Maker) -> None:
    case = maker.take()
    name = maker.name_of(case)
    words = name.split()
    forms = (name, name.upper(), f"{words[-1]}, {' '.join(words[:-1])}", name[:14], name.replace("å", "a"))
    maker.pay("amount and name", [case], case.open.minor, usable=False, payer=maker.draw.choice(forms))


def _twice(maker: Maker) -> None:
    """Paid twice with the same reference: the second one settles nothing."""
    case = maker.take()
    said, payer = case.reference or case.number, maker.name_of(case)
    maker.pay("reference", [case], case.open.minor, usable=True, reference=said, payer=payer)
    since = maker.made.payments[-1].received_on
    maker.pay("paid twice", [], case.open.minor, usable=False, reference=said, payer=payer, since=since)


def _of_a_letter(maker: Maker) -> None:
    case = maker.take()
    paid = [case, *maker.take_of(case.customer_id, SEK, 1)]
    if len(paid) < 2:
        return
    total = Money(sum(each.open.minor for each in paid), SEK)
    said = paid[0].reference or paid[0].number
    maker.letters.append(SentLetter(said, total, TODAY, tuple(each.case_id for each in paid)))
    maker.pay("letter", paid, total.minor, usable=True, reference=said)


def _not_ours(maker: Maker) -> None:
    minor = maker.draw.randrange(50_00, 9_000_00)
    text = maker.draw.choice(
        ("Kab", "Skatteverket", "överföring", f"Order {maker.draw.randrange(10**6)}", "")
    )
    maker.pay("not ours", [], minor, usable=False, message=text, payer="Skatteverket" if not text else "")


def _other_currency(maker: Maker) -> None:
    """The reference of an invoice in euro, paid in kronor with the same figures."""
    euro = [case for case in maker.free if case.open.currency == EUR]
    if euro:
        case = maker.draw.choice(euro)
        maker.pay(
            "other currency", [], case.open.minor, usable=False, reference=case.reference or case.number
        )


Mess = Callable[[Maker], None]
MESS: tuple[tuple[Mess, int], ...] = (
    (_exact, 24), (_exact_from_anybody, 10), (_lost_zeros, 4), (_blanks, 4), (_in_text, 14), (_several, 5),
    (_several_by_name, 3), (_two_customers, 2), (_in_parts, 2), (_part_payment, 6), (_fee_taken, 4),
    (_set_off, 2), (_wrong_reference, 3), (_mistyped, 3), (_by_name, 6), (_twice, 2), (_of_a_letter, 2),
    (_not_ours, 4), (_other_currency, 1),
)  # fmt: skip
