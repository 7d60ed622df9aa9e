"""Which reader a SIE file belongs to: lines of text until SIE 4, XML since SIE 5."""

from __future__ import annotations

from pathlib import Path

from app.importers.content import Progress, read_head
from app.importers.draft import Draft
from app.importers.sie import read_sie
from app.importers.sie5 import read_sie5


def read_books(path: Path, encoding: str = "", progress: Progress | None = None) -> Draft:
    """Return the customers, balances and invoices of a SIE file of any version.

    `encoding` is the user's word for a file that is text, `progress` counts files.

    Raises:
        UnreadableFileError: Over 50 MB, damaged, or not in the encoding that was given.
    """
    if progress:
        progress(0, 1)
    is_xml = (
        read_head(path).removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff"))
    )
    return read_sie5(path) if is_xml else read_sie(path, encoding)
