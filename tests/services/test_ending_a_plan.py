"""A plan that is not kept: a call first, then its end in writing, and everything as it was after undo."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.amounts import unbooked_interest
from app.domain.deadline import PayByTooEarlyError
from app.domain.errors import RuleError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import LetterKind, LetterSent, Outcome, PlanEnded
from app.domain.invoice import CaseId
from app.domain.payment_plan import PlanInterest, Rhythm
from app.services import contact, letter_form, payments, plans, reminders, sending, undoing, writing_off
from app.services.case_view import case_page
from app.services.plans import PlanWish
from app.services.reminders import Wish
from tests.cli_shell import Shell
from tests.documents.reading import flowing
from tests.office import NORWEGIAN_FIRM, SWEDISH_FIRM, Office, kronor

FIRMS = {"SE": SWEDISH_FIRM, "NO": NORWEGIAN_FIRM}
END = Wish(LetterKind.PLAN_END)


@pytest.fixture(params=["SE", "NO"])
def missed(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Office, CaseId]:
    """Return an invoice whose plan of three parts asks for its first on Monday 2026-11-30."""
    return with_plan(tmp_path, request.param)


def with_plan(
    folder: Path, land: str, interest: PlanInterest = PlanInterest.NONE, rhythm: Rhythm = Rhythm.MONTHLY
) -> tuple[Office, CaseId]:
    i18n.use("en")
    office = Office.opened(folder / "betalt.db", "2026-09-28", FIRMS[land])
    who = office.customer("Acme AB", country=land)
    case_id = office.invoice(
        who, "10412", "24860.00", issued="2026-08-28", due="2026-09-28", due_agreed=True, delivered=True,
        currency="NOK" if land == "NO" else "SEK",
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    wish = PlanWish(3, date(2026, 11, 30), rhythm, interest=interest)
    plans.sign(office.desk, plans.make(office.desk, plans.propose(office.desk, [case_id], wish)))
    return office, case_id


def step(office: Office) -> tuple[str, str, str]:
    """Return section, step and day of the one row of the morning list."""
    (row,) = office.work_list()
    return row.section, row.next_step, str(row.act_on)


def call(office: Office, case_id: CaseId, day: str, outcome: Outcome) -> None:
    office.sleep_until(day)
    contact.log_call(office.desk, [case_id], contact.Call(outcome))


def sent(office: Office, case_id: CaseId) -> int:
    letter_id = sending.make(office.desk, reminders.propose(office.desk, [case_id], END))
    sending.mark_sent(office.desk, letter_id)
    return letter_id


def test_a_missed_instalment_is_a_call_first_and_the_end_in_writing_only_after_it(
    missed: tuple[Office, CaseId],
) -> None:
    office, case_id = missed
    office.sleep_until("2026-12-20")
    assert step(office) == ("first", "plan_call", "2026-12-04")
    call(office, case_id, "2026-12-04", Outcome.NO_ANSWER)
    assert step(office) == ("waiting", "plan_call", "2026-12-07")
    call(office, case_id, "2026-12-07", Outcome.NO_ANSWER)
    assert step(office) == ("waiting", "plan_end", "2026-12-08")
    office.sleep_until("2026-12-08")
    assert step(office)[0] == "first"
    page = case_page(office.desk, case_id)
    assert (page.next_step.headline, page.next_step.action.key) == (
        "End the plan with Maja in writing",
        "L",
    )


def test_it_may_be_ended_only_when_an_instalment_is_more_than_seven_days_late(
    missed: tuple[Office, CaseId],
) -> None:
    office, case_id = missed
    office.sleep_until("2026-12-07")
    with pytest.raises(NotAllowedError) as refused:
        reminders.propose(office.desk, [case_id], END)
    assert refused.value.reason is Hindrance.INSTALMENT_IN_TIME
    assert refused.value.from_day == date(2026, 12, 8)
    office.sleep_until("2026-12-08")
    assert letter_form.first_wish(office.desk, [case_id]).kind is LetterKind.PLAN_END
    with pytest.raises(NotAllowedError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))


def test_who_pays_the_instalment_late_keeps_the_plan(missed: tuple[Office, CaseId]) -> None:
    office, case_id = missed
    office.sleep_until("2026-12-09")
    plan = office.case(case_id).plan
    assert plan is not None
    payments.book_payment(office.desk, case_id, plan.instalments[0].amount)
    assert step(office)[:2] == ("waiting", "plan_call")
    with pytest.raises(NotAllowedError) as refused:
        reminders.propose(office.desk, [case_id], END)
    # seven days after 30 December; in Sweden the fourth bank day comes a day later
    land = office.case(case_id).invoice.law or ""
    assert refused.value.from_day == {"SE": date(2027, 1, 8), "NO": date(2027, 1, 7)}[land]


def test_who_names_a_new_day_on_the_telephone_keeps_the_plan_until_then(
    missed: tuple[Office, CaseId],
) -> None:
    office, case_id = missed
    office.sleep_until("2026-12-04")
    promised = contact.Call(
        Outcome.PROMISED, amount=kronor("8000", currency(office, case_id)), by=date(2026, 12, 11)
    )
    contact.log_call(office.desk, [case_id], promised)
    assert step(office) == ("waiting", "call", "2026-12-14")
    office.sleep_until("2026-12-11")
    with pytest.raises(NotAllowedError) as refused:
        reminders.propose(office.desk, [case_id], END)
    assert refused.value.reason is Hindrance.PROMISE_RUNNING
    office.sleep_until("2026-12-14")
    assert step(office)[0] == "first"
    assert reminders.propose(office.desk, [case_id], END).letter.asks


def currency(office: Office, case_id: CaseId) -> str:
    return str(office.case(case_id).invoice.currency)


def test_the_letter_asks_for_all_that_is_left_and_gives_the_days_agreed(
    missed: tuple[Office, CaseId],
) -> None:
    office, case_id = missed
    payments.book_payment(office.desk, case_id, kronor("1000", currency(office, case_id)))
    office.sleep_until("2026-12-08")
    proposal = reminders.propose(office.desk, [case_id], END)
    left = office.open(case_id)
    assert (str(proposal.claim.total.amount), proposal.claim.pay_by) == (left, date(2026, 12, 22))
    assert proposal.claim.entries == ()
    plan = office.case(case_id).plan
    assert plan is not None
    assert proposal.letter.plan is not None
    assert proposal.letter.plan.missing.minor == plan.instalments[0].amount.minor - 1000_00
    with pytest.raises(PayByTooEarlyError) as refused:
        reminders.propose(office.desk, [case_id], Wish(LetterKind.PLAN_END, pay_by=date(2026, 12, 17)))
    assert refused.value.earliest == date(2026, 12, 18)
    assert proposal.letter.counts_again_on == date(2026, 12, 9)
    read = flowing(proposal.pdf())
    assert re.search(r"9\.? de[cs]ember", read)
    assert "24 860,00" in read
    assert re.search(r"30\.? november", read)


def test_once_it_is_sent_the_plan_is_broken_and_interest_counts_again_from_the_day_after(
    missed: tuple[Office, CaseId],
) -> None:
    office, case_id = missed
    office.sleep_until("2026-12-08")
    before = office.open(case_id)
    sent(office, case_id)
    events = [entry.event for entry in office.case(case_id).live_history]
    assert isinstance(events[-1], PlanEnded)
    assert events[-1].why == "broken"
    assert isinstance(events[-2], LetterSent)
    assert (office.open(case_id), office.case(case_id).plan) == (before, None)
    section, next_step, act_on = step(office)
    assert (section, next_step) == ("waiting", "reminder")
    assert act_on > "2026-12-22"
    office.sleep_until("2026-12-23")
    case = office.case(case_id)
    fresh = unbooked_interest(case, office.desk.today(), office.desk.statutes)
    # 15 days from 9 to 23 December on 24 860: 102.164 at 10 % in Sweden, 125.151 at 12.25 % in Norway, where
    # the 51 days claimed before were rounded down
    assert str(fresh.amount) == {"SE": "102.16", "NO": "125.16"}[case.invoice.law or ""]


def test_a_plan_with_interest_books_what_ran_while_it_was_kept(tmp_path: Path) -> None:
    office, case_id = with_plan(tmp_path, "SE", PlanInterest.STATUTORY, Rhythm.WEEKLY)
    office.sleep_until("2026-12-08")
    proposal = reminders.propose(office.desk, [case_id], END)
    # 24 860 x 10 % x 20/365 from 19 November to 8 December
    assert [str(entry.amount.amount) for entry in proposal.claim.entries] == ["136.22"]
    sent(office, case_id)
    assert office.open(case_id) == str(proposal.claim.total.amount)


def test_ending_it_in_writing_is_undone_in_one_step(missed: tuple[Office, CaseId]) -> None:
    office, case_id = missed
    office.sleep_until("2026-12-08")
    before = office.case(case_id)
    letter_id = sending.make(office.desk, reminders.propose(office.desk, [case_id], END))
    sending.mark_sent(office.desk, letter_id)
    undoing.undo(office.desk)
    after = office.case(case_id)
    assert (after.plan, after.open, after.live_history) == (before.plan, before.open, before.live_history)
    assert step(office)[:2] == ("first", "plan_call")


def test_it_speaks_of_every_open_invoice_of_the_plan_and_of_no_other(tmp_path: Path) -> None:
    i18n.use("en")
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Acme AB")
    cases = [
        office.invoice(who, number, "5000.00", issued="2026-08-28", due="2026-09-28", delivered=True)
        for number in ("1", "2", "3")
    ]
    office.sleep_until("2026-11-18")
    wish = PlanWish(2, date(2026, 11, 30))
    plans.sign(office.desk, plans.make(office.desk, plans.propose(office.desk, cases[:2], wish)))
    office.sleep_until("2026-12-08")
    assert letter_form.first_wish(office.desk, cases).kind is LetterKind.PLAN_END
    for asked in (cases[:1], cases):
        proposal = reminders.propose(office.desk, asked, END)
        assert [line.number for line in proposal.claim.lines] == ["1", "2"]
    sent(office, cases[1])
    assert [office.case(each).plan for each in cases] == [None, None, None]


def test_the_command_line_ends_a_plan_by_its_letter(missed: tuple[Office, CaseId], tmp_path: Path) -> None:
    office, case_id = missed
    words = ("letter", "10412", "--kind", "plan_end", "--out", str(tmp_path / "a.pdf"))
    assert "seven days late" in Shell(tmp_path, today="2026-12-07").refused(*words)
    shell = Shell(tmp_path, today="2026-12-08")
    told = shell.done(*words, "--sent", "2026-12-08")
    assert (told["kind"], told["pay_by"]) == ("plan_end", "2026-12-22")
    assert office.case(case_id).plan is None


def test_a_plan_of_which_nothing_is_open_is_ended_by_no_letter(missed: tuple[Office, CaseId]) -> None:
    office, case_id = missed
    writing_off.write_off(office.desk, case_id)
    office.sleep_until("2027-03-01")
    with pytest.raises(RuleError):
        reminders.propose(office.desk, [case_id], END)
