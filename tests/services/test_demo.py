"""The example: every state and every section on whatever day it is opened, and gone in one step."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.bootstrap import open_desk
from app.domain.party import Firm
from app.services.demo import DemoFilled, fill, start_for_real
from app.services.desk import Desk
from app.services.errors import NoDemoError, NotFreshError
from app.services.safekeeping import check
from app.services.today import morning, today_json
from app.storage.firm import read_firm, read_setting, write_firm

THE_DAY = date(2026, 11, 18)
NBSP = "\u00a0"


def desk_on(folder: Path, day: date = THE_DAY) -> Desk:
    return open_desk(folder / "betalt.db", today=day)


@pytest.fixture(scope="module")
def swedish(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = desk_on(tmp_path_factory.mktemp("se"))
    assert fill(desk, country="SE") == DemoFilled(customers=31, invoices=62)
    return desk


@pytest.fixture(scope="module")
def norwegian(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = desk_on(tmp_path_factory.mktemp("no"))
    assert fill(desk, country="NO") == DemoFilled(customers=27, invoices=50)
    return desk


def rows(desk: Desk) -> list[tuple[str, str, str, str, str]]:
    """Return section, customer, open, state and reason's step of each row of the morning list."""
    document = today_json(desk)
    listed = document["rows"]
    assert isinstance(listed, list)
    names = ("section", "customer", "open", "state", "next_step")
    return [tuple(row[name] for name in names) for row in listed]


def test_the_swedish_morning_is_the_one_of_the_design(swedish: Desk) -> None:
    assert rows(swedish) == [
        ("first", "Bryggeri Tre Tumlare AB", "24860.00", "act_now", "call"),
        ("first", "Norrskärs Båtvarv HB", "41300.00", "act_now", "reminder"),
        ("then", "Kvarnhjulets Bageri AB", "18750.00", "overdue", "call"),
        ("then", "Brf Tvillinggaveln", "9875.00", "overdue", "call"),
        ("then", "Fjällbris Gårdshotell AS", "12400.00", "overdue", "check_delivery"),
        ("then", "Ängslyckans Blomster", "3120.00", "almost_done", "match_payment"),
        ("waiting", "Måsvikens Marina AB", "15600.00", "promised", "call"),
        ("waiting", "Havreåkerns Golfklubb", "7250.00", "disputed", "answer_dispute"),
        ("waiting", "Studio Gråsparv HB", "4000.00", "plan", "plan_call"),
        ("waiting", "Lindormens Teater ek. för.", "5400.00", "paused", "call"),
    ]


def test_the_swedish_totals_are_those_of_the_design(swedish: Desk) -> None:
    before = i18n.language()
    i18n.use("sv")
    try:
        seen = morning(swedish)
    finally:
        i18n.use(before)
    amounts = [f"{total.amount} {total.also}".strip().replace(NBSP, " ") for total in seen.totals]
    assert amounts == ["130 155 kr + 12 400 NOK", "15 600 kr", "38 940 kr"]
    ages = [age.amount.replace(NBSP, " ") for age in seen.ages]
    assert ages == ["96 480 kr", "37 145 kr", "47 710 kr", "19 400 kr", "25 900 kr"]
    assert (seen.done_today, seen.open_cases) == (1, 24)


def test_the_norwegian_morning_is_the_one_of_the_design(norwegian: Desk) -> None:
    found = rows(norwegian)
    assert [row[:4] for row in found[:5]] == [
        ("first", "Lyngbris Kystferie AS", "21400.00", "act_now"),
        ("then", "Havblikk Keramikk AS", "8750.00", "overdue"),
        ("then", "Sameiet Bjørnebærveien 12", "14300.00", "overdue"),
        ("then", "Kråkereir Film DA", "32000.00", "overdue"),
        ("then", "Fjordperlen Bakeri AS", "5625.00", "almost_done"),
    ]
    assert {row[1]: row[3] for row in found[5:]} == {
        "Måneskinn Barnehage SA": "promised",
        "Tindefoten Klatresenter AS": "disputed",
        "Vinterlys Foto ENK": "plan",
        "Ugla Bokkafé SA": "paused",
        "Storsteinen Utleie AS": "handed_over",
    }
    totals = today_json(norwegian)["totals"]
    assert totals == [{"currency": "NOK", "open": "223875.00", "overdue": "141275.00"}]


@pytest.mark.parametrize(
    "day",
    [date(2026, 11, 22), date(2027, 3, 29), date(2028, 2, 29), date(2026, 12, 27)],
    ids=["a Sunday", "Easter Monday", "a leap day", "between the years"],
)
@pytest.mark.parametrize("country", ["SE", "NO"])
def test_every_section_shows_the_same_on_any_day(tmp_path: Path, day: date, country: str) -> None:
    desk = desk_on(tmp_path, day)
    fill(desk, country=country)
    states = Counter((section, state) for section, _who, _open, state, _step in rows(desk))
    first = 2 if country == "SE" else 1
    assert states == Counter(
        {
            ("first", "act_now"): first,
            ("then", "overdue"): 3,
            ("then", "almost_done"): 1,
            ("waiting", "promised"): 1,
            ("waiting", "disputed"): 1,
            ("waiting", "plan"): 1,
            ("waiting", "paused"): 1,
        }
        | ({("waiting", "handed_over"): 1} if country == "NO" else {})
    )


def test_the_example_is_marked_and_in_order(swedish: Desk) -> None:
    assert read_setting(swedish.database.connection, "demo") == "yes"
    assert check(swedish).problems == ()


def test_phone_numbers_are_of_the_range_kept_for_fiction(swedish: Desk) -> None:
    numbers = swedish.database.connection.execute("SELECT phone FROM customer UNION SELECT phone FROM firm")
    kept = range(701740605, 701740700)
    assert all(not number or number == "00000000" or int(number) in kept for (number,) in numbers)


def test_the_example_is_not_added_to_real_invoices(swedish: Desk) -> None:
    with pytest.raises(NotFreshError):
        fill(swedish)


def test_the_country_follows_the_firm_and_the_firm_stays(tmp_path: Path) -> None:
    desk = desk_on(tmp_path)
    own = Firm("Egen AS", "NO")
    with desk.begin() as work:
        write_firm(work, own)
        work.commit()
    assert fill(desk).customers == 27
    known = read_firm(desk.database.connection)
    assert known and known.name == "Egen AS"
    aside = start_for_real(desk)
    assert not rows(desk)
    known = read_firm(desk.database.connection)
    assert known and (known.name, known.country) == ("Egen AS", "NO")
    assert not read_setting(desk.database.connection, "demo")
    assert rows(open_desk(aside, today=THE_DAY))
    with pytest.raises(NoDemoError):
        start_for_real(desk)


def test_the_invented_firm_goes_with_the_example(tmp_path: Path) -> None:
    desk = desk_on(tmp_path)
    fill(desk, country="SE")
    first = start_for_real(desk)
    assert read_firm(desk.database.connection) is None
    fill(desk, country="SE")
    assert start_for_real(desk) != first
