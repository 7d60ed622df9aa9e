"""The small layer over the canvas: lines that fit, and not a word lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.documents.layout.sheet import BOTTOM, Sheet, Text
from app.documents.layout.table import Column, draw
from app.documents.layout.typesetting import BODY, FINE, Run, fit, width, wrap, wrap_text

LETTERS = st.text(st.characters(codec="latin-1", categories=("L", "N", "P")), min_size=1, max_size=30)
ROOM = 40.0


@given(st.lists(LETTERS, min_size=1, max_size=40))
def test_wrapping_loses_no_letter_and_no_line_is_too_wide(words: list[str]) -> None:
    lines = wrap_text(" ".join(words), BODY, ROOM)
    assert all(width(line, BODY) <= ROOM + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(st.lists(LETTERS, min_size=1, max_size=10), st.lists(LETTERS, min_size=1, max_size=10))
def test_runs_of_two_styles_wrap_as_one_text(first: list[str], then: list[str]) -> None:
    lines = wrap([Run(" ".join(first), BODY.bold), Run(" " + " ".join(then), FINE)], ROOM)
    assert all(sum(width(run.text, run.style) for run in line) <= ROOM + 0.01 for line in lines)
    whole = "".join(run.text for line in lines for run in line)
    assert whole.replace(" ", "") == "".join(first + then)


def test_an_amount_is_never_broken_from_its_unit() -> None:
    lines = wrap_text("Betala 24\u00a0860,00\u00a0kr i dag", BODY, width("Betala 24\u00a0860,00", BODY))
    assert any("24\u00a0860,00\u00a0kr" in line for line in lines)


def test_a_text_that_is_too_wide_is_set_smaller_but_not_too_small() -> None:
    wide = "Betalningspåminnelse"
    assert fit(wide, BODY, 500, smallest=8) == BODY
    assert width(wide, fit(wide, BODY, 33, smallest=1)) <= 33.01
    assert fit(wide, BODY, 1, smallest=8).size == 8


def head(sheet: Sheet) -> None:
    sheet.y = 26.0


@given(st.lists(LETTERS, min_size=1, max_size=90), st.sampled_from([1.0, 0.7, 0.55]))
def test_no_row_of_a_table_is_lost_or_falls_off_the_page(words: list[str], tightness: float) -> None:
    sheet = Sheet(tightness, head, y=120.0)
    draw(
        sheet,
        [Column("Del", 20, 20), Column("Text", 60, 30)],
        [[str(n), word] for n, word in enumerate(words)],
    )
    texts = [[mark for mark in page if isinstance(mark, Text)] for page in sheet.pages]
    assert all(mark.y < BOTTOM for page in texts for mark in page)
    assert [sum(mark.text == "Text" for mark in page) for page in texts] >= [1] * len(texts)
    numbered = [mark.text for page in texts for mark in page if mark.x == 20 and mark.text.isdigit()]
    assert numbered == [str(n) for n in range(len(words))]
