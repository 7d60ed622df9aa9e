"""Remarks on invoices as they are read in, typed and open: in words, with what mends them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.invoice import Facts
from app.domain.invoice_checks import Check
from app.importers import problems
from app.importers.draft import Problem
from app.services import checks, importing
from app.services.invoice_form import TypedInvoice
from tests.cli_shell import Shell
from tests.office import SWEDISH_FIRM, Office, kronor
from tests.services.invoice_files import e_invoice
from tests.services.saying import in_every_language, is_complete

VAT = '<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">{vat}</cbc:TaxAmount></cac:TaxTotal>'
TABLE = """Fakturanr;Kund;Orgnr;Fakturadatum;Förfallodatum;Belopp;OCR
1001;Acme AB;5560360793;2026-09-01;2026-10-01;1000,00;10012
1002;Acme AB;5560360793;2026-09-01;2026-10-01;1000,00;
1003;Acme AB;5560360793;2026-09-01;2026-12-01;500,00;10038
"""


@pytest.fixture
def english() -> None:
    i18n.use("en")


def codes(found: tuple[Problem, ...]) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in found]


@pytest.mark.usefixtures("english")
def test_a_table_is_remarked_on_row_by_row_and_read_in_all_the_same(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "fakturor.csv"
    path.write_text(TABLE, encoding="utf-8")
    shown = importing.preview(office.desk, path)
    assert codes(shown.files[0].checks) == [
        (Check.LIKELY_DUPLICATE.value, 3),
        (Check.NO_PAYMENT_REFERENCE.value, 3),
        (Check.TERM_TOO_LONG.value, 4),
    ]
    assert not any(problem.is_blocking for problem in shown.files[0].checks)
    assert importing.accept(office.desk, shown).new == 3


def test_a_table_without_a_column_for_references_is_not_asked_for_them(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "fakturor.csv"
    path.write_text("\n".join(line.rpartition(";")[0] for line in TABLE.splitlines()), encoding="utf-8")
    shown = importing.preview(office.desk, path)
    assert Check.NO_PAYMENT_REFERENCE.value not in dict(codes(shown.files[0].checks))


@pytest.mark.parametrize(
    ("said", "remarks"),
    [
        ("<cbc:BuyerReference>Siv</cbc:BuyerReference>", []),
        ("<cac:OrderReference><cbc:ID>4711</cbc:ID></cac:OrderReference>", []),
        ("", [Check.NO_BUYER_REFERENCE]),
        (f"<cbc:BuyerReference>Siv</cbc:BuyerReference>{VAT.format(vat='200.10')}", []),
        (f"<cbc:BuyerReference>Siv</cbc:BuyerReference>{VAT.format(vat='300.10')}", [Check.SUM_DIFFERS]),
    ],
)
def test_an_e_invoice_is_remarked_on_for_what_it_says_itself(
    office: Office, tmp_path: Path, said: str, remarks: list[Check]
) -> None:
    path = e_invoice(tmp_path, "a.xml", CompanyID=SWEDISH_FIRM.identifier)
    document = path.read_text(encoding="utf-8")
    after = "<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>"
    path.write_text(document.replace(after, after + said), encoding="utf-8")
    found = importing.preview(office.desk, path).files[0]
    assert [code for code, _line in codes(found.checks)] == remarks


def test_what_is_read_in_a_second_time_is_not_remarked_on(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "fakturor.csv"
    path.write_text(TABLE, encoding="utf-8")
    importing.accept(office.desk, importing.preview(office.desk, path))
    assert importing.preview(office.desk, path).files[0].checks == ()


def test_the_command_line_lists_remarks_in_the_same_shape_as_other_notices(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.done("firm", "name=Tallkotten", "country=SE")
    path = tmp_path / "fakturor.csv"
    path.write_text(TABLE, encoding="utf-8")
    [file] = shell.done("import", str(path))["files"]
    assert [problem["line"] for problem in file["problems"]] == [3, 3, 4]
    assert {tuple(problem) for problem in file["problems"]} == {("line", "field", "found", "message")}


@pytest.mark.usefixtures("english")
def test_an_open_invoice_is_remarked_on_with_the_command_that_mends_it(office: Office) -> None:
    acme = office.customer("Acme AB")
    first = office.invoice(acme, "1", "1000", issued="2026-09-01", due="2026-10-15")
    office.invoice(acme, "2", "1000", issued="2026-09-01", due="2026-10-15")
    office.sleep_until("2026-11-18")
    assert [(each.says, each.command) for each in checks.of_case(office.desk, office.case(first))] == [
        ("The same customer, amount and day stand on invoice 2.", ""),
        ("The customer has 44 days to pay. The law knows 30 unless more was agreed.", "facts"),
        ("OCR or KID is missing.", "facts"),
    ]


def test_an_invoice_in_order_or_paid_is_left_alone(office: Office) -> None:
    acme = office.customer("Acme AB")
    sound = office.invoice(acme, "1", "1000", issued="2026-09-01", due="2026-10-01", reference="18")
    office.sleep_until("2026-11-18")
    assert checks.of_case(office.desk, office.case(sound)) == ()


def typed(**facts: object) -> TypedInvoice:
    known: dict[str, object] = {
        "customer_id": None, "who": {"name": "Ny AB"}, "number": "7", "amount": kronor("1000"),
        "issued_on": date(2026, 9, 1), "due_on": date(2026, 10, 1), "payment_reference": "75",
    }  # fmt: skip
    return TypedInvoice(**(known | facts))  # type: ignore[arg-type]


@pytest.mark.usefixtures("english")
def test_an_invoice_is_remarked_on_while_it_is_typed(office: Office) -> None:
    new = checks.of_typed(office.desk, typed())
    assert [each.says for each in new] == ["There is neither address, e-mail nor number for the recipient."]
    acme = office.customer("Acme AB", terms="15 dagar")
    office.invoice(acme, "6", "1000", issued="2026-09-01", due="2026-10-01")
    known = checks.of_typed(office.desk, typed(customer_id=acme, who={}))
    assert [each.says for each in known] == [
        "The same customer, amount and day stand on invoice 6.",
        "The terms give 15 days, which is 2026-09-16, but the due date is another.",
    ]


def test_nothing_is_said_before_there_is_an_amount_and_a_day(office: Office) -> None:
    assert checks.of_typed(office.desk, typed(amount=None)) == ()
    assert checks.of_typed(office.desk, typed(issued_on=None, facts=Facts())) == ()


@pytest.mark.parametrize("check", Check)
def test_every_remark_and_its_advice_is_said_in_every_language(check: Check) -> None:
    amount, day = kronor("1000"), date(2026, 9, 16)
    facts = {
        "expected": amount,
        "total": amount,
        "numbers": "6",
        "days": 44,
        "most": 30,
        "owed": amount,
        "limit": amount,
    }
    if check is Check.DUE_OFF_TERMS:
        facts["expected"] = day
    problem = Problem(None, "", "", check.value, "notice", facts)  # type: ignore[arg-type]
    assert is_complete(in_every_language(lambda: problems.message(problem)))
    assert is_complete(in_every_language(lambda: problems.advice(problem)))
