"""The user's own limits: kept, taken back, and said before a letter or a call that goes beyond them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.own_limits import Limits
from app.services import batch, contact, undoing
from app.services.contact import Call
from app.services.letter_form import letter_form
from app.services.own_limits import before_call, before_letter, own_limits, set_own_limits
from app.services.reminders import Wish
from app.storage.firm import write_setting
from tests.office import Office

WISH = Wish(LetterKind.FRIENDLY)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return two late invoices of Alm and one of Björk, with the bank read in."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    alm, other = office.customer("Alm AB"), office.customer("Björk AB")
    for number, who in enumerate((alm, alm, other)):
        office.invoice(who, f"1043{number}", f"{9000 - number}", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", "2026-11-17")
        work.commit()
    return office


def called(office: Office, outcome: Outcome = Outcome.CALL_BACK) -> None:
    on = date(2026, 11, 25) if outcome is Outcome.CALL_BACK else None
    contact.log_call(office.desk, [CaseId(1)], Call(outcome, on))


def test_limits_are_kept_and_taken_back(office: Office) -> None:
    chosen = Limits(days_between=3, first_hour=9, last_hour=17, saturday=False, before_holiday=False)
    assert own_limits(office.desk) == Limits()
    set_own_limits(office.desk, chosen)
    assert own_limits(office.desk) == chosen
    undoing.undo(office.desk)
    assert own_limits(office.desk) == Limits()


def test_a_contact_about_one_invoice_counts_for_the_other(office: Office) -> None:
    called(office)
    office.sleep_until("2026-11-24")
    (remark,) = before_letter(office.desk, office.case(CaseId(2)))
    assert "7 days between contacts" in remark.words
    assert before_letter(office.desk, office.case(CaseId(3))) == ()
    office.sleep_until("2026-11-25")
    assert before_letter(office.desk, office.case(CaseId(2))) == ()


def test_nobody_was_reached_so_nothing_is_said(office: Office) -> None:
    called(office, Outcome.NO_ANSWER)
    assert before_letter(office.desk, office.case(CaseId(1))) == ()


def test_without_a_limit_nothing_is_said(office: Office) -> None:
    called(office)
    set_own_limits(office.desk, Limits(days_between=0))
    assert before_letter(office.desk, office.case(CaseId(1))) == ()


def test_a_letter_too_soon_is_asked_about_and_left_out_of_a_run(office: Office) -> None:
    called(office)
    again = batch.planned(office.desk, (CaseId(2),), WISH)
    assert "Alm AB" in again.doubt
    assert not again.conflict
    assert again.doubt in letter_form(office.desk, [CaseId(2)], WISH).asks
    assert again.doubt not in again.asks


def test_a_letter_before_a_holiday_is_asked_about_once_for_the_whole_run(office: Office) -> None:
    office.sleep_until("2026-12-23")
    first, second = (batch.planned(office.desk, (CaseId(number),), WISH) for number in (1, 3))
    assert set(first.asks) & set(second.asks)
    assert (first.doubt, second.doubt) == ("", "")
    set_own_limits(office.desk, replace(Limits(), before_holiday=False))
    assert before_letter(office.desk, office.case(CaseId(1))) == ()


def test_a_call_on_a_sunday_is_remarked_on_unless_any_hour_will_do(office: Office) -> None:
    office.sleep_until("2026-11-22")
    assert before_call(office.desk, office.case(CaseId(1)))
    set_own_limits(office.desk, Limits(first_hour=0, last_hour=24))
    assert before_call(office.desk, office.case(CaseId(1))) == ""


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '"x"', '{"days_between": "x"}', '{"first_hour": 99}', '{"more": 1}']
)
def test_what_is_none_of_ours_in_the_file_gives_the_presets(office: Office, kept: str) -> None:
    with office.desk.begin() as work:
        write_setting(work, "own_limits", kept)
        work.commit()
    assert own_limits(office.desk) == Limits()
