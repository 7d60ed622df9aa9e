"""Ending a command before its work is done: with an exit code and a sentence."""

from __future__ import annotations

RULE, USAGE, TROUBLE = 1, 2, 3


class RefusedError(Exception):
    """The command stops here.

    Attributes:
        code: The exit code.
        said: One sentence for standard error, in the language of the output.
    """

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code, said)
        self.code = code
        self.said = said


def wrong_usage(said: str) -> RefusedError:
    """Return the refusal of what was typed."""
    return RefusedError(USAGE, said)
