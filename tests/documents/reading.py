"""What a person and a machine read in a PDF."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it brings no annotations


def pages(data: bytes) -> list[str]:
    """Return the text of each page, line by line in reading order, no-break spaces as plain ones."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_text(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _text(page: pypdfium2.PdfPage) -> str:
    read = page.get_textpage().get_text_range().replace("\u00a0", " ")
    return "\n".join(line.rstrip() for line in read.splitlines())


def text(data: bytes) -> str:
    return "\n".join(pages(data))


def flowing(data: bytes) -> str:
    """Return the text with its line breaks as spaces, for sentences that were wrapped."""
    return " ".join(text(data).split())


def place(data: bytes, words: str) -> tuple[float, float]:
    """Return millimetres from the left and from the top of the page to the first letter of the words."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        read = page.get_textpage()
        first = read.search(words).get_next()
        assert first is not None, f"not on the first page: {words}"
        left, _, _, top = read.get_charbox(first[0])
        return left * 25.4 / 72, (page.get_height() - top) * 25.4 / 72
    finally:
        document.close()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))
