"""What a bank file brings is the same in the window as on the command line, for files of many banks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import formatting
from app.cli.matching import payment_document
from app.services import importing
from tests.cli_shell import Shell
from tests.office import Office
from tests.window import opened_window
from ui.pages.matching_page import MatchingPage
from ui.view_models import places

TODAY = "2026-11-18"
FILES = (
    "bgmax/bankgirot_exempel_ocrkontroll.txt",
    "bgmax/cyberphoto_2_payments.txt",
    "bgmax/minimal.txt",
    "ocrgiro/netsgiro_ocr3_one_payment_text.txt",
    "ocrgiro/netsgiro_ocr_transactions.txt",
    "camt/genkgo_camt053_v2_multi_statement.xml",
    "camt/genkgo_camt053_v4.xml",
    "camt/genkgo_camt053_v8.xml",
    "camt/oca_camt053_three_entries.xml",
    "camt/oca_camt054_qrr.xml",
    "bank_statement/generic_debit_credit_flag.csv",
    "bank_statement/handelsbanken_2020-05_deid.txt",
    "bank_statement/norway_sandnes_sparebank_headerless.csv",
    "bank_statement/seb_kontohandelser_2014-2016.xlsx",
    "bank_statement/swedbank_sample2_text_report.txt",
    "bank_statement/swedbank_sample6_2019.csv",
    "payment_provider/zettle_raw_data_2021-06_deid.xlsx",
)


def owed_to(office: Office, file: Path) -> None:
    """Write down an invoice for each of the first payments of a file: by reference, by number, by name."""
    looks = [each.bank for each in importing.preview(office.desk, [file]).files if each.bank]
    payments = [judged.draft for look in looks for judged in look.new if judged.draft.amount.minor > 0]
    for place, paid in enumerate(payments[:6], 1):
        who = office.customer(paid.payer or f"Kund {place}")
        issued = paid.received_on - timedelta(days=40)
        office.invoice(
            who, f"88{place:03d}", str(paid.amount.amount), issued=issued.isoformat(),
            due=(issued + timedelta(days=30)).isoformat(), currency=str(paid.amount.currency),
            reference=paid.reference if place % 2 else "",
        )  # fmt: skip


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("name", FILES)
def test_both_show_the_same_payments_where_they_belong(
    samples: Path, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    office, file = Office.opened(tmp_path / "window.db", TODAY), samples / name
    owed_to(office, file)
    office.desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shell = Shell(tmp_path, TODAY, "sv")
    copyfile(tmp_path / "window.db", shell.data)
    shell.run("import", str(file), "--json")
    told = shell.done("match")

    with opened_window(office, qtbot, places.ImportPlace((file,))) as opened:
        for _step in range(3):  # a file that is not sure of its columns asks for a look first
            if not isinstance(opened.window.page(), MatchingPage):
                opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        opened.go(places.Matching())
        page = opened.window.page()
        assert isinstance(page, MatchingPage)
        seen, rows = page.model.overview, {row.payment_id: row for row in page.list.rows()}

    assert seen is not None
    assert told == {
        "certain": [payment_document(each) for each in seen.certain],
        "likely": [payment_document(each) for each in seen.likely],
        "unknown": [payment_document(each) for each in seen.unknown],
    }
    assert set(rows) == {each.payment_id for each in (*seen.certain, *seen.likely, *seen.unknown)}
    for each in (*seen.certain, *seen.likely):
        assert formatting.money(each.amount, "sv") in rows[each.payment_id].amount
        assert all(number in rows[each.payment_id].target_note for number in each.numbers)
