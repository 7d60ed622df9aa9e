"""Search finds customers and invoices by any part of what people call them, however it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.party import Contact
from app.storage.folding import fold, searchable, wanted
from app.storage.search import Found, Hit, search
from tests.storage.book import Book


@pytest.fixture
def known(book: Book) -> Book:
    yard = book.customer(
        number="77", identifier="5560360793", contact=Contact("Maja Sjögren", email="maja@norrskar.se")
    )
    book.invoice(yard, "10412", 29_860_00, payment_reference="1041200137", subject="Vinterförvaring")
    book.pay(book.invoice(yard, "10388", 1_200_00), 1_200_00)
    kitchen = book.customer("Bryggen Kjøkken AS", country="NO", identifier="974760673")
    book.invoice(kitchen, "2001", 8_750_00, subject="Tilbud nr 10412, kjøkken")
    book.customer("Ærlig Øl AS", country="NO")
    return book


def found(book: Book, text: str) -> Found:
    return search(book.database.connection, text)


def names(book: Book, text: str) -> list[str]:
    return [hit.number if hit.case_id else hit.customer for hit in found(book, text).hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("norrskär", "Norrskärs Båtvarv AB"),
        ("NORRSKAR", "Norrskärs Båtvarv AB"),
        ("båtv norr", "Norrskärs Båtvarv AB"),
        ("batvarv", "Norrskärs Båtvarv AB"),
        ("skärs", "Norrskärs Båtvarv AB"),
        ("sjogren", "Norrskärs Båtvarv AB"),
        ("maja@norrskar", "Norrskärs Båtvarv AB"),
        ("556036-0793", "Norrskärs Båtvarv AB"),
        ("5560360793", "Norrskärs Båtvarv AB"),
        ("974 760 673", "Bryggen Kjøkken AS"),
        ("ärlig ol", "Ærlig Øl AS"),
        ("10412", "10412"),
        ("1041 2001 37", "10412"),
        ("vinterfor", "10412"),
        ("29 860", "10412"),
        ("29 860,00", "10412"),
        ("8.750,00", "2001"),
        ("10388", "10388"),
    ],
)
def test_a_search_finds(known: Book, text: str, expected: str) -> None:
    assert names(known, text)[:1] == [expected]


def test_what_is_left_is_found_after_a_part_was_paid(known: Book) -> None:
    case_id = known.rows("SELECT id FROM invoice WHERE number = '10412'")[0]["id"]
    known.pay(case_id, 5_000_00)
    assert names(known, "24 860") == ["10412"]
    assert names(known, "29 860") == ["10412"]


def test_the_exact_number_comes_before_what_only_mentions_it(known: Book) -> None:
    assert names(known, "10412") == ["10412", "2001"]
    assert names(known, "77") == ["Norrskärs Båtvarv AB"]


def test_open_invoices_come_before_closed_ones(known: Book) -> None:
    who = known.rows("SELECT id FROM customer")[0]["id"]
    for n in range(3):
        known.pay(known.invoice(who, f"555{n}", 100_00), 100_00)
    waiting = known.invoice(who, "99555", 100_00)
    hits = found(known, "555").hits
    assert hits[0].case_id == waiting
    assert {hit.number for hit in hits} == {"99555", "5550", "5551", "5552"}


def test_a_hit_says_whose_it_is_and_what_is_open(known: Book) -> None:
    (hit,) = found(known, "vinterförvaring").hits
    assert hit == Hit(1, 1, "Norrskärs Båtvarv AB", "10412", hit.open)
    assert hit.open is not None
    assert str(hit.open.amount) == "29860.00"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("norskär", "Norrskärs Båtvarv AB"), ("brygen kjokken", "Bryggen Kjøkken AS"), ("qqqqqq", ""), ("", "")],
)
def test_without_a_hit_the_name_that_was_meant_is_offered(known: Book, text: str, meant: str) -> None:
    assert found(known, text) == Found((), meant)


@pytest.mark.parametrize("text", ["'", '"', "%", "_", "norr%", ";--", "\x00"])
def test_signs_have_no_meaning_of_their_own(known: Book, text: str) -> None:
    assert names(known, text) == []


def test_a_search_gives_up_to_its_limit_of_each(known: Book) -> None:
    for n in range(5):
        known.invoice(known.customer(f"Måleri {n}"), f"m{n}", subject="måleri")
    hits = search(known.database.connection, "måleri", limit=3).hits
    assert [hit.case_id is None for hit in hits] == [True] * 3 + [False] * 3


def test_what_is_taken_back_is_not_found(known: Book) -> None:
    known.database.connection.execute("UPDATE customer SET withdrawn = 1")
    known.database.connection.execute("UPDATE invoice SET withdrawn = 1")
    known.database.connection.execute("DELETE FROM case_summary")
    assert found(known, "norrskär") == Found()


@given(text=st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(words=st.lists(st.text("aåäöæøéü xyz0129-", min_size=1, max_size=8), min_size=1, max_size=4))
def test_every_text_is_found_by_itself(words: list[str]) -> None:
    kept = searchable(*words)
    for text in words:
        assert all(word in kept for word in wanted(text)), (text, kept)


@pytest.mark.parametrize("table", ["customer", "invoice"])
def test_searching_reads_nothing_but_the_index(book: Book, table: str) -> None:
    living = "withdrawn = 0 AND kind = 'invoice'" if table == "invoice" else "withdrawn = 0"
    plan = book.rows(f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE {living} AND instr(search, 'x')")
    assert plan[0]["detail"] == f"SCAN {table} USING COVERING INDEX {table}_search"
