"""Who a file means: the customer that is known, and nobody else."""

import pytest

from app.domain.party import CustomerId
from app.importers.draft import DraftParty
from app.services.import_customers import Directory, customer_of, squeezed_name
from app.storage.imports import KnownCustomer

LIST = "table:1a2b"


def known(customer_id: int, name: str, **facts: str) -> KnownCustomer:
    blank = {"country": "", "identifier": "", "number": "", "endpoint": "", "system": ""}
    return KnownCustomer(CustomerId(customer_id), name, **{**blank, **facts})


ACME = known(
    1,
    "Acme AB",
    country="SE",
    identifier="5560360793",
    number="17",
    system=LIST,
    endpoint="0088:7350000001228",
)


@pytest.mark.parametrize(
    "party",
    [
        DraftParty("Helt annat namn", identifier="5560360793", country="SE"),
        DraftParty("Helt annat namn", identifier="5560360793"),
        DraftParty("Acme Group", endpoint="7350000001228", endpoint_scheme="0088"),
        DraftParty("Acme Group", gln="7350000001228"),
        DraftParty("Acme Group", customer_number="17"),
        DraftParty("ACME  aktiebolag"),
        DraftParty("AB Acme", customer_number="18"),
    ],
)
def test_a_customer_is_known_by_number_address_or_equal_name(party: DraftParty) -> None:
    met = Directory([ACME]).meet(party, LIST)

    assert (met.known_id, met.contradicted) == (1, "")


@pytest.mark.parametrize(
    "party",
    [
        DraftParty("Acme Bygg AB"),
        DraftParty("Acme", identifier="5567037485"),
        DraftParty("Acme Group", customer_number="17", identifier="5567037485"),
        DraftParty("Acme", identifier="5560360793", country="NO"),
        DraftParty("Acme", gln="7350000009999"),
    ],
)
def test_likeness_and_contradicted_hits_make_somebody_new(party: DraftParty) -> None:
    met = Directory([ACME]).meet(party, LIST)

    assert met.known_id is None
    assert met.contradicted == ("" if party.name == "Acme Bygg AB" else "Acme AB")


def test_a_customer_number_counts_only_within_its_own_system() -> None:
    assert Directory([ACME]).meet(DraftParty("Bolaget", customer_number="17"), "table:other").known_id is None


def test_of_two_customers_with_one_name_neither_is_taken_by_it() -> None:
    directory = Directory([ACME, known(2, "Acme AS", country="NO", identifier="974760673")])
    first = directory.meet(DraftParty("Acme"), LIST)
    second = directory.meet(DraftParty("Acme", city="Åmål"), LIST)

    assert first.known_id is None
    assert second.who == first.who


def test_what_several_mentions_say_of_a_new_customer_is_joined() -> None:
    directory = Directory([])
    met = [
        directory.meet(DraftParty("Acme AB", phone="070-174 06 12"), LIST),
        directory.meet(DraftParty("Acme", identifier="5560360793", country="SE"), LIST),
        directory.meet(DraftParty("Acme Group", identifier="5560360793"), LIST),
    ]

    assert {each.who for each in met} == {-1}
    (party,) = directory.planned
    assert (party.name, party.phone, party.identifier) == ("Acme AB", "070-174 06 12", "5560360793")


@pytest.mark.parametrize(
    ("name", "squeezed"),
    [
        ("Fjellbris A/S", "fjellbris"),
        ("AB Volvo (publ)", "volvo"),
        ("Brf Tvillinggaveln", "brftvillinggaveln"),
        ("Åkerö  Handelsbolag", "åkerö"),
        ("AS", "as"),
        ("Bröderna Ek & Son HB", "brödernaekson"),
    ],
)
def test_a_name_is_compared_without_case_spaces_and_legal_form(name: str, squeezed: str) -> None:
    assert squeezed_name(name) == squeezed


def test_a_personal_number_implies_no_kind() -> None:
    assert customer_of(DraftParty("Maja Ek", identifier="8112289874", country="SE")).kind is None
