"""Payments and deductions of one BgMax deposit become payments, credit notes set off included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.domain.money import Currency, Money
from app.importers.bank_draft import DraftPart, DraftPayment, LeftOut
from app.importers.remarks import Remarks

_BETWEEN = re.compile(r"[\s,;+]+")


@dataclass(slots=True)
class Item:
    """A payment (TK20) or a deduction (TK21) with the records that belong to it.

    Attributes:
        minor: The amount, positive also for a deduction.
        serial: Bankgirot's number of the payment, unique for a bankgiro number and a day.
        sender: The payer's bankgiro number, empty when unknown.
        extras: Further references (TK22) with amounts, negative for credit notes (TK23); zero is unsaid.
    """

    line: int
    is_deduction: bool
    minor: int
    reference: str
    serial: str
    sender: str
    extras: list[tuple[str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    payer: str = ""
    identifier: str = ""

    @property
    def signed(self) -> int:
        return -self.minor if self.is_deduction else self.minor

    @property
    def payer_key(self) -> str:
        return self.sender or self.identifier or self.payer


@dataclass(frozen=True, slots=True)
class Deposit:
    """Where and when the money of some items was put in.

    Attributes:
        account: Our bankgiro number, without leading zeros.
        paid_on: The day of the deposit.
        day_text: That day as the file writes it, which goes into the bank's id.
    """

    account: str
    currency: Currency
    paid_on: date
    day_text: str

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)


def settle(
    items: Iterable[Item], deposit: Deposit, remarks: Remarks
) -> tuple[list[DraftPayment], list[LeftOut]]:
    """Return the payments of a deposit, and what is none.

    A deduction lowers a payment of the same payer, with both among its parts, so that the payments add up to
    the money that came in.
    """
    payments, left_out = [], []
    for bundle in _bundles(items):
        net = sum(item.signed for item in bundle)
        first = bundle[0]
        if net > 0:
            payments.append(_payment(bundle, net, deposit, remarks))
            continue
        if net < 0:
            remarks.note("deduction_alone", first.line, amount=deposit.money(-net))
        code = "debit" if net < 0 else "zero"
        amount = deposit.money(abs(net))
        left_out.append(LeftOut(first.line, code, deposit.paid_on, amount, first.reference or first.payer))
    return payments, left_out


def _bundles(items: Iterable[Item]) -> list[list[Item]]:
    """Bring each deduction to the payment before it by the same payer, or to the next one that bears it."""
    listed = list(items)
    bundles = [[item] for item in listed if not item.is_deduction]
    for item in (each for each in listed if each.is_deduction):
        own = [bundle for bundle in bundles if item.payer_key and bundle[0].payer_key == item.payer_key]
        bearing = [bundle for bundle in own if _net(bundle) > item.minor]
        before = [bundle for bundle in bearing if bundle[0].line < item.line]
        if home := (before[-1:] or bearing[:1]):
            home[0].append(item)
            continue
        # No payment bears it alone; only all of them together may.
        together = [each for bundle in own for each in bundle]
        bundles = [bundle for bundle in bundles if bundle not in own]
        bundles.append([*together, item])
    return sorted(bundles, key=lambda bundle: bundle[0].line)


def _net(bundle: list[Item]) -> int:
    return sum(item.signed for item in bundle)


def _payment(bundle: list[Item], net: int, deposit: Deposit, remarks: Remarks) -> DraftPayment:
    first = bundle[0]
    parts = [part for item in bundle for part in _parts(item, deposit, remarks)]
    texts = (text for item in bundle for text in item.texts)
    return DraftPayment(
        line=first.line,
        received_on=deposit.paid_on,
        amount=deposit.money(net),
        account=deposit.account,
        payer=first.payer,
        payer_account=first.sender,
        payer_identifier=first.identifier,
        reference=first.reference,
        numbers=_numbers(bundle),
        parts=tuple(parts) if len(parts) > 1 else (),
        message="\n".join(texts),
        bank_id=f"{deposit.day_text}-{first.serial}" if first.serial.strip("0") else "",
    )


def _parts(item: Item, deposit: Deposit, remarks: Remarks) -> list[DraftPart]:
    """Return what the payer listed, with amounts where they add up to the item."""
    sign = -1 if item.is_deduction else 1
    if not item.extras:
        return [DraftPart(item.reference, deposit.money(item.signed))]
    listed, unlisted = list(item.extras), _unlisted(item)
    rest = item.minor - sum(minor for _reference, minor in listed)
    if len(unlisted) == 1 and rest > 0 and any(minor for _reference, minor in listed):
        listed, unlisted, rest = [(unlisted[0], rest), *listed], [], 0
    if rest or not all(minor for _reference, minor in listed):
        if any(minor for _reference, minor in listed):
            listed_sum = deposit.money(item.minor - rest)
            remarks.note("parts_differ", item.line, sum=listed_sum, amount=deposit.money(item.minor))
        return [DraftPart(each) for each in (*unlisted, *dict.fromkeys(name for name, _ in listed))]
    return [DraftPart(reference, deposit.money(sign * minor)) for reference, minor in listed]


def _unlisted(item: Item) -> list[str]:
    extras = {reference for reference, _minor in item.extras}
    if item.reference in extras:
        return []
    return [each for each in _words(item.reference) if each not in extras]


def _numbers(bundle: list[Item]) -> tuple[str, ...]:
    """Return the numbers of a payment that names several; a single one is its reference."""
    found = [
        each for item in bundle for each in (*_words(item.reference), *(name for name, _ in item.extras))
    ]
    several = tuple(dict.fromkeys(found))
    return several if len(several) > 1 else ()


def _words(reference: str) -> list[str]:
    return [word for word in _BETWEEN.split(reference) if word]
