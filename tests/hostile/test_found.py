"""What hostile inputs have brought to light, each as it would meet a person."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import app.storage
from app import formatting
from app.domain.history import LetterKind
from app.domain.party import Contact, CustomerId, Tone
from app.domain.payment_plan import PlanShapeError
from app.exporters.table import Heading, Table
from app.exporters.xlsx_file import as_xlsx
from app.services import (
    case_view,
    facts,
    finding,
    importing,
    mail_draft,
    paper_listing,
    plans,
    registering,
    reminders,
    undoing,
)
from app.services.errors import SameIdentifierError, UnreadableValueError
from app.services.explain.errors import error as words
from app.services.listing import Query, invoice_ids
from app.storage.bank_payments import payments_by_id
from app.storage.errors import DamagedFileError
from tests.hostile.place import Place, looked_over
from tests.services.invoice_files import listed, row

TODAY = date(2026, 11, 18)
STORAGE = Path(app.storage.__path__[0])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    with looked_over(tmp_path / "place") as place:
        return place


def test_a_megabyte_pasted_into_the_search_finds_nothing_and_breaks_nothing(place: Place) -> None:
    assert finding.find(place.desk, "Kund 0" * 200_000).results == ()
    assert invoice_ids(place.desk, Query(text="0-0" * 50_000)) == ()


@pytest.mark.parametrize("typed", ["1899-12-31", "2200-01-01", "9999-12-31", "31/12 9999", "om 9999 månader"])
def test_a_day_beyond_all_business_is_no_day(typed: str) -> None:
    assert formatting.parse_date(typed, TODAY) is None


@pytest.mark.parametrize("count", [0, -1, 121, 10**9])
def test_a_plan_of_no_or_of_countless_parts_is_refused_before_its_days_are_counted(
    place: Place, count: int
) -> None:
    with pytest.raises(PlanShapeError):
        plans.propose(place.desk, place.cases[5:], plans.PlanWish(count, TODAY))


@pytest.mark.parametrize("typed", ["", "  ", "\u2028"])
def test_a_customer_keeps_a_name(place: Place, typed: str) -> None:
    with pytest.raises(UnreadableValueError):
        facts.set_customer(place.desk, place.customers[0], {"name": typed})


def test_two_customers_never_share_a_number(place: Place) -> None:
    first, second, _third = place.customers
    facts.set_customer(place.desk, first, {"identifier": "5560360793"})
    with pytest.raises(SameIdentifierError):
        facts.set_customer(place.desk, second, {"identifier": "5560360793"})
    with place.desk.look() as work:
        known = work.customer(first)
    with pytest.raises(SameIdentifierError):
        registering.add_customer(place.desk, replace(known, id=CustomerId(0), name="Another"))
    facts.set_customer(place.desk, first, {"identifier": "5560360793", "number": "K77"})


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x00", "\x0b", "\ud800"])
def test_a_sign_that_no_workbook_may_hold_is_left_out_of_it(sign: str) -> None:
    table = Table("List", "", (Heading("name", f"He{sign}ad"),), ((f"Na{sign}me",),))
    with zipfile.ZipFile(io.BytesIO(as_xlsx(table))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Head" in sheet
    assert "Name" in sheet


@pytest.mark.parametrize(
    "typed", ["a@b\r\nBcc: c@d.example", "\x00@", "<", '"@"', "@", "a@b,c@d", "Maja <maja@example.com>"]
)
def test_what_is_no_address_is_left_out_of_the_mail(place: Place, typed: str) -> None:
    with place.desk.look() as work:
        who = work.customer(place.customers[0])
    facts.update_customer(place.desk, replace(who, contact=Contact(" \u2028", "", "", typed), tone=Tone.WARM))
    letter = reminders.propose(place.desk, [place.cases[0]], reminders.Wish(LetterKind.STATEMENT))
    head = mail_draft.draft(letter, b"%PDF-").partition(b"\r\n\r\n")[0]
    assert b"\r\nTo:" not in head
    assert b"bcc" not in head.lower()


@pytest.mark.skipif(os.name == "nt", reason="there every name of a file is text")
def test_a_file_whose_name_is_no_text_is_read_in(place: Place, tmp_path: Path) -> None:
    source = listed(tmp_path, row(Faktura="77", Kund="Ny kund"))
    path = source.rename(tmp_path / "f\udcff.csv")
    importing.accept(place.desk, importing.preview(place.desk, [path]))
    assert finding.find(place.desk, "77").results


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "2026-13-99"])
def test_a_day_that_we_never_write_is_damage_and_said_so(place: Place, on: str) -> None:
    connection = place.desk.database.connection
    connection.execute("UPDATE invoice SET due_on = ? WHERE id = ?", (on, place.cases[0]))
    with pytest.raises(DamagedFileError) as refused:
        case_view.case_page(place.desk, place.cases[0])
    assert words(refused.value)


def test_every_day_that_storage_reads_goes_through_the_reader_that_explains_a_broken_file() -> None:
    readers = {path.name for path in STORAGE.glob("*.py") if "fromisoformat(" in path.read_text("utf-8")}
    assert readers == {"plain.py", "instance_lock.py"}  # the lock is a file of its own, and is made anew


@pytest.mark.parametrize(
    ("plant", "read"),
    [
        ("UPDATE action SET done_on = '2026-02-30'", lambda place: undoing.undo(place.desk)),
        (
            "UPDATE payment SET received_on = '2026-13-01'",
            lambda place: payments_by_id(place.desk.database.connection, range(9)),
        ),
    ],
)
def test_a_planted_day_is_damage_wherever_it_is_read(
    place: Place, plant: str, read: Callable[[Place], object]
) -> None:
    place.desk.database.connection.execute(plant)
    with pytest.raises(DamagedFileError):
        read(place)


def test_a_plan_with_a_day_beyond_all_business_is_damage_and_said_so(place: Place) -> None:
    connection = place.desk.database.connection
    connection.execute("UPDATE plan_instalment SET due_on = '9999-12-31'")
    with pytest.raises(DamagedFileError):
        paper_listing.plan_rows(place.desk, paper_listing.plan_ids(place.desk, Query()))
