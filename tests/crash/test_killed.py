"""Killed without warning while it works, the app has lost nothing that it said was saved (a short run)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.crash.run import run

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the killing needs fork, which this system has not"
)


RUNS = 48  # a file of each kind


def test_after_every_kill_all_that_was_said_is_there_and_nothing_by_half(tmp_path: Path) -> None:
    figures = run(tmp_path, RUNS)
    assert figures.faults == []
    assert figures.runs == RUNS
    assert figures.while_keys_change >= 8
    assert sum(figures.said.values()) > RUNS
