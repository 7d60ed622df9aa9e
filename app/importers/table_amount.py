"""What an invoice in a table claims: amounts of its rows joined, turned for credits, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.money import Money
from app.importers import header_words
from app.importers.draft import Status
from app.importers.table_line import Line
from app.importers.table_row import Reader


@dataclass(frozen=True, slots=True)
class Claim:
    """What one invoice or credit note claims; both amounts count positive."""

    total: Money
    due: Money
    is_credit: bool
    status: Status | None


def has_items(reader: Reader) -> bool:
    """Say whether the columns speak of single items, so that several rows may be one invoice."""
    return any(header_words.squeeze(each) in header_words.LINE_WORDS for each in reader.table.header)


def are_item_totals(reader: Reader, groups: Sequence[Sequence[Line]]) -> bool:
    """Say whether the total of a row is that of its item: only then does it differ within an invoice."""
    return has_items(reader) and any(len({line.total for line in group}) > 1 for group in groups)


def claim(reader: Reader, group: Sequence[Line], *, is_summed: bool) -> Claim | None:
    """Return what the rows of one invoice claim together, or `None` when a problem keeps it out."""
    first = group[0]
    total = _total(reader, group, is_summed=is_summed)
    due = _joined([line.amount_due for line in group], is_summed=is_summed)
    if total is None and due is None:
        reader.block("missing", first.row, "total")
        return None
    is_credit = first.kind == "credit_note" or _is_negative(total if total is not None else due)
    due = _due(reader, first, total, due)
    if due is None:
        return None
    return _checked(reader, first, Claim(due if total is None else total, due, is_credit, first.status))


def _total(reader: Reader, group: Sequence[Line], *, is_summed: bool) -> Money | None:
    if "total" not in reader.columns and "line_total" in reader.columns:
        parts = [line.line_total for line in group if line.line_total is not None]
        return Money.total(parts, group[0].currency) if parts else None
    return _joined([line.total for line in group], is_summed=is_summed)


def _joined(amounts: Sequence[Money | None], *, is_summed: bool) -> Money | None:
    """Return the amount that all rows repeat, or the sum where each row bears its own."""
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return None
    is_repeated = len(set(known)) == 1 and not is_summed
    return known[0] if is_repeated else Money.total(known, known[0].currency)


def _is_negative(amount: Money | None) -> bool:
    return amount is not None and amount.minor < 0


def _due(reader: Reader, line: Line, total: Money | None, due: Money | None) -> Money | None:
    """Return what is left to pay, signed as in the file; an empty cell is a question unless it is paid."""
    if due is not None:
        return due
    if line.status == "paid":
        return Money.zero(line.currency)
    if "amount_due" in reader.columns:
        reader.block("rest_empty", line.row, "amount_due")
        return None
    return total


def _checked(reader: Reader, line: Line, found: Claim) -> Claim | None:
    total, due, zero = found.total, found.due, Money.zero(line.currency)
    if found.is_credit:
        total, due = max(total, -total), max(due, -due)
    elif due < zero:
        reader.note("paid_too_much", line.row, "amount_due", str(due.amount), too_much=-due)
        due = zero
    if due > total:
        reader.block("rest_above_total", line.row, "amount_due", str(due.amount), total=total, rest=due)
        return None
    if due and found.status == "paid":
        reader.block("paid_yet_open", line.row, "status", str(due.amount), rest=due)
        return None
    is_settled = not due and found.status in (None, "open")
    return Claim(total, due, found.is_credit, "paid" if is_settled else found.status)
