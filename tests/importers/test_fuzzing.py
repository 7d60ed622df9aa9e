"""The short run of the fuzzer, and files that hold together but say strange things.

The long run is `python -m tests.importers.fuzzing`.
"""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers import camt_files, giro_files
from tests.importers.fuzz_seeds import parser_names, seeds
from tests.importers.fuzzing import Tally, fuzz, judge

INPUTS = 200
ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

minors = st.one_of(st.integers(0, 10**7), st.sampled_from([0, 1, 10**17 - 1]))
words = st.text(string.ascii_letters + string.digits + " ,;-/åøö", max_size=25)
amounts = st.one_of(
    st.decimals(0, 10**9, places=2).map(str), st.sampled_from(["", "-1", "1,5", "NaN", "1e9", "9" * 30, "0"])
)
days = st.one_of(st.dates().map(str), st.sampled_from(["", "2026-02-30", "0000-00-00", "2026-11-16T25:99"]))
currencies = st.sampled_from(["SEK", "EUR", "JPY", "kr", ""])


def test_every_parser_has_files_to_spoil() -> None:
    assert parser_names() <= seeds().keys()


@pytest.mark.parametrize("parser", sorted(parser_names()))
def test_spoiled_files_are_answered(tmp_path: Path, parser: str) -> None:
    tally = fuzz(parser, tmp_path, range(INPUTS))

    assert tally.findings == []
    assert (tally.inputs, tally.drafts + tally.refused) == (INPUTS, INPUTS)
    assert list(tmp_path.iterdir()) == []


def assert_answered(folder: Path, content: bytes) -> None:
    path = folder / "input"
    path.write_bytes(content)
    assert judge(path, Tally("structures")) == ""


giro_records = st.one_of(
    st.builds(
        giro_files.paid,
        minors,
        words,
        code=st.sampled_from(["20", "20", "21", "22", "23"]),
        serial=st.integers(0, 5),
        sender=st.sampled_from(["", "3783511", "1234567"]),
        name=words,
        number=st.sampled_from(["", "5566778899", "x"]),
        texts=st.lists(words, max_size=2),
    ),
    st.builds(giro_files.section, st.sampled_from(["", "50501055"]), currencies),
    st.builds(
        giro_files.deposit, minors, st.integers(0, 9), day=st.sampled_from(["20261116", "10100324", ""])
    ),
    st.builds(giro_files.bgmax_start, made_on=st.sampled_from(["20261116", "99999999"])),
    st.builds(giro_files.bgmax_end, st.integers(0, 9)),
)


@given(st.lists(giro_records, max_size=20), st.sampled_from(["\r\n", "\n", "\r", ""]))
@ONE_FOLDER
def test_bgmax_records_in_any_order_are_answered(
    tmp_path: Path, records: list[str | list[str]], end: str
) -> None:
    text = giro_files.bgmax(giro_files.bgmax_start(), giro_files.section(), *records, end=end)
    assert_answered(tmp_path, text.encode("iso-8859-1"))


nets_records = st.one_of(
    st.builds(
        giro_files.giro,
        minors,
        words,
        number=st.integers(1, 3),
        kind=st.sampled_from(["10", "15", "18", "20", "21", "99"]),
        sign=st.sampled_from(["0", "-", " "]),
        settled_on=st.sampled_from(["171126", "000000", "310226"]),
        ordered_on=st.sampled_from(["161126", "000000", "010100"]),
        text=words,
    ),
    st.builds(giro_files.claimed, minors, words),
    st.builds(
        giro_files.assignment, st.sampled_from(["", "12001000017"]), st.sampled_from(["09", "21", "04"])
    ),
    st.builds(giro_files.assignment_end, st.integers(0, 9), minors),
    st.builds(giro_files.ocr_end, st.integers(0, 9), minors),
)


@given(st.lists(nets_records, max_size=20))
@ONE_FOLDER
def test_ocr_giro_records_in_any_order_are_answered(tmp_path: Path, records: list[str | list[str]]) -> None:
    text = giro_files.ocr(giro_files.ocr_start(), *records)
    assert_answered(tmp_path, text.encode("iso-8859-1"))


remittances = st.lists(
    st.one_of(
        st.builds(camt_files.reference, words, amounts),
        st.builds(camt_files.invoice, words, amounts, credit=st.booleans()),
        st.builds("<Ustrd>{}</Ustrd>".format, words),
    ),
    max_size=4,
).map("".join)
camt_details = st.builds(
    camt_files.detail,
    amounts,
    remittances,
    parties=words.map(camt_files.payer),
    refs=st.builds("<TxId>{}</TxId>".format, words),
    more=st.one_of(
        st.builds('<Chrgs><Amt Ccy="SEK">{}</Amt></Chrgs>'.format, amounts),
        st.sampled_from(["", "<RtrInf/>", "<CdtDbtInd>DBIT</CdtDbtInd>"]),
    ),
)
camt_entries = st.builds(
    camt_files.entry,
    amounts,
    st.lists(camt_details, max_size=3).map("".join),
    currency=currencies,
    side=st.sampled_from(["CRDT", "DBIT", ""]),
    status=st.sampled_from(["", "<Sts>BOOK</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", "<Sts>?</Sts>"]),
    days=days.map("<BookgDt><Dt>{}</Dt></BookgDt>".format),
    ref=words,
    returned=st.booleans(),
    text=words,
)


@given(
    st.lists(camt_entries, max_size=6),
    st.sampled_from(["Stmt", "Rpt", "Ntfctn"]),
    st.builds(camt_files.period, days, days),
)
@ONE_FOLDER
def test_camt_entries_of_any_kind_are_answered(
    tmp_path: Path, entries: list[str], name: str, period: str
) -> None:
    statement = camt_files.statement(*entries, extra=period)
    assert_answered(tmp_path, camt_files.message(statement, name=name).encode())
