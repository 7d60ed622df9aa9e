"""Kill the app at random moments and look at what is left: `python -m tests.crash.run --runs 500`."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.storage.cipher import new_key
from tests.crash.after import faults
from tests.crash.work import Place, Worker, acknowledged, on_disk
from tests.keyrings import FolderKeyring, in_use

RUNS_A_FILE = 20
LONGEST_SECONDS = 0.6


@dataclass
class Figures:
    """What came of the runs."""

    runs: int = 0
    killed_while_making: int = 0
    while_keys_change: int = 0
    said: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the figures for people."""
        done = ", ".join(f"{count} {kind}" for kind, count in sorted(self.said.items()))
        return [
            f"{self.runs} runs killed with kill -9, {self.killed_while_making} before the file was made",
            f"{self.while_keys_change} of them while the file was locked, given other keys and unlocked",
            f"{sum(self.said.values())} acknowledged actions: {done}",
            f"{len(self.faults)} faults (lost, half there, or found by check)",
            *self.faults,
        ]


def run(folder: Path, runs: int, seed: int = 11) -> Figures:
    """Kill `runs` workers at random moments, on files in plain, encrypted, and changing their keys."""
    figures, draw = Figures(), random.Random(seed)
    kept = folder / "keyring"
    kept.mkdir()
    with in_use(FolderKeyring(kept)):
        _warm(folder / "warm")
        _run(folder, runs, draw, figures)
    return figures


def _run(folder: Path, runs: int, draw: random.Random, figures: Figures) -> None:
    for number, start in enumerate(range(0, runs, RUNS_A_FILE)):
        kind = number % 3
        key = new_key() if kind == 1 else None
        place = replace(_place(folder / f"file-{start}", key), changes_keys=kind == 2)
        for _ in range(min(RUNS_A_FILE, runs - start)):
            _one(place, draw, figures)
            figures.while_keys_change += place.changes_keys
        figures.said.update(kind for kind, _token in acknowledged(place.acks))


def _place(folder: Path, key: object) -> Place:
    from app.domain.file_key import FileKey

    (folder / "inbox").mkdir(parents=True)
    assert key is None or isinstance(key, FileKey)
    return Place(folder / "betalt.db", key, folder / "inbox", folder / "acks")


def _one(place: Place, draw: random.Random, figures: Figures) -> None:
    fresh, seed = not place.path.exists(), draw.getrandbits(32)
    # While a file is made there is nothing else to interrupt, so such a run is cut shorter.
    # A change of key writes the whole file anew, so such a run may live longer.
    longest = LONGEST_SECONDS * (4 if place.changes_keys else 1)
    _killed(place, seed, draw.uniform(0, LONGEST_SECONDS / 6 if fresh else longest))
    said = acknowledged(place.acks)
    figures.runs += 1
    figures.killed_while_making += fresh and not said
    try:
        figures.faults += faults(place, said)
    except Exception as error:  # noqa: BLE001 - whatever keeps the file from opening is what is looked for
        figures.faults.append(f"does not open: {error!r}")


def _killed(place: Place, seed: int, seconds: float) -> None:
    """Let a process of its own work for a while and kill it."""
    child = os.fork()
    if child == 0:
        try:
            _work(place, seed)
        finally:
            os._exit(1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the work ended by itself before it was killed")


def _work(place: Place, seed: int) -> None:
    worker = Worker(place, random.Random(seed), on_disk(place.acks))
    worker.begin()
    while True:
        worker.go_on()


def _warm(folder: Path) -> None:
    """Import what the work needs before the first child is made, so that none spends its life on that."""
    place = _place(folder, None)
    worker = Worker(place, random.Random(1), lambda kind, token: None)
    worker.begin()
    works = (worker.call, worker.letter, worker.pay, worker.draft, worker.back_up)
    for does in (*works, worker.daily, worker.change_key, worker.unlock):
        does(worker.token())
    worker.desk.database.close()
    faults(place, ())


def main() -> int:
    """Run what is asked for, print the figures, and return 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), asked.runs, asked.seed)
    sys.stdout.write("\n".join(figures.lines()) + "\n")
    return int(bool(figures.faults))


if __name__ == "__main__":
    sys.exit(main())
