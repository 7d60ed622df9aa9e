"""Spoiled files by the thousand: `python -m tests.importers.fuzzing [--inputs 20000] [--parser NAME]`.

Every parser must answer each of them with a draft or a `BetaltError`, within five seconds and 500 MB, and
leave nothing behind. A finding names the parser and the number of the input, which `--first` makes again.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.errors import BetaltError
from app.importers import problems
from app.importers.bank_draft import DraftPayment
from app.importers.draft import Draft
from app.importers.reader import read
from app.importers.trouble import UnreadableFileError
from tests.importers.fuzz_seeds import seeds
from tests.importers.fuzz_spoil import spoil

_SLOW_SECONDS = 5.0
_MOST_MEGABYTES = 500
_DAYS = (date(1900, 1, 1), date(2200, 1, 1))
_LEFT_OUT = {
    "debit", "preliminary", "direct_debit_claim", "zero", "own_transfer", "payout", "information",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """An input that was not answered as it must be."""

    parser: str
    number: int
    what: str


@dataclass
class Tally:
    """What came of the inputs of one parser.

    Attributes:
        drafts, refused: How many were read, and how many refused with a sentence.
        slowest: Seconds of processor time of the slowest one.
    """

    parser: str
    inputs: int = 0
    drafts: int = 0
    refused: int = 0
    slowest: float = 0.0
    findings: list[Finding] = field(default_factory=list)


def spoiled(parser: str, number: int) -> bytes:
    """Return the input of this number, always the same."""
    chance = random.Random(f"{parser} {number}")
    whole = seeds()[parser]
    return spoil(chance, chance.choice(whole), whole)


def fuzz(parser: str, folder: Path, numbers: range) -> Tally:
    """Give a parser the inputs of these numbers; `folder` is empty and stays so."""
    tally = Tally(parser)
    for number in numbers:
        path = folder / "input"
        path.write_bytes(spoiled(parser, number))
        if what := judge(path, tally):
            tally.findings.append(Finding(parser, number, what))
        path.unlink()
    return tally


def judge(path: Path, tally: Tally) -> str:
    """Read one input; return what is wrong with the answer, empty when it is as it must be."""
    tally.inputs += 1
    content = path.read_bytes()
    start, before = time.thread_time(), largest_memory()
    try:
        with _alarm():
            draft = read(path)
            _say(draft)
            tally.drafts += 1
    except UnreadableFileError as error:
        draft = None
        assert problems.trouble(error)
        tally.refused += 1
    except BetaltError:
        draft = None
        tally.refused += 1
    except Exception:  # noqa: BLE001 - whatever else comes out is what we look for
        return traceback.format_exc(limit=-6)
    took = time.thread_time() - start
    tally.slowest = max(tally.slowest, took)
    if took > _SLOW_SECONDS:
        return f"took {took:.1f} s"
    if path.read_bytes() != content or [each.name for each in path.parent.iterdir()] != [path.name]:
        return "left something behind"
    if (more := largest_memory() - before) > _MOST_MEGABYTES:
        return f"took {more:.0f} MB more"
    return "; ".join(_wrong(draft)) if draft else ""


def _say(draft: Draft) -> None:
    for problem in draft.problems:
        assert problems.message(problem)
        assert problems.advice(problem)


def _wrong(draft: Draft) -> Iterator[str]:
    """Yield what no draft may say, however spoiled its file was."""
    for payment in draft.payments:
        yield from _wrong_payment(payment)
    yield from (f"left out as {each.code}" for each in draft.left_out if each.code not in _LEFT_OUT)
    for covered in draft.covered:
        if covered.first_day and covered.last_day and covered.first_day > covered.last_day:
            yield f"covers {covered}"


def _wrong_payment(payment: DraftPayment) -> Iterator[str]:
    if payment.amount.minor <= 0:
        yield f"amount {payment.amount}"
    if not _DAYS[0] <= payment.received_on <= _DAYS[1]:
        yield f"day {payment.received_on}"
    amounts = [part.amount for part in payment.parts if part.amount]
    if amounts and len(amounts) == len(payment.parts):
        parts = sum(amount.minor for amount in amounts)
        if parts != payment.amount.minor or {each.currency for each in amounts} != {payment.amount.currency}:
            yield f"parts of {parts} in a payment of {payment.amount}"


@contextmanager
def _alarm() -> Iterator[None]:
    """Stop what hangs, where the system can."""
    if sys.platform == "win32":
        yield
        return
    import signal

    def ring(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def largest_memory() -> float:
    """Return the largest memory of this process so far in MB; zero on Windows, where it is not asked for."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024**2 if sys.platform == "darwin" else used / 1024


def _limit_memory() -> None:
    """Let what asks for far too much fail here, before it takes the computer along."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3, 3 * 1024**3))


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Run all parsers, or one, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--inputs", type=int, default=20_000)
    asked.add_argument("--first", type=int, default=0, help="number of the first input")
    asked.add_argument("--parser", choices=sorted(seeds()))
    wanted = asked.parse_args()
    _limit_memory()
    logging.disable()
    findings = []
    for parser in [wanted.parser] if wanted.parser else seeds():
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            tally = fuzz(parser, Path(folder), range(wanted.first, wanted.first + wanted.inputs))
            took = time.perf_counter() - start
        findings += tally.findings
        _tell(
            f"{parser:22} {tally.inputs:7} inputs, {tally.drafts:7} read, {tally.refused:7} refused, slowest"
            f" {tally.slowest:5.2f} s, memory {largest_memory():4.0f} MB, {took:6.0f} s,"
            f" {len(tally.findings)} findings"
        )
        for each in tally.findings[:5]:
            _tell(f"--- {each.parser} {each.number}\n{each.what}")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
