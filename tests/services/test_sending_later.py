"""A letter marked as sent on a later day: every minimum is checked again (decisions on letters)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.deadline import PayByTooEarlyError
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.services import facts, reminders, sending
from app.services.reminders import Wish
from app.services.sending import LetterOutdatedError
from tests.office import NORWEGIAN_FIRM, Office


def made(office: Office, case_id: CaseId, wish: Wish, on: str) -> int:
    """Make a letter on a day without sending it; the paper itself is another test's."""
    from app.storage import letters

    office.sleep_until(on)
    case = office.case(case_id)
    asked = reminders.claimed(office.desk, [case], wish, office.desk.today())
    content = {"tone": "plain", "interest": wish.interest, "fee": bool(wish.fee), "lines": [], "entries": []}
    with office.desk.begin() as work:
        letter_id = letters.add_letter(
            work,
            letters.NewLetter(
                number="P-2026-0001",
                kind=wish.kind,
                customer_id=asked.customer_id,
                language="sv",
                pay_by=asked.pay_by,
                total=asked.total,
                content=content | {"compensation": wish.compensation, "channel": wish.channel},
                case_ids=(case_id,),
                file_name="brev.pdf",
                pdf=b"%PDF-",
            ),
        )
        work.commit()
    return letter_id


@pytest.fixture
def case_id(office: Office) -> CaseId:
    who = office.customer("Norrskärs Båtvarv HB")
    agreed = {"due_agreed": True, "fee_agreed": True}
    return office.invoice(who, "1", "10000", issued="2026-09-01", due="2026-09-17", **agreed)


@pytest.mark.parametrize(
    ("channel", "sent_on", "earliest"),
    [
        # Made Mon 2026-11-02, to be paid by Thu 11-12: 8 days and 4 bank days after receipt (5 §, guideline).
        ("post", "2026-11-03", None),  # received 11-05, four bank days after it are 11-11
        ("post", "2026-11-04", None),  # received 11-06: 11-12
        ("post", "2026-11-05", "2026-11-13"),  # 8 days from sending are gone
        ("email", "2026-11-04", None),
        ("email", "2026-11-05", "2026-11-13"),
    ],
)
def test_a_demand_sent_later_still_leaves_the_time_to_pay(
    office: Office, case_id: CaseId, channel: str, sent_on: str, earliest: str | None
) -> None:
    letter_id = made(office, case_id, Wish(LetterKind.COLLECTION_DEMAND, channel=channel), "2026-11-02")
    office.sleep_until(sent_on)
    if earliest is None:
        sending.mark_sent(office.desk, letter_id)
        assert office.case(case_id).live_history[-1].happened_on == date.fromisoformat(sent_on)
        return
    with pytest.raises(PayByTooEarlyError) as refused:
        sending.mark_sent(office.desk, letter_id)
    assert refused.value.earliest == date.fromisoformat(earliest)


def test_bank_days_that_a_holiday_takes_are_missed_too(office: Office, case_id: CaseId) -> None:
    """Sent Thu 2026-12-17: received 12-21, and 12-24 to 12-27 hold no bank day, so 12-29 is the fourth."""
    wish = Wish(LetterKind.COLLECTION_DEMAND, pay_by=date(2026, 12, 28))
    letter_id = made(office, case_id, wish, "2026-12-16")
    office.sleep_until("2026-12-17")
    with pytest.raises(PayByTooEarlyError) as refused:
        sending.mark_sent(office.desk, letter_id)
    assert (refused.value.earliest, refused.value.law) == (date(2026, 12, 29), "Inkassolagen (1974:182) 5 §")


def norwegian(path: Path, today: str, due: str) -> tuple[Office, CaseId]:
    office = Office.opened(path / "no.db", today, NORWEGIAN_FIRM)
    who = office.customer("Lyngbris Kystferie AS", country="NO")
    return office, office.invoice(who, "1", "10000", issued=today, due=due, currency="NOK")


@pytest.mark.parametrize(("sent_on", "stands"), [("2026-10-15", True), ("2026-10-16", False)])
def test_a_norwegian_warning_leaves_fourteen_days_from_the_day_it_was_sent(
    tmp_path: Path, sent_on: str, stands: bool
) -> None:
    """Inkassoloven § 9: 14 days from sending."""
    office, case_id = norwegian(tmp_path, "2026-09-01", "2026-09-17")
    wish = Wish(LetterKind.COLLECTION_WARNING, pay_by=date(2026, 10, 29))
    letter_id = made(office, case_id, wish, "2026-10-14")
    office.sleep_until(sent_on)
    if stands:
        sending.mark_sent(office.desk, letter_id)
    else:
        with pytest.raises(PayByTooEarlyError):
            sending.mark_sent(office.desk, letter_id)


def test_a_compensation_that_has_fallen_since_is_made_anew(tmp_path: Path) -> None:
    """Forsinkelsesrenteloven § 3 a: 460 in the first half of 2026, 430 in the second."""
    office, case_id = norwegian(tmp_path, "2026-06-01", "2026-06-01")
    facts.set_customer(office.desk, office.case(case_id).customer.id, {"kind": "business"})
    wish = Wish(LetterKind.REMINDER, compensation=True, pay_by=date(2026, 7, 31))
    letter_id = made(office, case_id, wish, "2026-06-30")
    office.sleep_until("2026-07-01")
    with pytest.raises(LetterOutdatedError):
        sending.mark_sent(office.desk, letter_id)


def test_a_fee_counts_from_the_day_of_sending_and_interest_to_the_day_of_the_letter(
    office: Office, case_id: CaseId
) -> None:
    letter_id = made(office, case_id, Wish(LetterKind.REMINDER, fee=True), "2026-10-19")
    office.sleep_until("2026-10-21")
    sending.mark_sent(office.desk, letter_id)
    days = {entry.kind: entry.effective_on.isoformat() for entry in office.case(case_id).live_ledger}
    assert days[EntryKind.REMINDER_FEE] == "2026-10-21"
    assert days[EntryKind.LATE_INTEREST] == "2026-10-19"
