"""One entry of an account (`Ntry`) becomes payments, one for each transaction, or is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from app.domain.money import Money
from app.importers import camt_field as field
from app.importers.bank_draft import DraftPart, DraftPayment, LeftOut, Movement
from app.importers.camt_detail import Detail, charges
from app.importers.camt_reference import bank_ids
from app.importers.lump_sum import bankgiro_of
from app.importers.remarks import Remarks

_DAYS = ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
_NO_PAYMENT = {"PDNG": "preliminary", "FUTR": "preliminary", "INFO": "information"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry without its transactions.

    Attributes:
        number: Its place in the file, counted from 1.
        written: The amount word for word.
        is_return: It takes an earlier entry back.
        bank_ref: The account servicer's reference.
        batch: The reference of a batch; `batch_size` the number of transactions it says it has.
    """

    number: int
    account: str
    amount: Money | None
    written: str
    is_debit: bool
    is_return: bool
    status: str
    days: tuple[date, ...]
    bank_ref: str
    batch: str
    batch_size: int
    fees: tuple[Money, ...]
    text: str


def read_entry(element: etree._Element, number: int, account: str) -> Entry:
    """Return what an `Ntry` element says of itself."""
    said = field.flatten(element)
    size = field.text(said, "NtryDtls/Btch/NbOfTxs")
    return Entry(
        number=number,
        account=account,
        amount=field.money(said, "Amt"),
        written=field.text(said, "Amt"),
        is_debit=field.text(said, "CdtDbtInd") != "CRDT",
        is_return=field.is_yes(said, "RvslInd"),
        status=field.text(said, "Sts/Cd", "Sts/Prtry", "Sts"),
        days=field.days(said, _DAYS),
        bank_ref=field.text(said, "AcctSvcrRef"),
        batch=field.text(said, "NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId"),
        batch_size=int(size) if size.isascii() and size.isdigit() and len(size) < 10 else 0,
        fees=tuple(charges(said)),
        text=field.text(said, "AddtlNtryInf"),
    )


def convert(entry: Entry, details: Sequence[Detail], remarks: Remarks) -> Iterator[DraftPayment | LeftOut]:
    """Yield the payments of an entry, or why it brings none.

    Money that had come in and is taken back is a reversal; money of ours that comes back is no payment.
    """
    if entry.amount is None:
        remarks.block("not_an_amount", entry.number, "total", entry.written)
        return
    is_return = entry.is_return or (bool(details) and all(detail.is_return for detail in details))
    if code := _no_payment(entry, is_return=is_return):
        yield _left_out(entry, details, code)
    elif not entry.days and not any(detail.days for detail in details):
        remarks.block("missing", entry.number, "paid_on")
    else:
        movement: Movement = "reversal" if entry.is_debit else "payment"
        yield from _moved(entry, entry.amount, details, movement, remarks)


def _no_payment(entry: Entry, *, is_return: bool) -> str:
    if entry.status in _NO_PAYMENT:
        return _NO_PAYMENT[entry.status]
    if entry.is_debit != is_return:
        return "debit"
    return "" if entry.amount else "zero"


def _left_out(entry: Entry, details: Sequence[Detail], code: str) -> LeftOut:
    said = (
        each for detail in details for each in (detail.message, detail.creditor, detail.payer, detail.more)
    )
    text = next((each for each in said if each), entry.text)
    return LeftOut(entry.number, code, min(entry.days, default=None), entry.amount, text)


def _moved(
    entry: Entry, booked: Money, details: Sequence[Detail], movement: Movement, remarks: Remarks
) -> Iterator[DraftPayment | LeftOut]:
    ids = bank_ids(entry.bank_ref, details)
    if not details:
        yield _whole(entry, booked, movement)
    elif len(details) == 1:
        yield _single(
            entry, booked, _payment(entry, details[0], booked, movement, ids[0]), details[0], remarks
        )
    elif _adds_up(entry, booked, details, remarks):
        for detail, bank_id in zip(details, ids, strict=True):
            yield _of_several(entry, booked, detail, movement, bank_id)
    else:
        yield _joined(entry, booked, details, movement)


def _whole(entry: Entry, booked: Money, movement: Movement) -> DraftPayment:
    """Return an entry without transactions; a batch, or Bankgirot's line, has them in another file."""
    bankgiro = bankgiro_of(entry.text)
    is_sum = movement == "payment" and (entry.batch_size > 1 or bankgiro is not None)
    return DraftPayment(
        line=entry.number,
        received_on=min(entry.days),
        amount=booked,
        movement="lump_sum" if is_sum else movement,
        account=entry.account,
        reference=(bankgiro or entry.batch) if is_sum else "",
        message=entry.text,
        bank_id=_own_id(entry.bank_ref, movement),
        reverses=entry.bank_ref if movement == "reversal" else "",
    )


def _single(
    entry: Entry, booked: Money, payment: DraftPayment, detail: Detail, remarks: Remarks
) -> DraftPayment:
    """Count the transaction before the bank's charge, where the bank says that it kept one."""
    gross = detail.amount(booked.currency)
    if gross and gross != booked:
        kept = Money.total(_fees(entry, [detail], booked), booked.currency)
        if kept and gross - booked == kept:
            return replace(payment, amount=gross, fee=kept, parts=_parts(entry, detail, gross, remarks))
        remarks.note("details_differ", entry.number, booked=booked, sum=gross)
    bankgiro = bankgiro_of(payment.message)
    is_named = payment.payer or payment.reference or payment.numbers
    if bankgiro is not None and not is_named and payment.movement == "payment":
        return replace(payment, movement="lump_sum", reference=bankgiro)
    return replace(payment, parts=_parts(entry, detail, booked, remarks))


def _fees(entry: Entry, details: Sequence[Detail], booked: Money) -> Iterator[Money]:
    found = (*entry.fees, *(fee for detail in details for fee in detail.fees))
    # The same charge may stand on the entry and on its only transaction.
    once = dict.fromkeys(found) if len(details) == 1 else found
    yield from (fee for fee in once if fee.currency == booked.currency)


def _adds_up(entry: Entry, booked: Money, details: Sequence[Detail], remarks: Remarks) -> bool:
    amounts = [_signed(entry, detail, booked) for detail in details]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        remarks.note("details_unread", entry.number, booked=booked)
        return False
    found = Money.total(known, booked.currency)
    if found - booked in (Money.zero(booked.currency), _sum_of_fees(entry, details, booked)):
        return True
    remarks.note("details_differ", entry.number, booked=booked, sum=found)
    return False


def _sum_of_fees(entry: Entry, details: Sequence[Detail], booked: Money) -> Money:
    return Money.total(_fees(entry, details, booked), booked.currency)


def _signed(entry: Entry, detail: Detail, booked: Money) -> Money | None:
    amount = detail.amount(booked.currency)
    return -amount if amount is not None and _is_opposite(entry, detail) else amount


def _is_opposite(entry: Entry, detail: Detail) -> bool:
    return detail.is_debit is not None and detail.is_debit != entry.is_debit


def _of_several(
    entry: Entry, booked: Money, detail: Detail, movement: Movement, bank_id: str
) -> DraftPayment | LeftOut:
    amount = detail.amount(booked.currency) or Money.zero(booked.currency)
    payment = _payment(entry, detail, amount, movement, bank_id)
    if not amount or _is_opposite(entry, detail):
        code = "debit" if amount else "zero"
        return LeftOut(entry.number, code, payment.received_on, amount, payment.message or payment.payer)
    parts = detail.parts if _parts_fit(detail.parts, amount) else _without_amounts(detail.parts)
    return replace(payment, parts=parts)


def _payment(entry: Entry, detail: Detail, amount: Money, movement: Movement, bank_id: str) -> DraftPayment:
    is_said = bool(detail.message or detail.reference or detail.numbers)
    is_reversal = movement == "reversal"
    return DraftPayment(
        line=entry.number,
        received_on=min((*entry.days, *detail.days)),
        amount=amount,
        movement=movement,
        account=entry.account,
        payer=detail.payer or (detail.creditor if is_reversal else ""),
        payer_account=detail.payer_account or (detail.creditor_account if is_reversal else ""),
        payer_identifier=detail.payer_identifier,
        reference=detail.reference,
        numbers=detail.numbers,
        message=detail.message if is_said else detail.more or entry.text,
        bank_id=_own_id(bank_id, movement),
        reverses=bank_id if is_reversal else "",
    )


def _own_id(bank_id: str, movement: Movement) -> str:
    """Return the id of a payment; a reversal often bears the id of the payment that it takes back."""
    return f"{bank_id}/reversal" if bank_id and movement == "reversal" else bank_id


def _joined(entry: Entry, booked: Money, details: Sequence[Detail], movement: Movement) -> DraftPayment:
    """Return one payment for transactions that cannot be told apart by amount; all they say is kept."""
    payers = {detail.payer for detail in details}
    named = [each for detail in details for each in (detail.reference, *detail.numbers) if each]
    lines = (detail.message or detail.more for detail in details)
    first = _payment(entry, details[0], booked, movement, entry.bank_ref)
    references = dict.fromkeys(named)
    return replace(
        first,
        payer=first.payer if len(payers) == 1 else "",
        payer_account=first.payer_account if len(payers) == 1 else "",
        payer_identifier=first.payer_identifier if len(payers) == 1 else "",
        reference=named[0] if len(references) == 1 else "",
        numbers=tuple(references) if len(references) > 1 else (),
        parts=tuple(DraftPart(each) for each in references) if len(references) > 1 else (),
        message="\n".join(dict.fromkeys(line for line in lines if line)) or entry.text,
    )


def _parts(entry: Entry, detail: Detail, amount: Money, remarks: Remarks) -> tuple[DraftPart, ...]:
    if _parts_fit(detail.parts, amount):
        return detail.parts
    known = [part.amount for part in detail.parts if part.amount and part.amount.currency == amount.currency]
    if len(known) == len(detail.parts):
        remarks.note("parts_differ", entry.number, sum=Money.total(known, amount.currency), amount=amount)
    return _without_amounts(detail.parts)


def _parts_fit(parts: Sequence[DraftPart], amount: Money) -> bool:
    known = [part.amount for part in parts if part.amount]
    if any(each.currency != amount.currency for each in known):
        return False
    return len(known) < len(parts) or not parts or Money.total(known, amount.currency) == amount


def _without_amounts(parts: Sequence[DraftPart]) -> tuple[DraftPart, ...]:
    return tuple(DraftPart(part.reference) for part in parts)
