"""The code to scan: its string by Swish's manual, its modules by segno, both as they stand on the paper."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped] # it brings no annotations
import pytest
import segno

from app.documents import swish
from app.documents.content import Letter
from app.documents.layout.sheet import LEFT
from app.documents.letter_pdf import render
from app.domain.history import LetterKind
from app.domain.money import NOK, SEK, Money
from tests.documents.reading import pages, place, text
from tests.documents.samples import EVERY_LETTER, letter

NUMBER = "1237856901"
EXAMPLE = "C1237856901;100,00;12229445;0"
"""The example of the QR-code API manual, section 6 (law sheet 2.9 and 8.3)."""
DPI = 600


@pytest.mark.parametrize(
    ("minor", "message", "wanted"),
    [
        (10_000, "12229445", EXAMPLE),
        (5, "1041 2005", "C1237856901;0,05;10412005;0"),
        (4_193_918, "Faktura: A-7/ö", "C1237856901;41939,18;FakturaA7;0"),
        (100, "9" * 60, f"C1237856901;1,00;{'9' * 50};0"),
        (100, "", "C1237856901;1,00;;0"),
    ],
)
def test_the_string_is_that_of_the_manual_with_a_plain_message(minor: int, message: str, wanted: str) -> None:
    assert swish.payload(NUMBER, Money(minor, SEK), message) == wanted


def with_code(asked: Letter, number: str = NUMBER) -> Letter:
    return replace(asked, pay_to=replace(asked.pay_to, swish=number))


def example() -> Letter:
    """A friendly letter for exactly 100 kr with the reference of the manual's example."""
    asked = letter(LetterKind.FRIENDLY, invoices=1)
    line = replace(asked.lines[0], invoiced=Money(10_000, SEK))
    asked = replace(asked, lines=(line,), pay_to=replace(asked.pay_to, reference="12229445"))
    return with_code(asked)


def read(data: bytes, size: int) -> tuple[tuple[bool, ...], ...]:
    """Return the modules as a camera sees them: the middle of each, on the first page, from the left edge."""
    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[0].render(scale=DPI / 72, grayscale=True)
        grey, stride = bytes(picture.buffer), picture.stride
    finally:
        document.close()
    per_mm, edge = DPI / 25.4, swish.SIZE / size
    _, words_top = place(data, "Swish")

    def is_dark(x_mm: float, y_mm: float) -> bool:
        return bool(grey[int(y_mm * per_mm) * stride + int(x_mm * per_mm)] < 128)

    # the finder pattern in the corner begins with a dark row
    top = next(y / 20 for y in range(int(words_top - 4) * 20, 6000) if is_dark(LEFT + edge, y / 20))
    return tuple(
        tuple(is_dark(LEFT + (column + 0.5) * edge, top + (row + 0.5) * edge) for column in range(size))
        for row in range(size)
    )


def test_the_code_on_the_paper_is_the_one_that_segno_draws_for_the_manuals_example() -> None:
    wanted = tuple(tuple(bool(module) for module in row) for row in segno.make(EXAMPLE, error="h").matrix)
    assert read(render(example()), len(wanted)) == wanted


def test_the_code_bears_the_highest_error_correction_and_wide_modules() -> None:
    code = segno.make(EXAMPLE, error="h", micro=False)
    assert code.error == "H"
    assert swish.SIZE / len(swish.matrix(EXAMPLE)) > 0.5, "a phone reads from a third of a millimetre"


def test_without_a_number_no_letter_bears_a_code() -> None:
    assert "Swish" not in text(render(with_code(example(), number="")))


def test_only_swedish_kronor_can_be_paid_so() -> None:
    norwegian = with_code(letter(LetterKind.FRIENDLY, law="NO", language="nb"))
    assert norwegian.currency == NOK
    assert "Swish" not in text(render(norwegian))


@pytest.mark.parametrize(("law", "kind"), EVERY_LETTER)
def test_a_code_adds_no_page_and_letters_that_claim_nothing_bear_none(law: str, kind: LetterKind) -> None:
    asked = with_code(letter(kind, law=law))
    found = pages(render(asked))
    assert len(found) == 1
    assert ("Swish" in found[0]) == (law == "SE" and asked.asks)
