"""What is let go: all of it or a part, with a reason, and back again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app import i18n
from app.domain.attention import State
from app.domain.history import InterestLetGo, WriteOffReason, WrittenOff
from app.domain.invoice import CaseId
from app.domain.promise import AmountNotPositiveError
from app.services import payments, undoing
from app.services.case_view import case_page
from app.services.explain.errors import error
from app.services.writing_off import MoreThanOpenError, forgivables, reasons, write_off
from tests.office import Office, kronor


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    before = i18n.language()
    i18n.use("sv")
    yield
    i18n.use(before)


@pytest.fixture
def late(office: Office) -> CaseId:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "400", issued="2026-08-17", due="2026-09-17", due_agreed=True)
    office.sleep_until("2026-11-18")
    return case_id


def test_what_is_written_off_closes_the_invoice_and_says_why(office: Office, late: CaseId) -> None:
    write_off(office.desk, late, reason=WriteOffReason.GOODWILL, note="Längtar inte efter bråk.")
    case = office.case(late)
    assert case.open.minor == 0
    page = case_page(office.desk, late)
    assert (page.state, page.state_word) == (State.PAID, "Avskriven")
    told = [moment for moment in page.moments if moment.title.startswith("Avskrivet")]
    assert [(moment.text, moment.quote) for moment in told] == [("Av välvilja", "Längtar inte efter bråk.")]


def test_interest_never_claimed_is_let_go_with_the_last_of_it(office: Office, late: CaseId) -> None:
    write_off(office.desk, late)
    events = [entry.event for entry in office.case(late).live_history]
    assert any(isinstance(event, InterestLetGo) for event in events)


def test_a_part_leaves_the_rest_open(office: Office, late: CaseId) -> None:
    write_off(office.desk, late, amount=kronor("150"), reason=WriteOffReason.AGREED)
    assert office.open(late) == "250.00"
    events = [entry.event for entry in office.case(late).live_history]
    assert WrittenOff(kronor("150"), WriteOffReason.AGREED) in events
    assert not any(isinstance(event, InterestLetGo) for event in events)


def test_undo_opens_the_invoice_again_and_redo_closes_it(office: Office, late: CaseId) -> None:
    write_off(office.desk, late)
    undoing.undo(office.desk)
    assert office.open(late) == "400.00"
    undoing.redo(office.desk)
    assert office.open(late) == "0.00"


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_nothing_is_no_amount_to_write_off(office: Office, late: CaseId, amount: str) -> None:
    with pytest.raises(AmountNotPositiveError):
        write_off(office.desk, late, amount=kronor(amount))


def test_no_more_than_is_open_can_be_written_off(office: Office, late: CaseId) -> None:
    with pytest.raises(MoreThanOpenError) as refused:
        write_off(office.desk, late, amount=kronor("400.01"))
    assert "400" in error(refused.value)
    assert office.open(late) == "400.00"


def test_only_open_invoices_are_offered(office: Office, late: CaseId) -> None:
    assert [each.case_id for each in forgivables(office.desk, [late])] == [late]
    payments.book_payment(office.desk, late, kronor("500"))
    assert forgivables(office.desk, [late]) == ()


def test_every_reason_has_words_of_its_own() -> None:
    words = [said for _key, said in reasons()]
    assert len(set(words)) == len(WriteOffReason)
