"""A folder of real files dropped on the window: read in, read in again, taken back, and read in once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services import importing, undoing
from app.services.desk import Desk
from tests.office import Office

FOLDERS = (
    "ar_csv", "bank_statement", "bgmax", "camt", "cii", "finvoice", "ocrgiro", "oioubl", "payment_provider",
    "saft", "sie4", "sie5", "svefaktura1", "ubl_ehf2", "ubl_peppol", "ubl_reminder",
)  # fmt: skip


def counts(desk: Desk) -> tuple[int, int]:
    """Return how many invoices and payments stand."""
    one = (
        "SELECT (SELECT count(*) FROM invoice WHERE withdrawn = 0),"
        " (SELECT count(*) FROM payment WHERE withdrawn = 0)"
    )
    invoices, payments = desk.database.connection.execute(one).fetchone()
    return invoices, payments


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_counted_once_however_often_it_is_dropped(
    office: Office, samples: Path, folder: str
) -> None:
    office.sleep_until("2026-11-18")
    desk, files = office.desk, sorted(path for path in (samples / folder).rglob("*") if path.is_file())
    before = counts(desk)

    def drop() -> tuple[int, int]:
        importing.accept(desk, importing.preview(desk, files))
        return counts(desk)

    once = drop()
    assert drop() == once
    if once != before:
        undoing.undo(desk)
        assert counts(desk) == before
        assert drop() == once
