"""When the power goes, nothing is lost that was said to be saved, whatever the disk had not yet written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.crash.power import Call, Disk, lose_power, record


def _can_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode
        == 0
    )


def test_what_was_not_synced_is_lost_in_the_replay() -> None:
    import random

    disk = Disk()
    for call in (
        Call("pwrite64", "a", b"old", 0),
        Call("fsync", "a"),
        Call("pwrite64", "a", b"new", 0),
        Call("pwrite64", "b", b"never", 0),
    ):
        disk.take(call)
    assert disk.image(random.Random(1), 0.0) == {"a": b"old", "b": b""}
    assert disk.image(random.Random(1), 1.0) == {"a": b"new", "b": b"never"}


@pytest.mark.skipif(not _can_trace(), reason="the recording needs strace, which is not here or not allowed")
def test_after_every_power_cut_all_that_was_said_is_there(tmp_path: Path) -> None:
    calls = record(tmp_path / "desk", actions=12, seed=3)
    assert sum(call.kind in ("fsync", "fdatasync") for call in calls) > 20
    assert lose_power(calls, tmp_path / "desk", images=60, seed=5) == []
    careless = [call for call in calls if "sync" not in call.kind or call.path.endswith("acks")]
    assert lose_power(careless, tmp_path / "desk", images=5, seed=5), "the replay would notice a missing sync"
