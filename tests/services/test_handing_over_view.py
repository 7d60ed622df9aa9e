"""The page for handing over: what stands in the way, the checklist with its ways out, costs, who has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.attachment import AttachmentKind
from app.domain.history import DisputeReason
from app.domain.invoice import CaseId
from app.domain.partner import PartnerAnswer, PartnerKind
from app.services import handing_over
from app.services.bank_age import read_through_is
from app.services.contact import open_dispute
from app.services.disputes import answer_dispute
from app.services.facts import set_invoice
from app.services.handing_over import Order
from app.services.handing_over_view import HandOverView, hand_over_view
from app.services.partners import add_partner, find_partner, new_partner
from tests.evidence_cases import attach, norwegian, swedish
from tests.office import Office, kronor
from tests.services.saying import in_every_language, is_complete


@pytest.fixture
def told(tmp_path: Path) -> tuple[Office, CaseId]:
    office, case_id = swedish(tmp_path)
    terms = replace(new_partner(PartnerKind.COLLECTION_AGENCY, "Fordringsbyrån"), terms="10 procent")
    add_partner(office.desk, terms)
    add_partner(office.desk, new_partner(PartnerKind.ENFORCEMENT_AUTHORITY, "Kronofogden"))
    return office, case_id


def view(told: tuple[Office, CaseId]) -> HandOverView:
    office, case_id = told
    return hand_over_view(office.desk, [case_id])


def test_the_checklist_has_its_nine_lines_and_a_way_out_for_each(told: tuple[Office, CaseId]) -> None:
    found = {item.code: item for item in view(told).items}
    assert list(found) == [
        "identity", "invoices", "contract", "delivery", "calls", "letters", "interest", "disputes",
        "limitation",
    ]  # fmt: skip
    assert {code for code, item in found.items() if not item.good} == {"delivery"}
    assert all(item.way_out for item in found.values())
    assert found["delivery"].words == "Saknas för 10412. Det är inte noterat att 10412 kom fram."
    assert found["calls"].words == "2 samtal, senast 3 december."
    assert found["letters"].words == "2 brev, senast 7 december."
    assert found["interest"].words.replace("\u00a0", " ") == "374,64 kr, uträknad per halvår."
    assert found["limitation"].words == "Den kan drivas in till och med 9 december 2036."


def test_a_file_that_is_added_is_no_longer_missing(told: tuple[Office, CaseId], tmp_path: Path) -> None:
    office, case_id = told
    attach(office, case_id, AttachmentKind.DELIVERY, tmp_path / "foljesedel.pdf", b"%PDF-1.7")
    found = {item.code: item for item in view(told).items}
    assert (found["delivery"].words, found["delivery"].way_out) == (
        "Det är inte noterat att 10412 kom fram.", "facts",
    )  # fmt: skip
    set_invoice(office.desk, case_id, {"delivered": "yes"})
    assert all(item.good for item in view(told).items)


def test_a_dispute_counts_as_answered_once_it_is(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    day = date(2026, 12, 30)
    open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT, disputed=kronor("100"), answer_by=day)
    line = next(item for item in view(told).items if item.code == "disputes")
    assert (line.good, line.words) == (False, "1 bestridande, 0 besvarat.")
    answer_dispute(office.desk, case_id, day)
    assert next(item for item in view(told).items if item.code == "disputes").good


def test_an_authority_says_its_fee_and_days_and_an_agency_what_was_agreed(
    told: tuple[Office, CaseId],
) -> None:
    agency, authority = view(told).choices
    said = " ".join(authority.costs).replace("\u00a0", " ")
    assert "25 474,64 kr" in said
    assert "Ett betalningsföreläggande kostar 300,00 kr, utmätning 600,00 kr till" in said
    assert "högst 14 dagar" in said
    assert "10 procent" in " ".join(agency.costs)
    assert "300,00" not in " ".join(agency.costs)


def test_norway_names_both_public_ways(tmp_path: Path) -> None:
    office, case_id = norwegian(tmp_path)
    said = " ".join(hand_over_view(office.desk, [case_id]).costs).replace("\u00a0", " ")
    assert "En forliksklage koster 2 071,30 kr, utlegg på fakturaen 928,05 kr" in said


def test_old_bank_data_stand_in_the_way_of_everyone_with_a_way_on(told: tuple[Office, CaseId]) -> None:
    read_through_is(told[0].desk, None)
    found = view(told)
    assert [each.way_out for each in found.obstacles] == ["read_in"]
    assert all([each.code for each in choice.obstacles] == ["bank_data_old"] for choice in found.choices)


def test_what_is_about_one_of_two_invoices_names_it(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    who = office.case(case_id).customer.id
    fresh = office.invoice(who, "10500", "500", issued="2026-12-01", due="2026-12-31", due_agreed=True)
    found = hand_over_view(office.desk, [case_id, fresh])
    assert [each.words.startswith("10500: ") for each in found.obstacles] == [True]


def test_the_page_shows_who_has_it_and_what_they_said_newest_first(
    told: tuple[Office, CaseId], tmp_path: Path
) -> None:
    office, case_id = told
    assert view(told).with_partner is None
    byran = find_partner(office.desk, "Fordringsbyrån")
    handing_over.hand_over(office.desk, [case_id], Order(byran, tmp_path / "pack"))
    handing_over.note_answer(office.desk, [case_id], PartnerAnswer.RECEIVED)
    office.sleep_until("2026-12-28")
    handing_over.note_answer(office.desk, [case_id], PartnerAnswer.WORKING, note="Ärende 77")
    held = view(told).with_partner
    assert held is not None
    assert held.words == "Hos Fordringsbyrån sedan 21 december."
    assert held.answers == ("28 december: Ärendet pågår. Ärende 77", "21 december: Ärendet är mottaget.")


def test_every_line_is_said_in_every_language(told: tuple[Office, CaseId]) -> None:
    for place in range(9):
        assert is_complete(in_every_language(lambda place=place: view(told).items[place].title))  # type: ignore[misc]
    assert is_complete(in_every_language(lambda: " ".join(view(told).choices[1].costs)))
    i18n.use("sv")
