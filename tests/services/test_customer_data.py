"""What is kept about a person: all of it can be given out, and what no law keeps can be erased."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.domain.party import Contact, ContactPerson, CustomerId
from app.services import (
    contact,
    contact_persons,
    drafts,
    erasing,
    facts,
    payments,
    register_extract,
    retention,
)
from app.services.contact import Call
from app.services.erasing import OpenClaimError
from app.services.preview import text
from app.services.undoing import undo
from app.storage import integrity
from app.storage.about_person import ABOUT, ABOUT_NOBODY
from tests.office import NORWEGIAN_FIRM, Office, kronor

PLANTED = ("Quistine", "quistine@example.com", "0709998877", "kvistnot", "Grenverk", "Kvastgatan")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a person of whom everything that can be kept is known, all of it paid."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01")
    other = office.customer("Norrskärs Båtvarv")
    office.invoice(other, "77", "500", issued="2026-09-01", due="2026-10-01")
    who = office.customer("Quistine Ek", contact="Quistine", phone="0709998877")
    case = office.invoice(who, "10412", "1000", issued="2026-09-01", due="2026-10-01")
    person = ContactPerson(contact_persons.NEW, Contact("Bo Grenverk", "granne", "0701112233"))
    first = Contact("Quistine", "", "0709998877", "quistine@example.com")
    contact_persons.set_persons(office.desk, who, [ContactPerson(contact_persons.FIRST, first), person])
    facts.set_customer(
        office.desk, who, {"remember": "kvistnot ett", "address": "Kvastgatan 1, 999 47 Norrskär"}
    )
    office.sleep_until("2026-10-12")
    contact.log_call(office.desk, [case], Call(Outcome.SAYS_PAID, note="kvistnot två"))
    contact.take_note(office.desk, [case], "kvistnot tre")
    drafts.save(office.desk, f"note:{who}", {"text": "kvistnot fyra"})
    payments.book_payment(office.desk, case, kronor("1000"), received_on=date(2026, 10, 12))
    return office


WHO, CASE = CustomerId(2), CaseId(2)


def on_disk(office: Office) -> bytes:
    """Return every byte of the file and of its write-ahead log."""
    wal = office.desk.path.with_name(f"{office.desk.path.name}-wal")
    return office.desk.path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def tables(office: Office) -> set[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    return {row[0] for row in office.desk.database.connection.execute(query)} - {"alembic_version"}


def test_every_table_is_either_about_a_customer_or_known_not_to_be(office: Office) -> None:
    assert tables(office) == set(ABOUT) | ABOUT_NOBODY | {"action"}


def test_a_table_that_points_to_a_customer_or_a_case_is_in_the_extract(office: Office) -> None:
    connection = office.desk.database.connection
    pointing = {
        table
        for table in tables(office)
        for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        if row[2] in ABOUT
    }
    assert "contact_person" in pointing
    assert pointing <= set(ABOUT)


def test_the_extract_as_json_holds_everything_that_was_planted(office: Office, tmp_path: Path) -> None:
    register_extract.save_extract(office.desk, WHO, tmp_path / "utdrag.json")
    document = json.loads((tmp_path / "utdrag.json").read_text(encoding="utf-8"))
    said = json.dumps(document, ensure_ascii=False)
    assert [word for word in PLANTED if word not in said] == []
    assert {"customer", "contact_person", "invoice", "payment", "history_note", "draft", "action"} <= set(
        document["kept"]
    )
    assert "Norrskärs Båtvarv" not in said, "nothing about anybody else"


def test_the_extract_on_paper_can_be_read(office: Office, tmp_path: Path) -> None:
    register_extract.save_extract(office.desk, WHO, tmp_path / "utdrag.pdf")
    words = text((tmp_path / "utdrag.pdf").read_bytes())
    assert [word for word in PLANTED if word not in words] == []
    assert "Norrskärs" not in words.replace("Norrskär ", ""), words


def test_the_name_of_the_file_names_nobody(office: Office) -> None:
    assert not any(word.lower() in register_extract.file_name(office.desk, WHO).lower() for word in PLANTED)


def test_a_file_that_is_neither_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(register_extract.UnknownExtractError):
        register_extract.save_extract(office.desk, WHO, tmp_path / "utdrag.txt")
    assert not list(tmp_path.glob("utdrag*"))


def test_nothing_is_erased_while_something_is_to_be_paid(office: Office) -> None:
    office.invoice(WHO, "10500", "300", issued="2026-10-12", due="2026-11-12")
    assert erasing.erasure(office.desk, WHO).open_numbers == ("10500",)
    with pytest.raises(OpenClaimError) as refused:
        erasing.erase(office.desk, WHO)
    assert refused.value.numbers == ("10500",)
    assert b"kvistnot" in on_disk(office)


def test_within_seven_years_the_name_stays_on_the_books_and_the_rest_goes(office: Office) -> None:
    """Bokföringslagen 7 kap. 2 §: to the end of the seventh year after that of the books."""
    assert erasing.erasure(office.desk, WHO).books_through == date(2033, 12, 31)
    erasing.erase(office.desk, WHO)
    kept = on_disk(office).decode("utf-8", "ignore")
    assert [word for word in PLANTED if word in kept] == ["Quistine", "Kvastgatan"]
    assert "Quistine Ek" in kept
    assert contact_persons.persons(office.desk, WHO) == ()


def test_after_seven_years_nothing_of_the_person_is_left_on_the_disk(office: Office) -> None:
    erasing.erase(office.desk, WHO)
    office.sleep_until("2034-01-01")
    assert erasing.erasure(office.desk, WHO).books_through is None
    erasing.erase(office.desk, WHO)
    kept = on_disk(office).decode("utf-8", "ignore")
    assert [word for word in PLANTED if word in kept] == []
    assert "Norrskärs Båtvarv" in kept, "somebody else's data stay"


def test_the_last_day_that_the_law_asks_for_still_counts(office: Office) -> None:
    office.sleep_until("2033-12-31")
    erasing.erase(office.desk, WHO)
    assert "Quistine Ek" in on_disk(office).decode("utf-8", "ignore")


def test_norwegian_books_are_kept_five_years_and_letters_three_and_a_half(tmp_path: Path) -> None:
    """Bokføringsloven § 13: items 1-4 five years, items 5-8 three years and six months."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01", NORWEGIAN_FIRM)
    who = office.customer("Kari", country="NO")
    case = office.invoice(who, "1", "100", issued="2026-09-01", due="2026-10-01", currency="NOK")
    payments.book_payment(office.desk, case, kronor("100", "NOK"), received_on=date(2026, 9, 1))
    known = erasing.erasure(office.desk, who)
    assert known.books_through == date(2031, 12, 31)
    assert known.law == "Bokføringsloven § 13"


def test_both_chains_and_every_figure_pass_the_check_after_erasing(office: Office) -> None:
    before = office.case(CASE)
    erasing.erase(office.desk, WHO)
    office.sleep_until("2034-01-01")
    erasing.erase(office.desk, WHO)
    assert integrity.check(office.desk.database, office.desk.warning_allowed) == []
    after = office.case(CASE)
    assert after.ledger == before.ledger
    assert [entry.event for entry in after.history] == [entry.event for entry in before.history]


def test_erasing_cannot_be_undone_and_undo_goes_on_with_other_work(office: Office) -> None:
    other = CustomerId(1)
    facts.set_customer(office.desk, other, {"phone": "070-1"})
    changes = erasing.erase(office.desk, WHO)
    assert changes.action_id is None
    assert undo(office.desk).about == "Norrskärs Båtvarv"
    assert erasing.erasure(office.desk, WHO).name == "Quistine Ek"


def test_what_came_in_for_two_customers_can_still_be_undone_for_the_other(office: Office) -> None:
    with office.desk.database.reading() as connection:
        before = connection.execute("SELECT count(*) FROM action WHERE undone = 0").fetchone()[0]
    erasing.erase(office.desk, WHO)
    with office.desk.database.reading() as connection:
        left = connection.execute("SELECT kind, about FROM action WHERE undone = 0").fetchall()
    assert len(left) < before
    assert ("add_customer", "Norrskärs Båtvarv") in left


def test_old_notes_are_offered_to_be_erased_until_put_off_for_a_year(office: Office) -> None:
    office.sleep_until("2028-10-12")
    assert retention.offered_note_count(office.desk) == 0, "24 months are not over on their last day"
    office.sleep_until("2028-10-13")
    assert retention.offered_note_count(office.desk) == 2
    retention.put_off_offer(office.desk)
    office.sleep_until("2029-10-12")
    assert retention.offered_note_count(office.desk) == 0
    office.sleep_until("2029-10-13")
    assert retention.offered_note_count(office.desk) == 2


def test_old_notes_are_counted_and_erased_while_the_call_stays(office: Office) -> None:
    office.sleep_until("2028-10-12")
    assert retention.old_note_count(office.desk) == 0, "24 months are not over on their last day"
    office.sleep_until("2028-10-13")
    assert retention.old_note_count(office.desk) == 2
    history = [entry.event for entry in office.case(CASE).history]
    retention.tidy_notes(office.desk)
    assert retention.old_note_count(office.desk) == 0
    assert [entry.event for entry in office.case(CASE).history] == history
    assert not any(entry.note for entry in office.case(CASE).history)


def test_how_long_notes_are_kept_can_be_set(office: Office) -> None:
    office.sleep_until("2027-10-13")
    assert retention.old_note_count(office.desk) == 0
    retention.keep_notes_for(office.desk, 12)
    assert (retention.note_months(office.desk), retention.old_note_count(office.desk)) == (12, 2)
    with pytest.raises(retention.NoSuchRetentionError):
        retention.keep_notes_for(office.desk, 7)


def test_notes_of_an_open_case_are_never_old(office: Office) -> None:
    contact.take_note(office.desk, [CaseId(1)], "ring igen")
    office.sleep_until("2040-01-01")
    assert retention.old_note_count(office.desk) == 2
