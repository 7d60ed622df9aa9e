"""What disputes came to: counted from the history, and never more than the history can say."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from app.domain.dispute_record import DisputeEnd, Happened, dispute_records
from app.domain.history import DisputeClosed, DisputeOpened, DisputeReason, DisputeWay
from app.domain.insight import Spread
from app.domain.invoice import CaseId
from app.services import insights_paper, undoing
from app.services.dispute_papers import Answer
from app.services.dispute_statistics import answer, dispute_statistics
from app.services.dispute_ways import Correction, correct_invoice, refuse, split
from app.services.disputes import Objection, close_dispute, take_up
from app.services.insights_answer import Insights
from tests.office import Office, kronor

pytestmark = pytest.mark.usefixtures("swedish")
DAY = date(2026, 11, 2)


def test_a_dispute_opened_again_while_open_is_one_with_its_newest_reason() -> None:
    def on(days: int) -> date:
        return DAY + timedelta(days=days)

    wrong, late = DisputeReason.WRONG_AMOUNT, DisputeReason.LATE_DELIVERY
    records = dispute_records(
        [
            Happened(CaseId(1), on(0), DisputeOpened(wrong, None, on(7))),
            Happened(CaseId(2), on(1), DisputeClosed(upheld=True)),  # never opened
            Happened(CaseId(1), on(2), DisputeOpened(late, None, on(9))),
            Happened(CaseId(1), on(4), DisputeClosed(upheld=False, way=DisputeWay.REFUSED)),
            Happened(CaseId(1), on(9), DisputeOpened(wrong, None, on(14))),
        ]
    )
    assert [(each.reason, each.days, each.end) for each in records] == [
        (late, 4, DisputeEnd.REFUSED),
        (wrong, None, None),
    ]


def settle(office: Office, number: int, days: int) -> None:
    """Dispute an invoice on 2 November and end it so many days later, each in another way."""
    office.sleep_until("2026-11-02")
    case = CaseId(number)
    reason = DisputeReason.WRONG_AMOUNT if number < 4 else DisputeReason.LATE_DELIVERY
    take_up(office.desk, case, Objection(reason))
    office.sleep_until((DAY + timedelta(days=days)).isoformat())
    by = office.desk.today() + timedelta(days=14)
    match number:
        case 1:
            correct_invoice(office.desk, case, Correction("K1", kronor("900"), by))
        case 2:
            refuse(office.desk, case, Answer("Nej", by))
        case 3:
            split(office.desk, case, kronor("100"), Answer("", by))
        case _:
            close_dispute(office.desk, case, upheld=number == 4)


@pytest.fixture
def office(office: Office) -> Office:
    """Return five invoices of 1 000 kr, late on 2 November."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    for number in range(1, 6):
        office.invoice(who, f"{number}", "1000", issued="2026-09-01", due="2026-10-01")
    return office


def test_five_closed_disputes_are_enough_to_say_how_long(office: Office) -> None:
    for number, days in ((1, 2), (2, 4), (3, 5), (4, 9), (5, 30)):
        settle(office, number, days)
    found = dispute_statistics(office.desk)
    assert (found.count, found.open, found.days) == (5, 0, Spread(5, 5, 2, 9))
    assert found.ends == {
        DisputeReason.WRONG_AMOUNT: Counter([DisputeEnd.CORRECTED, DisputeEnd.REFUSED, DisputeEnd.SPLIT]),
        DisputeReason.LATE_DELIVERY: Counter([DisputeEnd.UPHELD, DisputeEnd.STANDS]),
    }
    card = answer(found)
    assert card is not None
    assert (card.title, card.note) == (
        "En tvist tar 5 dagar", "5 avslutade tvister, 0 öppna. De flesta tar 2–9 dagar.",
    )  # fmt: skip
    assert card.heads[1:] == ("Kunden hade rätt", "Delad", "Kravet stod fast")
    assert card.rows == (("Fel belopp", "1", "1", "1"), ("Levererat för sent", "1", "0", "1"))
    assert insights_paper.pdf(office.desk, "Insikter", Insights("", (card,), "", "")).startswith(b"%PDF")


def test_four_are_too_few_to_say(office: Office) -> None:
    for number in range(1, 5):
        settle(office, number, number)
    found = dispute_statistics(office.desk)
    assert (found.count, found.days) == (4, None)
    card = answer(found)
    assert card is not None
    assert card.title == "För få tvister för att säga hur lång tid de tar"


def test_without_disputes_there_is_no_card(office: Office) -> None:
    assert answer(dispute_statistics(office.desk)) is None


def test_only_those_opened_since_a_day_are_counted(office: Office) -> None:
    settle(office, 1, 2)
    assert dispute_statistics(office.desk, DAY).count == 1
    assert dispute_statistics(office.desk, DAY + timedelta(days=1)).count == 0


def test_an_end_that_is_undone_leaves_the_dispute_open(office: Office) -> None:
    settle(office, 2, 4)
    undoing.undo(office.desk)
    found = dispute_statistics(office.desk)
    assert (found.count, found.open, found.ends) == (1, 1, {DisputeReason.WRONG_AMOUNT: Counter()})
