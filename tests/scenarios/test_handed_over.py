"""From the first call to the closed case, by way of somebody else: once in Sweden, once in Norway.

Each is told in the order of the days. Sums follow decisions 12; where one is new, its reckoning is beside it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import InterestLetGo, LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.partner import Partner, PartnerAnswer, PartnerKind
from app.domain.party import Address
from app.services import handing_over
from app.services.bank_age import confirm_checked
from app.services.case_view import case_page
from app.services.contact import Call, log_call
from app.services.handing_over import Order
from app.services.partners import add_partner, find_partner, new_partner
from app.services.payments import book_payment
from app.services.proofs import prove_arrival
from app.storage.worklist import WorkItem
from tests.documents.reading import flowing
from tests.evidence_cases import send
from tests.office import NORWEGIAN_FIRM, Office, kronor


def helper(office: Office, kind: PartnerKind, name: str) -> Partner:
    add_partner(office.desk, new_partner(kind, name))
    return find_partner(office.desk, name)


def today(office: Office) -> WorkItem | None:
    """Return the row of the only customer, where there is something to do or wait for."""
    return next(iter(office.work_list()), None)


def summary(office: Office, case_id: CaseId) -> tuple[str, str | None, str | None]:
    """Return next step, its day, and what closed the case."""
    query = "SELECT next_step, act_on, closed_as FROM case_summary WHERE invoice_id = ?"
    step, act_on, closed_as = office.desk.database.connection.execute(query, (case_id,)).fetchone()
    return step, act_on, closed_as or None


def total(office: Office, case_id: CaseId) -> str:
    return str(case_page(office.desk, case_id).total.amount)


def test_a_swedish_firm_goes_to_kronofogden_and_is_paid(tmp_path: Path) -> None:
    i18n.use("sv")
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    desk = office.desk
    boatyard = office.customer("Norrskärs Båtvarv HB", identifier="5560360793")
    case_id = office.invoice(
        boatyard, "10412", "29860.00", issued="2026-09-28", due="2026-10-28", due_agreed=True,
        fee_agreed=True, fee_agreed_on=date(2026, 9, 1), fee_source="offert 7", subject="Rördragning",
    )  # fmt: skip
    kronofogden = helper(office, PartnerKind.ENFORCEMENT_AUTHORITY, "Kronofogden")

    # Wednesday 28 October passes. On Monday they call, and 5 000 kr comes in the same day.
    office.sleep_until("2026-11-02")
    log_call(desk, [case_id], Call(Outcome.PROMISED, by=date(2026, 11, 16), amount=kronor("24860")))
    book_payment(desk, case_id, kronor("5000"))

    # The promise runs out. The reminder claims interest for 5 + 16 days, and the fee that was agreed.
    office.sleep_until("2026-11-18")
    send(office, case_id, LetterKind.REMINDER, fee=True)
    assert total(office, case_id) == "25069.88"

    # Nobody answers the phone. The inkassokrav claims 129.41 more, and its own fee.
    office.sleep_until("2026-12-03")
    log_call(desk, [case_id], Call(Outcome.NO_ANSWER))
    office.sleep_until("2026-12-07")
    send(office, case_id, LetterKind.COLLECTION_DEMAND, fee=True)
    assert total(office, case_id) == "25379.29"

    # Its last day is the 17th. The day before nothing can be handed over, whoever asks.
    office.sleep_until("2026-12-16")
    confirm_checked(desk)
    with pytest.raises(NotAllowedError) as refused:
        handing_over.hand_over(desk, [case_id], Order(kronofogden, tmp_path / "early"))
    assert (refused.value.reason, refused.value.from_day) == (Hindrance.LETTER_RUNNING, date(2026, 12, 18))

    # Three bank days later the morning list says it is time to decide; they call once more.
    office.sleep_until("2026-12-22")
    confirm_checked(desk)
    assert summary(office, case_id)[:2] == ("hand_over", "2026-12-22")
    log_call(desk, [case_id], Call(Outcome.NO_ANSWER))
    assert handing_over.has_called_again(office.case(case_id))

    # 24 860 + 240 in fees + 40.90 (5 days on 29 860) + 340.55 (50 days on 24 860), rounded once: 381.45
    made = handing_over.hand_over(desk, [case_id], Order(kronofogden, tmp_path / "pack"))
    assert made.total == kronor("25481.45")
    written = (tmp_path / "pack" / "Sammanfattning.pdf").read_bytes()
    assert "25 481,45 kr den 22 december 2026" in flowing(written).replace("\u00a0", " ")
    assert summary(office, case_id)[:2] == ("ask_partner", "2027-01-21")

    # It is served on 8 January, which proves that the demand arrived: ten years from that day.
    office.sleep_until("2027-01-21")
    handing_over.note_answer(desk, [case_id], PartnerAnswer.WORKING, note="Delgivet 8 januari.")
    prove_arrival(desk, case_id, date(2027, 1, 8), note="delgivningskvitto")
    assert case_page(desk, case_id).limitation == "8 januari 2037"
    assert summary(office, case_id)[:2] == ("ask_partner", "2027-02-20")

    # There is a decision, and the whole sum of the application comes. What interest ran since is let go.
    office.sleep_until("2027-02-12")
    handing_over.note_answer(desk, [case_id], PartnerAnswer.DECIDED)
    paid, nothing = kronor("25481.45"), kronor("0")
    handing_over.book_recovered(desk, case_id, paid, nothing, paid_on=date(2027, 2, 10))
    assert office.open(case_id) == "0.00"
    assert summary(office, case_id) == ("none", None, "paid")
    # Known rates end on 31 December: 59 days on 24 860 make 401.85, so 442.75 in all; 381.45 was paid
    let_go = [entry.event for entry in office.case(case_id).live_history
              if isinstance(entry.event, InterestLetGo)]  # fmt: skip
    assert let_go == [InterestLetGo(kronor("61.30"))]


def test_a_norwegian_firm_hands_over_to_an_agency_takes_back_and_hands_over_again(tmp_path: Path) -> None:
    i18n.use("nb")
    office = Office.opened(tmp_path / "betalt.db", "2026-08-20", NORWEGIAN_FIRM)
    desk = office.desk
    cafe = office.customer(
        "Bryggen Kafé AS", country="NO", identifier="999888771", phone="41234567", contact="Kari",
        address=Address("Bryggen 4", "5003", "Bergen", "NO"),
    )  # fmt: skip
    case_id = office.invoice(
        cafe, "2001", "25000.00", issued="2026-08-16", due="2026-09-15", currency="NOK", due_agreed=True,
        subject="Ny meny",
    )  # fmt: skip
    agency = helper(office, PartnerKind.COLLECTION_AGENCY, "Kravhjelpen AS")

    # Nobody answers three days after the due date. The purring claims 15 days and the small fee.
    office.sleep_until("2026-09-18")
    log_call(desk, [case_id], Call(Outcome.NO_ANSWER))
    office.sleep_until("2026-09-30")
    send(office, case_id, LetterKind.REMINDER, fee=True)
    assert total(office, case_id) == "25163.86"

    # Before the inkassovarsel an agency may not have it, though the purring has run out (inkassoloven § 9).
    office.sleep_until("2026-10-16")
    confirm_checked(desk)
    with pytest.raises(NotAllowedError) as refused:
        handing_over.hand_over(desk, [case_id], Order(agency, tmp_path / "early"))
    assert (refused.value.reason, refused.value.law) == (Hindrance.WARNING_FIRST, "Inkassoloven § 9")
    office.sleep_until("2026-10-19")
    send(office, case_id, LetterKind.COLLECTION_WARNING, fee=True)
    assert total(office, case_id) == "25361.27"

    # 3 bank days after 2 November. 25 000 x 12.25 % x 51/365 = 427.91, with 76 in fees.
    office.sleep_until("2026-11-05")
    confirm_checked(desk)
    assert summary(office, case_id)[:2] == ("hand_over", "2026-11-05")
    log_call(desk, [case_id], Call(Outcome.NO_ANSWER))
    made = handing_over.hand_over(desk, [case_id], Order(agency, tmp_path / "pakke.zip"))
    assert made.total == kronor("25503.91", "NOK")
    assert {"Sammendrag.pdf", "Krav.csv", "Forliksklage.txt", "Utlegg.txt"} < set(made.files)

    # The agency has too much to do. It comes back, and the morning list asks to decide again at once.
    office.sleep_until("2026-11-12")
    handing_over.recall(desk, [case_id])
    confirm_checked(desk)
    assert summary(office, case_id)[0] == "hand_over"
    again = handing_over.hand_over(desk, [case_id], Order(agency, tmp_path / "pakke.zip"))
    assert again.place == tmp_path / "pakke-2.zip"
    assert summary(office, case_id)[:2] == ("ask_partner", "2026-12-12")

    # On 7 December the customer pays the agency 25 000, of which it keeps 2 000. All of it is off the debt.
    office.sleep_until("2026-12-10")
    paid, kept = kronor("25000", "NOK"), kronor("2000", "NOK")
    handing_over.book_recovered(desk, case_id, paid, kept, paid_on=date(2026, 12, 7))
    assert office.open(case_id) == "361.27"  # 285.27 booked interest and 76 in fees
    assert summary(office, case_id)[0] == "ask_partner"

    # The rest of what was booked comes on the 15th, and the case is closed.
    office.sleep_until("2026-12-15")
    rest = kronor("361.27", "NOK")
    handing_over.book_recovered(desk, case_id, rest, kronor("0", "NOK"), paid_on=date(2026, 12, 15))
    assert office.open(case_id) == "0.00"
    assert summary(office, case_id) == ("none", None, "paid")
    assert today(office) is None
    # Interest ran until the principal was paid: 25 000 x 12.25 % x 83/365 = 696.40; 285.27 of it was paid
    let_go = [entry.event for entry in office.case(case_id).live_history
              if isinstance(entry.event, InterestLetGo)]  # fmt: skip
    assert let_go == [InterestLetGo(kronor("411.13", "NOK"))]
