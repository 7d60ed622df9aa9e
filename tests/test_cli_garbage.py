"""Whatever is typed, the command line ends in one of its codes and never in a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli.commands import COMMANDS
from tests.cli_shell import Shell, owes, with_customer, with_firm


def words(text: str) -> st.SearchStrategy[str]:
    """Return a strategy for one of the words of a text."""
    return st.sampled_from(text.split())


NAMES = st.sampled_from([name for name in COMMANDS if name != "demo"])
OPTIONS = words(
    """
    --outcome --by --amount --reason --note --at --kind --tone --fee --sent --compensation --no-interest
    --pay-by --instalments --first --rhythm --signed --received --due --paid --country --customer --total
    --not-theirs --dry-run --columns --mapping --json --today --language -- -x --=
    """
)
VALUES = words(
    """
    1 Kund Kund/1 promised disputed not_ordered friendly reminder 2026-12-01 +9 0001-01-01 9999-12-31 0.01 -1
    1e9 24.860 monthly last-bank-day business SE customer invoice due_agreed=yes agreed_rate=NaN law=NO = 120
    """
)
TEXTS = st.text(st.characters(exclude_characters="\0"), max_size=12)
DAYS = words("1970-01-01 2026-11-17 2026-11-18 2026-12-24 2199-12-31 +9999 +1")
AMOUNTS = words("0,01 1 29860 29860.01 999999999999 999999999999.99 1-2")
OUTCOMES = words("promised disputed no_answer call_back cannot_pay not_received wrong_recipient says_paid")
FACTS = words(
    """
    due_on=1970-01-01 due_on=2199-12-31 due_on=unknown law=NO law=unknown delivered=no delivered_on=2199-12-31
    agreed_rate=100 agreed_rate=0 agreed_margin=99.99 agreed_rate=1e-30 supplied_on=1970-01-01 fee_agreed=yes
    """
)
RHYTHMS = words("weekly fortnightly monthly last-bank-day")
SENSIBLE = st.one_of(
    st.tuples(st.just("pay"), st.just("1"), AMOUNTS, st.just("--received"), DAYS),
    st.tuples(st.just("call"), st.just("1"), st.just("--outcome"), OUTCOMES, st.just("--by"), DAYS,
              st.just("--amount"), AMOUNTS, st.just("--note"), st.text(max_size=9)),
    st.tuples(st.just("snooze"), st.just("1"), DAYS),
    st.tuples(st.just("set"), st.just("1"), FACTS, FACTS),
    st.tuples(st.just("letter"), st.just("1"), st.just("--kind"), st.sampled_from(["friendly", "reminder"]),
              st.just("--pay-by"), DAYS, st.just("--sent"), DAYS),
    st.tuples(st.just("plan"), st.just("1"), st.just("--instalments"), st.sampled_from(["1", "7", "120"]),
              st.just("--first"), DAYS, st.just("--rhythm"), RHYTHMS, st.just("--signed"), DAYS),
    st.tuples(st.just("interest"), AMOUNTS, st.just("--due"), DAYS, st.just("--paid"), DAYS,
              st.just("--country"), words("SE NO")),
    st.tuples(st.just("add"), st.just("invoice"), st.text(min_size=1, max_size=5),
              st.just("--customer"), st.just("Kund"), st.just("--total"), AMOUNTS, st.just("--issued"),
              DAYS, st.just("--due"), DAYS),
    st.tuples(st.sampled_from(["undo", "redo", "today", "check", "rebuild"])),
)  # fmt: skip


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    shell = with_customer(with_firm(Shell(tmp_path_factory.mktemp("garbage"))), "business")
    owes(shell, "29860.00", issued="2026-09-28", due="2026-10-28", facts=("due_agreed=yes",))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shell.folder)
        yield shell


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(name=NAMES | TEXTS, rest=st.lists(OPTIONS | VALUES | TEXTS, max_size=6))
def test_no_words_end_in_a_traceback(shell: Shell, name: str, rest: list[str]) -> None:
    end = shell.run(name, *rest)
    assert end.code in (0, 1, 2, 3)
    assert end.code == 0 or end.err.strip()


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(words=SENSIBLE, today=DAYS)
def test_no_day_and_no_amount_ends_in_a_traceback(shell: Shell, words: tuple[str, ...], today: str) -> None:
    end = shell.on(today).run(*words)
    assert end.code in (0, 1, 2, 3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_file_ends_in_a_traceback(shell: Shell, content: bytes) -> None:
    path: Path = shell.folder / "anything"
    path.write_bytes(content)
    assert shell.run("import", str(path), "--dry-run").code in (0, 3)
