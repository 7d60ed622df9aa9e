"""The command line as its contract has it: documents, exit codes, options on either side of the command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import COMMANDS
from app.storage.connection import connect
from tests.cli_shell import Shell, ended, owes, with_customer, with_firm

ROOT = Path(__file__).resolve().parent.parent
CASE = {"number", "customer", "state", "currency", "due_on", "components", "total", "allowed", "history"}
INVOICE = {
    "number",
    "kind",
    "customer",
    "customer_identifier",
    "country",
    "issued_on",
    "due_on",
    "total",
    "amount_due",
    "currency",
    "payment_reference",
    "credits",
}
CSV = "number;customer;issued;due;amount\n7001;Kund AB;2026-10-01;2026-10-31;1250,50\n"


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = Shell(tmp_path_factory.mktemp("demo"))
    shell.done("demo", str(shell.data))
    return shell.data


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shutil.copy(demo_file, shell.data)
    return shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = with_customer(with_firm(Shell(tmp_path)), "business")
    owes(shell, "29860.00", issued="2026-09-28", due="2026-10-28", facts=("due_agreed=yes",))
    return shell


def csv_file(shell: Shell, text: str = CSV) -> str:
    path = shell.folder / "invoices.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


# The documents


def test_today_has_the_keys_of_the_contract(demo: Shell) -> None:
    morning = demo.done("today")
    assert set(morning) == {"on", "totals", "rows"}
    assert morning["on"] == "2026-11-18"
    assert morning["totals"][0] == {"currency": "SEK", "open": "226635.00", "overdue": "130155.00"}
    assert {frozenset(row) for row in morning["rows"]} == {
        frozenset(
            {
                "section",
                "customer",
                "invoices",
                "open",
                "currency",
                "days_late",
                "state",
                "reason",
                "next_step",
                "act_on",
            }
        )
    }


def test_show_has_the_keys_of_the_contract(shell: Shell) -> None:
    case = shell.done("show", "1")
    assert set(case) == CASE
    assert {frozenset(part) for part in case["components"]} == {
        frozenset({"kind", "amount", "calculation", "law"})
    }
    assert {frozenset(step) for step in case["allowed"]} == {
        frozenset({"step", "allowed", "from", "reason", "law"})
    }
    assert {frozenset(entry) for entry in case["history"]} == {frozenset({"on", "what", "text"})}


def test_import_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    read = shell.done("import", csv_file(shell, CSV + "7002;Kund AB;2026-10-01;2026-10-31;\n"))
    (file,) = read["files"]
    assert set(file) == {"file", "kind", "batch", "new", "same", "changed", "payments", "problems"}
    assert set(file["new"][0]) == INVOICE
    assert file["new"][0]["total"] == "1250.50"
    assert set(file["problems"][0]) == {"line", "field", "found", "message"}


def test_an_import_is_taken_back_as_a_whole(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    batch = shell.done("import", csv_file(shell))["files"][0]["batch"]
    shell.done("pay", "7001", "100")
    kept = shell.done("withdraw", str(batch))
    assert (kept["batch"], kept["withdrawn"], [row["number"] for row in kept["kept"]]) == (batch, 0, ["7001"])
    shell.done("undo")


def test_a_dry_run_stores_nothing_and_makes_no_file(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (file,) = shell.done("import", csv_file(shell), "--dry-run")["files"]
    assert (len(file["new"]), file["batch"]) == (1, None)
    assert not shell.data.exists()


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    path = csv_file(shell, "a;b;c;d;e\n7001;Kund AB;2026-10-01;2026-10-31;1250,50\n")
    columns = "number=A,customer=B,issued_on=C,due_on=D,total=E"
    assert len(shell.done("import", path, "--columns", columns)["files"][0]["new"]) == 1


def test_the_calculator_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    words = ("--due", "2026-10-28", "--paid", "2026-11-18", "--country", "SE", "--customer", "business")
    result = Shell(tmp_path).done("interest", "29860", *words)
    assert set(result) == {"segments", "total", "law"}
    assert result["total"] == "171.80"
    assert result["segments"] == [
        {
            "first_day": "2026-10-29",
            "last_day": "2026-11-18",
            "days": 21,
            "divisor": 365,
            "rate": "10.00",
            "amount": "171.80",
        }
    ]
    assert not (tmp_path / "betalt.db").exists()


def test_a_span_with_an_unknown_rate_is_refused(tmp_path: Path) -> None:
    said = Shell(tmp_path).refused(
        "interest", "100", "--due", "2026-10-28", "--paid", "2150-01-01", "--country", "SE"
    )
    assert "2027" in said


def test_a_letter_has_the_keys_of_the_contract(shell: Shell) -> None:
    out = shell.folder / "letter.pdf"
    letter = shell.done("letter", "1", "--kind", "friendly", "--out", str(out))
    assert letter == {
        "kind": "friendly",
        "invoices": ["1"],
        "lines": [{"kind": "principal", "amount": "29860.00"}],
        "total": "29860.00",
        "pay_by": "2026-11-25",
        "file": str(out),
    }
    assert out.read_bytes().startswith(b"%PDF")
    assert all(entry["what"] != "letter_sent" for entry in shell.done("show", "1")["history"])


def test_a_letter_that_was_sent_stands_in_the_history(shell: Shell) -> None:
    words = ("--kind", "reminder", "--out", str(shell.folder), "--sent", "2026-11-18")
    shell.done("letter", "1", *words)
    assert shell.done("show", "1")["history"][-1]["what"] == "letter_sent"
    assert list(shell.folder.glob("2026-11-18_*_1.pdf"))


def test_a_letter_made_first_and_sent_then_keeps_its_number(shell: Shell) -> None:
    out = shell.folder / "letter.pdf"
    words = ("letter", "1", "--kind", "reminder", "--out", str(out))
    shell.done(*words)
    made = out.read_bytes()
    shell.done(*words)
    shell.done(*words, "--sent", shell.today)
    assert out.read_bytes() == made
    with closing(connect(shell.data)) as connection:
        assert connection.execute("SELECT number, sent_on FROM letter").fetchall() == [
            ("P-2026-0001", shell.today)
        ]


def test_a_plan_made_first_and_signed_then_is_the_same_plan(shell: Shell) -> None:
    words = ("plan", "1", "--instalments", "4", "--first", "2026-11-30", "--out", str(shell.folder))
    shell.done(*words)
    shell.done(*words, "--signed", shell.today)
    with closing(connect(shell.data)) as connection:
        assert connection.execute("SELECT state FROM plan").fetchall() == [("signed",)]


def test_a_letter_of_an_earlier_day_is_the_letter_of_that_day(shell: Shell) -> None:
    words = ("--kind", "reminder", "--out", str(shell.folder), "--sent", "2026-11-16")
    letter = shell.done("letter", "1", *words)
    assert (letter["total"], letter["pay_by"]) == ("30015.44", "2026-11-30")


def test_a_letter_without_bank_data_warns_and_goes_on(shell: Shell) -> None:
    end = shell.run("letter", "1", "--kind", "friendly", "--out", str(shell.folder), "--json")
    assert (end.code, set(end.document)) == (0, {"kind", "invoices", "lines", "total", "pay_by", "file"})
    assert "Payments" in end.err


def test_a_letter_that_cannot_be_written_books_nothing(shell: Shell) -> None:
    out = str(shell.folder / "no" / "folder" / "letter.pdf")
    end = shell.run("letter", "1", "--kind", "friendly", "--out", out, "--sent", "2026-11-18")
    assert (end.code, end.out) == (3, "")
    assert shell.done("show", "1")["history"][-1]["what"] == "invoice_taken"


def test_a_letter_that_may_not_be_sent_leaves_no_file(shell: Shell) -> None:
    said = shell.refused("letter", "1", "--kind", "reminder", "--fee", "--out", str(shell.folder))
    assert "1981:739" in said
    assert not list(shell.folder.glob("*.pdf"))


def test_a_plan_has_the_keys_of_the_contract(shell: Shell) -> None:
    out = str(shell.folder / "plan.pdf")
    words = ("--instalments", "4", "--first", "2026-11-30", "--rhythm", "last-bank-day", "--out", out)
    plan = shell.done("plan", "1", *words, "--signed", "2026-11-18")
    assert plan["instalments"] == [
        {"on": "2026-11-30", "amount": "7507.00"},
        {"on": "2026-12-30", "amount": "7507.00"},
        {"on": "2027-01-29", "amount": "7507.00"},
        {"on": "2027-02-26", "amount": "7510.80"},
    ]
    assert (plan["total"], plan["file"]) == ("30031.80", out)
    assert shell.done("show", "1")["state"] == "plan"


def test_the_facts_of_an_invoice_are_set_and_shown(shell: Shell) -> None:
    paper = shell.done("set", "1", "fee_agreed=yes", "fee_agreed_on=2026-06-02", "agreed_rate=12")
    assert paper.keys() >= INVOICE
    assert (paper["fee_agreed"], paper["fee_agreed_on"], paper["agreed_rate"]) == (
        "yes",
        "2026-06-02",
        "12.00",
    )
    assert paper["delivered"] is None


def test_the_facts_of_a_customer_are_set_and_shown(shell: Shell) -> None:
    who = shell.done("set-customer", "Kund", "kind=consumer", "address=Vägen 2, 999 48 Lillhamra")
    assert (who["name"], who["kind"], who["address"]) == ("Kund", "consumer", "Vägen 2, 999 48 Lillhamra")
    assert who["email"] is None


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (("call", "1", "--outcome", "promised", "--by", "2026-11-25", "--amount", "500"), "promised"),
        (("call", "1", "--outcome", "disputed", "--reason", "not_ordered"), "disputed"),
        (("call", "1", "--outcome", "call_back", "--by", "2026-11-20", "--at", "10:30"), "overdue"),
        (("dispute", "1", "--reason", "late_delivery", "--amount", "100"), "disputed"),
        (("snooze", "1", "2026-12-01"), "paused"),
        (("pay", "1", "29860"), "paid"),
        (("note", "1", "Rang kontoret."), "act_now"),
    ],
)
def test_an_action_answers_with_the_case_and_can_be_undone_and_redone(
    shell: Shell, words: tuple[str, ...], state: str
) -> None:
    before = shell.done("show", "1")
    after = shell.done(*words)
    assert set(after) == CASE
    assert after["state"] == state
    assert set(shell.done("undo")) == {"undone"}
    assert shell.done("show", "1")["total"] == before["total"]
    shell.done("redo")
    assert shell.done("show", "1")["state"] == state


def test_check_and_rebuild_find_the_demo_in_order(demo: Shell) -> None:
    assert demo.done("rebuild") == {"ok": True, "problems": []}
    assert demo.done("check") == {"ok": True, "problems": []}


def test_check_says_what_is_wrong(demo: Shell) -> None:
    with closing(connect(demo.data)) as connection:
        connection.execute("UPDATE case_summary SET open_minor = 1 WHERE invoice_id = 1")
    end = demo.run("check", "--json")
    assert (end.code, end.document["ok"], len(end.document["problems"])) == (3, False, 1)
    demo.done("rebuild")
    assert demo.done("check")["ok"]


# Options and exit codes


def test_general_options_are_taken_after_the_command_too(shell: Shell) -> None:
    end = ended(["show", "1", "--json", f"--data={shell.data}", "--today", "2026-11-25", "--language", "sv"])
    assert (end.code, end.document["total"]) == (0, "30089.06")


def test_one_number_of_two_customers_is_named_with_its_customer(shell: Shell) -> None:
    shell.done("add", "customer", "Annan")
    shell.done("add", "invoice", "1", "--customer", "Annan", "--total", "10")
    assert "Annan" in shell.refused("show", "1")
    assert shell.done("show", "Annan/1")["customer"] == "Annan"


def test_reading_where_there_is_nothing_says_so_and_makes_nothing(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for words in (("today",), ("show", "1"), ("check",), ("today", "--json")):
        end = shell.run(*words)
        assert (end.code, end.out) == (3, "")
        assert str(shell.data) in end.err
    assert not shell.data.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "nothing"), 1),
        (("set", "1", "colour=red"), 1),
        (("set", "1", "due_agreed=maybe"), 1),
        (("pay", "1", "0"), 1),
        (("pay", "1", "100", "--received", "2027-01-01"), 1),
        (("call", "1", "--outcome", "promised", "--by", "2026-11-01"), 1),
        (("letter", "1", "--kind", "reminder", "--compensation", "--sent", "2026-12-24"), 1),
        (("withdraw", "17"), 1),
        (("redo",), 1),
        (("add", "invoice", "1", "--customer", "Kund", "--total", "10"), 1),
        ((), 2),
        (("dance",), 2),
        (("show",), 2),
        (("show", "1", "2"), 2),
        (("show", "1", "--bogus"), 2),
        (("pay", "1", "24.860"), 2),
        (("pay", "1", "much"), 2),
        (("pay", "1", "10", "--received", "someday"), 2),
        (("call", "1", "--outcome", "smiled"), 2),
        (("letter", "1", "--kind", "postcard"), 2),
        (("letter", "1", "--kind", "friendly", "--tone", "loud"), 2),
        (("letter", "1", "--kind", "friendly", "--letter-language", "fi"), 2),
        (("plan", "1", "--instalments", "none", "--first", "2026-12-01"), 2),
        (("plan", "1", "--instalments", "3", "--first", "9999-12-31"), 2),
        (("set", "1", "due_on=9999-12-31"), 2),
        (("set", "1", "due_agreed"), 2),
        (("interest", "1", "--due", "2026-01-01", "--paid", "2026-02-01", "--country", "FI"), 2),
        (("today", "--today", "yesterday"), 2),
        (("today", "--language", "fi"), 2),
        (("today", "--data"), 2),
        (("import", "no such file.csv"), 3),
    ],
)
def test_a_command_that_fails_says_one_thing_and_changes_nothing(
    shell: Shell, words: tuple[str, ...], code: int
) -> None:
    before = shell.done("show", "1")
    end = shell.run(*words)
    assert (end.code, end.out) == (code, "")
    assert end.err.strip() and "Traceback" not in end.err
    assert shell.done("show", "1") == before


@pytest.mark.parametrize("content", [b"", b"something else entirely, and no database" * 40])
def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path, content: bytes) -> None:
    shell = Shell(tmp_path)
    shell.data.write_bytes(content)
    end = shell.run("today")
    assert (end.code, shell.data.read_bytes()[:20] == content[:20]) == ((3, True) if content else (0, False))


def test_the_demo_takes_no_place_that_is_taken(shell: Shell) -> None:
    assert str(shell.data) in shell.refused("demo", str(shell.data))


def test_a_firm_is_named_before_letters_and_its_numbers_are_checked(tmp_path: Path) -> None:
    shell = with_customer(Shell(tmp_path), "business")
    owes(shell, "100", issued="2026-09-01", due="2026-10-01")
    assert shell.refused("letter", "1", "--kind", "friendly")
    assert "50501054" in shell.refused("firm", "name=Tallkotten", "bankgiro=50501054")
    firm = with_firm(shell).done("firm")
    assert (firm["name"], firm["bankgiro"], firm["iban"]) == ("Tallkotten", "50501055", None)


# For people


@pytest.mark.parametrize(
    ("language", "word"), [("sv", "Gör först"), ("nb", "Gjør først"), ("en", "Do first")]
)
def test_people_read_the_morning_in_their_language(demo: Shell, language: str, word: str) -> None:
    demo.language = language
    end = demo.run("today")
    assert end.code == 0
    assert f"{word} (2)" in end.out
    assert "Bryggeri Tre Tumlare AB" in end.out


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_every_command_has_help_in_every_language(tmp_path: Path, language: str) -> None:
    shell = Shell(tmp_path, language=language)
    whole = shell.run("--help")
    assert whole.code == 0
    for name in COMMANDS:
        end = shell.run(name, "--help")
        assert (end.code, end.err) == (0, "")
        assert name in whole.out
        assert "Show this help and end." in end.out or language != "en"


@pytest.mark.parametrize(
    "words",
    [
        ("show", "10431"),
        ("pay", "10444", "3120"),
        ("set", "10431", "delivered=yes"),
        ("firm",),
        ("check",),
        ("rebuild",),
        ("undo",),
        ("interest", "100", "--due", "2026-01-15", "--paid", "2026-02-15", "--country", "NO"),
        ("letter", "10412", "10427", "--kind", "reminder", "--fee"),
        ("plan", "10412", "--instalments", "3", "--first", "2026-12-01"),
    ],
)
def test_what_people_read_is_aligned_text_and_no_json(
    demo: Shell, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo.folder)
    end = demo.run(*words)
    assert end.code == 0
    assert end.out.strip() and not end.out.startswith("{")


# The program as it is started


def started(*words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "ui.launch", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=env | {"PYTHONIOENCODING": "utf-8"} | surroundings,
    )


def test_the_morning_list_is_printed_without_heavy_libraries(demo: Shell) -> None:
    heavy = ("PySide6", "sqlalchemy", "sqlmodel", "pydantic", "typer", "babel.core", "holidays", "reportlab")
    code = (
        "import sys\nfrom ui.launch import launch\n"
        f"assert launch(['today', '--json', '--language', 'en', '--data', {str(demo.data)!r}]) == 0\n"
        f"sys.stderr.write(' '.join(name for name in {heavy!r} if name in sys.modules))"
    )
    end = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert end.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only there can it be known that no screen is there")
def test_without_a_screen_the_window_says_what_works() -> None:
    end = started("--language", "en")
    assert (end.returncode, end.stdout) == (3, "")
    assert "betalt --help" in end.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there from the start")
def test_bytes_that_are_no_text_are_wrong_usage() -> None:
    end = subprocess.run(
        [sys.executable, "-m", "ui.launch", b"show", b"\xff\xfe"], capture_output=True, cwd=ROOT, check=False
    )
    assert (end.returncode, b"Traceback" in end.stderr) == (2, False)


def test_a_reader_who_leaves_early_is_no_trouble(demo: Shell) -> None:
    end = subprocess.run(
        f'"{sys.executable}" -m ui.launch today --data "{demo.data}" | head -n 1',
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert end.stderr == ""


def test_an_output_of_few_signs_still_gets_everything(demo: Shell) -> None:
    end = started("show", "10444", "--json", "--data", str(demo.data), PYTHONIOENCODING="ascii")
    document: dict[str, Any] = json.loads(end.stdout)
    assert document["customer"] == "Ängslyckans Blomster"
