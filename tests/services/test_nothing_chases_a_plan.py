"""While a signed plan is kept nothing else chases the customer, whichever way it is tried."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.allowed import KINDS_OF
from app.domain.hindrance import NotAllowedError
from app.domain.history import LetterKind, PlanEnded
from app.domain.invoice import CaseId
from app.services import (
    batch,
    letter_form,
    paper_listing,
    payments,
    plan_form,
    plans,
    reminders,
    sending,
    undoing,
    writing_off,
)
from app.services.case_view import case_page
from app.services.listing import Query
from app.services.overview import overview
from app.services.reminders import Wish
from app.storage.letters import read_plan
from tests.cli_shell import Shell
from tests.office import NORWEGIAN_FIRM, SWEDISH_FIRM, Office

FIRMS = {"SE": SWEDISH_FIRM, "NO": NORWEGIAN_FIRM}
ON_TRACK = ("2026-11-18", "2026-11-30", "2026-12-03", "2026-12-30", "2027-01-07")


@pytest.fixture(params=["SE", "NO"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Office, CaseId]:
    """Return a late invoice with a signed plan of three parts, the first due 2026-11-30."""
    i18n.use("en")
    land = request.param
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28", FIRMS[land])
    who = office.customer("Acme AB", country=land)
    currency = "NOK" if land == "NO" else "SEK"
    case_id = office.invoice(
        who, "10412", "24860.00", issued="2026-08-28", due="2026-09-28", currency=currency,
        due_agreed=True, fee_agreed=True, delivered=True,
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    wish = plans.PlanWish(3, date(2026, 11, 30))
    plan_id = plans.make(office.desk, plans.propose(office.desk, [case_id], wish))
    plans.sign(office.desk, plan_id)
    return office, case_id


def pays(office: Office, case_id: CaseId, place: int) -> None:
    """Let an instalment come in on the day it is due."""
    plan = office.case(case_id).plan
    assert plan is not None
    part = plan.instalments[place]
    office.sleep_until(part.due_on.isoformat())
    payments.book_payment(office.desk, case_id, part.amount)


def keeps_up(office: Office, case_id: CaseId, day: str) -> None:
    """Pay what the plan asks for until a day, and go there."""
    plan = office.case(case_id).plan
    assert plan is not None
    for place, part in enumerate(plan.instalments):
        if part.due_on < date.fromisoformat(day):
            pays(office, case_id, place)
    office.sleep_until(day)


@pytest.mark.parametrize("day", ON_TRACK)
def test_the_morning_list_asks_for_nothing(kept: tuple[Office, CaseId], day: str) -> None:
    office, case_id = kept
    keeps_up(office, case_id, day)
    assert [(row.section, row.next_step) for row in office.work_list()] == [("waiting", "plan_call")]
    page = case_page(office.desk, case_id)
    assert (page.state.value, page.next_step.waits) == ("plan", True)


@pytest.mark.parametrize("day", ON_TRACK)
def test_every_dunning_letter_is_refused(kept: tuple[Office, CaseId], day: str) -> None:
    office, case_id = kept
    keeps_up(office, case_id, day)
    law = office.case(case_id).invoice.law
    for kind in KINDS_OF[law]:
        with pytest.raises(NotAllowedError):
            reminders.propose(office.desk, [case_id], Wish(kind))
    steps = {step.step: step.allowed for step in case_page(office.desk, case_id).allowed}
    dunning = [each for each in steps if each not in ("plan", "plan_with_fee")]
    assert not any(steps[each] for each in dunning)


def test_a_run_of_letters_leaves_it_out(kept: tuple[Office, CaseId]) -> None:
    office, case_id = kept
    run = batch.make(office.desk, [((case_id,), Wish(LetterKind.FRIENDLY))], lambda _done, _of: True)
    assert run.made == ()
    assert "plan" in str(run.letters[0])


def test_the_letter_page_offers_no_dunning_letter(kept: tuple[Office, CaseId]) -> None:
    office, case_id = kept
    wish = letter_form.first_wish(office.desk, [case_id])
    form = letter_form.letter_form(office.desk, [case_id], wish)
    assert not any(level.possible for level in form.levels if level.kind.is_dunning)


def test_the_command_line_refuses_it_too(kept: tuple[Office, CaseId], tmp_path: Path) -> None:
    office, _case_id = kept
    shell = Shell(tmp_path)
    for kind in ("friendly", "reminder"):
        assert "plan" in shell.refused("letter", "10412", "--kind", kind, "--out", str(tmp_path / "a.pdf"))
    today = shell.done("today")
    assert [row["state"] for row in today["rows"]] == ["plan"]
    assert office.work_list()[0].section == "waiting"


def test_a_missed_instalment_is_a_call_and_still_no_letter(kept: tuple[Office, CaseId]) -> None:
    office, case_id = kept
    office.sleep_until("2026-12-03")
    assert [row.section for row in office.work_list()] == ["waiting"]
    office.sleep_until("2026-12-04")
    assert [(row.section, row.next_step) for row in office.work_list()] == [("first", "plan_call")]
    with pytest.raises(NotAllowedError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))


def test_a_plan_that_runs_is_changed_only_on_purpose(kept: tuple[Office, CaseId]) -> None:
    office, case_id = kept
    wish = plans.PlanWish(2, date(2026, 12, 31))
    with pytest.raises(NotAllowedError):
        plans.propose(office.desk, [case_id], wish)
    assert plan_form.first_wish(office.desk, [case_id]).changes
    assert plan_form.origin(office.desk, [case_id]).startswith("New version of the plan of 18 November.")


def test_a_changed_plan_is_a_new_version_and_the_old_one_stays_readable(
    kept: tuple[Office, CaseId],
) -> None:
    office, case_id = kept
    before = office.case(case_id).plan
    assert before is not None
    pays(office, case_id, 0)
    office.sleep_until("2026-12-01")
    left = office.open(case_id)
    wish = plans.PlanWish(2, date(2026, 12, 31), changes=True)
    proposal = plans.propose(office.desk, [case_id], wish)
    assert str(proposal.claim.total.amount) == left
    plan_id = plans.make(office.desk, proposal)
    assert PlanEnded(before.id, "replaced") in [each.event for each in office.case(case_id).live_history]
    plans.sign(office.desk, plan_id)
    assert office.open(case_id) == left
    assert [(row.section, row.next_step) for row in office.work_list()] == [("waiting", "plan_call")]
    rows = paper_listing.plan_rows(office.desk, [before.id, plan_id])
    assert [row.stage for row in rows] == ["broken", "signed"]
    with office.desk.look() as work:
        kept_letter = read_plan(work, before.id).letter_id
    assert sending.stored_pdf(office.desk, kept_letter).startswith(b"%PDF")


def test_changing_a_plan_is_undone_in_one_step(kept: tuple[Office, CaseId]) -> None:
    office, case_id = kept
    before = office.case(case_id).plan
    wish = plans.PlanWish(2, date(2026, 12, 31), changes=True)
    plans.make(office.desk, plans.propose(office.desk, [case_id], wish))
    undoing.undo(office.desk)
    assert office.case(case_id).plan == before
    assert [(row.section, row.next_step) for row in office.work_list()] == [("waiting", "plan_call")]


def test_the_command_line_changes_a_plan_with_a_word_of_its_own(
    kept: tuple[Office, CaseId], tmp_path: Path
) -> None:
    shell = Shell(tmp_path)
    words = ("plan", "10412", "--instalments", "2", "--first", "2026-12-31", "--out", str(tmp_path / "a.pdf"))
    assert "signed payment plan" in shell.refused(*words)
    assert len(shell.done(*words, "--change", "--signed", "2026-11-18")["instalments"]) == 2
    assert kept[0].work_list()[0].next_step == "plan_call"


def standing(office: Office, plan_id: int) -> tuple[str, str, str]:
    """Return state, word and what is left of a plan as the list of plans shows it."""
    (row,) = paper_listing.plan_rows(office.desk, [plan_id])
    return row.stage, row.cells[1], row.cells[5].replace("\xa0", " ")


def test_a_plan_is_done_once_all_is_paid_and_runs_again_when_the_last_payment_is_undone(
    kept: tuple[Office, CaseId],
) -> None:
    office, case_id = kept
    plan = office.case(case_id).plan
    assert plan is not None
    for place in range(3):
        assert standing(office, plan.id)[:2] == ("signed", f"Plan {place}/3")
        assert paper_listing.plan_ids(office.desk, Query("active")) == (plan.id,)
        assert overview(office.desk).plans == 1
        pays(office, case_id, place)
    assert standing(office, plan.id)[:2] == ("done", "Paid as agreed")
    assert paper_listing.plan_ids(office.desk, Query("active")) == ()
    assert paper_listing.plan_ids(office.desk, Query()) == (plan.id,)
    assert overview(office.desk).plans == 0
    undoing.undo(office.desk)
    assert standing(office, plan.id)[:2] == ("signed", "Plan 2/3")


def test_a_plan_whose_invoice_is_settled_otherwise_asks_for_nothing_more(kept: tuple[Office, CaseId]) -> None:
    office, case_id = kept
    plan = office.case(case_id).plan
    assert plan is not None
    writing_off.write_off(office.desk, case_id)
    office.sleep_until("2027-03-01")
    state, word, left = standing(office, plan.id)
    assert (state, word, left.split(".")[0]) == ("done", "Settled", "0")
