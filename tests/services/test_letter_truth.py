"""What a letter says about its interest is what was counted: the days, the rate, the part not contested."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.documents.explanation import calculation, terms
from app.documents.letter_pdf import render
from app.domain.dated_table import DatedValue
from app.domain.history import DisputeReason, LetterKind
from app.domain.invoice import CaseId
from app.services import contact, payments, reminders, sending
from app.services.reminders import Proposal, Wish
from app.statutes import ExtraRow, load
from tests.documents.reading import text
from tests.office import NORWEGIAN_FIRM, Office, kronor


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return 10 000 kr due on 2026-09-17, late by 31 days on 2026-10-18, with date and fee agreed."""
    who = office.customer("Norrskärs Båtvarv HB")
    found = office.invoice(
        who, "10412", "10000", issued="2026-09-01", due="2026-09-17", due_agreed=True, fee_agreed=True
    )
    office.sleep_until("2026-10-18")
    return found


def propose(office: Office, case_id: CaseId, kind: LetterKind = LetterKind.REMINDER, *,
            interest: bool = True) -> Proposal:  # fmt: skip
    proposal = reminders.propose(office.desk, [case_id], Wish(kind, interest=interest))
    assert proposal.letter.total == proposal.claim.total
    return proposal


def send(office: Office, case_id: CaseId) -> None:
    sending.mark_sent(office.desk, sending.make(office.desk, propose(office, case_id)))


def said(proposal: Proposal) -> str:
    return " ".join((*calculation(proposal.letter), *terms(proposal.letter))).replace("\u00a0", " ")


def test_interest_on_the_part_that_is_not_contested_is_explained(office: Office, case_id: CaseId) -> None:
    contact.open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT, disputed=kronor("4000"))
    proposal = propose(office, case_id)
    # 6 000 x 10 % x 31/365 = 50.96, and the fee
    assert str(proposal.claim.total.amount) == "6110.96"
    assert "till och med 18 oktober 2026 (31 dagar)" in said(proposal)
    assert "är allt klart utom de 4 000,00 kr som vi reder ut tillsammans." in said(proposal)
    assert render(proposal.letter).startswith(b"%PDF")


def test_interest_claimed_before_a_dispute_is_not_asked_for_on_the_contested_part(
    office: Office, case_id: CaseId
) -> None:
    send(office, case_id)
    office.sleep_until("2026-11-10")
    contact.open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT, disputed=kronor("4000"))
    # 6 000 x 10 % x 31/365 were claimed of it, 6 000 x 10 % x 54/365 have become lawful
    assert str(propose(office, case_id, interest=False).letter.late_interest.amount) == "50.96"
    assert str(propose(office, case_id).letter.late_interest.amount) == "88.77"


def test_interest_that_was_partly_paid_is_told_as_such(office: Office, case_id: CaseId) -> None:
    send(office, case_id)
    payments.book_payment(office.desk, case_id, kronor("10020"))
    office.sleep_until("2026-11-10")
    proposal = propose(office, case_id)
    assert "Av räntan är 20,00 kr redan betalt." in said(proposal)
    assert "till och med 18 oktober 2026 (31 dagar)" in said(proposal)


def test_interest_is_said_to_end_with_the_last_known_rate(office: Office, case_id: CaseId) -> None:
    office.sleep_until("2027-01-15")
    assert "till och med 31 december 2026 (105 dagar). Det är referensräntan 2,00 %" in said(
        propose(office, case_id)
    )


@pytest.mark.parametrize("kind", [LetterKind.REMINDER, LetterKind.FRIENDLY])
def test_a_letter_without_new_interest_says_how_far_the_claimed_one_goes(
    office: Office, case_id: CaseId, kind: LetterKind
) -> None:
    send(office, case_id)
    office.sleep_until("2026-11-10")
    proposal = propose(office, case_id, kind, interest=False)
    assert proposal.letter.interest and proposal.letter.interest.through == date(2026, 10, 18)
    assert "till och med 18 oktober 2026 (31 dagar)" in said(proposal)
    assert "räknat från den 19 oktober" in said(proposal)


def test_an_invoice_without_a_subject_is_told_by_its_day(office: Office, case_id: CaseId) -> None:
    """Inkassoforskriften § 1-2 and good practice ask what the claim concerns: number and date at least."""
    assert "Fakturadatum 2026-09-01" in text(render(propose(office, case_id).letter))


def test_each_section_that_starts_interest_is_cited(office: Office, case_id: CaseId) -> None:
    """Räntelagen 3 § for a due date agreed beforehand, 4 § for one that was merely printed."""
    who = office.case(case_id).customer.id
    printed = office.invoice(who, "10413", "5000", issued="2026-09-01", due="2026-09-17")
    proposal = reminders.propose(office.desk, [case_id, printed], Wish(LetterKind.REMINDER))
    assert "enligt 3, 4 och 6 §§ räntelagen" in said(proposal)


def test_an_agency_is_named_where_the_rules_let_a_purring_say_so(tmp_path: Path) -> None:
    """Inkassoloven 1988 § 9 keeps it for the inkassovarsel; the law of 2026 (§ 20) gives that to agencies."""
    firm = replace(NORWEGIAN_FIRM, agency="Nordinkasso AS")
    office = Office.opened(tmp_path / "no.db", "2026-10-01", firm)
    made = office.invoice(
        office.customer("Fjord AS", country="NO"), "1", "25000",
        issued="2026-10-01", due="2026-11-02", currency="NOK",
    )  # fmt: skip
    office.sleep_until("2026-12-15")
    wish = Wish(LetterKind.REMINDER)
    assert not reminders.propose(office.desk, [made], wish).letter.hand_over
    assert reminders.propose(office.desk, [made], Wish(LetterKind.COLLECTION_WARNING)).letter.hand_over
    office.sleep_until("2027-02-01")
    assert not reminders.propose(office.desk, [made], wish).letter.hand_over, "the rules are not reviewed"
    since, through = date(2027, 1, 1), date(2027, 12, 31)
    row = DatedValue(Decimal("2026"), since, "https://example.org/", "LOV-2026-05-22-19 § 55")
    office.desk.statutes = load([ExtraRow("NO", "inkasso_regime", row, through)])
    letter = reminders.propose(office.desk, [made], wish).letter
    assert letter.hand_over
    assert terms(letter)[-1] == (
        "Hvis kravet ikke er betalt innen 15. februar, vil det bli oversendt til et inkassoforetak."
    )
