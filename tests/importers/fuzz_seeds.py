"""Whole files that every parser reads, for spoiling: our own, those of the tests and the published ones."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from openpyxl import Workbook

from app.importers.detect import Kind, detect
from app.importers.documents import DOCUMENTS
from app.importers.reader import read
from tests.importers import camt_files, giro_files

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "shared" / "samples"
WORKBOOK, PDF = "workbook", "pdf"
# Spoiling a longer one mostly costs time; the short ones hold the same elements.
_LONGEST = 60_000
_TABLES = (Kind.TABLE, Kind.WORKBOOK)
_SWISH = """Clearingnr;Kontonr;Mottagarnr;Avsändarnr;Avsändarnamn;Datum;Belopp;Meddelande;Betalningsreferens
6000;123456789;1230000000;46701234567;MAJA ÖBERG;2026-11-16;125,50;Faktura 10431;A1B2C3
"""
_VIPPS = """Salgsdato,Vippsnummer,Transaksjonsid,Ordreid,Brutto,Gebyr,Netto,Valuta,Oppgjørsid,Oppgjørsdato
2026-11-16,123456,5001,o-1,100.00,2.75,97.25,NOK,7001,2026-11-18
2026-11-16,123456,5002,o-2,-50.00,0.00,-50.00,NOK,7001,2026-11-18
"""
_STRIPE = """id,Created (UTC),Currency,Gross,Fee,Net,Reporting Category,Customer Name,Description
txn_1,2026-11-16 08:00:00,sek,100.00,2.75,97.25,charge,Maja,Faktura 10431
"""


@cache
def seeds() -> Mapping[str, Sequence[bytes]]:
    """Return whole files by the name of the parser that reads them."""
    found: dict[str, list[bytes]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(_contents()):
            path = Path(folder) / str(number)
            path.write_bytes(content)
            for parser in _parsers_of(path):
                found[parser].append(content)
    return {parser: sorted(found[parser], key=len) for parser in sorted(found)}


def _parsers_of(path: Path) -> Iterator[str]:
    kind = detect(path)
    if kind in DOCUMENTS:
        yield DOCUMENTS[kind].__name__.removeprefix("read_")
        return
    if kind is Kind.WORKBOOK:
        yield WORKBOOK
    yield read(path).kind if kind in _TABLES else kind.value


def parser_names() -> frozenset[str]:
    """Return the parsers that there are, told from what can be read, whether or not a file is known."""
    from app.importers.detect import READABLE

    documents = {reader.__name__.removeprefix("read_") for reader in DOCUMENTS.values()}
    return frozenset(documents | {kind.value for kind in READABLE if kind not in DOCUMENTS} | {WORKBOOK, PDF})


def _contents() -> Iterator[bytes]:
    for folder in (HERE / "files", HERE / "statements", *sorted(SAMPLES.glob("[!i]*"))):
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.is_file() and path.stat().st_size <= _LONGEST:
                yield path.read_bytes()
    yield from (text.encode() for text in (_SWISH, _VIPPS, _STRIPE))
    yield from _bank_files()
    yield _workbook()
    yield _pdf((HERE / "files" / "cii.xml").read_bytes())


def _bank_files() -> Iterator[bytes]:
    text = camt_files.message(
        camt_files.statement(_camt_entries(), extra=camt_files.period("2026-11-01", "2026-11-30"))
    )
    for version, name in (("02", "Stmt"), ("08", "Ntfctn"), ("06", "Rpt")):
        yield camt_files.message(camt_files.statement(_camt_entries()), name=name, version=version).encode()
    yield text.encode("utf-16")
    yield _bgmax().encode("iso-8859-1")
    yield _bgmax().encode()
    yield _ocr().encode("iso-8859-1")


def _camt_entries() -> str:
    listed = camt_files.invoice("10431", "900") + camt_files.invoice("K77", "200", credit=True)
    referred = camt_files.reference("10432", "50") + camt_files.reference("10433")
    charge = '<Chrgs><Rcrd><Amt Ccy="SEK">5</Amt></Rcrd></Chrgs><RtrInf/>'
    details = (
        camt_files.detail("700", listed, parties=camt_files.payer("Å AB"), refs="<TxId>T1</TxId>")
        + camt_files.detail("50", referred, more=charge)
    )  # fmt: skip
    return (
        camt_files.entry("750", details, ref="E1")
        + camt_files.entry("700", ref="E1", side="DBIT", returned=True)
        + camt_files.entry("95", camt_files.detail("100", more=charge), status="<Sts><Cd>BOOK</Cd></Sts>")
        + camt_files.entry("9", text="BG 5050-1055")
    )


def _bgmax() -> str:
    return giro_files.bgmax(
        giro_files.bgmax_start(),
        giro_files.section(),
        giro_files.paid(100000, "10431 10432", name="Malmö Kök AB", number="5566778899", texts=["Tack"]),
        giro_files.paid(30000, "10432", code="22"),
        giro_files.paid(20000, "K77", code="23"),
        giro_files.paid(40000, "K78", code="21", serial=2),
        giro_files.deposit(60000, 2),
        giro_files.bgmax_end(1, 1, 2),
    )


def _ocr() -> str:
    return giro_files.ocr(
        giro_files.ocr_start(),
        giro_files.assignment(),
        giro_files.giro(125000, "0010431", text="Blåbær"),
        giro_files.giro(5000, "0010432", number=2, kind="18", sign="-"),
        giro_files.assignment_end(2, 120000),
        giro_files.assignment(service="21"),
        giro_files.claimed(10000, "0010433"),
        giro_files.assignment_end(1, 10000, "21"),
        giro_files.ocr_end(3, 130000),
    )


def _workbook() -> bytes:
    book, kept = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Faktura", "Kund", "Datum", "Belopp"])
    sheet.append([1, "Acme", "2026-10-13", 5])
    book.save(kept)
    return kept.getvalue()


def _pdf(invoice: bytes) -> bytes:
    kept = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["factur-x.xml"] = invoice
        document.save(kept)
    return kept.getvalue()
