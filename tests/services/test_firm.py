"""The user's own firm: what is checked, what is stored, and what undo brings back."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.history import LetterKind
from app.domain.party import OwnAccount
from app.services import firm, reminders, undoing
from app.services.errors import UnknownFieldError, UnreadableValueError
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, SWEDISH_FIRM, Office

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


def test_what_is_set_is_what_letters_then_say(office: Office) -> None:
    firm.set_firm(office.desk, {"name": " Tallkotten AB ", "street": "Storgatan 1", "plusgiro": "90 20 03-3"})

    known = firm.read_firm(office.desk)

    assert known.name == "Tallkotten AB"
    assert known.address.street == "Storgatan 1"
    assert known.accounts == (OwnAccount("bankgiro", "50501055"), OwnAccount("plusgiro", "9020033"))
    assert known.phone == SWEDISH_FIRM.phone


def test_undo_brings_back_facts_and_accounts_and_redo_changes_them_again(office: Office) -> None:
    firm.set_firm(office.desk, {"bankgiro": "", "plusgiro": "902003-3", "phone": "08-1"})

    undoing.undo(office.desk)
    assert firm.read_firm(office.desk) == SWEDISH_FIRM

    undoing.redo(office.desk)
    assert firm.read_firm(office.desk).accounts == (OwnAccount("plusgiro", "9020033"),)
    assert firm.read_firm(office.desk).phone == "08-1"


def test_a_logo_can_be_set_and_taken_back(office: Office) -> None:
    firm.set_logo(office.desk, PNG)
    assert firm.read_logo(office.desk) == PNG

    firm.set_logo(office.desk, None)
    undoing.undo(office.desk)
    assert firm.read_logo(office.desk) == PNG


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("identifier", "811228-9875", "check_digit"),
        ("bankgiro", "5050-1056", "check_digit"),
        ("plusgiro", "902003-4", "check_digit"),
        ("iban", "SE35 5000 0000 0549 1000 0004", "check_digit"),
        ("name", "  ", "name"),
        ("country", "DK", "SE|NO"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_changes(
    office: Office, field: str, typed: str, expected: str
) -> None:
    with pytest.raises(UnreadableValueError) as refused:
        firm.set_firm(office.desk, {"phone": "1", field: typed})

    assert (refused.value.field, refused.value.expected) == (field, expected)
    assert firm.read_firm(office.desk) == SWEDISH_FIRM


@pytest.mark.parametrize(
    ("country", "typed", "stored"),
    [
        ("SE", "556036-0793", "5560360793"),
        ("SE", "19811228-9874", "8112289874"),
        ("SE", "", ""),
        ("NO", "974 760 673 MVA", "974760673"),
        ("NO", "974760673", "974760673"),
    ],
)
def test_numbers_are_kept_without_their_separators(
    office: Office, country: str, typed: str, stored: str
) -> None:
    known = replace(NORWEGIAN_FIRM if country == "NO" else SWEDISH_FIRM, identifier="")
    assert firm.changed_firm(known, {"identifier": typed}).identifier == stored


def test_a_fact_that_does_not_exist_is_named(office: Office) -> None:
    with pytest.raises(UnknownFieldError):
        firm.set_firm(office.desk, {"fax": "1"})


@pytest.mark.parametrize("picture", [b"GIF89a", PNG + bytes(firm.LOGO_LIMIT_BYTES)])
def test_a_logo_of_another_kind_or_size_is_refused(office: Office, picture: bytes) -> None:
    with pytest.raises(UnreadableValueError):
        firm.set_logo(office.desk, picture)


def test_a_swish_number_puts_a_code_on_letters_and_its_absence_leaves_it_out(office: Office) -> None:
    made = office.invoice(office.customer("Acme AB"), "1", "900", issued="2026-08-01", due="2026-09-01")
    plain = reminders.propose(office.desk, [made], Wish(LetterKind.FRIENDLY))
    firm.set_firm(office.desk, {"swish": "123 785 69 01"})
    coded = reminders.propose(office.desk, [made], Wish(LetterKind.FRIENDLY))
    assert (plain.letter.pay_to.swish, coded.letter.pay_to.swish) == ("", "1237856901")
    assert coded.letter.pay_to.account == plain.letter.pay_to.account, "where to pay stays"
    with pytest.raises(UnreadableValueError):
        firm.set_firm(office.desk, {"swish": "070-174 06 40"})
