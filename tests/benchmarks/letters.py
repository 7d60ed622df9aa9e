"""A run of letters beside bare ReportLab: `python -m tests.benchmarks.letters [--letters 1000]`.

Ours goes from the content of a letter to its tagged bytes. The bare side puts the same texts in the same
faces on the same spots with ReportLab's canvas and saves the file; it lays out nothing, tags nothing and
draws neither lines nor boxes. Both sides make the same letters in turn, a tenth of them at a time, so that
a busy machine slows both.
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.documents.content import Letter
from app.documents.layout.sheet import PAGE_HEIGHT, PAGE_WIDTH, Text
from app.documents.layout.typesetting import MM, REGULAR, register
from app.documents.letter_pdf import laid_out, render
from app.domain.history import LetterKind
from app.domain.party import Tone
from tests.documents.samples import EVERY_LETTER, LANGUAGES, letter

TURNS = 10
Placed = tuple[float, float, str, str, float, bool]


def letters(count: int) -> Iterator[Letter]:
    """Yield so many letters of every kind, law, language and tone, each with a number of its own."""
    forms = [
        (law, kind, language, tone)
        for law, kind in EVERY_LETTER
        if kind is not LetterKind.STATEMENT
        for language in LANGUAGES
        for tone in Tone
    ]
    for number in range(count):
        law, kind, language, tone = forms[number % len(forms)]
        made = letter(kind, law=law, language=language, tone=tone, invoices=1 + number % 2)
        yield replace(made, number=f"P-2026-{number:04d}")


def texts(asked: Letter) -> list[list[Placed]]:
    """Return what stands on each page and where, in points from the lower left corner."""
    return [
        [
            (
                mark.x * MM,
                (PAGE_HEIGHT - mark.y) * MM,
                mark.text,
                mark.style.face,
                mark.style.size,
                mark.right,
            )
            for mark in page
            if isinstance(mark, Text)
        ]
        for page in laid_out(asked).pages
    ]


def bare(pages: list[list[Placed]]) -> bytes:
    """Put the texts on their pages, and nothing else."""
    buffer = io.BytesIO()
    face: Any = REGULAR  # the stubs know no face here
    canvas = Canvas(buffer, (PAGE_WIDTH * MM, PAGE_HEIGHT * MM), invariant=1, initialFontName=face)
    for page in pages:
        for x, y, text, face, size, right in page:
            canvas.setFont(face, size)
            (canvas.drawRightString if right else canvas.drawString)(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work, its garbage left out."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def run(count: int) -> tuple[float, float]:
    """Return CPU seconds of ours and of the bare side for so many letters."""
    made = list(letters(count))
    placed = [texts(each) for each in made]
    ours = least = 0.0
    for turn in range(TURNS):
        some = range(turn, count, TURNS)
        ours += seconds(lambda some=some: [render(made[number]) for number in some])  # type: ignore[misc]
        least += seconds(lambda some=some: [bare(placed[number]) for number in some])  # type: ignore[misc]
    return ours, least


def main(words: Sequence[str]) -> None:
    """Print both times and their proportion."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--letters", type=int, default=1000)
    count = parser.parse_args(words).letters
    register()
    run(TURNS)
    ours, least = run(count)
    print(f"{count} letters: ours {ours:.2f} s, bare ReportLab {least:.2f} s, {ours / least:.2f} x")


if __name__ == "__main__":
    main(sys.argv[1:])
