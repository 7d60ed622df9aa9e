"""Marks become PDF bytes: fonts embedded, no clock, no chance. The same marks always give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from app.documents.layout.sheet import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Code,
    Filled,
    Frame,
    Mark,
    Path,
    Picture,
    Rule,
    Text,
)
from app.documents.layout.tagging import tagged
from app.documents.layout.typesetting import MM, REGULAR, register


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself; `language` is the letter's."""

    title: str
    author: str
    language: str


def pdf(pages: Sequence[Sequence[Mark]], about: About) -> bytes:
    """Return the document, its texts tagged in the order in which the marks were made."""
    from reportlab.pdfgen.canvas import Canvas

    register()
    buffer = io.BytesIO()
    size = (PAGE_WIDTH * MM, PAGE_HEIGHT * MM)
    face: Any = REGULAR  # without it an unembedded Helvetica stays in the file
    canvas = Canvas(
        buffer,
        pagesize=size,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=face,
        pageCompression=0,  # `tagged` compresses everything, and faster
    )
    reading: list[list[Path]] = []
    for marks in pages:
        reading.append(_page(canvas, marks))
        canvas.showPage()
    canvas.save()
    return tagged(buffer.getvalue(), reading, title=about.title, author=about.author, language=about.language)


def _page(canvas: Any, marks: Sequence[Mark]) -> list[Path]:
    reading: list[Path] = []
    for mark in marks:
        if isinstance(mark, Text) and mark.path:
            canvas._code.append(f"/{mark.path[-1][0]} <</MCID {len(reading)}>> BDC")
            reading.append(mark.path)
        else:
            canvas._code.append("/Artifact BMC")
        _draw(canvas, mark)
        canvas._code.append("EMC")
    return reading


def _draw(canvas: Any, mark: Mark) -> None:
    if isinstance(mark, Text):
        canvas.setFont(mark.style.face, mark.style.size)
        canvas.setFillColor(_colour(mark.style.colour))
        put = canvas.drawRightString if mark.right else canvas.drawString
        put(mark.x * MM, _up(mark.y), mark.text)
    elif isinstance(mark, Rule):
        _pen(canvas, mark.colour, mark.weight)
        canvas.line(mark.x0 * MM, _up(mark.y0), mark.x1 * MM, _up(mark.y1))
    elif isinstance(mark, Frame):
        _pen(canvas, mark.colour, mark.weight)
        bottom = _up(mark.y + mark.height)
        canvas.roundRect(mark.x * MM, bottom, mark.width * MM, mark.height * MM, mark.radius * MM)
    elif isinstance(mark, Filled):
        canvas.setFillColor(_colour(mark.colour))
        box = (mark.x * MM, _up(mark.y + mark.height), mark.width * MM, mark.height * MM)
        canvas.roundRect(*box, mark.radius * MM, stroke=0, fill=1)
    elif isinstance(mark, Code):
        _code(canvas, mark)
    else:
        _picture(canvas, mark)


def _code(canvas: Any, mark: Code) -> None:
    """Fill each run of dark modules as one rectangle, so that no hairline shows between them."""
    canvas.setFillColor(_colour("#000000"))
    edge = mark.size / len(mark.modules)
    for number, row in enumerate(mark.modules):
        bottom, start = _up(mark.y + (number + 1) * edge), 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                left = (mark.x + start * edge) * MM
                canvas.rect(left, bottom, length * edge * MM, edge * MM, stroke=0, fill=1)
            start += length


def _pen(canvas: Any, colour: str, weight: float) -> None:
    canvas.setStrokeColor(_colour(colour))
    canvas.setLineWidth(weight)


@cache
def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _picture(canvas: Any, mark: Picture) -> None:
    from reportlab.lib.utils import ImageReader

    bottom = _up(mark.y + mark.height)
    image = ImageReader(io.BytesIO(mark.data))
    box = {"width": mark.width * MM, "height": mark.height * MM}
    canvas.drawImage(image, mark.x * MM, bottom, **box, mask="auto", preserveAspectRatio=True, anchor="nw")


def proportion(picture: bytes) -> float:
    """Return how many times as wide as high a PNG or JPEG is."""
    from reportlab.lib.utils import ImageReader

    wide, high = ImageReader(io.BytesIO(picture)).getSize()
    return float(wide) / float(high)


def _up(y: float) -> float:
    """Turn millimetres from the top into points from the bottom."""
    return (PAGE_HEIGHT - y) * MM
