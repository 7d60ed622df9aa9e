"""Lists written to files: every row, the same figures as on the page, and nothing half written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import i18n
from app.domain.history import LetterKind
from app.services import exporting, listing, plans, reminders, sending
from app.services.explain.errors import error
from app.services.exporting import UnknownListError, UnknownSuffixError
from app.services.listing import Query
from tests.office import Office, kronor


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    before = i18n.language()
    i18n.use("sv")
    yield
    i18n.use(before)


@pytest.fixture
def books(office: Office) -> Office:
    """Three invoices, one in another currency, a letter and a plan."""
    yard, dutch = office.customer("Norrskärs Båtvarv HB"), office.customer("=Bloemen BV")
    first = office.invoice(yard, "10398", "15400", issued="2026-08-18", due="2026-09-17")
    office.invoice(yard, "10412", "400", issued="2026-09-01", due="2026-11-30")
    office.invoice(dutch, "10420", "99.50", issued="2026-09-01", due="2026-10-01", currency="EUR")
    office.sleep_until("2026-11-18")
    sending.make(office.desk, reminders.propose(office.desk, [first], reminders.Wish(LetterKind.FRIENDLY)))
    plans.make(office.desk, plans.propose(office.desk, [first], plans.PlanWish(2, office.desk.today())))
    return office


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_every_open_invoice_is_a_row_with_its_own_currency(books: Office, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    assert exporting.export(books.desk, "invoices", path) == 3
    found = rows(path)
    assert [row["Faktura"] for row in found] == ["10398", "10420", "10412"]
    assert [row["Kvar att betala"] for row in found] == ["15400,00", "99,50", "400,00"]
    assert [row["Valuta"] for row in found] == ["SEK", "EUR", "SEK"]
    assert found[1]["Kund"] == "'=Bloemen BV"


def test_a_filter_and_marked_rows_narrow_the_file(books: Office, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    assert exporting.export(books.desk, "invoices", path, Query(filter="not_due")) == 1
    ids = listing.invoice_ids(books.desk, Query())[:2]
    assert exporting.export(books.desk, "invoices", path, ids=ids) == 2


def test_the_sums_are_one_a_currency(books: Office) -> None:
    assert exporting.list_table(books.desk, "invoices").sums == (
        "Kvar att betala: 99,50\u00a0EUR",
        "Kvar att betala: 15\u00a0800,00\u00a0kr",
    )


def test_customers_have_a_column_for_each_currency(books: Office, tmp_path: Path) -> None:
    path = tmp_path / "kunder.csv"
    exporting.export(books.desk, "customers", path)
    found = {row["Kund"]: row for row in rows(path)}
    assert found["Norrskärs Båtvarv HB"]["Öppet, SEK"] == "15800,00"
    assert found["Norrskärs Båtvarv HB"]["Öppet, EUR"] == ""
    assert found["'=Bloemen BV"]["Förfallet, EUR"] == "99,50"


@pytest.mark.parametrize(("what", "expected"), [("plans", 1), ("letters", 2)])
@pytest.mark.parametrize("suffix", exporting.SUFFIXES)
def test_plans_and_letters_are_written_in_every_kind(
    books: Office, tmp_path: Path, what: str, expected: int, suffix: str
) -> None:
    path = tmp_path / f"lista{suffix}"
    assert exporting.export(books.desk, what, path) == expected
    assert path.stat().st_size > 100


def test_a_thousand_rows_are_all_there(office: Office, tmp_path: Path) -> None:
    who = office.customer("Kund")
    ids = [
        office.invoice(who, str(n), "10", issued="2026-09-01", due="2026-10-01").__index__()
        for n in range(40)
    ]
    table = exporting.list_table(office.desk, "invoices", ids=ids * 30)
    assert len(table.rows) == 1200


def test_an_unknown_list_and_an_unknown_kind_of_file_write_nothing(books: Office, tmp_path: Path) -> None:
    with pytest.raises(UnknownListError) as unknown:
        exporting.export(books.desk, "debts", tmp_path / "a.csv")
    assert "invoices, customers, plans, letters" in error(unknown.value)
    with pytest.raises(UnknownSuffixError) as other:
        exporting.export(books.desk, "invoices", tmp_path / "a.docx")
    assert ".csv, .xlsx, .pdf" in error(other.value)
    assert list(tmp_path.glob("a.*")) == []


def test_the_name_of_a_file_is_the_day_and_the_list(books: Office) -> None:
    assert exporting.file_name(books.desk, "invoices", ".csv") == "2026-11-18_Fakturor.csv"


def test_a_list_and_its_page_have_the_same_rows(books: Office) -> None:
    page = listing.invoice_rows(books.desk, listing.invoice_ids(books.desk, Query()))
    table = exporting.list_table(books.desk, "invoices")
    assert [row[1] for row in table.rows] == [row.cells[2] for row in page]
    assert [row[8] for row in table.rows] == [kronor("15400"), kronor("99.50", "EUR"), kronor("400")]
