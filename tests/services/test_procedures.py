"""The user's own procedure steers every open case at once, and Undo brings the old one back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import i18n
from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.domain.procedure import Rung
from app.domain.procedure_rules import ProcedureError
from app.services import procedures, undoing
from app.services.case_view import case_page
from app.services.errors import FeeTooHighError
from app.services.explain.errors import error
from app.services.procedures import FeeLine
from tests.office import Office

BUSINESS, CONSUMER = CustomerKind.BUSINESS, CustomerKind.CONSUMER


def act_on(office: Office, case_id: CaseId) -> str:
    """Return the stored day, which has to be the one that the page works out by itself."""
    query = "SELECT act_on FROM case_summary WHERE invoice_id = ?"
    stored = office.desk.database.connection.execute(query, (case_id,)).fetchone()[0]
    asked = case_page(office.desk, case_id).summary.act_on
    assert asked is not None
    assert stored == asked.isoformat()
    return str(stored)


def swedish(office: Office, place: int, **changes: object) -> tuple[Rung, ...]:
    rungs = list(procedures.procedure(office.desk, "SE", BUSINESS).rungs)
    rungs[place] = replace(rungs[place], **changes)  # type: ignore[arg-type]
    return tuple(rungs)


@pytest.fixture
def late(office: Office) -> CaseId:
    """Return an invoice of a business, due Monday 2026-09-14 and untouched since."""
    yard = office.customer("Norrskärs Båtvarv")
    return office.invoice(yard, "10412", "4800.00", issued="2026-08-14", due="2026-09-14")


def test_the_day_of_every_open_case_follows_the_changed_procedure(office: Office, late: CaseId) -> None:
    assert act_on(office, late) == "2026-09-17"
    procedures.set_procedure(office.desk, "SE", BUSINESS, swedish(office, 0, after_due=5))
    assert act_on(office, late) == "2026-09-21"
    undoing.undo(office.desk)
    assert act_on(office, late) == "2026-09-17"
    undoing.redo(office.desk)
    assert act_on(office, late) == "2026-09-21"


def test_the_proposal_comes_back_with_one_press_and_can_itself_be_undone(
    office: Office, late: CaseId
) -> None:
    procedures.set_procedure(office.desk, "SE", BUSINESS, swedish(office, 0, after_due=5))
    assert procedures.procedure(office.desk, "SE", BUSINESS).is_own
    procedures.restore(office.desk, "SE", BUSINESS)
    assert not procedures.procedure(office.desk, "SE", BUSINESS).is_own
    assert act_on(office, late) == "2026-09-17"
    undoing.undo(office.desk)
    assert act_on(office, late) == "2026-09-21"


def test_each_kind_of_customer_has_its_own_procedure(office: Office, late: CaseId) -> None:
    procedures.set_procedure(office.desk, "SE", CONSUMER, swedish(office, 0, after_due=5))
    assert act_on(office, late) == "2026-09-17"
    eva = office.customer("Eva Ek", kind=CONSUMER)
    hers = office.invoice(eva, "10420", "900.00", issued="2026-08-14", due="2026-09-14")
    unset = office.customer("Okänd", kind=None)
    other = office.invoice(unset, "10421", "900.00", issued="2026-08-14", due="2026-09-14")
    assert [act_on(office, each) for each in (hers, other)] == ["2026-09-21", "2026-09-21"]


def test_a_new_invoice_follows_the_changed_procedure_from_the_start(office: Office) -> None:
    procedures.set_procedure(office.desk, "SE", BUSINESS, swedish(office, 0, after_due=5))
    yard = office.customer("Norrskärs Båtvarv")
    new = office.invoice(yard, "10430", "4800.00", issued="2026-08-14", due="2026-09-14")
    assert act_on(office, new) == "2026-09-21"


def test_a_procedure_against_the_law_is_refused_and_nothing_changes(office: Office, late: CaseId) -> None:
    i18n.use("sv")
    with pytest.raises(ProcedureError) as refused:
        procedures.set_procedure(office.desk, "SE", BUSINESS, swedish(office, 4, pay_in=7))
    said = "Det här brevet ger minst 8 dagar att betala. (Inkassolagen (1974:182) 5 §)"
    assert error(refused.value) == said
    assert not procedures.procedure(office.desk, "SE", BUSINESS).is_own


def test_the_example_names_the_day_of_every_step(office: Office) -> None:
    i18n.use("sv")
    office.sleep_until("2026-11-18")
    said = procedures.procedure(office.desk, "SE", BUSINESS).example
    assert said.startswith("En faktura som förföll 2 november:")
    assert "5 november" in said
    assert "9 november" in said
    longer = procedures.example(office.desk, "SE", BUSINESS, swedish(office, 0, after_due=5))
    assert "5 november" not in longer


def line(office: Office, law: str, key: str) -> FeeLine:
    return next(each for each in procedures.fees(office.desk, law) if each.key == key)


def fee_of(office: Office, case_id: CaseId, step: str) -> tuple[bool, str]:
    found = next(each for each in case_page(office.desk, case_id).allowed if each.step == step)
    return found.allowed, str(found.amount.amount) if found.amount else str(found.reason)


def test_a_lower_fee_of_ones_own_is_what_a_letter_may_add(office: Office) -> None:
    yard = office.customer("Norrskärs Båtvarv")
    late = office.invoice(yard, "10412", "4800.00", issued="2026-08-14", due="2026-09-14", fee_agreed=True)
    assert fee_of(office, late, "reminder_with_fee") == (True, "60.00")
    procedures.set_fee(office.desk, "SE", "reminder_fee", "45,50")
    assert fee_of(office, late, "reminder_with_fee") == (True, "45.50")
    procedures.set_fee(office.desk, "SE", "reminder_fee", "0")
    assert fee_of(office, late, "reminder_with_fee") == (False, "left_out")
    procedures.set_fee(office.desk, "SE", "reminder_fee", None)
    assert fee_of(office, late, "reminder_with_fee") == (True, "60.00")
    undoing.undo(office.desk)
    assert fee_of(office, late, "reminder_with_fee") == (False, "left_out")


@pytest.mark.parametrize(
    ("law", "key", "typed"),
    # Lag 1981:739 4 §: 60, 180, 170; inkassoforskriften § 1-2 in 2026: 38 and 113.
    [("SE", "reminder_fee", "60,01"), ("SE", "collection_fee", "181"), ("SE", "plan_fee", "200"),
     ("NO", "reminder_fee", "39"), ("NO", "collection_fee", "114"), ("SE", "plan_fee", "-1")],
)  # fmt: skip
def test_a_fee_above_the_legal_most_is_refused(office: Office, law: str, key: str, typed: str) -> None:
    with pytest.raises(FeeTooHighError):
        procedures.set_fee(office.desk, law, key, typed)
    assert line(office, law, key).taken is None


@pytest.mark.parametrize(
    ("law", "most"),
    [("SE", {"reminder_fee": "60.00", "collection_fee": "180.00", "plan_fee": "170.00"}),
     ("NO", {"reminder_fee": "38.00", "collection_fee": "113.00"})],
)  # fmt: skip
def test_the_legal_most_is_shown_beside_every_fee(office: Office, law: str, most: dict[str, str]) -> None:
    found = {each.key: str(each.most.amount) for each in procedures.fees(office.desk, law) if each.most}
    assert found == most
    assert [each.key for each in procedures.fees(office.desk, law) if each.needs_agreement] == (
        ["reminder_fee"] if law == "SE" else []
    )


def test_a_fee_of_one_country_leaves_the_other_alone(office: Office) -> None:
    procedures.set_fee(office.desk, "NO", "reminder_fee", "30")
    procedures.set_fee(office.desk, "SE", "reminder_fee", "50")
    procedures.set_fee(office.desk, "SE", "reminder_fee", None)
    found = line(office, "NO", "reminder_fee").taken
    assert found is not None
    assert str(found.amount) == "30.00"
    assert line(office, "SE", "reminder_fee").taken is None
