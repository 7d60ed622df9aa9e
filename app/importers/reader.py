"""A file of any kind becomes a draft: the one door of this package."""

from __future__ import annotations

from pathlib import Path

from app.importers.bgmax import read_bgmax
from app.importers.bookkeeping import read_books
from app.importers.camt import read_camt
from app.importers.content import Progress
from app.importers.detect import NO_CLAIMS, READABLE, Kind, detect
from app.importers.documents import DOCUMENTS
from app.importers.draft import Draft, Problem, blocking, notice
from app.importers.factur_x import read_pdf
from app.importers.mapping import ColumnMapping
from app.importers.ocr_giro import read_ocr_giro
from app.importers.saft import read_saft
from app.importers.table import TableSettings
from app.importers.table_draft import read_table_draft
from app.importers.trouble import UnreadableFileError
from app.importers.vipps_report import read_vipps_xml

_BY_KIND = {
    Kind.BGMAX: read_bgmax,
    Kind.OCR_GIRO: read_ocr_giro,
    Kind.CAMT: read_camt,
    Kind.SIE: read_books,
    Kind.SAFT: read_saft,
    Kind.VIPPS: read_vipps_xml,
}


def read(
    path: Path,
    *,
    mapping: ColumnMapping | None = None,
    settings: TableSettings | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Return what a file says; nothing is stored. Mapping and settings concern tables only.

    A document that claims nothing and a format that is known but not read give a draft without invoices and
    the problem that says so. `progress` may raise to stop; see `table_invoice.apply`.

    Raises:
        UnreadableFileError: Nothing at all can be read from it.
        UnknownColumnError: The mapping names a column that the file does not have.
    """
    kind = detect(path)
    if kind is Kind.BINARY:
        raise UnreadableFileError("binary")
    if kind in DOCUMENTS:
        return DOCUMENTS[kind](path)
    if kind is Kind.PDF:
        return read_pdf(path) or Draft(kind, (), (_answer(kind),))
    if kind in _BY_KIND:
        return _BY_KIND[kind](path, settings.encoding if settings else "", progress)
    if kind not in READABLE:
        return Draft(kind, (), (_answer(kind),))
    return read_table_draft(path, mapping, settings, progress)


def _answer(kind: Kind) -> Problem:
    if kind in NO_CLAIMS:
        return notice(NO_CLAIMS[kind], line=None)
    return blocking(f"format_{kind}", line=None)
