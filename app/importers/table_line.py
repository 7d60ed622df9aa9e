"""What one row of a table says of an invoice, before rows of the same invoice are joined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.money import Currency, Money
from app.importers import cell_words
from app.importers.draft import ChargeKind, DraftParty, InvoiceKind, Status
from app.importers.header_words import squeeze
from app.importers.table import Row, cell_text
from app.importers.table_row import Reader, party
from app.importers.terms import charge_of

_PARTLY_PAID = ("partial", "partly", "delbet", "delvis")
_TOTAL_WORDS = (
    "summa", "sum", "delsumma", "total", "totalt", "totaler", "totals", "totalsumma", "subtotal",
    "grandtotal", "ialt", "saldo", "överfört", "antalfakturor", "antallfakturaer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row, read. Amounts have the sign they have in the file; `None` is an empty cell."""

    row: Row
    number: str
    customer: DraftParty
    currency: Currency
    kind: InvoiceKind | None
    charge_kind: ChargeKind
    issued_on: date
    due_on: date | None
    supplied_on: date | None
    paid_on: date | None
    total: Money | None
    line_total: Money | None
    amount_due: Money | None
    status: Status | None
    payment_reference: str
    credits: str
    subject: str
    terms: str

    @property
    def customer_key(self) -> str:
        """Return what tells this customer from others in the same file."""
        customer = self.customer
        return customer.customer_number or customer.identifier or " ".join(customer.name.casefold().split())


def read_line(reader: Reader, row: Row) -> Line | None:
    """Return a row read, or `None` when problems keep it out or it only sums up others."""
    if is_total_row(reader, row):
        reader.note("total_row", row, "", first_text(row))
        return None
    before = len(reader.problems)
    line = _line(reader, row) if is_whole(reader, row) else None
    is_blocked = any(problem.is_blocking for problem in reader.problems[before:])
    return None if is_blocked else line


def is_total_row(reader: Reader, row: Row) -> bool:
    """Say whether a row sums up others: it has no day, and says so or names neither invoice nor customer."""
    if any(cell_text(reader.cell(row, name)) for name in ("issued_on", "due_on")):
        return False
    number, customer = (cell_text(reader.cell(row, name)) for name in ("number", "customer"))
    word = squeeze(first_text(row))
    says_so = word in _TOTAL_WORDS or any(
        squeeze(text) in _TOTAL_WORDS for text in (number, customer) if text
    )
    begins_so = not number and word.startswith(_TOTAL_WORDS)
    return says_so or begins_so or (not number and not customer)


def first_text(row: Row) -> str:
    """Return the first filled cell of a row."""
    return next((text for cell in row.cells if (text := cell_text(cell))), "")


def is_whole(reader: Reader, row: Row) -> bool:
    """Say whether a row has no more cells than the header; what is wrong with it becomes a problem."""
    width = len(reader.table.header)
    beyond = [text for cell in row.cells[width:] if (text := cell_text(cell))]
    if beyond:
        reader.block("too_many_cells", row, "", beyond[0], cells=len(row.cells), columns=width)
    elif reader.table.is_cut and row is reader.table.rows[-1]:
        reader.block("row_cut", row, "", cell_text(row.cells[-1]))
    return not beyond


def _line(reader: Reader, row: Row) -> Line | None:
    number, customer, currency = reader.text(row, "number"), party(reader, row), reader.currency(row)
    issued_on, due_on = _days(reader, row)
    if not number:
        reader.block("missing", row, "number")
    if customer is None or currency is None or issued_on is None:
        return None
    kind, charge = cell_words.kind_of(reader.text(row, "kind"))
    subject = reader.text(row, "subject")
    return Line(
        row=row,
        number=number,
        customer=customer,
        currency=currency,
        kind=kind,
        charge_kind=charge if charge != "ordinary" else charge_of(subject),
        issued_on=issued_on,
        due_on=due_on,
        supplied_on=reader.day(row, "supplied_on"),
        paid_on=reader.day(row, "paid_on"),
        total=reader.amount(row, "total", currency),
        line_total=reader.amount(row, "line_total", currency),
        amount_due=reader.amount(row, "amount_due", currency),
        status=_status(reader, row),
        payment_reference=reader.text(row, "payment_reference"),
        credits=reader.text(row, "credits"),
        subject=subject,
        terms=reader.text(row, "terms"),
    )


def _days(reader: Reader, row: Row) -> tuple[date | None, date | None]:
    """Return issue and due day; the terms that the user gave for all rows supply the one that is missing."""
    issued_on, due_on = reader.day(row, "issued_on"), reader.day(row, "due_on")
    credit = None if reader.settings.terms_days is None else timedelta(days=reader.settings.terms_days)
    if credit is not None and issued_on and not cell_text(reader.cell(row, "due_on")):
        due_on = issued_on + credit
    if credit is not None and due_on and not cell_text(reader.cell(row, "issued_on")):
        issued_on = due_on - credit
    if issued_on is None and not cell_text(reader.cell(row, "issued_on")):
        reader.block("missing", row, "issued_on")
    return issued_on, due_on


def _status(reader: Reader, row: Row) -> Status | None:
    text = reader.text(row, "status")
    status = cell_words.status_of(text)
    if text and status is None:
        reader.note("status_unknown", row, "status", text)
    if squeeze(text).startswith(_PARTLY_PAID) and "amount_due" not in reader.columns:
        reader.block("part_paid", row, "status", text)
    return status
