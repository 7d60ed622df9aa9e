"""Hostile inputs by the hundred thousand: `python -m tests.hostile.run --inputs 1000000 [--kind NAME]`.

Everything a person can type, every word of the command line, every value of the file, every text on paper
and every file read in is given what nobody meant for it. Each input must be answered or refused in a sentence
within five seconds, and no sum may change that was not asked for. A finding names its kind and the number of
the input; `--kind` and `--first` give it again.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.hostile import commands, fields, files, papers, planted, tables, typed
from tests.hostile.place import Answer, Kind

KINDS: tuple[Kind, ...] = (
    *typed.KINDS,
    *tables.KINDS,
    *papers.KINDS,
    *fields.KINDS,
    *commands.KINDS,
    *planted.KINDS,
    *files.KINDS,
)
SLOW_SECONDS = 5
_SHARES = sum(kind.share for kind in KINDS)


@dataclass
class Tally:
    """What came of the inputs of one kind.

    Attributes:
        slowest: Seconds of processor time of the slowest one.
        seconds: Of the clock, for all of them.
    """

    kind: str
    inputs: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    findings: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return the figures for people."""
        return (
            f"{self.kind:26} {self.inputs:8} inputs, slowest {self.slowest:5.2f} s, {self.seconds:6.0f} s, "
            f"{len(self.findings)} findings"
        )


def count(kind: Kind, inputs: int) -> int:
    """Return how many of all inputs are of a kind, at least one."""
    return max(1, inputs * kind.share // _SHARES)


def run(kind: Kind, folder: Path, numbers: range) -> Tally:
    """Give the app the inputs of these numbers, a batch at a time; `folder` is empty."""
    tally, began = Tally(kind.name), time.perf_counter()
    for first in range(numbers.start, numbers.stop, kind.batch):
        batch = range(first, min(first + kind.batch, numbers.stop))
        place = folder / f"from-{first}"
        place.mkdir()
        try:
            with kind.at(place) as answer:
                _inputs(kind, answer, batch, tally)
        except Exception:  # noqa: BLE001 - the place did not hold: that is what we look for
            tally.findings.append(f"{kind.name}, after {batch}\n{traceback.format_exc(limit=-4)}")
    tally.seconds = time.perf_counter() - began
    return tally


def _inputs(kind: Kind, answer: Answer, numbers: range, tally: Tally) -> None:
    for number in numbers:
        tally.inputs += 1
        start = time.thread_time()
        try:
            with _bell():
                answer(Random(f"{kind.name} {number}"))
        except Exception:  # noqa: BLE001 - whatever comes out is what we look for
            tally.findings.append(f"{kind.name} {number}\n{traceback.format_exc(limit=-6)}")
        tally.slowest = max(tally.slowest, time.thread_time() - start)


@contextmanager
def _bell() -> Iterator[None]:
    """Stop what takes five seconds of the processor, where the system can."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, SLOW_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _ring(_signal: int, _frame: object) -> None:
    raise TimeoutError


@contextmanager
def listening() -> Iterator[None]:
    """Let the bell be heard, and keep the log of the app quiet meanwhile."""
    before = None if sys.platform == "win32" else signal.signal(signal.SIGPROF, _ring)
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        if sys.platform != "win32":
            signal.signal(signal.SIGPROF, before)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def give(name: str, numbers: range) -> Tally:
    """Give the inputs of one kind, by its name, in a folder of its own."""
    (kind,) = (kind for kind in KINDS if kind.name == name)
    with tempfile.TemporaryDirectory() as folder, listening():
        return run(kind, Path(folder), numbers)


def _run_all(names: Sequence[tuple[str, range]], jobs: int) -> bool:
    """Give all of them, the dear kinds first, `jobs` kinds at once, and print what came of each."""
    inputs = findings = 0
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        running = [pool.submit(give, name, numbers) for name, numbers in reversed(names)]
        for done in as_completed(running):
            tally = done.result()
            inputs, findings = inputs + tally.inputs, findings + len(tally.findings)
            _tell(tally.line())
            for found in tally.findings[:5]:
                _tell(f"--- {found}")
    _tell(f"{inputs} inputs, {findings} findings")
    return findings > 0


def main() -> int:
    """Run all kinds, or one, print what came of it, and return 1 where anything was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--kind", choices=[kind.name for kind in KINDS])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="kinds at once")
    asked = parser.parse_args()
    kinds = [kind for kind in KINDS if asked.kind in (None, kind.name)]
    counts = [asked.inputs if asked.kind else count(kind, asked.inputs) for kind in kinds]
    each = [(kind.name, range(asked.first, asked.first + n)) for kind, n in zip(kinds, counts, strict=True)]
    return int(_run_all(each, asked.jobs))


if __name__ == "__main__":
    sys.exit(main())
