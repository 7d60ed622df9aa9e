"""Taking a reading back: all of it goes but what later work stands on, and it can be had again."""

from pathlib import Path

import pytest

from app.domain.history import Outcome
from app.domain.ledger import EntryKind
from app.services import contact, importing, payments, undoing
from app.services.contact import Call
from app.services.errors import TooLateToUndoError, UnknownBatchError
from app.services.import_words import kept
from tests.office import Office, kronor
from tests.services.invoice_files import books, counts, credit_left, customers, listed, look, read_in, row
from tests.services.test_importing import case_id, credit


def standing_entries(office: Office) -> int:
    """Return how many ledger entries count on all invoices together."""
    ids = [row[0] for row in office.desk.database.connection.execute("SELECT id FROM invoice")]
    return sum(len(office.case(each).live_ledger) for each in ids)


def test_a_withdrawn_file_leaves_nothing_and_may_be_read_in_again(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(), credit(), credit(Faktura="K2", Krediterar=""))
    batch_id = read_in(office, path).batch_id
    assert batch_id is not None
    withdrawn = importing.withdraw(office.desk, batch_id)

    assert (withdrawn.count, withdrawn.kept) == (3, ())
    assert (books(office), customers(office), credit_left(office)) == ({}, [], {})
    assert standing_entries(office) == 0
    assert read_in(office, path).new == 3
    assert books(office) == {"10431": "700.00", "credit K1": "0.00", "credit K2": "0.00"}


def test_a_file_is_withdrawn_once(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row())).batch_id or 0
    importing.withdraw(office.desk, batch_id)

    for unknown in (batch_id, 77):
        with pytest.raises(UnknownBatchError):
            importing.withdraw(office.desk, unknown)


def test_an_invoice_with_later_work_stays_and_says_why(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(), row(Faktura="2"), row(Faktura="3"), row(Faktura="4", Kund="Kvarnen AB"))
    batch_id = read_in(office, path).batch_id or 0
    contact.log_call(office.desk, [case_id(office, "10431")], Call(Outcome.NO_ANSWER))
    payments.book_payment(office.desk, case_id(office, "2"), kronor("100"))
    withdrawn = importing.withdraw(office.desk, batch_id)

    assert withdrawn.count == 2
    assert [(each.number, each.why) for each in withdrawn.kept] == [
        ("10431", "call_made"), ("2", "payment_booked"),
    ]  # fmt: skip
    assert books(office) == {"10431": "1000.00", "2": "900.00"}
    assert customers(office) == ["Bryggeri Tre Tumlare AB"]


def test_what_stayed_goes_once_nothing_holds_it_any_longer(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row(), row(Faktura="2"))).batch_id or 0
    called = contact.log_call(office.desk, [case_id(office, "10431")], Call(Outcome.NO_ANSWER))
    importing.withdraw(office.desk, batch_id)
    undoing.undo(office.desk, called.action_id)

    assert importing.withdraw(office.desk, batch_id).count == 1
    assert books(office) == {}


def test_later_work_that_was_taken_back_does_not_hold_an_invoice(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row())).batch_id or 0
    contact.log_call(office.desk, [case_id(office, "10431")], Call(Outcome.NO_ANSWER))
    undoing.undo(office.desk)

    assert importing.withdraw(office.desk, batch_id).kept == ()


def test_a_credit_note_stays_with_the_invoice_that_it_lowers(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row(), credit())).batch_id or 0
    contact.log_call(office.desk, [case_id(office, "10431")], Call(Outcome.NO_ANSWER))
    withdrawn = importing.withdraw(office.desk, batch_id)

    assert [(each.number, each.why) for each in withdrawn.kept] == [
        ("10431", "call_made"), ("K1", "lowers_kept"),
    ]  # fmt: skip
    assert books(office) == {"10431": "700.00", "credit K1": "0.00"}


def test_a_withdrawn_credit_note_gives_its_invoice_back_what_it_took(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row()))
    batch_id = read_in(office, listed(tmp_path, credit(), name="credit.csv")).batch_id or 0
    assert books(office)["10431"] == "700.00"
    importing.withdraw(office.desk, batch_id)

    assert books(office) == {"10431": "1000.00"}


def test_a_credit_that_was_used_elsewhere_keeps_its_credit_note(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, credit(), name="credit.csv")).batch_id or 0
    read_in(office, listed(tmp_path, row()))
    withdrawn = importing.withdraw(office.desk, batch_id)

    assert [(each.number, each.why) for each in withdrawn.kept] == [("K1", "credit_used")]
    assert books(office)["10431"] == "700.00"


def test_a_credit_from_another_file_holds_an_invoice(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row())).batch_id or 0
    read_in(office, listed(tmp_path, credit(), name="credit.csv"))

    assert [each.why for each in importing.withdraw(office.desk, batch_id).kept] == ["credit_booked"]


def test_a_wholly_credited_invoice_has_its_fees_back_when_the_credit_is_withdrawn(
    office: Office, tmp_path: Path
) -> None:
    from app.storage.unit_of_work import NewEntry

    read_in(office, listed(tmp_path, row()))
    claimed = case_id(office, "10431")
    with office.desk.begin() as work:
        work.book(NewEntry(claimed, EntryKind.REMINDER_FEE, kronor("60"), office.desk.today()))
        work.commit()
    whole = listed(tmp_path, credit(Belopp="1000,00"), name="credit.csv")
    batch_id = read_in(office, whole).batch_id or 0

    assert (office.open(claimed), credit_left(office)) == ("0.00", {})
    importing.withdraw(office.desk, batch_id)
    assert office.open(claimed) == "1060.00"


def test_a_payment_that_a_later_file_showed_goes_with_that_file(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row()))
    office.sleep_until("2026-10-05")
    batch_id = read_in(office, listed(tmp_path, row(Rest="250,00"), name="later.csv")).batch_id or 0
    withdrawn = importing.withdraw(office.desk, batch_id)

    assert (withdrawn.count, books(office)) == (0, {"10431": "1000.00"})
    unwithdrawn = office.desk.database.connection.execute("SELECT count(*) FROM payment WHERE withdrawn = 0")
    assert unwithdrawn.fetchone() == (0,)


def test_one_file_of_several_can_be_withdrawn(office: Office, tmp_path: Path) -> None:
    files = [listed(tmp_path, row(), name="a.csv"), listed(tmp_path, row(Faktura="2"), name="b.csv")]
    first, second = read_in(office, *files).batch_ids
    assert first and second
    importing.withdraw(office.desk, first)

    assert books(office) == {"2": "1000.00"}


def test_an_import_is_undone_and_done_again(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(), credit(), credit(Faktura="K2", Krediterar=""))
    read_in(office, path)
    before = (books(office), customers(office), credit_left(office))

    for _ in range(2):
        assert undoing.undo(office.desk).kept == ()
        assert (books(office), customers(office), credit_left(office)) == ({}, [], {})
        undoing.redo(office.desk)
        assert (books(office), customers(office), credit_left(office)) == before
    assert look(office, path)[0].verdict == "same"


def test_a_withdrawal_is_undone(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row(), credit())).batch_id or 0
    importing.withdraw(office.desk, batch_id)
    undoing.undo(office.desk)

    assert books(office) == {"10431": "700.00", "credit K1": "0.00"}
    assert customers(office) == ["Bryggeri Tre Tumlare AB"]


def test_undoing_an_import_leaves_later_work_alone_and_names_it(office: Office, tmp_path: Path) -> None:
    accepted = read_in(office, listed(tmp_path, row(), row(Faktura="2")))
    contact.take_note(office.desk, [case_id(office, "10431")], "Ringer i morgon")
    undone = undoing.undo(office.desk, accepted.changes.action_id)

    assert undone.kept == ("10431",)
    assert books(office) == {"10431": "1000.00"}


def test_an_import_can_be_undone_for_thirty_days_and_withdrawn_after_that(
    office: Office, tmp_path: Path
) -> None:
    accepted = read_in(office, listed(tmp_path, row()))
    office.sleep_until("2026-10-29")
    with pytest.raises(TooLateToUndoError):
        undoing.undo(office.desk, accepted.changes.action_id)

    assert importing.withdraw(office.desk, accepted.batch_id or 0).count == 1


def test_every_reason_to_stay_has_its_words() -> None:
    reasons = ("payment_booked", "letter_sent", "call_made", "lowers_kept", "note_taken")
    assert len({kept(why) for why in reasons}) == len(reasons)


def test_nothing_is_deleted(office: Office, tmp_path: Path) -> None:
    batch_id = read_in(office, listed(tmp_path, row(), credit())).batch_id or 0
    before = counts(office)
    importing.withdraw(office.desk, batch_id)

    assert all(count >= before[table] for table, count in counts(office).items())
