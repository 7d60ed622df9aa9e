"""Which reader an e-invoice belongs to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.importers.cii import read_cii
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.finvoice import read_finvoice
from app.importers.svefaktura import read_svefaktura
from app.importers.ubl import UBL_KINDS, read_ubl

DOCUMENTS: dict[Kind, Callable[[Path | bytes], Draft]] = {
    **dict.fromkeys(UBL_KINDS, read_ubl),
    Kind.SVEFAKTURA: read_svefaktura,
    Kind.CII: read_cii,
    Kind.FINVOICE: read_finvoice,
}
"""Kind of file → what reads the one invoice in it, from a file or from its bytes."""
