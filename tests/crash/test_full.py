"""A disk that is full at any write: a sentence, and nothing lost."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.explain.errors import error as said
from app.storage.errors import FileTroubleError
from tests.crash.after import faults
from tests.crash.work import Place, Worker

_MEGABYTES = 4
_STEP = 8 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of a few megabytes, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _leave(ballast: Path, free: int) -> None:
    """Fill the disk until `free` bytes are left."""
    ballast.unlink(missing_ok=True)
    stat = os.statvfs(ballast.parent)
    ballast.write_bytes(bytes(max(0, stat.f_bavail * stat.f_frsize - free)))


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    said_done: list[tuple[str, str]] = []
    place = Place(small_disk / "betalt.db", None, tmp_path, tmp_path / "acks")
    worker = Worker(place, random.Random(5), lambda kind, token: said_done.append((kind, token)))
    worker.begin()
    refused = 0
    for does in (worker.read_in, worker.call, worker.pay, worker.draft, worker.back_up):
        for free in range(0, 14 * _STEP, _STEP):
            _leave(small_disk / "ballast", free)
            try:
                does(worker.token())
            except FileTroubleError as error:
                refused += 1
                assert said(error)
    (small_disk / "ballast").unlink()
    worker.desk.close()
    assert refused > 10
    assert faults(place, said_done) == []
