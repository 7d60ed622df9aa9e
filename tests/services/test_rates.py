"""Rows of law that the user adds: checked, in force at once, undone like any action, and kept on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app import i18n
from app.domain.dated_table import NotInForceError
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.table_row import RowError, RowFault
from app.formatting import UnreadableAmountError
from app.services import rates, undoing
from app.services.case_view import case_page
from app.services.errors import UnknownTableError
from app.services.explain.errors import error
from app.services.rates import NewRow, TableLine
from app.services.reminders import Wish, propose
from app.services.sending import make, mark_sent, stored_pdf
from tests.office import NORWEGIAN_FIRM, Office

NEXT = NewRow("SE", "reference_rate", date(2027, 1, 1), "2,50", "https://www.riksbank.se/2026-12-30")
JULY_2026, JANUARY, JULY = date(2026, 7, 1), date(2027, 1, 1), date(2027, 7, 1)


def rate(office: Office, day: date) -> Decimal:
    return office.desk.statutes.table("SE", "reference_rate").on(day).value


def line(office: Office, country: str, name: str) -> TableLine:
    found = rates.overview(office.desk)
    return next(each for each in found if (each.country, each.name) == (country, name))


def test_a_new_half_year_holds_at_once_and_until_its_end(office: Office) -> None:
    rates.add_row(office.desk, NEXT)
    assert rate(office, date(2027, 6, 30)) == Decimal("2.50")
    with pytest.raises(NotInForceError):
        rate(office, JULY)


def test_rows_follow_one_upon_the_other_and_no_half_year_is_left_out(office: Office) -> None:
    with pytest.raises(RowError):
        rates.add_row(office.desk, replace(NEXT, valid_from=JULY))
    rates.add_row(office.desk, NEXT)
    rates.add_row(office.desk, replace(NEXT, valid_from=JULY, value="3 %"))
    assert [rate(office, day) for day in (JULY_2026, JANUARY, JULY)] == [2, Decimal("2.5"), 3]


def test_a_row_is_there_when_the_file_is_opened_again(office: Office) -> None:
    rates.add_row(office.desk, NEXT)
    again = replace(office.desk)
    assert again.statutes.table("SE", "reference_rate").known_through == date(2027, 6, 30)


def test_undo_takes_the_row_away_and_redo_brings_it_back(office: Office) -> None:
    rates.add_row(office.desk, NEXT)
    undoing.undo(office.desk)
    with pytest.raises(NotInForceError):
        rate(office, JANUARY)
    undoing.redo(office.desk)
    assert rate(office, JANUARY) == Decimal("2.50")


def test_a_corrected_figure_replaces_the_row_and_both_stay_on_record(office: Office) -> None:
    corrected = replace(NEXT, valid_from=JULY_2026, value="1,50")
    with pytest.raises(RowError) as refused:
        rates.add_row(office.desk, corrected)
    assert refused.value.fault is RowFault.OTHER_VALUE_KNOWN
    rates.add_row(office.desk, replace(corrected, replaces=True))
    assert rate(office, date(2026, 11, 18)) == Decimal("1.50")
    seen = line(office, "SE", "reference_rate")
    assert len(seen.own) == 1
    assert len(seen.replaced) == 1
    kept = office.desk.database.connection.execute("SELECT value, source FROM statute_row").fetchall()
    assert [tuple(row) for row in kept] == [("1.50", NEXT.source)]


def test_a_figure_corrected_twice_keeps_all_three(office: Office) -> None:
    corrected = replace(NEXT, valid_from=JULY_2026, value="1,50", replaces=True)
    rates.add_row(office.desk, corrected)
    rates.add_row(office.desk, replace(corrected, value="1,00"))
    assert rate(office, JULY_2026) == 1
    table = office.desk.statutes.table("SE", "reference_rate")
    assert [old.value for old in table.corrected] == [2, Decimal("1.5")]


@pytest.mark.parametrize(
    ("new", "part"),
    [
        (replace(NEXT, value="två"), "två"),
        (replace(NEXT, value="2,25"), "steg"),
        (replace(NEXT, value="99"), "ligger mellan"),
        (replace(NEXT, source=""), "var siffran står"),
        (replace(NEXT, valid_from=date(2027, 2, 1)), "1 januari 2027"),
        (replace(NEXT, valid_from=JULY_2026, value="2"), "redan känd"),
        (replace(NEXT, name="unknown"), "unknown"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_with_words(office: Office, new: NewRow, part: str) -> None:
    with pytest.raises((RowError, UnreadableAmountError, UnknownTableError)) as refused:
        rates.add_row(office.desk, new)
    i18n.use("sv")
    assert part in error(refused.value)
    assert not line(office, "SE", "reference_rate").own


def test_a_letter_keeps_the_rate_it_was_made_with(office: Office) -> None:
    office.sleep_until("2026-11-18")
    yard = office.customer("Norrskärs Båtvarv")
    case_id = office.invoice(
        yard, "10412", "24860.00", issued="2026-09-28", due="2026-10-28", due_agreed=True
    )
    proposed = propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    letter_id = make(office.desk, proposed)
    mark_sent(office.desk, letter_id)
    printed, booked = stored_pdf(office.desk, letter_id), office.open(case_id)
    rates.add_row(office.desk, replace(NEXT, valid_from=JULY_2026, value="5,00", replaces=True))
    assert (stored_pdf(office.desk, letter_id), office.open(case_id)) == (printed, booked)


def test_the_list_says_what_is_known_until_when_and_when_more_is_expected(office: Office) -> None:
    i18n.use("sv")
    seen = line(office, "SE", "reference_rate")
    assert (seen.value, seen.known) == ("2,00\u00a0% per år", "Känd till och med 31 december 2026")
    assert seen.missing.startswith(
        "Okänd från 1 januari 2027. Riksbanken beslutar om den omkring 30 december 2026"
    )
    assert not seen.urgent
    office.sleep_until("2026-11-18")
    assert line(office, "SE", "reference_rate").urgent
    first = rates.overview(office.desk)[0]
    assert (first.country, first.is_periodic) == ("SE", True)


def test_a_standing_table_warns_when_it_was_read_more_than_a_year_ago(office: Office) -> None:
    assert not line(office, "SE", "reminder_fee_max").warning
    office.sleep_until("2027-04-28")
    assert line(office, "SE", "reminder_fee_max").warning


@pytest.fixture
def norway(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "no.db", "2026-12-10", NORWEGIAN_FIRM)


def late_case(norway: Office) -> CaseId:
    who = norway.customer("Bryggen Kafé AS", country="NO", phone="")
    return norway.invoice(who, "2001", "25000.00", issued="2026-11-20", due="2026-12-07", currency="NOK")


def test_confirming_the_act_of_1988_lets_the_warning_be_sent_on_those_days(norway: Office) -> None:
    assert not norway.desk.warning_allowed(JANUARY)
    rates.confirm_regime(norway.desk, 1988, through=date(2027, 6, 30), source="https://lovdata.no/")
    assert norway.desk.warning_allowed(date(2027, 6, 30))
    assert not norway.desk.warning_allowed(JULY)
    undoing.undo(norway.desk)
    assert not norway.desk.warning_allowed(JANUARY)


def test_a_confirmation_without_a_source_or_after_a_gap_is_refused(norway: Office) -> None:
    with pytest.raises(RowError):
        rates.confirm_regime(norway.desk, 1988, through=date(2027, 6, 30), source="")
    with pytest.raises(RowError):
        rates.confirm_regime(
            norway.desk, 2026, first_day=JULY, through=date(2027, 12, 31), source="https://lovdata.no/"
        )


def next_step(norway: Office, case_id: CaseId) -> str:
    """Return the stored next step, which has to agree with the one that the page works out."""
    query = "SELECT next_step FROM case_summary WHERE invoice_id = ?"
    stored = norway.desk.database.connection.execute(query, (case_id,)).fetchone()[0]
    assert stored == case_page(norway.desk, case_id).summary.next_step
    return str(stored)


def test_open_cases_get_their_next_step_anew_when_the_rules_are_confirmed(norway: Office) -> None:
    case_id = late_case(norway)
    norway.sleep_until("2026-12-28")
    mark_sent(norway.desk, make(norway.desk, propose(norway.desk, [case_id], Wish(LetterKind.REMINDER))))
    assert next_step(norway, case_id) == "reminder"
    rates.confirm_regime(norway.desk, 1988, through=date(2027, 6, 30), source="https://lovdata.no/")
    assert next_step(norway, case_id) == "collection_warning"
    undoing.undo(norway.desk)
    assert next_step(norway, case_id) == "reminder"


def test_under_the_act_of_2026_only_a_fee_that_the_user_has_entered_is_known(norway: Office) -> None:
    norway.sleep_until("2027-01-04")
    rates.confirm_regime(norway.desk, 2026, through=date(2027, 12, 31), source="https://lovdata.no/")
    case_id = late_case(norway)
    norway.sleep_until("2027-01-18")

    def fee() -> tuple[bool, str | None]:
        steps = {step.step: step for step in case_page(norway.desk, case_id).allowed}
        found = steps["reminder_with_fee"]
        return found.allowed, str(found.amount.amount) if found.amount else found.reason

    assert fee() == (False, "amount_unknown")
    new = NewRow("NO", "own_letter_fee", JANUARY, "40", "https://lovdata.no/forskrift")
    rates.add_row(norway.desk, new)
    assert fee() == (True, "40.00")
