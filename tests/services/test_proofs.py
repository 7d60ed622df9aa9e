"""Proof on file moves the day of limitation, and is shown on the invoice with what it is counted from."""

from __future__ import annotations

from datetime import date

import pytest

from app import i18n
from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.services import contact, proofs, reminders, sending, undoing
from app.services.case_view import case_page
from app.services.contact import Call
from app.services.errors import FutureDayError, PastDayError
from app.services.proofs import NothingToProveError
from app.services.reminders import Wish
from tests.office import Office


@pytest.fixture
def case_id(office: Office) -> CaseId:
    who = office.customer("Eva Ek", kind=CustomerKind.CONSUMER)
    case_id = office.invoice(who, "1", "1000", issued="2026-09-01", due="2026-10-01")
    office.sleep_until("2026-11-02")
    return case_id


def last_day(office: Office, case_id: CaseId) -> str:
    query = "SELECT limitation_on FROM case_summary WHERE invoice_id = ?"
    return str(office.desk.database.connection.execute(query, (case_id,)).fetchone()[0])


def test_a_letter_proved_to_have_arrived_starts_three_years_anew(office: Office, case_id: CaseId) -> None:
    """Preskriptionslagen 2 § second paragraph, 5 § 2, 6 §."""
    sending.mark_sent(
        office.desk,
        sending.make(office.desk, reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY))),
    )
    assert last_day(office, case_id) == "2029-09-01"
    office.sleep_until("2026-11-06")
    proofs.prove_arrival(office.desk, case_id, date(2026, 11, 5), note="Rekommenderat, kvitto 12")
    assert last_day(office, case_id) == "2029-11-05"
    undoing.undo(office.desk)
    assert last_day(office, case_id) == "2029-09-01"


def test_a_promise_in_writing_counts_from_the_day_it_was_given(office: Office, case_id: CaseId) -> None:
    contact.log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=date(2026, 11, 16)))
    proofs.prove_promise(office.desk, case_id)
    assert last_day(office, case_id) == "2029-11-02"


def test_proof_needs_something_to_prove_and_a_day_that_can_be_true(office: Office, case_id: CaseId) -> None:
    with pytest.raises(NothingToProveError):
        proofs.prove_promise(office.desk, case_id)
    with pytest.raises(NothingToProveError):
        proofs.prove_arrival(office.desk, case_id, date(2026, 11, 2))
    made = sending.make(office.desk, reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY)))
    sending.mark_sent(office.desk, made)
    with pytest.raises(FutureDayError):
        proofs.prove_arrival(office.desk, case_id, date(2026, 11, 3))
    with pytest.raises(PastDayError):
        proofs.prove_arrival(office.desk, case_id, date(2026, 11, 1))


def test_the_invoice_shows_its_last_day_and_what_it_counts_from(office: Office, case_id: CaseId) -> None:
    i18n.use("sv")
    page = case_page(office.desk, case_id)
    assert page.limitation == "1 september 2029"
    assert page.limitation_why == (
        "Räknat från fakturans dag, 1 september 2026. Den kan ha börjat tidigare: dagen för arbetet är inte "
        "känd. (Preskriptionslag (1981:130) 2 §)"
    )
