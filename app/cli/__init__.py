"""The command line: `betalt COMMAND` does the work of the window without one. It holds no rules itself."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 a rule says no, 2 wrong usage, 3 trouble."""
    from app.cli.program import run

    return run(argv)
