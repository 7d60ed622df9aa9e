"""What is wrong with a bank file, as far as a person can take it in."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.importers.draft import Hint, Problem, blocking, notice

_MOST = 500


@dataclass(slots=True)
class Remarks:
    """Problems in the order they were met; beyond 500 they are only counted.

    Attributes:
        unkept: How many were met after that.
    """

    kept: list[Problem] = field(default_factory=list)
    unkept: int = 0

    def block(self, code: str, line: int | None, name: str = "", found: str = "", **params: Hint) -> None:
        """Remark what keeps a payment out. `name` is a key of `problems.FIELD_NAMES`."""
        self._add(blocking(code, line=line, field=name, found=found, **params))

    def note(self, code: str, line: int | None, name: str = "", found: str = "", **params: Hint) -> None:
        """Remark what is read in all the same."""
        self._add(notice(code, line=line, field=name, found=found, **params))

    def all(self) -> tuple[Problem, ...]:
        """Return the problems, with one at the end that says how many more there are."""
        more = (notice("more_problems", line=None, count=self.unkept),) if self.unkept else ()
        return (*self.kept, *more)

    def _add(self, problem: Problem) -> None:
        if len(self.kept) < _MOST:
            self.kept.append(problem)
        else:
            self.unkept += 1
