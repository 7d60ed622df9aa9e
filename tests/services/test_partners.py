"""The register of partners: who helps, and what letters may say once a collection agency stands there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.partner import PartnerKind
from app.services import partners, undoing
from app.services.desk import Desk
from app.services.explain.partners import kind_words
from app.services.firm import read_firm, set_firm
from app.services.partners import new_partner
from tests.databases.make import path_of
from tests.office import Office, SetClock
from tests.services.saying import in_every_language, is_complete

AGENCY = new_partner(PartnerKind.COLLECTION_AGENCY, "Fordringsbyrån", "SE")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


def test_a_partner_is_added_changed_removed_and_each_can_be_undone(office: Office) -> None:
    partners.add_partner(office.desk, AGENCY)
    (line,) = partners.register(office.desk)
    partners.change_partner(office.desk, replace(line.partner, phone="08-123 45 67", terms="10 procent"))
    assert partners.find_partner(office.desk, " fordringsBYRÅN ").terms == "10 procent"
    partners.remove_partner(office.desk, line.partner)
    assert partners.register(office.desk) == ()

    undoing.undo(office.desk)
    assert partners.find_partner(office.desk, "Fordringsbyrån").phone == "08-123 45 67"
    undoing.undo(office.desk)
    assert partners.find_partner(office.desk, "Fordringsbyrån").phone == ""
    undoing.undo(office.desk)
    assert partners.register(office.desk) == ()


def test_letters_may_speak_of_an_agency_exactly_while_one_is_on_the_register(office: Office) -> None:
    assert read_firm(office.desk).agency == ""
    partners.add_partner(office.desk, new_partner(PartnerKind.MEDIATOR, "Medlaren"))
    assert read_firm(office.desk).agency == ""
    partners.add_partner(office.desk, AGENCY)
    assert read_firm(office.desk).agency == "Fordringsbyrån"
    partners.remove_partner(office.desk, partners.find_partner(office.desk, "Fordringsbyrån"))
    assert read_firm(office.desk).agency == ""


def test_the_agency_of_the_firm_and_that_of_the_register_are_one_and_the_same(office: Office) -> None:
    set_firm(office.desk, {"agency": "Fordringsbyrån"})
    assert [line.partner.name for line in partners.register(office.desk)] == ["Fordringsbyrån"]
    set_firm(office.desk, {"agency": "Krav AB"})
    assert [line.partner.name for line in partners.register(office.desk)] == ["Krav AB"]
    undoing.undo(office.desk)
    assert read_firm(office.desk).agency == "Fordringsbyrån"
    set_firm(office.desk, {"agency": ""})
    assert partners.register(office.desk) == ()


def test_two_partners_cannot_have_one_name_and_none_can_lack_it(office: Office) -> None:
    partners.add_partner(office.desk, AGENCY)
    with pytest.raises(partners.PartnerExistsError):
        partners.add_partner(office.desk, new_partner(PartnerKind.MEDIATOR, "fordringsbyrån "))
    with pytest.raises(partners.NamelessPartnerError):
        partners.add_partner(office.desk, new_partner(PartnerKind.MEDIATOR, "  "))
    with pytest.raises(partners.UnknownPartnerError) as unknown:
        partners.find_partner(office.desk, "Byrån")
    assert unknown.value.known == ("Fordringsbyrån",)


def test_the_register_is_in_the_order_of_the_kinds(office: Office) -> None:
    for kind in reversed(PartnerKind):
        partners.add_partner(office.desk, new_partner(kind, kind.value))
    assert [line.partner.kind for line in partners.register(office.desk)] == list(PartnerKind)


@pytest.mark.parametrize("kind", PartnerKind)
def test_each_kind_says_what_it_does_needs_costs_and_answers(kind: PartnerKind) -> None:
    for part in ("name", "does", "needs", "costs", "answers"):
        said = in_every_language(lambda part=part: getattr(kind_words(kind), part))  # type: ignore[misc]
        assert is_complete(said), part


def test_the_agency_that_an_older_file_names_is_on_the_register_once_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "betalt.db"
    shutil.copy(path_of("0001", None), path)
    with closing(sqlite3.connect(path)) as older, older:
        older.execute(
            "INSERT OR REPLACE INTO firm (id, name, country, identifier, street, postcode, city, phone, "
            "email, vat_note, agency, show_identifier) "
            "VALUES (1, 'Tallkotten', 'SE', '', '', '', '', '', '', '', 'Fordringsbyrån', 0)"
        )
    desk = Desk(SetClock(date(2026, 11, 18)), path, "test")
    assert [line.partner.name for line in partners.register(desk)] == ["Fordringsbyrån"]
    assert read_firm(desk).agency == "Fordringsbyrån"
