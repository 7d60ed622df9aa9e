"""The morning's list on paper: what there is to do, with the numbers to call."""

from __future__ import annotations

from datetime import date

from app import i18n
from app.domain.history import Outcome
from app.services import contact, morning_paper, preview
from app.services.contact import Call
from tests.documents import reading
from tests.office import Office


def late(office: Office, name: str, number: str, amount: str, **facts: str) -> int:
    who = office.customer(name, **facts)
    return office.invoice(who, number, amount, issued="2026-09-28", due="2026-10-28")


def test_who_is_to_be_called_stands_there_with_number_reason_and_sum(office: Office) -> None:
    i18n.use("sv")
    late(office, "Kvarnhjulets Bageri", "10438", "18750", phone="0701740620", contact="Vilgot")
    waiting = late(office, "Måsvikens Marina", "10429", "15600")
    office.sleep_until("2026-11-02")
    contact.log_call(office.desk, [waiting], Call(Outcome.PROMISED, date(2026, 11, 20)))  # type: ignore[list-item]
    words = reading.text(morning_paper.pdf(office.desk))
    assert "Måndag 2 november" in words
    for said in ("Kvarnhjulets Bageri", "Faktura 10438", "18 750 kr", "070-174 06 20", "Vilgot"):
        assert said in words
    assert "Måsvikens Marina" not in words
    assert morning_paper.name(office.desk) == "2026-11-02_I-dag.pdf"


def test_a_day_to_come_is_put_on_paper_as_it_will_be(office: Office) -> None:
    i18n.use("sv")
    waiting = late(office, "Måsvikens Marina", "10429", "15600")
    office.sleep_until("2026-11-02")
    contact.log_call(office.desk, [waiting], Call(Outcome.PROMISED, date(2026, 11, 20)))  # type: ignore[list-item]
    day = date(2026, 11, 24)
    words = reading.text(morning_paper.pdf(office.desk, day))
    assert "Tisdag 24 november" in words
    assert "Lovade betala" in words
    assert morning_paper.name(office.desk, day) == "2026-11-24_I-dag.pdf"


def test_a_long_list_runs_over_pages_and_holds_everyone(office: Office) -> None:
    i18n.use("sv")
    for number in range(40):
        late(office, f"Kund {number:02} med ett riktigt långt namn som inte ryms på en enda rad AB",
             f"2{number:04}", "1000")  # fmt: skip
    office.sleep_until("2026-11-02")
    paper = morning_paper.pdf(office.desk)
    assert len(preview.pages(paper, 20)) == 4
    words = reading.text(paper)
    assert all(f"Kund {number:02}" in words for number in range(40))
    assert "Sida 4 av 4" in words
    assert paper == morning_paper.pdf(office.desk)
