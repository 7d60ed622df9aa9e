"""The published invoices, all in one database: what is open is what stands beside them as their effect."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.services import importing, undoing
from app.services.desk import Desk
from app.services.import_compare import Verdict
from tests.office import Office, SetClock
from tests.services.invoice_files import books, counts, credit_left, customers, look, read_in

_EFFECT = re.compile(
    r"^### ubl_peppol/\S+$.*?^- Expected: (\w+) .*?no\. `(.+?)`.*?; ([A-Z]{3}) total "
    r".*?effect on receivable (-?[\d.]+)",
    re.MULTILINE | re.DOTALL,
)
# The balances that stand beside the tables; FreshBooks names no balance, so its total is owed.
_TABLES = {
    "0000001": "7890.00", "INV-1": "1020.00",
    "INV-000001": "489.75", "INV-000002": "460.00", "INV-000003": "390.00",
}  # fmt: skip


@pytest.fixture
def firmless(tmp_path: Path) -> Office:
    """Return a desk whose firm is not known yet, so that every invoice is a claim."""
    clock = SetClock(date(2026, 11, 18))
    return Office(Desk(clock, tmp_path / "betalt.db", "test"), clock)


@pytest.fixture
def e_invoices(samples: Path) -> list[Path]:
    return sorted((samples / "ubl_peppol").iterdir())


@pytest.fixture
def tables(samples: Path) -> list[Path]:
    return sorted((samples / "ar_csv").iterdir())


def receivable(office: Office) -> dict[str, Decimal]:
    """Return what is owed by currency: open amounts less what customers have to their credit."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    summed = (
        "SELECT currency, open_minor FROM case_summary UNION ALL "
        "SELECT currency, -amount_minor FROM payment WHERE bank_id GLOB 'credit_note:*' AND withdrawn = 0"
    )
    for currency, minor in office.desk.database.connection.execute(summed):
        found[currency] += Decimal(minor) / 100
    return dict(found)


def test_all_invoices_together_are_worth_what_each_is_said_to_be(
    firmless: Office, e_invoices: list[Path], samples: Path
) -> None:
    effects = _EFFECT.findall((samples / "SOURCES.md").read_text(encoding="utf-8"))
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for _kind, _number, currency, effect in effects:
        expected[currency] += Decimal(effect)
    accepted = read_in(firmless, *e_invoices)

    assert (accepted.new, accepted.left_out) == (len(e_invoices), 0) == (len(effects), 0)
    assert receivable(firmless) == expected


def test_each_credit_note_does_what_it_says(firmless: Office, e_invoices: list[Path]) -> None:
    read_in(firmless, *reversed(e_invoices))

    assert books(firmless)["101000110"] == "25274.00"
    assert books(firmless)["2018133"] == "0.00"
    assert credit_left(firmless) == {"018304 / 28865": "100.11", "2018-112": "500.00"}


def test_the_lists_of_other_programs_are_read_in(firmless: Office, tables: list[Path]) -> None:
    read_in(firmless, *tables)

    assert books(firmless) == _TABLES


def test_once_more_changes_nothing_and_withdrawn_leaves_nothing(
    firmless: Office, e_invoices: list[Path], tables: list[Path]
) -> None:
    everything = [*e_invoices, *tables]
    accepted = read_in(firmless, *everything)
    before = counts(firmless)

    assert {judged.verdict for judged in look(firmless, *everything)} == {Verdict.SAME}
    assert read_in(firmless, *everything).batch_id is None
    assert counts(firmless) == before
    batch_ids = [batch_id or 0 for batch_id in accepted.batch_ids]
    credited = [each for each in batch_ids if importing.withdraw(firmless.desk, each).kept]
    assert not [each for each in credited if importing.withdraw(firmless.desk, each).kept]
    assert (books(firmless), customers(firmless), receivable(firmless)) == ({}, [], {})


def test_everything_undone_and_done_again_is_worth_the_same(
    firmless: Office, e_invoices: list[Path], tables: list[Path]
) -> None:
    read_in(firmless, *e_invoices, *tables)
    before = (books(firmless), receivable(firmless))
    undoing.undo(firmless.desk)

    assert (books(firmless), receivable(firmless)) == ({}, {})
    undoing.redo(firmless.desk)
    assert (books(firmless), receivable(firmless)) == before


@pytest.mark.parametrize("folder", ["ubl_reminder"])
def test_what_is_no_invoice_of_a_known_kind_claims_nothing(
    firmless: Office, samples: Path, folder: str
) -> None:
    shown = importing.preview(firmless.desk, sorted((samples / folder).iterdir()))

    assert all(file.problems and not file.invoices for file in shown.files)
    assert importing.accept(firmless.desk, shown).changes.action_id is None
