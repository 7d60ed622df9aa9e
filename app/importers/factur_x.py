"""The invoice in XML that a Factur-X, ZUGFeRD or XRechnung PDF carries with it."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

from app.importers.content import XML_LIMIT_BYTES, read_whole
from app.importers.detect import Kind, kind_of
from app.importers.documents import DOCUMENTS
from app.importers.draft import Draft
from app.importers.trouble import UnreadableFileError

_ATTACHMENTS_TRIED = 20


def read_pdf(path: Path) -> Draft | None:
    """Return the invoice within a PDF; `None` if it carries none that is read.

    Raises:
        UnreadableFileError: The PDF is larger than 20 MB, or the invoice in it is broken.
    """
    for data in _attachments(read_whole(path, XML_LIMIT_BYTES)):
        kind = _kind(data)
        if kind in DOCUMENTS:
            return DOCUMENTS[kind](data)
    return None


def _kind(data: bytes) -> Kind:
    try:
        return kind_of(data)
    except UnreadableFileError:
        return Kind.OTHER_XML


def _attachments(data: bytes) -> list[bytes]:
    """Return the files within a PDF; none where it is locked or damaged, so that it is just a PDF to us."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            names = list(pdf.attachments)[:_ATTACHMENTS_TRIED]
            streams = [pdf.attachments[name].get_file().obj for name in names]
            return [found for stream in streams if (found := _unpacked(stream))]
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RuntimeError,
    ):
        return []


def _unpacked(stream: object) -> bytes:
    """Return what a stream holds, never more than an invoice may have; empty when it is packed otherwise."""
    import pikepdf

    if not isinstance(stream, pikepdf.Stream):
        return b""
    filters = stream.get("/Filter")
    packed = stream.read_raw_bytes()
    if filters is None:
        return packed[:XML_LIMIT_BYTES]
    if str(filters) not in ("/FlateDecode", "[ /FlateDecode ]"):
        return b""
    try:
        return zlib.decompressobj().decompress(packed, XML_LIMIT_BYTES)
    except zlib.error:
        return b""
