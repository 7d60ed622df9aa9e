"""The morning: the sentences, sums and sections that a trader reads with the first coffee."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.domain.attention import Section
from app.domain.history import DisputeReason, Outcome
from app.domain.invoice import CaseId
from app.services import contact, payments
from app.services.contact import Call
from app.services.morning_rows import Row
from app.services.today import morning, today_json
from tests.office import Office, kronor

TODAY = "2026-11-18"


pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-09-28")


def late(office: Office, name: str, number: str, amount: str, *, due: str, **facts: str) -> CaseId:
    """Take in a customer with one late invoice."""
    return office.invoice(office.customer(name), number, amount, issued="2026-09-28", due=due, **facts)


def broken_promise(office: Office) -> CaseId:
    """Tell the case of the first mockup: part paid, promised for Monday, nothing came."""
    case_id = late(office, "Bryggeri Tre Tumlare AB", "10431", "29860.00", due="2026-10-28")
    office.sleep_until("2026-11-02")
    payments.book_payment(office.desk, case_id, kronor("5000"))
    office.sleep_until("2026-11-09")
    contact.log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=date(2026, 11, 16), minutes=4))
    office.sleep_until(TODAY)
    return case_id


def row(office: Office, name: str) -> Row:
    return next(row for row in morning(office.desk).rows if row.name == name)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_row_of_a_broken_promise_reads_as_in_the_design(office: Office) -> None:
    broken_promise(office)
    first = row(office, "Bryggeri Tre Tumlare AB")
    assert (first.section, first.secondary, first.state_word) == (Section.FIRST, "Faktura 10431", "Agera nu")
    assert first.reason == "Lovade betala i måndags. Inget har kommit in."
    assert (plain(first.amount), first.days) == ("24 860 kr", "21 dagar")
    assert (first.action_label, first.action_key, first.when) == ("Ring", "C", "")
    assert plain(first.accessible) == (
        "Agera nu. Bryggeri Tre Tumlare AB, Faktura 10431. 24 860 kr, 21 dagar sen. "
        "Lovade betala i måndags. Inget har kommit in. Föreslås: Ring, C."
    )


@pytest.mark.parametrize(
    ("call", "reason", "when"),
    [
        (Call(Outcome.PROMISED, by=date(2026, 11, 20)), "Lovade betala på fredag", "fre 20 nov"),
        (
            Call(Outcome.DISPUTED, by=date(2026, 11, 23), reason=DisputeReason.WRONG_AMOUNT),
            "Bestrider. Du svarar senast måndag",
            "mån 23 nov",
        ),
        (Call(Outcome.CALL_BACK, by=date(2026, 11, 20)), "Vill bli uppringd på fredag", "fre 20 nov"),
    ],
)
def test_a_waiting_row_says_what_it_waits_for_and_until_when(
    office: Office, call: Call, reason: str, when: str
) -> None:
    case_id = late(office, "Måsvikens Marina AB", "10440", "15600.00", due="2026-11-10")
    office.sleep_until(TODAY)
    contact.log_call(office.desk, [case_id], call)
    waiting = row(office, "Måsvikens Marina AB")
    assert (waiting.section, waiting.reason, waiting.when) == (Section.WAITING, reason, when)
    assert waiting.action_label == ""


def test_a_snoozed_row_is_paused_until_its_day(office: Office) -> None:
    case_id = late(office, "Lindormens Teater ek. för.", "10441", "5400.00", due="2026-11-10")
    office.sleep_until(TODAY)
    contact.snooze(office.desk, [case_id], date(2026, 12, 1))
    waiting = row(office, "Lindormens Teater ek. för.")
    assert (waiting.reason, waiting.state_word, waiting.when) == ("Pausad", "Pausad till 1 dec", "tis 1 dec")


def test_an_agreed_hour_stands_on_the_button(office: Office) -> None:
    case_id = late(office, "Kvarnhjulets Bageri AB", "10438", "18750.00", due="2026-11-12")
    office.sleep_until("2026-11-17")
    contact.log_call(office.desk, [case_id], Call(Outcome.CALL_BACK, by=date(2026, 11, 18), at="10:30"))
    office.sleep_until(TODAY)
    called = row(office, "Kvarnhjulets Bageri AB")
    assert (called.section, called.action_label) == (Section.FIRST, "Ring 10.30")
    assert called.reason == "Bad dig ringa i dag 10.30."


def test_unanswered_calls_are_counted_in_the_reason(office: Office) -> None:
    case_id = late(office, "Norrskärs Båtvarv HB", "10412", "41300.00", due="2026-09-17")
    for day in ("2026-11-16", "2026-11-17"):
        office.sleep_until(day)
        contact.log_call(office.desk, [case_id], Call(Outcome.NO_ANSWER))
    office.sleep_until(TODAY)
    assert row(office, "Norrskärs Båtvarv HB").reason == "Inget svar på två samtal."


def test_the_sentence_counts_things_and_minutes(office: Office) -> None:
    broken_promise(office)
    late(office, "Kvarnhjulets Bageri AB", "10438", "18750.00", due="2026-11-12")
    seen = morning(office.desk)
    assert seen.title == "Onsdag 18 november"
    assert seen.summary == "Två saker i dag. Ungefär sex minuter."
    assert (seen.to_do, seen.is_done, seen.has_invoices) == (2, False, True)
    assert [(part.title, part.count) for part in seen.parts] == [("Gör först", 1), ("Sedan", 1)]


def test_currencies_stand_beside_each_other_and_are_never_added(office: Office) -> None:
    broken_promise(office)
    late(office, "Fjällbris Gårdshotell AS", "10440", "12400.00", due="2026-11-06", currency="NOK")
    seen = morning(office.desk)
    overdue, promised, came_in = seen.totals
    assert (overdue.label, plain(overdue.amount), plain(overdue.also)) == (
        "Förfallet",
        "24 860 kr",
        "+ 12 400 NOK",
    )
    assert plain(promised.amount) == "0 kr"
    assert plain(came_in.amount) == "0 kr"
    assert [(age.label, plain(age.amount)) for age in seen.ages] == [("15–30", "24 860 kr")]
    assert plain(seen.ages_also) == "+ 12 400 NOK"


def test_more_than_ten_rows_in_then_are_folded(office: Office) -> None:
    for number in range(17):
        late(office, f"Kund {number:02}", f"{number}", "100.00", due="2026-11-12")
    office.sleep_until(TODAY)
    (then,) = morning(office.desk).parts
    assert (then.count, len(then.rows), then.folded) == (17, 10, 7)
    assert then.fold_text == "7 till kan vänta till i morgon. Visa alla"
    (every,) = morning(office.desk, unfolded=True).parts
    assert (len(every.rows), every.folded, every.fold_text) == (17, 0, "")


def test_a_done_day_names_the_next_thing(office: Office) -> None:
    case_id = late(office, "Måsvikens Marina AB", "10440", "15600.00", due="2026-11-10")
    office.sleep_until(TODAY)
    contact.log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=date(2026, 11, 19)))
    seen = morning(office.desk)
    assert seen.is_done
    assert seen.summary == "Klart för i dag. Nästa sak kommer fredag 20 november."
    assert (seen.done_today, seen.done_text) == (1, "1 klar i dag")


def test_a_file_without_invoices_says_so(office: Office) -> None:
    seen = morning(office.desk)
    assert (seen.has_invoices, seen.parts, seen.ages) == (False, (), ())
    assert seen.summary == "Inget att göra i dag."


def test_the_json_is_as_the_command_line_promises(office: Office) -> None:
    broken_promise(office)
    assert today_json(office.desk) == {
        "on": TODAY,
        "totals": [{"currency": "SEK", "open": "24860.00", "overdue": "24860.00"}],
        "rows": [
            {
                "section": "first",
                "customer": "Bryggeri Tre Tumlare AB",
                "invoices": ["10431"],
                "open": "24860.00",
                "currency": "SEK",
                "days_late": 21,
                "state": "act_now",
                "reason": "Lovade betala i måndags. Inget har kommit in.",
                "next_step": "call",
                "act_on": "2026-11-17",
            }
        ],
    }


def test_a_row_of_several_invoices_sums_and_counts_them(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    for number, amount, due in (("10412", "25900.00", "2026-09-30"), ("10427", "15400.00", "2026-10-16")):
        office.invoice(who, number, amount, issued="2026-09-28", due=due)
    office.sleep_until(TODAY)
    both = row(office, "Norrskärs Båtvarv HB")
    assert (both.secondary, plain(both.amount), both.days) == ("2 fakturor", "41 300 kr", "49 dagar")
    rows = today_json(office.desk)["rows"]
    assert isinstance(rows, list)
    assert [one["invoices"] for one in rows] == [["10412", "10427"]]


def test_the_first_screen_loads_nothing_heavy() -> None:
    heavy = ["babel", "holidays", "sqlalchemy", "sqlmodel", "alembic", "reportlab", "lxml", "openpyxl"]
    code = f"import sys, app.services.today; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
