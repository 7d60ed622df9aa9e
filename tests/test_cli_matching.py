"""`import` of bank files and `match`: the documents of the contract, with the figures of the services."""

from pathlib import Path

import pytest

from app.services import matching
from app.services.today import exact
from tests.cli_shell import Shell, with_firm
from tests.office import Office, SetClock

INVOICES = """Fakturanr;Kund;Fakturadatum;Förfallodatum;Belopp;OCR
10412;Norrskärs Båtvarv HB;2026-09-01;2026-10-01;900,00;104120
10427;Eva Ek;2026-09-16;2026-10-16;600,00;104270
"""
_ENTRY = """<Ntry><Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-16</Dt></BookgDt><AcctSvcrRef>{id}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf>{said}</RmtInf>
<RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>"""
_REFERENCE = "<Strd><CdtrRefInf><Ref>{ref}</Ref></CdtrRefInf></Strd>"
_CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>
<CreDtTm>2026-11-17T06:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><CreDtTm>2026-11-17T06:00:00</CreDtTm>
<FrToDt><FrDtTm>2026-11-16T00:00:00</FrDtTm><ToDtTm>2026-11-16T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>SE3550000000054910000003</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>
"""
PAYMENT = {"received_on", "amount", "currency", "payer", "reference", "message", "bank_id", "match"}


def statement(folder: Path) -> str:
    """Write a statement: a certain payment, one that only the name tells, an unknown one, and money out."""
    rows = (
        _ENTRY.format(amount="900.00", sign="CRDT", id="A1", said=_REFERENCE.format(ref="104120"),
                      payer="Norrskärs Båtvarv"),
        _ENTRY.format(amount="600.00", sign="CRDT", id="A2", said="<Ustrd>tack</Ustrd>", payer="Ek, Eva"),
        _ENTRY.format(amount="12.00", sign="CRDT", id="A3", said="<Ustrd>ränta</Ustrd>", payer="Banken"),
        _ENTRY.format(amount="50.00", sign="DBIT", id="A4", said="<Ustrd>avgift</Ustrd>", payer=""),
    )  # fmt: skip
    path = folder / "statement.xml"
    path.write_text(_CAMT.format(entries="".join(rows)), encoding="utf-8")
    return str(path)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_firm(Shell(tmp_path))
    path = tmp_path / "invoices.csv"
    path.write_text(INVOICES, encoding="utf-8")
    shell.done("import", str(path))
    return shell


def told(payments: list[dict[str, object]]) -> list[tuple[object, ...]]:
    """Return amount, certainty and invoices of payments as the command line gives them."""
    found: list[tuple[object, ...]] = []
    for each in payments:
        assert set(each) == PAYMENT
        match = each["match"]
        assert isinstance(match, dict)
        found.append((each["amount"], match["certainty"], match["invoices"]))
    return found


def test_import_tells_each_payment_and_where_it_belongs(shell: Shell, tmp_path: Path) -> None:
    wanted = [("900.00", "certain", ["10412"]), ("600.00", "likely", ["10427"]), ("12.00", "none", [])]
    (looked,) = shell.done("import", statement(tmp_path), "--dry-run")["files"]
    assert (looked["batch"], told(looked["payments"])) == (None, wanted)
    (done,) = shell.done("import", statement(tmp_path))["files"]
    assert (done["kind"], told(done["payments"])) == ("camt", wanted)
    assert [each["message"] for each in done["problems"]] == ["1 row is money out, and was left out."]
    first = done["payments"][0]
    assert (first["received_on"], first["reference"], first["bank_id"]) == ("2026-11-16", "104120", "A1")


def test_the_same_bank_file_twice_brings_nothing_more(shell: Shell, tmp_path: Path) -> None:
    shell.done("import", statement(tmp_path))
    (again,) = shell.done("import", statement(tmp_path))["files"]
    assert (again["batch"], again["payments"]) == (None, [])
    assert "3 payments were read in before, and are counted once." in [
        each["message"] for each in again["problems"]
    ]


def test_invoices_and_payments_read_in_together_find_each_other_before_they_are_stored(
    tmp_path: Path,
) -> None:
    shell = with_firm(Shell(tmp_path))
    path = tmp_path / "invoices.csv"
    path.write_text(INVOICES, encoding="utf-8")
    looked = shell.done("import", str(path), statement(tmp_path), "--dry-run")["files"]
    stored = shell.done("import", str(path), statement(tmp_path))["files"]
    assert told(looked[1]["payments"]) == told(stored[1]["payments"])
    assert told(looked[1]["payments"])[0] == ("900.00", "certain", ["10412"])


def test_match_tells_the_three_groups_of_the_page(shell: Shell, tmp_path: Path) -> None:
    shell.done("import", statement(tmp_path))
    document = shell.done("match")
    assert {name: told(found) for name, found in document.items()} == {
        "certain": [("900.00", "certain", ["10412"])],
        "likely": [("600.00", "likely", ["10427"])],
        "unknown": [("12.00", "none", [])],
    }
    office = Office.opened(shell.data, "2026-11-18")
    seen = matching.overview(office.desk)
    assert [exact(each.amount) for each in (*seen.certain, *seen.likely, *seen.unknown)] == [
        "900.00",
        "600.00",
        "12.00",
    ]
    assert isinstance(office.clock, SetClock)
    office.desk.database.close()


def test_match_accept_certain_books_just_those_and_undo_takes_them_back(shell: Shell, tmp_path: Path) -> None:
    shell.done("import", statement(tmp_path))
    assert told(shell.done("match", "--accept", "certain")["certain"]) == [("900.00", "certain", ["10412"])]
    assert shell.done("show", "10412")["state"] == "paid"
    assert shell.done("show", "10427")["state"] == "almost_done"
    assert shell.done("match")["certain"] == []
    shell.done("undo")
    assert shell.done("show", "10412")["state"] == "almost_done"


def test_match_for_people_is_rows_and_says_how_old_the_bank_data_is(shell: Shell, tmp_path: Path) -> None:
    shell.done("import", statement(tmp_path))
    later = shell.on("2026-11-25").run("match", "--accept", "certain")
    assert later.code == 0
    assert later.err.strip() == "The latest payments were read in on 16 November."
    assert "Certain (1)" in later.out
    assert "1 invoice is paid to the last krona." in later.out


def test_match_accepts_nothing_but_the_certain_ones(shell: Shell) -> None:
    assert shell.run("match", "--accept", "likely").code == 2


def test_a_bank_file_withdrawn_counts_its_payments(shell: Shell, tmp_path: Path) -> None:
    (done,) = shell.done("import", statement(tmp_path))["files"]
    assert shell.done("withdraw", str(done["batch"])) == {"batch": done["batch"], "withdrawn": 3, "kept": []}
    assert shell.done("match") == {"certain": [], "likely": [], "unknown": []}


def test_a_letter_is_refused_while_money_waits_that_may_be_for_it(shell: Shell, tmp_path: Path) -> None:
    shell.done("import", statement(tmp_path))
    out = tmp_path / "letter.pdf"
    letter = ("letter", "10427", "--kind", "friendly", "--out", str(out))
    said = shell.refused(*letter).replace("\xa0", " ")
    assert said.startswith("600.00 kr from Ek, Eva on 16 November waits, and may be for this. ")
    assert "`betalt match`" in said
    assert not out.exists()
    assert shell.done(*letter, "--not-theirs")["invoices"] == ["10427"]
    assert out.exists()
