"""What was done stands in a list, and going back to a row takes back what came after it too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.services import contact, payments, reminders, sending, undoing
from app.services.action_history import history, undo_back_to
from app.services.errors import NothingToUndoError, TooLateToUndoError
from app.services.importing import accept, preview
from tests.office import Office, kronor


@pytest.fixture
def late(office: Office) -> CaseId:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "400", issued="2026-08-17", due="2026-09-17", due_agreed=True)
    office.sleep_until("2026-11-18")
    return case_id


def kinds(office: Office) -> list[tuple[str, bool, str]]:
    return [(done.words, done.stands, done.back) for done in history(office.desk)]


def test_going_back_takes_back_what_came_after_too(office: Office, late: CaseId) -> None:
    first = payments.book_payment(office.desk, late, kronor("100")).action_id
    payments.book_payment(office.desk, late, kronor("50"))
    contact.take_note(office.desk, [late], "Ringer i morgon.")
    assert first is not None
    changes = undo_back_to(office.desk, first)
    assert late in changes.cases
    assert office.open(late) == "400.00"
    assert [stands for _words, stands, _back in kinds(office)][:3] == [False, False, False]


def test_a_row_in_the_middle_leaves_what_came_before(office: Office, late: CaseId) -> None:
    payments.book_payment(office.desk, late, kronor("100"))
    second = payments.book_payment(office.desk, late, kronor("50")).action_id
    assert second is not None
    undo_back_to(office.desk, second)
    assert office.open(late) == "300.00"


def test_what_was_taken_back_cannot_be_taken_back_again(office: Office, late: CaseId) -> None:
    action_id = payments.book_payment(office.desk, late, kronor("100")).action_id
    assert action_id is not None
    undoing.undo(office.desk)
    with pytest.raises(NothingToUndoError):
        undo_back_to(office.desk, action_id)


def test_a_letter_of_yesterday_offers_no_way_back(office: Office, late: CaseId) -> None:
    made = sending.make(
        office.desk, reminders.propose(office.desk, [late], reminders.Wish(LetterKind.FRIENDLY))
    )
    sending.mark_sent(office.desk, made)
    assert next(back for _words, _stands, back in kinds(office)) == "with_later"
    before = payments.book_payment(office.desk, late, kronor("1")).action_id
    assert before is not None
    office.sleep_until("2026-11-19")
    assert [back for _words, _stands, back in kinds(office)][1] == ""


def test_an_old_letter_stops_the_way_back_and_later_steps_stay_taken_back(
    office: Office, late: CaseId
) -> None:
    paid = payments.book_payment(office.desk, late, kronor("1")).action_id
    made = sending.make(
        office.desk, reminders.propose(office.desk, [late], reminders.Wish(LetterKind.FRIENDLY))
    )
    sending.mark_sent(office.desk, made)
    office.sleep_until("2026-11-19")
    payments.book_payment(office.desk, late, kronor("2"))
    assert paid is not None
    with pytest.raises(TooLateToUndoError):
        undo_back_to(office.desk, paid)
    assert office.open(late) == "399.00"


def test_an_import_of_another_window_is_offered_for_thirty_days(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    file.write_text(
        "number;customer;issued;due;amount\n7001;Kund AB;2026-10-01;2026-10-31;1250,50\n", encoding="utf-8"
    )
    accept(office.desk, preview(office.desk, [file]))
    office.desk.source = "another"
    office.clock.day = date(2026, 10, 20)
    assert [back for _words, _stands, back in kinds(office)] == ["alone"]
    office.clock.day = date(2026, 11, 29)
    assert kinds(office) == []
