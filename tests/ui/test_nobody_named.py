"""What strangers may see, the title of the window, the log and the names of files, names nobody."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services import contact, register_extract, reminders
from app.services.contact import Call
from tests.office import Office
from tests.window import opened_window
from ui.view_models import places
from ui.view_models.workplace import Subject

WHO, CASE = CustomerId(1), CaseId(1)
PLANTED = ("quistine", "grenverk", "0709998877", "kvistnot", "kvastgatan")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01")
    who = office.customer("Quistine Grenverk", contact="Quistine", phone="0709998877", remember="kvistnot")
    office.invoice(who, "10412", "1000", issued="2026-09-01", due="2026-09-20", due_agreed=True)
    office.sleep_until("2026-11-18")
    return office


def named(words: str) -> list[str]:
    return [word for word in PLANTED if word in words.lower()]


def test_no_page_or_panel_puts_a_person_into_the_title_of_the_window(office: Office, qtbot: QtBot) -> None:
    about = (
        places.Today(), places.Customers(WHO), places.CustomerPlace(WHO), places.InvoicePlace(CASE),
        places.LetterPlace((CASE,)), places.PlanPlace((CASE,)), places.NewInvoicePlace(WHO),
    )  # fmt: skip
    titles = {}
    with opened_window(office, qtbot, places.Invoices()) as opened:
        for place in about:
            opened.go(place)
            titles[type(place).__name__] = opened.window.windowTitle()
        opened.go(places.CustomerPlace(WHO))
        for name in ("call", "note", "payment", "snooze", "dispute", "persons", "wishes"):
            opened.workplace.open_panel(name, Subject((CASE,), WHO, "Quistine Grenverk"))
            opened.settle()
            titles[name] = opened.window.windowTitle()
    assert {where: said for where, said in titles.items() if named(said)} == {}


def test_what_is_done_leaves_no_name_in_the_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        contact.log_call(office.desk, [CASE], Call(Outcome.NO_ANSWER, note="kvistnot"))
        register_extract.extract(office.desk, WHO)
    assert named(caplog.text) == []


def test_the_names_of_files_name_nobody(office: Office) -> None:
    letter = reminders.propose(office.desk, [CASE], reminders.Wish(LetterKind.FRIENDLY))
    names = (letter.file_name, register_extract.file_name(office.desk, WHO))
    assert [name for name in names if named(name)] == []
