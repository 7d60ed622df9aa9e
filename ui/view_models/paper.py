"""A paper as the screen shows it: the very bytes, and their pages as pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.preview import Picture

SCREEN_DPI = 96.0


@dataclass(frozen=True, slots=True)
class Paper:
    """The bytes of a letter or agreement, its pages as pictures, and its words for a screen reader."""

    pdf: bytes
    pages: tuple[Picture, ...]
    dpi: float
    words: str


def paper(pdf: bytes, dpi: float) -> Paper:
    """Return bytes with their pages at a resolution; called on the worker."""
    from app.services import preview

    return Paper(pdf, preview.pages(pdf, dpi), dpi, preview.text(pdf))
