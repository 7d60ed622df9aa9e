"""Pages of a PDF as pictures: for the preview on the screen and for the printer, from the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

_POINTS_PER_INCH = 72
# PDFium keeps state of its own and is not to be entered by two threads at once.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """One page; `pixels` are rows of `stride` bytes, four bytes a pixel in the order B, G, R, unused."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pages(pdf: bytes, dpi: float) -> tuple[Picture, ...]:
    """Return every page of a PDF, rastered at `dpi` dots per inch on white."""
    with _opened(pdf) as document:
        return tuple(_picture(page, dpi) for page in document)


def each_page(pdf: bytes, dpi: float) -> Iterator[Picture]:
    """Return the pages one at a time, for a printer that takes a hundred of them."""
    with _opened(pdf) as document:
        for page in document:
            yield _picture(page, dpi)


def prepare() -> None:
    """Import what papers need, so that the first one is as quick as the next."""
    from app.documents import letter_pdf, plan_pdf  # noqa: F401
    from app.documents.layout import typesetting

    _engine()
    typesetting.register()


def text(pdf: bytes) -> str:
    """Return the words of a PDF in reading order, page after page, for a screen reader."""
    with _opened(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _engine() -> Any:
    import pypdfium2  # type: ignore[import-untyped] # it brings no annotations

    return pypdfium2


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with _ONE_AT_A_TIME:
        document = _engine().PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _picture(page: Any, dpi: float) -> Picture:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)
    try:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
