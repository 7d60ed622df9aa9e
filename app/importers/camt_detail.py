"""One transaction of a camt entry (`TxDtls`): who paid, how much, and what for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from app.domain.money import Currency, Money
from app.importers import camt_field as field
from app.importers.bank_draft import DraftPart
from app.importers.camt_field import Flat

_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")
_DAYS = ("RltdDts/AccptncDtTm", "RltdDts/TxDtTm", "RltdDts/IntrBkSttlmDt", "RltdDts/TxDt")
_CREDIT_NOTE = "CREN"


@dataclass(frozen=True, slots=True)
class Detail:
    """One transaction, before it is known how the bank booked it.

    Attributes:
        amounts: What it may have moved, in the order of trust; amounts of other currencies among them.
        is_debit: `None` where only the entry says it.
        is_return: A return of an earlier transaction.
        fees: What the bank says it charged.
        days: Days of order, value and settlement.
        bank_ref: The account servicer's reference; `transaction_id` and `end_to_end` come from others.
        creditor: The other side where money left the account, with `creditor_account`.
        more: Further information of the bank, which speaks where the payer said nothing.
    """

    amounts: tuple[Money, ...]
    is_debit: bool | None
    is_return: bool
    fees: tuple[Money, ...]
    days: tuple[date, ...]
    bank_ref: str
    transaction_id: str
    end_to_end: str
    payer: str
    payer_account: str
    payer_identifier: str
    creditor: str
    creditor_account: str
    reference: str
    numbers: tuple[str, ...]
    parts: tuple[DraftPart, ...]
    message: str
    more: str

    def amount(self, currency: Currency) -> Money | None:
        """Return what it moved in the currency of the account, `None` where it does not say."""
        return next((each for each in self.amounts if each.currency == currency), None)


def read_detail(element: etree._Element) -> Detail:
    """Return what a `TxDtls` element says."""
    said = field.flatten(element)
    listed = list(_listed(said))
    references = dict.fromkeys(part.reference for part, is_number in listed if not is_number)
    direction = field.text(said, "CdtDbtInd")
    return Detail(
        amounts=tuple(found for path in _AMOUNTS if (found := field.money(said, path)) is not None),
        is_debit=direction == "DBIT" if direction else None,
        is_return="RtrInf" in said,
        fees=tuple(charges(said)),
        days=field.days(said, _DAYS),
        bank_ref=field.text(said, "Refs/AcctSvcrRef"),
        transaction_id=field.text(said, "Refs/TxId"),
        end_to_end=_end_to_end(said),
        payer=field.party_name(said, "RltdPties/UltmtDbtr", "RltdPties/Dbtr"),
        payer_account=field.account(said, "RltdPties/DbtrAcct/"),
        payer_identifier=field.party_identifier(said, "RltdPties/UltmtDbtr", "RltdPties/Dbtr"),
        creditor=field.party_name(said, "RltdPties/Cdtr", "RltdPties/UltmtCdtr"),
        creditor_account=field.account(said, "RltdPties/CdtrAcct/"),
        reference=next(iter(references), "") if len(references) == 1 else "",
        numbers=tuple(dict.fromkeys(field.texts(said, "RmtInf/Strd/RfrdDocInf/Nb"))),
        parts=tuple(part for part, _is_number in listed) if len(listed) > 1 else (),
        message=_message(said),
        more=field.text(said, "AddtlTxInf"),
    )


def charges(parent: Flat) -> Iterator[Money]:
    """Yield what the bank charged for an entry or a transaction; what it gave back is no charge."""
    for charge in field.each(parent, "Chrgs"):
        for record in (charge, *field.each(charge, "Rcrd")):
            found = field.money(record, "Amt")
            if found and field.text(record, "CdtDbtInd") != "CRDT":
                yield found


def _end_to_end(said: Flat) -> str:
    found = field.text(said, "Refs/EndToEndId")
    return "" if found == "NOTPROVIDED" else found


def _message(said: Flat) -> str:
    lines = field.texts(said, "RmtInf/Ustrd") + field.texts(said, "RmtInf/Strd/AddtlRmtInf")
    return "\n".join(lines)


def _listed(said: Flat) -> Iterator[tuple[DraftPart, bool]]:
    """Yield what the payer says it is for; the second value says that only an invoice number is named."""
    for remittance in field.each(said, "RmtInf/Strd"):
        reference = field.text(remittance, "CdtrRefInf/Ref")
        numbers = field.texts(remittance, "RfrdDocInf/Nb")
        amount = _part_amount(remittance)
        if reference:
            yield DraftPart(reference, amount), False
            continue
        for number in numbers:
            yield DraftPart(number, amount if len(numbers) == 1 else None), True


def _part_amount(remittance: Flat) -> Money | None:
    credited = field.money(remittance, "RfrdDocAmt/CdtNoteAmt")
    paid = field.money(remittance, "RfrdDocAmt/RmtdAmt")
    is_credit = field.text(remittance, "RfrdDocInf/Tp/CdOrPrtry/Cd", "RfrdDocInf/Tp/Cd") == _CREDIT_NOTE
    if credited and not paid:
        return -credited
    return -paid if paid and is_credit else paid
