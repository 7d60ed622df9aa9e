"""Reports of payment providers as tables: sales, what was paid back, and what was paid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.money import Currency, Money
from app.importers.bank_draft import DraftPayment, LeftOut
from app.importers.cell_words import currency_of
from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.header_words import squeeze
from app.importers.mapping import ColumnMapping
from app.importers.statement_text import said
from app.importers.table import Row, Table, TableSettings, cell_text
from app.importers.table_invoice import source_of
from app.importers.table_row import Reader, reader_of

_HEADER_WITHIN = 60
_ROWS_A_STEP = 200
_DAYS = ("booked_on", "ordered_on", "value_on")
_TAKEN_BACK = frozenset({
    "refund", "refundering", "refusjon", "återbetalning", "återköp", "retur", "tilbakebetaling",
    "tilbakeføring", "kreditering", "swr", "chargeback", "dispute", "paymentrefund",
})  # fmt: skip
_LEFT_OUT = {
    "payout": "payout payoutscheduled utbetaling utbetalning oppgjør transfer settlement",
    "debit": "swu",
    "information": """
        fee gebyr avgift fees feesretained stripefee networkcost adjustment correction creditnote topup
        payoutaborted kontant cash swt swz
    """,
}
_CODE_OF = {word: code for code, words in _LEFT_OUT.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a provider.

    Attributes:
        kind: What the file then is.
        fields: Squeezed header → field.
        needed: Fields without which it is another table; each entry may be met by any of several.
        currency: What amounts are counted in where the report does not say so.
        marker: A word that the first cell of every sale repeats, empty where rows bear none.
        is_by_item: Rows are sold items, and those with the same receipt are one payment.
        has_receipts: Ids are numbers of receipts, which another till may use as well on another day.
    """

    kind: Kind
    fields: Mapping[str, str]
    needed: tuple[frozenset[str], ...]
    currency: str
    marker: str = ""
    is_by_item: bool = False
    has_receipts: bool = False


def report(kind: Kind, currency: str, columns: str, needed: str) -> Report:
    """Return a report written as `header:field`, and the needed fields with `|` between alternatives."""
    pairs = (pair.partition(":") for pair in columns.split())
    wanted = tuple(frozenset(each.split("|")) for each in needed.split())
    return Report(kind, {header: field for header, _colon, field in pairs}, wanted, currency)


def read_as(
    found: Report, table: Table, settings: TableSettings, progress: Progress | None = None
) -> Draft | None:
    """Return the draft of a table that is this report, `None` for any other table."""
    place = _header(found, table)
    if place is None:
        return None
    own, columns = place
    code = settings.currency or _unit(own.header) or found.currency
    reader = reader_of(own, columns, replace(settings, currency=code))
    items = [item for row in _told(own.rows, progress) if (item := _read_row(reader, row))]
    left_out = [item for item in items if isinstance(item, LeftOut)]
    if not any(each.code == "payout" for each in left_out):
        left_out += _payouts(reader, frozenset(item.line for item in items))
    source = source_of(own, ColumnMapping(own.shape, columns), settings)
    return Draft(
        found.kind,
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.line or 0)),
        source=replace(source, meaning="payments"),
        payments=tuple(_payments(items, found)),
        left_out=tuple(left_out),
    )


def _header(found: Report, table: Table) -> tuple[Table, dict[str, int]] | None:
    """Return the part of a table below the report's own header, and field → column."""
    header = (Row(table.header_line, table.header),) if table.header_line else ()
    rows = (*table.titles, *header, *table.rows)
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        texts = tuple(cell_text(cell) for cell in row.cells)
        columns: dict[str, int] = {}
        for column, text in enumerate(texts):
            if field := found.fields.get(squeeze(text)):
                columns.setdefault(field, column)
        if all(not each.isdisjoint(columns) for each in found.needed):
            below = tuple(
                each
                for each in rows[place + 1 :]
                if each.cells != row.cells and (not found.marker or each.cell(0) == found.marker)
            )
            return replace(table, header=texts, header_line=row.line, rows=below), columns
    return None


def _unit(header: Sequence[str]) -> str:
    """Return the currency that a header names in brackets, as in `Slutpris (SEK)`."""
    units = (re.search(r"\(([A-Z]{3})\)", text) for text in header)
    return next((unit[1] for unit in units if unit and currency_of(unit[1], "")), "")


def _told(rows: Sequence[Row], progress: Progress | None) -> Iterator[Row]:
    for done, row in enumerate(rows):
        if progress and done % _ROWS_A_STEP == 0:
            progress(done, len(rows))
        yield row


def _read_row(reader: Reader, row: Row) -> DraftPayment | LeftOut | None:
    """Return a sale, what takes one back, or why a row is neither; `None` when problems keep it out."""
    if not any(cell_text(reader.cell(row, name)) for name in _DAYS):
        return None if row.line in reader.settings.skipped_lines else _sum_row(reader, row)
    before = len(reader.problems)
    currency = reader.currency(row)
    amount = reader.amount(row, "amount", currency) if currency else None
    days = [day for name in _DAYS if (day := reader.day(row, name))]
    if amount is None and len(reader.problems) == before:
        reader.block("missing", row, "amount")
    if currency is None or amount is None or not days or len(reader.problems) > before:
        return None
    code = _reason(reader, row, amount)
    if code:
        return LeftOut(row.line, code, min(days), max(amount, -amount), cell_text(reader.cell(row, "kind")))
    return _sale(reader, row, amount, min(days), currency)


def _sum_row(reader: Reader, row: Row) -> LeftOut | None:
    text = next((found for cell in row.cells if (found := cell_text(cell))), "")
    return LeftOut(row.line, "information", text=text) if text else None


def _reason(reader: Reader, row: Row, amount: Money) -> str:
    """Return why a row is no payment by a customer, empty where it is one, or takes one back."""
    code = _CODE_OF.get(squeeze(cell_text(reader.cell(row, "kind"))), "")
    return code or ("" if amount else "zero")


def _sale(reader: Reader, row: Row, amount: Money, day: date, currency: Currency) -> DraftPayment:
    is_back = amount.minor < 0 or squeeze(cell_text(reader.cell(row, "kind"))) in _TAKEN_BACK
    fee = reader.amount(row, "fee", currency)
    names = (reader.text(row, name) for name in ("first_name", "payer"))
    messages = [text for name in ("message", "note") if (text := reader.text(row, name))]
    return DraftPayment(
        line=row.line,
        received_on=day,
        amount=max(amount, -amount),
        movement="reversal" if is_back else "payment",
        account=_account(reader, row),
        payer=" ".join(name for name in names if name),
        payer_account=_bare(reader, row, "payer_account"),
        reference=said(messages).reference,
        numbers=tuple(_bare(reader, row, "order").split()),
        message="\n".join(messages),
        bank_id=_bare(reader, row, "bank_id"),
        reverses=_bare(reader, row, "reverses"),
        fee=max(fee, -fee) if fee else None,
    )


def _account(reader: Reader, row: Row) -> str:
    own = _bare(reader, row, "own_account")
    return _bare(reader, row, "clearing") + own if own else _bare(reader, row, "to_account")


def _bare(reader: Reader, row: Row, name: str) -> str:
    return "".join(reader.text(row, name).split())


def _payments(items: Iterable[DraftPayment | LeftOut], found: Report) -> list[DraftPayment]:
    """Return each payment once, what takes one back tied to the sale with the same order number."""
    payments: dict[object, DraftPayment] = {}
    for item in items:
        if isinstance(item, LeftOut):
            continue
        bank_id = (
            f"{item.received_on}-{item.bank_id}" if found.has_receipts and item.bank_id else item.bank_id
        )
        key = (bank_id, item.movement, item.amount.currency) if bank_id else item.line
        earlier = payments.get(key)
        if earlier is None:
            payments[key] = replace(item, bank_id=bank_id)
        elif found.is_by_item:
            payments[key] = _joined(earlier, item)
    sales = {each.numbers: each.bank_id for each in payments.values() if each.movement == "payment"}
    return [_tied(each, sales) for each in payments.values()]


def _joined(first: DraftPayment, item: DraftPayment) -> DraftPayment:
    texts = dict.fromkeys(text for text in (first.message, item.message) if text)
    return replace(first, amount=first.amount + item.amount, message="\n".join(texts))


def _tied(payment: DraftPayment, sales: Mapping[tuple[str, ...], str]) -> DraftPayment:
    if payment.movement != "reversal" or payment.reverses or not payment.numbers:
        return payment
    return replace(payment, reverses=sales.get(payment.numbers, ""))


def _payouts(reader: Reader, lines: frozenset[int]) -> Iterator[LeftOut]:
    """Return what was paid out to our account, once for each settlement; the bank shows it as one sum.

    `lines` are those of the rows that could be read: sales, what takes them back, and fees.
    """
    silent = replace(reader, problems=[])
    found: dict[tuple[str, str], LeftOut] = {}
    seen: set[str] = set()
    for row in reader.table.rows if "settlement" in reader.columns else ():
        number, currency = _bare(silent, row, "settlement"), silent.currency(row)
        bank_id = _bare(silent, row, "bank_id")
        if not number or currency is None or row.line not in lines or (bank_id and bank_id in seen):
            continue
        seen.add(bank_id)
        whole = silent.amount(row, "paid_out", currency)
        net = silent.amount(row, "net", currency) or Money.zero(currency)
        before = found.get((number, currency))
        if before is None:
            day = silent.day(row, "paid_out_on")
            found[number, currency] = LeftOut(row.line, "payout", day, whole or net, number)
        elif whole is None and before.amount:
            found[number, currency] = replace(before, amount=before.amount + net)
    yield from found.values()
