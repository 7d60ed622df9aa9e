"""Files for the tests of reading in: a list of receivables and e-invoices, changed as each test needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from app.services import importing
from app.services.import_compare import Judged, Ref
from app.services.import_preview import Accepted
from tests.office import Office

E_INVOICE = Path(__file__).resolve().parents[1] / "importers" / "files" / "peppol_invoice.xml"
HEADER = "Faktura;Kund;Kundnr;Orgnr;Fakturadatum;Förfallodatum;Belopp;Rest;Typ;Krediterar;Status;Betalt datum"
_WHOLE = {
    "Faktura": "10431",
    "Kund": "Bryggeri Tre Tumlare AB",
    "Fakturadatum": "2026-09-28",
    "Förfallodatum": "2026-10-28",
    "Belopp": "1000,00",
}


def row(**changed: str) -> dict[str, str]:
    """Return one row of the list; what is left to pay is the amount unless it is named."""
    values = {**_WHOLE, **{name.replace("_", " "): value for name, value in changed.items()}}
    return {"Rest": values["Belopp"], **values}


def listed(folder: Path, *rows: dict[str, str], name: str = "kunder.csv") -> Path:
    """Write a list of receivables."""
    lines = (";".join(each.get(column, "") for column in HEADER.split(";")) for each in rows)
    path = folder / name
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def e_invoice(folder: Path, name: str, **texts: str) -> Path:
    """Write an e-invoice; each text is set in the first element of that name (`ID`, `PayableAmount`, …)."""
    document = E_INVOICE.read_text(encoding="utf-8")
    for element, text in texts.items():
        document = re.sub(rf"(<cbc:{element}\b[^>]*>)[^<]*", rf"\g<1>{text}", document, count=1)
    path = folder / name
    path.write_text(document, encoding="utf-8")
    return path


def read_in(office: Office, *paths: Path, take: Iterable[Ref] = (), leave: Iterable[Ref] = ()) -> Accepted:
    """Look at files and accept them."""
    shown = importing.preview(office.desk, paths)
    return importing.accept(office.desk, shown, take=frozenset(take), leave=frozenset(leave))


def look(office: Office, *paths: Path) -> list[Judged]:
    """Look at files, without storing anything."""
    return [judged for file in importing.preview(office.desk, paths).files for judged in file.invoices]


def books(office: Office) -> dict[str, str]:
    """Return number → what is open, of every invoice and credit note that was not withdrawn."""
    query = (
        "SELECT i.number, i.kind, s.open_minor FROM invoice i JOIN case_summary s ON s.invoice_id = i.id "
        "WHERE i.withdrawn = 0 ORDER BY i.id"
    )
    return {
        number if kind == "invoice" else f"credit {number}": f"{minor / 100:.2f}"
        for number, kind, minor in office.desk.database.connection.execute(query)
    }


def counts(office: Office) -> dict[str, int]:
    """Return how many rows each table that a reading writes to has."""
    tables = ("customer", "invoice", "ledger_entry", "history_entry", "payment", "import_batch", "action")
    connection = office.desk.database.connection
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def customers(office: Office) -> list[str]:
    """Return the names of the customers that were not withdrawn."""
    query = "SELECT name FROM customer WHERE withdrawn = 0 ORDER BY id"
    return [name for (name,) in office.desk.database.connection.execute(query)]


def credit_left(office: Office) -> dict[str, str]:
    """Return what customers have to their credit, by the number of the credit note."""
    query = (
        "SELECT p.message, p.amount_minor + coalesce(sum(l.amount_minor), 0) FROM payment p "
        "LEFT JOIN ledger_entry l ON l.payment_id = p.id "
        "WHERE p.bank_id GLOB 'credit_note:*' AND p.withdrawn = 0 GROUP BY p.id"
    )
    return {number: f"{minor / 100:.2f}" for number, minor in office.desk.database.connection.execute(query)}
