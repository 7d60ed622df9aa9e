"""The summary on paper: everything that it is given, on as many pages as that takes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.evidence_pdf import Facts, Grid, Section, Summary, Sums, Words, summary_pdf
from app.documents.layout.sheet import BOTTOM, PAGE_HEIGHT
from tests.documents.reading import pages, place, text

HEADS = (("Day", 20.0, False), ("What", 100.0, False), ("Amount", 30.0, True))
EMPTY = Summary("Summary", "Tallkotten", "They owe 100 kr.", (), "Tallkotten", "en", "Page {page} of {pages}")


def with_rows(*rows: tuple[str, ...]) -> Summary:
    return replace(EMPTY, sections=(Section("Story", (Grid(HEADS, rows),)),))


def test_every_block_is_read_in_order() -> None:
    blocks = (
        Facts((("Creditor", "Tallkotten\nVerkstadsgränd 3"),)),
        Sums((("Invoice", "100"), ("Interest", "5")), ("To pay", "105")),
        Words(("First.", "Second.")),
    )
    read = text(summary_pdf(replace(EMPTY, sections=(Section("Claim", blocks),))))
    order = ["Claim", "Creditor", "Verkstadsgränd 3", "Invoice", "To pay", "First.", "Second.", "Page 1 of 1"]
    assert [read.index(words) for words in order] == sorted(read.index(words) for words in order)


def test_a_note_longer_than_a_page_goes_on_over_the_next_ones_and_nothing_is_lost() -> None:
    words = [f"word{number}" for number in range(2500)]
    data = summary_pdf(with_rows(("2026-11-18", " ".join(words), "1"), ("2026-11-19", "after", "2")))
    assert len(pages(data)) > 2
    read = text(data).split()
    assert [word for word in read if word.startswith("word")] == words
    assert read.index("after") > read.index("word2499")


def test_the_heads_of_a_table_come_again_on_every_page() -> None:
    found = pages(summary_pdf(with_rows(*((f"day{number}", "x", "1") for number in range(120)))))
    assert len(found) > 1
    assert all("Day What Amount" in page for page in found)


def test_no_row_runs_into_the_foot() -> None:
    data = summary_pdf(with_rows(*((f"day{number}", "x", "1") for number in range(44))))
    last = max(int(word[3:]) for word in pages(data)[0].split() if word.startswith("day"))
    assert place(data, f"day{last}")[1] < BOTTOM < PAGE_HEIGHT


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="abcåäö ÆØ-.\n", max_size=400), min_size=1, max_size=12))
def test_the_same_summary_always_gives_the_same_bytes(notes: list[str]) -> None:
    content = with_rows(*(("2026-11-18", note, "1") for note in notes))
    assert summary_pdf(content) == summary_pdf(content)
