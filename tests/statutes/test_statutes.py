"""The bundled tables: complete, sourced, in order, and equal to the researched figures."""

from __future__ import annotations

import csv
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.dated_table import DatedValue, KnownThroughError, NotInForceError, RowOrderError
from app.resources import resource
from app.statutes import ExtraRow, load

RATES = Path(__file__).resolve().parents[3] / "shared" / "facts" / "law_rates.csv"
DERIVED = {("SE", "late_interest_statutory"), ("NO", "reminder_fee"), ("NO", "own_payment_demand_fee")}
PERIODIC = {
    ("SE", "reference_rate"),
    ("NO", "late_interest_statutory"),
    ("NO", "b2b_late_compensation"),
    ("NO", "inkassosats"),
    ("NO", "rettsgebyr"),
    ("NO", "forliksraad_fee_multiplier"),
    ("NO", "utlegg_fee_multiplier"),
    ("NO", "inkasso_regime"),
}
REVIEWED_THROUGH = date(2026, 12, 31)


def _researched() -> list[dict[str, str]]:
    if not RATES.exists():
        pytest.skip("the researched figures (../shared/facts/law_rates.csv) are not here")
    with RATES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["country"] in ("SE", "NO")]


def test_every_researched_row_stands_in_its_table_with_its_source() -> None:
    statutes, compared = load(), 0
    for row in _researched():
        key = (row["country"], row["kind"])
        if key in DERIVED or row["kind"].startswith("new_inkassolov"):
            continue
        found = statutes.table(*key)
        first = date.fromisoformat(row["valid_from"])
        entry = next((entry for entry in found.entries if entry.valid_from == first), None)
        expected = (Decimal(row["value"]), row["source_url"], row["statute"], row["confidence"])
        assert entry is not None, row
        assert (entry.value, entry.source, entry.law, entry.confidence) == expected
        compared += 1
    assert compared > 100


def test_what_is_announced_of_the_new_inkassolov_is_kept_but_not_in_force() -> None:
    raw = tomllib.loads(resource("statutes", "no", "inkasso_regime.toml").read_text(encoding="utf-8"))
    kept = {(item["kind"], item["on"].isoformat(), item["value"]) for item in raw["announced"]}
    known = {(row["kind"], row["valid_from"], row["value"]) for row in _researched()}
    assert kept == {row for row in known if row[0].startswith("new_inkassolov")}


def test_swedish_late_interest_is_the_reference_rate_and_eight_points() -> None:
    statutes, compared = load(), 0
    for row in _researched():
        if (row["country"], row["kind"]) == ("SE", "late_interest_statutory"):
            day = date.fromisoformat(row["valid_from"])
            reference = statutes.table("SE", "reference_rate").on(day).value
            margin = statutes.table("SE", "late_interest_margin").on(day).value
            assert reference + margin == Decimal(row["value"]), row
            compared += 1
    assert compared == 25


def test_every_bundled_table_is_sound_and_says_how_far_it_is_known() -> None:
    statutes = load()
    tables = [statutes.table(*key) for key in statutes.tables]
    periodic = {(table.country, table.name) for table in tables if table.known_through is not None}
    assert len(tables) == len(statutes.tables) > 40
    assert periodic == PERIODIC
    assert {table.known_through for table in tables if table.read_on is None} == {REVIEWED_THROUGH}
    for table in tables:
        assert table.unit and table.law and table.picked_by, table.name
        assert all(entry.source.startswith("https://") for entry in table.entries), table.name


@pytest.mark.parametrize(
    ("country", "name", "day", "value"),
    [
        ("SE", "reference_rate", "2018-05-05", "-0.50"),  # SFS 2018:1
        ("SE", "reference_rate", "2026-12-31", "2.00"),  # Riksbanken, 2026 H2
        ("SE", "reminder_fee_max", "2013-03-15", "50"),  # Förordning 1981:1057
        ("SE", "reminder_fee_max", "2013-03-16", "60"),  # Lag 1981:739 4 § p1
        ("SE", "collection_demand_fee_max", "2026-11-22", "180"),  # Lag 1981:739 4 § p2
        ("SE", "payment_plan_fee_max", "2026-11-22", "170"),  # Lag 1981:739 4 § p3
        ("SE", "b2b_late_compensation", "2026-11-22", "450"),  # Lag 1981:739 4 a §
        ("NO", "late_interest_statutory", "2026-06-30", "12.00"),  # FOR-2025-12-18-2658
        ("NO", "late_interest_statutory", "2026-07-01", "12.25"),  # FOR-2026-06-25-1372
        ("NO", "b2b_late_compensation", "2026-07-01", "430"),  # FOR-2026-06-25-1372
        ("NO", "inkassosats", "2025-12-31", "700"),
        ("NO", "inkassosats", "2026-01-01", "750"),
        ("NO", "reminder_fee_fraction", "2020-09-30", "0.10"),
        ("NO", "reminder_fee_fraction", "2020-10-01", "0.05"),  # FOR-2020-06-19-1248
        ("NO", "rettsgebyr", "2026-11-22", "1345"),
    ],
)
def test_a_figure_of_law_is_found_on_its_day(country: str, name: str, day: str, value: str) -> None:
    assert load().table(country, name).on(date.fromisoformat(day)).value == Decimal(value)


@pytest.mark.parametrize("key", sorted(PERIODIC))
def test_no_periodic_figure_is_carried_into_an_undecided_half_year(key: tuple[str, str]) -> None:
    with pytest.raises(NotInForceError):
        load().table(*key).on(REVIEWED_THROUGH + timedelta(days=1))


def test_the_inkasso_regime_is_unreviewed_until_someone_confirms_it() -> None:
    statutes = load()
    assert statutes.inkasso_regime(date(2026, 11, 22)) == "1988"
    assert statutes.inkasso_regime(REVIEWED_THROUGH) == "1988"
    assert statutes.inkasso_regime(date(2027, 1, 1)) == "unreviewed"


def _extra(name: str, valid_from: str, value: str, known_through: str | None) -> ExtraRow:
    row = DatedValue(Decimal(value), date.fromisoformat(valid_from), "https://example.org/", "§ 55")
    return ExtraRow("NO", name, row, date.fromisoformat(known_through) if known_through else None)


def test_a_confirmed_regime_takes_over_on_its_day() -> None:
    statutes = load([_extra("inkasso_regime", "2027-01-01", "2026", "2027-12-31")])
    assert statutes.inkasso_regime(date(2026, 12, 31)) == "1988"
    assert statutes.inkasso_regime(date(2027, 1, 1)) == "2026"
    assert statutes.inkasso_regime(date(2028, 1, 1)) == "unreviewed"


def test_rows_of_the_user_extend_a_table_one_after_the_other() -> None:
    name = "late_interest_statutory"
    rows = (
        _extra(name, "2027-01-01", "12.50", "2027-06-30"),
        _extra(name, "2027-07-01", "12.75", "2027-12-31"),
        _extra(name, "2027-01-01", "12.25", None),
    )
    table = load(rows).table("NO", name)
    assert [str(table.on(date(2027, month, 1)).value) for month in (1, 7)] == ["12.25", "12.75"]
    assert [str(old.value) for old in table.corrected] == ["12.50"]
    assert load().table("NO", name).known_through == REVIEWED_THROUGH


def test_a_row_of_the_user_that_does_not_fit_is_refused() -> None:
    with pytest.raises(RowOrderError):
        load([_extra("late_interest_statutory", "2027-02-01", "12.50", "2027-06-30")])
    with pytest.raises(KnownThroughError):
        load([_extra("late_interest_statutory", "2027-01-01", "12.50", None)])


def test_a_table_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        load().table("SE", "inkassosats")
