"""What kind of file it is, told from its content; a name is only a name."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from app.importers import safe_xml
from app.importers.content import read_head
from app.importers.trouble import UnreadableFileError

UBL_INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
UBL_CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
EN16931 = "urn:cen.eu:en16931:2017"


class Kind(StrEnum):
    """What a file is. Those in `READABLE` are read; the others are answered with a sentence."""

    INVOICE = "peppol_invoice"
    CREDIT_NOTE = "peppol_credit_note"
    TABLE = "table"
    WORKBOOK = "workbook"
    STATEMENT = "account_statement"
    SWISH = "swish_report"
    VIPPS = "vipps_report"
    CARDS = "card_report"
    REMINDER = "reminder"
    INVOICE_LIST = "statement_of_invoices"
    REMITTANCE = "remittance_advice"
    EHF2 = "ehf2"
    PEPPOL2 = "peppol2"
    OIOUBL = "oioubl"
    SVEFAKTURA = "svefaktura"
    CII = "cii"
    FINVOICE = "finvoice"
    CAMT = "camt"
    BGMAX = "bgmax"
    OCR_GIRO = "ocr_giro"
    SIE = "sie"
    SAFT = "saft"
    PDF = "pdf"
    HTML = "html"
    OPEN_DOCUMENT = "open_document"
    ARCHIVE = "archive"
    OTHER_XML = "other_xml"
    BINARY = "binary"


READABLE = frozenset({
    Kind.STATEMENT, Kind.SWISH, Kind.VIPPS, Kind.CARDS,
    Kind.INVOICE, Kind.CREDIT_NOTE, Kind.TABLE, Kind.WORKBOOK, Kind.EHF2, Kind.PEPPOL2, Kind.OIOUBL,
    Kind.BGMAX, Kind.OCR_GIRO, Kind.CAMT,
    Kind.SVEFAKTURA, Kind.CII, Kind.FINVOICE, Kind.SIE, Kind.SAFT,
})  # fmt: skip
NO_CLAIMS = {
    Kind.REMINDER: "reminder_document",
    Kind.INVOICE_LIST: "statement_document",
    Kind.REMITTANCE: "payment_document",
}
"""Documents about invoices that exist already and create nothing → the problem that says so."""
TABLES = frozenset({Kind.TABLE, Kind.STATEMENT})
"""What a table may be read as: its columns are shown, and the user may choose others."""
_BY_START = (
    (b"%PDF-", Kind.PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.WORKBOOK),
    (b"01BGMAX", Kind.BGMAX),
    (b"NY0000", Kind.OCR_GIRO),
    (b"#FLAGGA", Kind.SIE),
    (b"#PROGRAM", Kind.SIE),
    (b"#FORMAT", Kind.SIE),
    (b"#SIETYP", Kind.SIE),
)
_BY_NAMESPACE = (
    ("urn:iso:std:iso:20022:tech:xsd:camt.052.", Kind.CAMT),
    ("urn:iso:std:iso:20022:tech:xsd:camt.053.", Kind.CAMT),
    ("urn:iso:std:iso:20022:tech:xsd:camt.054.", Kind.CAMT),
    ("urn:sfti:documents:BasicInvoice", Kind.SVEFAKTURA),
    ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice", Kind.CII),
    ("urn:StandardAuditFile-Taxation-Financial", Kind.SAFT),
    ("http://www.sie.se/sie5", Kind.SIE),
    ("http://vipps.no/xmlschema/SettlementReport", Kind.VIPPS),
    ("urn:oasis:names:specification:ubl:schema:xsd:Reminder-2", Kind.REMINDER),
    ("urn:oasis:names:specification:ubl:schema:xsd:Statement-2", Kind.INVOICE_LIST),
    ("urn:oasis:names:specification:ubl:schema:xsd:RemittanceAdvice-2", Kind.REMITTANCE),
    ("http://www.w3.org/1999/xhtml", Kind.HTML),
)
_BY_CUSTOMIZATION = (
    ("ehf:reminder", Kind.REMINDER),
    ("difi.no:ehf", Kind.EHF2),
    ("OIOUBL", Kind.OIOUBL),
    ("urn:www.cenbii.eu", Kind.PEPPOL2),
)
# What an e-invoice may travel in.
_ENVELOPES = ("}StandardBusinessDocument", "}ObjectEnvelope", "}Envelope")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def detect(path: Path) -> Kind:
    """Say what a file is, from its first 64 KiB (a ZIP also from its table of contents).

    Raises:
        UnreadableFileError: The file cannot be opened, is empty, or is XML that is broken or has a DOCTYPE.
    """
    head = read_head(path)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    return kind_of(head)


def kind_of(head: bytes) -> Kind:
    """Say what the beginning of a file shows. A ZIP is taken for a workbook until it is opened."""
    for start, kind in _BY_START:
        if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(start):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return Kind.WORKBOOK
    text = _beginning(head)
    if re.match(r"<(!doctype\s+html|html|table|meta)\b", text, re.IGNORECASE):
        return Kind.HTML
    if text.startswith("<"):
        return _kind_of_xml(head)
    return Kind.BINARY if is_binary(head) else Kind.TABLE


def _beginning(head: bytes) -> str:
    encoding = "utf-16" if head.startswith(_UTF16_MARKS) else "utf-8-sig"
    return head[:400].decode(encoding, errors="replace").lstrip()


def is_binary(head: bytes) -> bool:
    """Say whether these bytes are no text: a NUL outside UTF-16, or control characters by the dozen."""
    if head.startswith(_UTF16_MARKS):
        return False
    if 0 in head:
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in head)
    return controls * 50 > len(head)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, UnicodeError) as error:
        raise UnreadableFileError("broken_workbook") from error
    return _kind_of_names(names)


def kind_of_zip_bytes(data: bytes) -> Kind:
    """Say what a ZIP in memory holds. Raises UnreadableFileError when it cannot be opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _kind_of_names(frozenset(archive.namelist()))
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, UnicodeError) as error:
        raise UnreadableFileError("broken_workbook") from error


def _kind_of_names(names: frozenset[str]) -> Kind:
    if any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    return Kind.OPEN_DOCUMENT if {"mimetype", "content.xml"} <= names else Kind.ARCHIVE


def _kind_of_xml(head: bytes) -> Kind:
    elements = safe_xml.peek(head)
    is_envelope = elements[0][0].endswith(_ENVELOPES)
    roots = elements[1:] if is_envelope else elements[:1]
    kinds = (_kind_of_root(name, elements) for name, _text in roots)
    return next((kind for kind in kinds if kind), Kind.OTHER_XML)


def _kind_of_root(name: str, elements: list[tuple[str, str]]) -> Kind | None:
    if name in (f"{{{UBL_INVOICE}}}Invoice", f"{{{UBL_CREDIT_NOTE}}}CreditNote"):
        profile = next((text for tag, text in elements if tag.endswith("}CustomizationID")), "")
        return kind_of_ubl(name, profile)
    if name.rpartition("}")[2] == "Finvoice":
        return Kind.FINVOICE
    return next((kind for start, kind in _BY_NAMESPACE if name.startswith("{" + start)), None)


def kind_of_ubl(root: str, profile: str) -> Kind:
    """Say what a UBL invoice or credit note is, from its root and the rules it says it follows."""
    for part, kind in _BY_CUSTOMIZATION:
        if part in profile:
            return kind
    return Kind.INVOICE if root.endswith("}Invoice") else Kind.CREDIT_NOTE
