"""Search of everything, in the words of the screen: phones and notes are found as names are."""

from __future__ import annotations

import pytest

from app import i18n
from app.domain.invoice import CaseId
from app.services import contact, undoing
from app.services.finding import find
from tests.office import Office


@pytest.fixture
def late(office: Office) -> CaseId:
    i18n.use("sv")
    who = office.customer("Norrskärs Båtvarv HB", phone="070-174 06 12")
    case_id = office.invoice(who, "10412", "400", issued="2026-08-17", due="2026-09-17")
    note = "Maja säger att bokföringen sköts av Änglahöjdens Redovisning, ring dem på tisdag."
    contact.take_note(office.desk, [case_id], note)
    return case_id


@pytest.mark.parametrize("text", ["070-174 06 12", "0701740612", "174 06"])
def test_a_customer_is_found_by_any_part_of_the_phone_number(office: Office, late: CaseId, text: str) -> None:
    assert [result.title for result in find(office.desk, text).results] == ["Norrskärs Båtvarv HB"]


@pytest.mark.parametrize("text", ["änglahöjden", "anglahojdens", "tisdag ring", "REDOVISNING"])
def test_an_invoice_is_found_by_what_was_noted(office: Office, late: CaseId, text: str) -> None:
    (result,) = find(office.desk, text).results
    assert (result.case_id, result.title) == (late, "Faktura 10412")
    assert "Norrskärs Båtvarv HB: ”" in result.beside


def test_a_note_taken_back_is_not_found(office: Office, late: CaseId) -> None:
    undoing.undo(office.desk)
    assert find(office.desk, "tisdag").results == ()


def test_two_letters_do_not_look_through_the_notes(office: Office, late: CaseId) -> None:
    assert find(office.desk, "av dem").results != ()
    assert all("”" not in result.beside for result in find(office.desk, "av").results)


def test_an_invoice_is_there_once_however_often_it_fits(office: Office, late: CaseId) -> None:
    contact.take_note(office.desk, [late], "Faktura 10412 saknar referens.")
    assert [result.title for result in find(office.desk, "10412").results] == ["Faktura 10412"]


def test_a_name_that_is_nearly_right_is_asked_about(office: Office, late: CaseId) -> None:
    found = find(office.desk, "norskär")
    assert (found.results, found.meant) == ((), "Norrskärs Båtvarv HB")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ångbåten i Åmål", "angbaten amal"),
        ("Angbaten i Amal", "ångbåten åmål"),
        ("Sørlandets Rør", "sörlandets rör"),
        ("Sörlandets Rör", "sørlandets rør"),
        ("Sørlandets Rør", "sorlandets ror"),
        ("Bærum Kjøkken", "bärum kjökken"),
        ("Bärum Kök", "bærum køk"),
        ("Bærum Kjøkken", "barum kjokken"),
        ("Café Idé", "cafe ide"),
        ("Cafe Ide", "CAFÉ IDÉ"),
        ("Müller & Co", "muller"),
    ],
)
def test_a_name_is_found_however_its_letters_are_typed(office: Office, name: str, typed: str) -> None:
    office.customer(name)
    assert [result.title for result in find(office.desk, typed).results] == [name]
