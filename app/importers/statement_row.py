"""One row of an account statement: money in, or the reason why it is no payment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.money import Currency, Money
from app.importers.bank_draft import DraftPayment, LeftOut
from app.importers.cell_words import status_of
from app.importers.lump_sum import bankgiro_of
from app.importers.statement_text import (
    Said,
    is_balance,
    is_own_transfer,
    is_preliminary,
    is_sum,
    is_taken_back,
    payout_of,
    said,
)
from app.importers.table import Row, cell_text
from app.importers.table_line import first_text, is_whole
from app.importers.table_row import Reader

_DAYS = ("booked_on", "ordered_on", "value_on")
_MONEY = ("amount", "amount_in", "amount_out")
_OUT = frozenset({"d", "debit", "debet", "ut", "uttag", "uttak", "out", "dbit", "-"})
_IN = frozenset({"c", "k", "cr", "credit", "kredit", "inn", "in", "insättning", "crdt", "+"})
_REFERENCE = re.compile(r"\d{2,25}|RF\d{2}[0-9A-Z]{1,21}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a row says, and which account of ours it stands on (empty where the row names none)."""

    item: DraftPayment | LeftOut
    account: str = ""


def read_row(reader: Reader, row: Row) -> Moved | None:
    """Return a row read, or `None` when problems keep it out."""
    texts = _texts(reader, row)
    if _is_heading(reader, row, texts):
        return Moved(LeftOut(row.line, "information", text=first_text(row)))
    before = len(reader.problems)
    currency = reader.currency(row) if is_whole(reader, row) else None
    amount = _signed(reader, row, currency) if currency else None
    is_unbooked = _is_unbooked(reader, row, texts)
    days = [] if is_unbooked else [day for name in _DAYS if (day := reader.day(row, name))]
    if amount is not None and not days and not is_unbooked and len(reader.problems) == before:
        reader.block("missing", row, "booked_on")
    if amount is None or any(problem.is_blocking for problem in reader.problems[before:]):
        return None
    if is_unbooked:
        return Moved(LeftOut(row.line, "preliminary", None, _size(amount), " ".join(texts)))
    return _moved(reader, row, amount, days, texts)


def _size(amount: Money) -> Money:
    return max(amount, -amount)


def _texts(reader: Reader, row: Row) -> list[str]:
    """Return what the row says in words, each thing once."""
    found = (cell_text(reader.cell(row, name)) for name in ("text", "message"))
    return list(dict.fromkeys(text for text in found if text))


def _is_heading(reader: Reader, row: Row, texts: Sequence[str]) -> bool:
    """Say whether a row tells a balance or a total, or nothing at all: no money moved."""
    words = (*texts, first_text(row))
    if not any(cell_text(reader.cell(row, name)) for name in _MONEY) or any(map(is_balance, words)):
        return True
    return any(map(is_sum, words)) and not any(cell_text(reader.cell(row, name)) for name in _DAYS)


def _is_unbooked(reader: Reader, row: Row, texts: Sequence[str]) -> bool:
    day, status = (cell_text(reader.cell(row, name)) for name in ("booked_on", "status"))
    if cell_text(reader.cell(row, "balance")) == "*" or any(map(is_preliminary, (day, status, *texts))):
        return True
    has_other_day = any(cell_text(reader.cell(row, name)) for name in _DAYS)
    return "booked_on" in reader.columns and not day and has_other_day and status_of(status) != "open"


def _signed(reader: Reader, row: Row, currency: Currency) -> Money | None:
    """Return what the account changed by: below zero is money out."""
    if "amount" in reader.columns:
        amount = reader.amount(row, "amount", currency)
        return amount if amount is None else _directed(reader, row, amount)
    into, out = (reader.amount(row, name, currency) for name in ("amount_in", "amount_out"))
    # Some banks write money out as a negative number, some as a plain one.
    return (into or Money.zero(currency)) - _size(out or Money.zero(currency))


def _directed(reader: Reader, row: Row, amount: Money) -> Money:
    """Let a column for debit and credit decide the sign, whatever sign the number has of its own."""
    word = cell_text(reader.cell(row, "direction")).strip(" .").casefold()
    if word not in _IN | _OUT:
        return amount
    if amount.minor < 0 and word in _IN:
        reader.note("sign_of_credit", row, "amount", str(amount.amount))
    return _size(amount) if word in _IN else -_size(amount)


def _moved(reader: Reader, row: Row, amount: Money, days: Sequence[date], texts: Sequence[str]) -> Moved:
    account = _own_account(reader, row, is_in=amount.minor > 0)
    code = _reason(amount, texts)
    if code:
        return Moved(LeftOut(row.line, code, days[0], _size(amount), " ".join(texts)), account)
    for text in texts if amount.minor > 0 else ():
        number = bankgiro_of(text)
        payout = payout_of(text) if number is None else ("", number)
        if payout:
            return Moved(_lump_sum(row, amount, min(days), texts, payout), account)
    return Moved(_payment(reader, row, amount, days, texts), account)


def _reason(amount: Money, texts: Sequence[str]) -> str:
    """Return why a row is no payment to us, empty where it is one, or takes one back."""
    if not amount:
        return "zero"
    if any(map(is_own_transfer, texts)):
        return "own_transfer"
    return "debit" if amount.minor < 0 and not any(map(is_taken_back, texts)) else ""


def _own_account(reader: Reader, row: Row, *, is_in: bool) -> str:
    """Return our account, with the clearing number before it where the bank keeps the two apart."""
    number = _without_blanks(reader, row, "own_account")
    if number:
        return number if number[:2].isalpha() else _without_blanks(reader, row, "clearing") + number
    if "to_account" not in reader.columns:
        return ""
    return _without_blanks(reader, row, "to_account" if is_in else "payer_account")


def _lump_sum(
    row: Row, amount: Money, received_on: date, texts: Sequence[str], origin: tuple[str, str]
) -> DraftPayment:
    payer, reference = origin
    message = "\n".join(texts)
    return DraftPayment(
        row.line, received_on, amount, "lump_sum", payer=payer, reference=reference, message=message
    )


def _payment(
    reader: Reader, row: Row, amount: Money, days: Sequence[date], texts: Sequence[str]
) -> DraftPayment:
    """Return money in as a payment, money out as what takes one back."""
    kind = cell_text(reader.cell(row, "kind"))
    words = said(texts, kind=kind, booked_on=days[0])
    payer, account = reader.text(row, "payer"), _without_blanks(reader, row, "payer_account")
    if not any(character.isdigit() for character in account):
        payer, account = payer or cell_text(reader.cell(row, "payer_account")), ""
    return DraftPayment(
        line=row.line,
        received_on=min(*days, words.ordered_on or days[0]),
        amount=_size(amount),
        movement="payment" if amount.minor > 0 else "reversal",
        payer=payer or words.payer,
        payer_account=account or words.payer_account,
        reference=_reference(reader, row, words, kind),
        numbers=tuple(reader.text(row, "invoice_number").replace(",", " ").split()),
        message="\n".join(texts) or kind,
        bank_id=_without_blanks(reader, row, "bank_id"),
    )


def _reference(reader: Reader, row: Row, words: Said, kind: str) -> str:
    """Return OCR or KID: from its own column, from a message that the bank calls one, or from the words."""
    found = _without_blanks(reader, row, "reference")
    if not found and re.search(r"\b(KID|OCR)\b", kind, re.IGNORECASE):
        found = _without_blanks(reader, row, "message")
    return found if _REFERENCE.fullmatch(found) else words.reference


def _without_blanks(reader: Reader, row: Row, name: str) -> str:
    return "".join(reader.text(row, name).split())
