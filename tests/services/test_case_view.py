"""One case as a trader reads it: what is to be paid and why, what has happened, what comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app import i18n
from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.services import contact, payments, reminders, sending
from app.services.case_view import CasePage, case_page, find_case, show_json
from app.services.contact import Call
from app.services.errors import AmbiguousInvoiceError, UnknownInvoiceError
from app.services.may_do import price
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, Office, kronor

PARTS = ["principal", "late_interest", "payment"]


pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def bryggeri(office: Office) -> CaseId:
    """Tell the Swedish business example up to the morning of its reminder."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    case_id = office.invoice(
        who, "10431", "29860.00", issued="2026-09-28", due="2026-10-28",
        reference="10431005", due_agreed=True, fee_agreed=True,
    )  # fmt: skip
    office.sleep_until("2026-11-02")
    payments.book_payment(office.desk, case_id, kronor("5000"), reference="10431005")
    office.sleep_until("2026-11-09")
    note = "Fakturan fastnade hos chefen."
    call = Call(Outcome.PROMISED, by=date(2026, 11, 16), minutes=4, note=note)
    contact.log_call(office.desk, [case_id], call)
    office.sleep_until("2026-11-18")
    return case_id


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def send(office: Office, case_id: CaseId, kind: LetterKind) -> None:
    proposal = reminders.propose(office.desk, [case_id], Wish(kind))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))


def part(page: CasePage, kind: str) -> tuple[str, str]:
    found = next(part for part in page.parts if part.kind == kind)
    return plain(found.label), plain(found.amount)


def test_the_parts_of_the_worked_example_add_up_with_their_law(office: Office, bryggeri: CaseId) -> None:
    page = case_page(office.desk, bryggeri)
    assert part(page, "principal") == ("Fakturabelopp", "29 860,00 kr")
    assert part(page, "payment") == ("Betalt 2 november", "−5 000,00 kr")
    assert part(page, "late_interest") == ("Dröjsmålsränta", "149,88 kr")
    assert plain(page.total_text) == "25 009,88 kr"
    interest = next(part for part in page.parts if part.kind == "late_interest")
    assert [plain(line) for line in interest.lines] == [
        "29 860 kr × 10,00 % × 5/365 = 40,90 kr",
        "24 860 kr × 10,00 % × 16/365 = 108,98 kr",
    ]
    assert plain(interest.why) == (
        "Förfallodagen var avtalad, så ränta räknas från dagen efter (3 § räntelagen). "
        "Satsen är referensräntan 2,00 % plus 8 procentenheter (6 § räntelagen)."
    )


def test_a_fee_that_is_not_charged_stands_grey_with_its_reason(office: Office, bryggeri: CaseId) -> None:
    unused = {part.kind: plain(part.why) for part in case_page(office.desk, bryggeri).parts if not part.used}
    assert unused["reminder_fee"] == (
        "Högst 60 kr får läggas till vid nästa brev. (Lag (1981:739) 2 och 4 §§)"
    )


def test_the_calculation_can_be_copied_as_plain_text(office: Office, bryggeri: CaseId) -> None:
    lines = plain(case_page(office.desk, bryggeri).calculation).splitlines()
    assert lines[0] == "Att betala 18 november 2026"
    assert lines[-1] == "Summa: 25 009,88 kr"
    assert "  24 860 kr × 10,00 % × 16/365 = 108,98 kr" in lines
    assert not any("Påminnelseavgift" in line for line in lines)


@pytest.mark.parametrize(("day", "total"), [("2026-11-18", "25 009,88 kr"), ("2026-11-25", "25 057,56 kr")])
def test_a_later_payment_costs_more(office: Office, bryggeri: CaseId, day: str, total: str) -> None:
    found = price(office.desk, bryggeri, date.fromisoformat(day))
    assert (plain(found.amount), found.note) == (total, "")


def test_the_next_step_says_whom_to_call_and_why(office: Office, bryggeri: CaseId) -> None:
    step = case_page(office.desk, bryggeri).next_step
    assert step.headline == "Ring Maja innan du skickar något"
    assert step.reasons == ("Löftet till 16 november hölls inte.",)
    assert (step.action.label, step.action.key, step.waits) == ("Ring", "C", False)


def test_earlier_promises_of_the_customer_are_counted(office: Office, bryggeri: CaseId) -> None:
    who = office.case(bryggeri).customer.id
    office.sleep_until("2026-09-28")
    earlier = office.invoice(who, "10399", "900.00", issued="2026-09-28", due="2026-09-29")
    office.sleep_until("2026-10-01")
    contact.log_call(office.desk, [earlier], Call(Outcome.PROMISED, by=date(2026, 10, 5)))
    office.sleep_until("2026-10-05")
    payments.book_payment(office.desk, earlier, kronor("900"))
    office.sleep_until("2026-11-18")
    step = case_page(office.desk, bryggeri).next_step
    assert step.reasons == ("Löftet till 16 november hölls inte.", "Ett tidigare löfte har hållits.")


def test_the_story_is_told_newest_first(office: Office, bryggeri: CaseId) -> None:
    moments = case_page(office.desk, bryggeri).moments
    told = [(moment.day, moment.what, plain(moment.title)) for moment in moments]
    assert told == [
        ("i dag", "today", ""),
        ("16 nov", "promise_broken", "Löftet gick ut"),
        ("9 nov", "call_made", "Samtal med Maja, 4 min"),
        ("2 nov", "payment_booked", "Betalning 5 000,00 kr"),
        ("28 okt", "due", "Förföll"),
        ("28 sep", "invoice_taken", "Tillagd för hand"),
        ("28 sep", "issued", "Utställd, 29 860,00 kr"),
    ]
    call = moments[2]
    assert plain(call.text) == "Lovade betala 24 860 kr senast 16 november."
    assert (call.quote, call.group) == ("Fakturan fastnade hos chefen.", "call")
    assert moments[4].text == "Ränta börjar räknas dagen efter."


def test_a_step_ahead_stands_above_today(office: Office, bryggeri: CaseId) -> None:
    send(office, bryggeri, LetterKind.REMINDER)
    ahead, line, *_past = case_page(office.desk, bryggeri).moments
    assert (ahead.when, ahead.day, ahead.title) == ("future", "3 dec", "Förslag: samtal")
    assert line.when == "today"
    assert case_page(office.desk, bryggeri).next_step.headline == "Inget att göra före 3 december"


def test_a_kept_promise_is_told_on_the_day_the_money_came(office: Office, bryggeri: CaseId) -> None:
    contact.log_call(office.desk, [bryggeri], Call(Outcome.PROMISED, by=date(2026, 11, 25)))
    office.sleep_until("2026-11-20")
    payments.book_payment(office.desk, bryggeri, kronor("24860"))
    page = case_page(office.desk, bryggeri)
    kept = next(moment for moment in page.moments if moment.what == "promise_kept")
    assert (kept.day, kept.title) == ("20 nov", "Löftet hölls")
    assert (page.state_word, page.next_step.headline) == ("Betald", "Inget kvar att göra")


def test_other_open_invoices_of_the_customer_are_listed(office: Office, bryggeri: CaseId) -> None:
    who = office.case(bryggeri).customer.id
    office.invoice(who, "10450", "1200.00", issued="2026-11-01", due="2026-11-16")
    (other,) = case_page(office.desk, bryggeri).others
    assert (other.number, plain(other.amount), other.days) == ("10450", "1 200 kr", "2 dagar")


@pytest.mark.parametrize(
    ("days", "habit"),
    [
        (["2026-10-06"] * 4, "Kund sedan 2026. För lite att säga än om hur de betalar."),
        (["2026-10-06"] * 5, "Kund sedan 2026. Betalar oftast 4 dagar sent."),
        (["2026-10-01"] * 5, "Kund sedan 2026. Betalar oftast i tid."),
        (["2026-10-05"] * 5, "Kund sedan 2026. Betalar oftast 3 dagar sent."),
        (["2026-10-03"] * 5, "Kund sedan 2026. Betalar oftast en dag sent."),
    ],
)
def test_five_paid_invoices_tell_how_a_customer_pays(office: Office, days: list[str], habit: str) -> None:
    who = office.customer("Brf Tvillinggaveln")
    for number, day in enumerate(days):
        office.sleep_until("2026-09-28")
        case_id = office.invoice(who, str(number), "100.00", issued="2026-09-28", due="2026-10-02")
        office.sleep_until(day)
        payments.book_payment(office.desk, case_id, kronor("100"))
    case_id = office.invoice(who, "99", "100.00", issued="2026-09-30", due="2026-10-05")
    assert case_page(office.desk, case_id).habit == habit


def components(shown: dict[str, object]) -> dict[str, Any]:
    listed = shown["components"]
    assert isinstance(listed, list)
    return {one["kind"]: one for one in listed}


def test_show_gives_the_figures_of_the_swedish_example(office: Office, bryggeri: CaseId) -> None:
    shown = show_json(office.desk, "10431")
    assert {key: shown[key] for key in ("number", "customer", "state", "currency", "due_on", "total")} == {
        "number": "10431",
        "customer": "Bryggeri Tre Tumlare AB",
        "state": "act_now",
        "currency": "SEK",
        "due_on": "2026-10-28",
        "total": "25009.88",
    }
    assert {kind: one["amount"] for kind, one in components(shown).items()} == {
        "principal": "29860.00",
        "late_interest": "149.88",
        "payment": "-5000.00",
    }
    interest = components(shown)["late_interest"]
    assert "Räntelag (1975:635) 3 §" in interest["law"]
    assert plain(interest["calculation"]).startswith("29 860 kr × 10,00 % × 5/365 = 40,90 kr; ")
    assert components(shown)["principal"]["calculation"] is None


def test_show_says_what_is_allowed_and_what_is_not(office: Office, bryggeri: CaseId) -> None:
    listed = show_json(office.desk, "10431")["allowed"]
    assert isinstance(listed, list)
    steps = {step["step"]: step for step in listed}
    assert steps["reminder_with_fee"] == {
        "step": "reminder_with_fee",
        "allowed": True,
        "from": None,
        "reason": None,
        "law": "Lag (1981:739) 2 och 4 §§",
    }
    assert steps["hand_over"]["allowed"] is False
    assert steps["hand_over"]["reason"]


def test_show_tells_the_history_in_order(office: Office, bryggeri: CaseId) -> None:
    listed = show_json(office.desk, "10431")["history"]
    assert isinstance(listed, list)
    assert [(entry["on"], entry["what"]) for entry in listed] == [
        ("2026-09-28", "invoice_taken"),
        ("2026-11-02", "payment_booked"),
        ("2026-11-09", "call_made"),
        ("2026-11-09", "promise_made"),
    ]
    assert listed[2]["text"] == "Samtal med Maja, 4 min. Lovar betala. Fakturan fastnade hos chefen."


def test_show_after_the_reminder_gives_the_sum_of_the_letter(office: Office, bryggeri: CaseId) -> None:
    send(office, bryggeri, LetterKind.REMINDER)
    shown = show_json(office.desk, "10431")
    assert shown["total"] == "25069.88"
    assert components(shown)["reminder_fee"]["amount"] == "60.00"


@pytest.mark.parametrize(
    ("language", "why"),
    [
        (
            "nb",
            "Forfallsdagen står på fakturaen, så renten regnes fra dagen etter (forsinkelsesrenteloven § 2). "
            "Satsen 12,25 % følger av loven (forsinkelsesrenteloven § 3).",
        ),
        (
            "sv",
            "Förfallodagen står på fakturan, så ränta räknas från dagen efter "
            "(2 § norska forsinkelsesrenteloven). Satsen 12,25 % följer av lag "
            "(3 § norska forsinkelsesrenteloven).",
        ),
    ],
)
def test_the_norwegian_example_names_norwegian_law(tmp_path: Any, language: str, why: str) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-08-15", NORWEGIAN_FIRM)
    who = office.customer("Lyngbris Kystferie AS", country="NO")
    case_id = office.invoice(who, "3217", "25000.00", issued="2026-08-15", due="2026-09-15", currency="NOK")
    office.sleep_until("2026-09-30")
    i18n.use(language)
    assert show_json(office.desk, "3217")["total"] == "25125.86"
    interest = next(p for p in case_page(office.desk, case_id).parts if p.kind == "late_interest")
    assert plain(interest.why) == why


def test_an_invoice_is_found_by_number_or_by_customer_and_number(office: Office) -> None:
    one = office.invoice(office.customer("Ett AB"), "7", "10", issued="2026-09-28", due="2026-10-28")
    two = office.invoice(office.customer("Två AB"), "7", "10", issued="2026-09-28", due="2026-10-28")
    slash = office.invoice(office.customer("Tre AB"), "8/26", "10", issued="2026-09-28", due="2026-10-28")
    assert find_case(office.desk, "Ett AB/7") == one
    assert find_case(office.desk, "Två AB/7") == two
    assert find_case(office.desk, "8/26") == slash
    assert find_case(office.desk, "Tre AB/8/26") == slash
    with pytest.raises(AmbiguousInvoiceError) as ambiguous:
        find_case(office.desk, "7")
    assert ambiguous.value.customers == ("Ett AB", "Två AB")
    with pytest.raises(UnknownInvoiceError):
        find_case(office.desk, "Ett AB/8")


def test_a_claim_without_late_interest_says_why(office: Office) -> None:
    who = office.customer("Eva Ek", kind=None)
    case_id = office.invoice(who, "12", "4800.00", issued="2026-08-03", due="2026-09-02")
    office.sleep_until("2026-11-18")
    interest = next(p for p in case_page(office.desk, case_id).parts if p.kind == "late_interest")
    assert not interest.used
    said = "Fakturan säger inget om ränta vid sen betalning. (Räntelag (1975:635) 4 §)"
    assert plain(interest.why) == said
