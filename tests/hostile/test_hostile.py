"""The short run of the hostile inputs; the long one is `python -m tests.hostile.run --inputs 1000000`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.place import Kind
from tests.hostile.run import KINDS, count, listening, run

INPUTS = 8_000
ALL = 1_000_000


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_hostile_inputs_are_answered_or_refused_in_words(kind: Kind, tmp_path: Path) -> None:
    with listening():
        tally = run(kind, tmp_path, range(count(kind, INPUTS)))

    assert tally.findings == []
    assert tally.inputs == count(kind, INPUTS)


def test_the_long_run_is_as_long_as_was_asked_for() -> None:
    assert sum(count(kind, ALL) for kind in KINDS) == pytest.approx(ALL, abs=len(KINDS))
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_a_finding_is_told_and_not_swallowed(tmp_path: Path) -> None:
    def broken(_folder: Path):  # type: ignore[no-untyped-def]
        yield lambda _chance: (_ for _ in ()).throw(KeyError("ours"))

    with listening():
        tally = run(Kind("broken", 1, 10, broken), tmp_path, range(3))
    assert len(tally.findings) == 3
    assert "KeyError" in tally.findings[0]
