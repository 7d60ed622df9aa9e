"""SAF-T Financial: a file of our own, the published one, and a large one."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.reader import read
from app.importers.saft import read_saft, read_saft_file
from app.importers.trouble import UnreadableFileError

FILE = Path(__file__).parent / "files" / "saft.xml"
TEXT = FILE.read_text(encoding="utf-8")
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def test_the_books_say_whose_they_are_and_who_owes() -> None:
    draft = read(FILE)
    first, second = draft.customers

    assert (draft.kind, draft.invoices, draft.problems) == ("saft", (), ())
    assert draft.owner is not None
    assert (draft.owner.name, draft.owner.identifier) == ("Fjellbris AS", "974760673")
    assert (first.customer_number, first.name, first.identifier) == ("10021", "Sundbygg AS", "889640782")
    assert (first.address_lines, first.postcode, first.city) == (("Postboks 12",), "5751", "Odda")
    assert (first.contact_name, first.email, first.phone) == ("Kåre Sørli", "kaare@example.org", "53641200")
    assert (second.customer_number, second.identifier) == ("10022", "")


def test_balances_are_of_the_last_day_of_the_period_and_credit_counts_negative() -> None:
    draft = read(FILE)
    told = [
        (each.account, each.customer.customer_number if each.customer else "", str(each.amount.amount))
        for each in draft.balances
    ]

    assert {each.on for each in draft.balances} == {date(2026, 10, 31)}
    assert told == [("1500", "", "13500.00"), ("1500", "10021", "14000.00"), ("1500", "10022", "-500.00")]


@pytest.mark.parametrize(
    ("end", "on"),
    [
        ("<PeriodEnd>2</PeriodEnd><PeriodEndYear>2024</PeriodEndYear>", date(2024, 2, 29)),
        ("<PeriodEnd>13</PeriodEnd><PeriodEndYear>2025</PeriodEndYear>", date(2025, 12, 31)),
        ("<PeriodEnd>x</PeriodEnd><PeriodEndYear>2025</PeriodEndYear>", None),
    ],
)
def test_a_period_may_end_with_a_month(tmp_path: Path, end: str, on: date | None) -> None:
    path = tmp_path / "saft.xml"
    path.write_text(TEXT.replace("<SelectionEndDate>2026-10-31</SelectionEndDate>", end), encoding="utf-8")

    assert read_saft_file(path).on == on
    assert bool(read_saft(path).balances) == bool(on)


def test_a_file_that_is_cut_in_half_is_refused_however_much_was_there(tmp_path: Path) -> None:
    path = tmp_path / "saft.xml"
    path.write_text(TEXT[: TEXT.index("<JournalID>")], encoding="utf-8")

    with pytest.raises(UnreadableFileError) as refused:
        read(path)
    assert refused.value.reason == "broken_xml"


def test_a_large_file_is_read_to_its_end_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "saft.xml"
    start, end = TEXT.index("<Transaction>"), TEXT.index("</Transaction>") + len("</Transaction>")
    path.write_text(TEXT[:start] + TEXT[start:end] * 30_000 + TEXT[end:], encoding="utf-8")
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == 3:
            raise KeyboardInterrupt

    books = read_saft_file(path)
    assert (books.transactions, len(books.customers)) == (30_001, 2)
    with pytest.raises(KeyboardInterrupt):
        read(path, progress=stop)
    assert told[-1][1] == path.stat().st_size


@pytest.mark.skipif(
    not (SAMPLES / "saft").exists(), reason="the published samples are not beside this checkout"
)
def test_the_published_file_says_what_stands_beside_it() -> None:
    (path,) = (SAMPLES / "saft").iterdir()
    books = read_saft_file(path)
    ((party, owed),) = books.customers
    draft = read(path)

    assert books.owner is not None
    assert (books.version, books.owner.name, books.transactions) == ("1.0", "Selskapet AS", 2)
    assert (party.customer_number, party.name) == ("12000", "Kunden AS")
    assert {account: str(amount) for account, amount in owed.items()} == {"1500": "12345.67"}
    assert (draft.invoices, [str(each.on) for each in draft.balances]) == ((), ["2015-12-31"])
